/** The headless program as scripts use it: real processes, standard input and output, exit codes. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AED_COLUMNS } from '../../../domain/aed/record.ts';
import { openDatabase } from '../../../main/store/driver.ts';
import { openLedger } from '../../../main/store/ledger/ledger.ts';
import { chainOf, examPayload, uuidOf } from '../../support/entries.ts';
import s10Invalid from '../../vectors/s10-invalid.json' with { type: 'json' };
import s10Valid from '../../vectors/s10-valid.json' with { type: 'json' };
import impb from '../../vectors/usps-impb.json' with { type: 'json' };

const PROGRAM = fileURLToPath(new URL('../../../main/desk.ts', import.meta.url));

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headless-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function desk(args: readonly string[], input = '', env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], { input, encoding: 'utf8', env: { ...process.env, ...env } });
  return { status, stdout, stderr };
}

describe('desk classify', () => {
  it('answers one JSON object a line, in order, with exactly the five members', () => {
    const { stdout, status } = desk(['classify'], 'RB123456785GB\n]C0RB 123 456 785 US\r\nMYKULGUSSFOAAEM72072001100028\nhello');
    expect(status).toBe(0);
    const lines = stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map((line) => [line['kind'], line['id'], line['valid']])).toEqual([
      ['s10', 'RB123456785GB', true],
      ['s10', 'RB123456785US', true],
      ['s9', 'MYKULGUSSFOAAEM72072001100028', true],
      ['other', 'HELLO', false],
    ]);
    expect(Object.keys(lines[0] ?? {})).toEqual(['raw', 'kind', 'id', 'valid', 'problems']);
    expect(lines[1]?.['raw']).toBe(']C0RB 123 456 785 US');
  });

  it('gives every public vector its expected verdict', () => {
    const raws = [...s10Valid.vectors.map((one) => one.id), ...s10Invalid.vectors.map((one) => one.id), ...impb.vectors.map((one) => one.raw)];
    const answers = desk(['classify'], raws.join('\n')).stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as { kind: string; valid: boolean; problems: { code: string; severity: string }[] });
    expect(answers).toHaveLength(raws.length);
    const [valid, invalid, usps] = [answers.splice(0, s10Valid.vectors.length), answers.splice(0, s10Invalid.vectors.length), answers];
    expect(valid.every((answer) => answer.kind === 's10' && answer.valid)).toBe(true);
    for (const [n, vector] of s10Invalid.vectors.entries()) {
      expect(invalid[n]?.problems, vector.id).toContainEqual({ code: vector.reason, severity: vector.severity });
      expect(invalid[n]?.valid, vector.id).toBe(vector.severity !== 'error');
    }
    for (const [n, vector] of impb.vectors.entries()) expect(usps[n]?.valid, vector.raw).toBe(vector.expect === 'valid');
  });

  it('answers a line of ten thousand characters and control characters without falling over', () => {
    const { stdout, status } = desk(['classify'], `${'A'.repeat(10_000)}\n\u0000\u001d\u202e🙂\n`);
    expect(status).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(2);
  });
});

describe('desk ledger', () => {
  const key = randomBytes(32);

  function makeLedger(exams: number): string {
    mkdirSync(join(folder, 'store'));
    writeFileSync(join(folder, 'store-key.json'), JSON.stringify({ protection: 'demo', key: key.toString('base64') }));
    const file = join(folder, 'store', 'ledger.db');
    const ledger = openLedger(openDatabase(file, { key, binding: null, synchronous: 'FULL' }));
    const stamp = { recordedAt: '2026-11-23T14:06:41.000-05:00', monotonicMs: 1, hqHeardAt: null };
    ledger.enrol(
      { deviceId: 'JFK-07-TEST', facilityId: 'JFK', facilityName: 'JFK', deskName: 'B', hqUrl: 'http://127.0.0.1', hqId: 'HQ', hqPublicKey: 'AA==', privateKey: 'AA==' },
      { id: uuidOf(1), kind: 'device.enrolled', payload: { hqId: 'HQ', deskName: 'B' }, officerId: null, sessionId: null, stamp },
    );
    for (let n = 2; n <= exams + 1; n += 1) ledger.append({ id: uuidOf(n), kind: 'exam.recorded', payload: examPayload(n), officerId: 'o', sessionId: 's', stamp });
    ledger.close();
    return file;
  }

  it('finds a whole ledger whole', () => {
    const { status, stdout } = desk(['ledger', 'verify', makeLedger(5)]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ entries: 6, deviceId: 'JFK-07-TEST', fault: null });
  });

  it('finds a ledger that somebody with the key has changed', () => {
    const file = makeLedger(5);
    const db = openDatabase(file, { key, binding: null, synchronous: 'FULL' });
    db.exec("DROP TRIGGER entry_is_never_changed; UPDATE entry SET canonical = replace(canonical, 'RELEASED_TO_USPS', 'SEIZURE') WHERE seq = 4");
    db.close();
    const { status, stdout } = desk(['ledger', 'verify', file]);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ fault: { kind: 'hash-mismatch', seq: 4 } });
  });

  it('reads exported entries too, and names the broken one', () => {
    const file = join(folder, 'entries.ndjson');
    const entries = chainOf(4);
    writeFileSync(file, entries.map((entry) => JSON.stringify(entry)).join('\n'));
    expect(desk(['ledger', 'verify', file]).status).toBe(0);
    writeFileSync(file, entries.filter((entry) => entry.seq !== 2).map((entry) => JSON.stringify(entry)).join('\n'));
    const { status, stdout } = desk(['ledger', 'verify', file]);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ fault: { kind: 'gap', seq: 3, expected: 2 } });
  });

  it('makes the projections again from the entries', () => {
    const file = makeLedger(5);
    const db = openDatabase(file, { key, binding: null, synchronous: 'FULL' });
    db.exec('DELETE FROM exam');
    db.close();
    expect(JSON.parse(desk(['ledger', 'rebuild', file]).stdout)).toEqual({ entries: 6, rebuilt: true });
    const again = openDatabase(file, { key, binding: null, synchronous: 'FULL' });
    expect(again.prepare('SELECT count(*) AS exams FROM exam').get()).toEqual({ exams: 5 });
    again.close();
  });

  it.each([
    ['a file that is not there', () => join(folder, 'nothing.db'), 'There is no file'],
    ['a ledger whose key is elsewhere', () => { const file = makeLedger(1); rmSync(join(folder, 'store-key.json')); return file; }, 'store-key.json'],
    ['a key that the system has wrapped', () => { const file = makeLedger(1); writeFileSync(join(folder, 'store-key.json'), '{"protection":"os","wrapped":"AA=="}'); return file; }, 'key store'],
  ])('says in a sentence why it cannot read %s', (_what, make, words) => {
    const { status, stderr } = desk(['ledger', 'verify', make()]);
    expect(status).toBe(2);
    expect(stderr).toContain(words);
  });
});

describe('desk aed check', () => {
  it('reports rows, refusals and quality, and imports nothing', () => {
    const file = join(folder, 'aed.csv');
    const row = (itemId: string, senderName: string): string => AED_COLUMNS.map((column) => new Map([['itemId', itemId], ['postedOn', '2026-11-20'], ['senderName', senderName]]).get(column) ?? '').join(',');
    writeFileSync(file, [AED_COLUMNS.join(','), row('RB123456785GB', 'UNK'), row('', 'x'), ''].join('\n'));
    const { status, stdout } = desk(['aed', 'check', file]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ rows: 1 });
    writeFileSync(file, `${AED_COLUMNS.join(',')}\n"RB123`);
    expect(desk(['aed', 'check', file]).status).toBe(1);
  });
});

it.each([[['--help']], [['classify', '--help']], [['ledger', '--help']], [['ledger', 'verify', '--help']], [['ledger', 'rebuild', '--help']], [['aed', 'check', '--help']]])(
  'explains %j', (args) => {
    const { status, stdout } = desk(args);
    expect(status).toBe(0);
    expect(stdout).toContain('Usage:');
  },
);
