/** A copy of a ledger: made beside a desk at work, whole or not there, never over something in use. */
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { photoStore } from '../../../main/store/ledger/photos.ts';
import { backUpLedger } from '../../../main/store/ledger/backup.ts';
import { openLedger, type Ledger } from '../../../main/store/ledger/ledger.ts';
import { examPayload, uuidOf } from '../../support/entries.ts';
import { BACKUP, openLedgerFile, prepareBackedUp } from './prepared.ts';

const PROGRAM = fileURLToPath(new URL('../../../main/desk.ts', import.meta.url));
const ENTRIES = 29;

let root: string;
let folder: string;
let key: string;
let ledger: Ledger;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'backup-'));
  folder = join(root, 'store');
  key = randomBytes(32).toString('base64');
  prepareBackedUp(folder, key);
  ledger = openLedger(openLedgerFile(folder, key));
});

afterEach(() => {
  ledger.close();
  rmSync(root, { recursive: true });
});

const program = () => [PROGRAM, 'ledger'];
const env = () => ({ ...process.env, DESK_STORE_KEY: key });
const place = (name: string) => join(folder, name);
const openWith = (text = key) => ({ key: Buffer.from(text, 'base64'), binding: null });

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...program(), ...args], { encoding: 'utf8', env: env() });
  return { status, stdout, stderr };
}

function recordOne(n: number): void {
  const stamp = { recordedAt: '2026-11-23T14:06:41.000-05:00', monotonicMs: n, hqHeardAt: null };
  ledger.append({ id: uuidOf(5_000 + n), kind: 'exam.recorded', payload: examPayload(5_000 + n), officerId: 'o-1', sessionId: 's', stamp });
}

describe('a copy of a ledger', () => {
  it('is made while the desk records, and is whole up to a moment of its making', async () => {
    const copying = spawn(process.execPath, [...program(), 'backup', place('ledger.db'), place('copy.db')], { env: env(), stdio: ['ignore', 'pipe', 'inherit'] });
    let stdout = '';
    copying.stdout.on('data', (bytes: Buffer) => {
      stdout += bytes.toString('utf8');
    });
    const closed = once(copying, 'close');
    for (let n = 1; copying.exitCode === null; n += 1) {
      recordOne(n);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await closed;
    const line = JSON.parse(stdout) as { entries: number; head: string };
    expect(line).toMatchObject({ copy: place('copy.db'), photosNotCopied: 0 });
    expect(line.entries).toBeGreaterThanOrEqual(ENTRIES);
    expect(line.entries).toBeLessThanOrEqual(ledger.head().seq);
    expect(ledger.after(line.entries - 1, 1)[0]?.hash).toBe(line.head);
    expect(JSON.parse(run('verify', place('copy.db')).stdout)).toMatchObject({ entries: line.entries, head: line.head, fault: null });
  });

  it('is encrypted, one file, and opens as the ledger of the desk', () => {
    expect(run('backup', place('ledger.db'), place('copy.db'))).toMatchObject({ status: 0, stderr: '' });
    const bytes = readFileSync(place('copy.db'));
    expect([bytes.includes('SQLite format 3'), bytes.includes('RB000000002GB')]).toEqual([false, false]);
    expect(readdirSync(folder).filter((name) => name.startsWith('copy.db'))).toEqual(['copy.db']);
    ledger.close();
    for (const name of ['ledger.db', 'ledger.db-wal', 'ledger.db-shm']) rmSync(place(name), { force: true });
    writeFileSync(place('ledger.db'), bytes);
    ledger = openLedger(openLedgerFile(folder, key));
    recordOne(1);
    expect(ledger.head().seq).toBe(ENTRIES + 1);
  });

  it('says how many photos lie beside the ledger and are not in the copy', () => {
    for (const letter of ['a', 'b']) photoStore(ledger.db).keep({ photoId: letter.repeat(64), bytes: 9, takenAt: 'x', keptAt: 'x' });
    expect(JSON.parse(run('backup', place('ledger.db'), place('copy.db')).stdout)).toMatchObject({ photosNotCopied: 2 });
  });

  it.each([
    ['over the ledger itself', 'ledger.db', 'a ledger in use'],
    ['over another database in use', 'other.db', 'a ledger in use'],
    ['into a folder that is not there', join('nowhere', 'copy.db'), 'cannot be written'],
  ])('is not made %s, and says why', (_where, name, words) => {
    writeFileSync(place('other.db'), 'in use');
    writeFileSync(place('other.db-wal'), '');
    const head = ledger.head();
    const { status, stdout, stderr } = run('backup', place('ledger.db'), place(name));
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(words);
    expect(readFileSync(place('other.db'), 'utf8')).toBe('in use');
    recordOne(1);
    const again = openLedger(openLedgerFile(folder, key));
    expect(again.head().seq, 'the desk and whoever opens the file see one ledger').toBe(head.seq + 1);
    again.close();
  });

  it.each([
    ['an entry of the ledger was changed', () => ledger.db.exec("DROP TRIGGER entry_is_never_changed; UPDATE entry SET canonical = replace(canonical, 'xray', 'k9') WHERE seq = 4"), () => openWith()],
    ['it does not open with the key', () => undefined, () => openWith(randomBytes(32).toString('base64'))],
  ])('does not take the place of an older one when %s', (_what, damage, open) => {
    const before = readFileSync(place(BACKUP));
    damage();
    expect(backUpLedger(ledger.db, { file: place(BACKUP), open: open(), newId: () => 'n' })).toEqual({ ok: false, fault: 'copy-not-whole' });
    expect(readFileSync(place(BACKUP)).equals(before)).toBe(true);
    expect(readdirSync(folder).filter((name) => name.startsWith(BACKUP))).toEqual([BACKUP]);
  });

  it('takes away what copies that were killed have left, and nothing else', () => {
    for (const name of [`${BACKUP}.1.unfinished`, `${BACKUP}.1.unfinished-journal`, `${BACKUP}.old`, 'x.unfinished']) writeFileSync(place(name), 'x');
    expect(backUpLedger(ledger.db, { file: place(BACKUP), open: openWith(), newId: () => 'n' })).toMatchObject({ ok: true });
    expect(readdirSync(folder).filter((name) => name.includes('unfinished') || name.startsWith(BACKUP)).toSorted()).toEqual([BACKUP, `${BACKUP}.old`, 'x.unfinished']);
  });
});
