/** `desk receipts verify` as an auditor uses it: a real process, a real ledger, and nothing of HQ but its public key. */
import { spawnSync } from 'node:child_process';
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canonicalText } from '../../../domain/ledger/entry.ts';
import type { ReceiptBody } from '../../../domain/sync/messages.ts';
import { openDatabase, type Database } from '../../../main/store/driver.ts';
import { openLedger } from '../../../main/store/ledger/ledger.ts';
import { examPayload, uuidOf } from '../../support/entries.ts';

const PROGRAM = fileURLToPath(new URL('../../../main/desk.ts', import.meta.url));
const ENTRIES = 9;
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const hqPublicKey = Buffer.from(String(publicKey.export({ format: 'jwk' }).x), 'base64url').toString('base64');
const key = randomBytes(32);

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'receipts-'));
  mkdirSync(join(folder, 'store'));
  writeFileSync(join(folder, 'store-key.json'), JSON.stringify({ protection: 'demo', key: key.toString('base64') }));
  file = join(folder, 'store', 'ledger.db');
  const ledger = openLedger(database());
  const stamp = { recordedAt: '2026-11-23T14:06:41.000-05:00', monotonicMs: 1, hqHeardAt: null };
  ledger.enrol(
    { deviceId: 'JFK-07-TEST', facilityId: 'JFK', facilityName: 'JFK', deskName: 'B', hqUrl: 'http://127.0.0.1', hqId: 'HQ', hqPublicKey, privateKey: 'AA==' },
    { id: uuidOf(1), kind: 'device.enrolled', payload: { hqId: 'HQ', deskName: 'B' }, officerId: null, sessionId: null, stamp },
  );
  for (let n = 2; n <= ENTRIES; n += 1) ledger.append({ id: uuidOf(n), kind: 'exam.recorded', payload: examPayload(n), officerId: 'o', sessionId: 's', stamp });
  ledger.close();
});

afterEach(() => rmSync(folder, { recursive: true }));

function database(): Database {
  return openDatabase(file, { key, binding: null, synchronous: 'FULL' });
}

/** Stores a receipt as it came from HQ, or as somebody changed it before or after it was signed. */
function give(fromSeq: number, toSeq: number, change: Partial<ReceiptBody> = {}, forge: (signed: { body: string; signature: string }) => { body: string; signature: string } = (signed) => signed): void {
  const db = database();
  const { hash } = db.prepare<[number], { hash: string }>('SELECT hash FROM entry WHERE seq = ?').get(Math.min(toSeq, ENTRIES)) ?? { hash: '' };
  const text = canonicalText({ protocol: 1, hqId: 'HQ', deviceId: 'JFK-07-TEST', fromSeq, toSeq, head: hash, refused: [], receivedAt: '2026-11-23T19:10:00Z', ...change });
  const { body, signature } = forge({ body: text, signature: sign(null, Buffer.from(text), privateKey).toString('base64') });
  db.prepare('INSERT INTO receipt (to_seq, from_seq, received_at, body, signature) VALUES (?, ?, ?, ?, ?)').run(toSeq, fromSeq, '2026-11-23T19:10:00Z', body, signature);
  db.close();
}

function verify(): { status: number | null; report: Record<string, unknown> } {
  const { status, stdout } = spawnSync(process.execPath, [PROGRAM, 'receipts', 'verify', file], { encoding: 'utf8' });
  return { status, report: JSON.parse(stdout) as Record<string, unknown> };
}

describe('desk receipts verify', () => {
  it('finds every receipt good, and says which entries have none yet', () => {
    give(1, 4);
    give(5, 7, { refused: [6] });
    give(6, 6);
    expect(verify()).toEqual({ status: 0, report: {
      deviceId: 'JFK-07-TEST', hqId: 'HQ', entries: ENTRIES, receipts: 3, deliveredThrough: 7, gaps: [], waiting: { fromSeq: 8, toSeq: 9 }, faults: [],
    } });
  });

  it('is content with a ledger that has no receipt yet, and with one that has all', () => {
    expect(verify()).toMatchObject({ status: 0, report: { receipts: 0, deliveredThrough: 0, waiting: { fromSeq: 1, toSeq: 9 } } });
    give(1, 9);
    expect(verify()).toMatchObject({ status: 0, report: { receipts: 1, waiting: null } });
  });

  it.each<[string, Partial<ReceiptBody>, Parameters<typeof give>[3], string]>([
    ['a signature of somebody else', {}, ({ body }) => ({ body, signature: sign(null, Buffer.from(body), generateKeyPairSync('ed25519').privateKey).toString('base64') }), 'signature'],
    ['a body that was changed afterwards', { refused: [6] }, ({ body, signature }) => ({ body: body.replace('[6]', '[]'), signature }), 'signature'],
    ['another HQ', { hqId: 'HQ-2' }, undefined, 'other-hq'],
    ['another device', { deviceId: 'JFK-08' }, undefined, 'other-device'],
    ['another head', { head: 'a'.repeat(64) }, undefined, 'head'],
    ['a refused entry outside of its range', { refused: [3] }, undefined, 'range'],
    ['no receipt at all', {}, () => ({ body: '{"hello":1}', signature: 'AA==' }), 'not-a-receipt'],
    ['a text that is no JSON', {}, () => ({ body: 'hello', signature: 'AA==' }), 'not-a-receipt'],
  ])('finds %s, and counts its entries as not covered', (_what, change, forge, kind) => {
    give(1, 4);
    give(5, 7, change, forge);
    expect(verify()).toMatchObject({ status: 1, report: { faults: [{ receipt: 2, kind }], gaps: [{ fromSeq: 5, toSeq: 7 }] } });
  });

  it('finds a gap that no receipt covers', () => {
    give(1, 3);
    give(6, 7);
    expect(verify()).toMatchObject({ status: 1, report: { faults: [], gaps: [{ fromSeq: 4, toSeq: 5 }], deliveredThrough: 7 } });
  });

  it('finds a receipt over entries that are not here', () => {
    give(1, 12);
    expect(verify()).toMatchObject({ status: 1, report: { faults: [{ receipt: 1, kind: 'head', fromSeq: 1, toSeq: 12 }] } });
  });

  it('counts no receipt that rests on an entry somebody with the key has changed', () => {
    give(1, 3);
    give(4, 8);
    const db = database();
    db.exec("DROP TRIGGER entry_is_never_changed; UPDATE entry SET canonical = replace(canonical, 'RELEASED_TO_USPS', 'SEIZURE') WHERE seq = 5");
    db.close();
    expect(verify()).toMatchObject({ status: 1, report: { faults: [{ receipt: 2, kind: 'chain', fromSeq: 4, toSeq: 8 }], gaps: [{ fromSeq: 4, toSeq: 8 }] } });
  });

  it('says in a sentence why it cannot read a file, and explains itself', () => {
    const missing = spawnSync(process.execPath, [PROGRAM, 'receipts', 'verify', join(folder, 'nothing.db')], { encoding: 'utf8' });
    expect([missing.status, missing.stderr]).toEqual([2, expect.stringContaining('There is no file')]);
    for (const args of [['receipts', '--help'], ['receipts', 'verify', '--help']]) {
      expect(spawnSync(process.execPath, [PROGRAM, ...args], { encoding: 'utf8' }).stdout).toContain('Usage:');
    }
  });
});
