/** HQ's database as an older program wrote it: what stood in the way of true entries is moved aside, and nothing is lost. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EMPTY_CHAIN } from '../../../domain/ledger/chain.ts';
import { canonicalText, seal, type Entry } from '../../../domain/ledger/entry.ts';
import { feedRowSchema } from '../../../domain/sync/messages.ts';
import { ingest } from '../../../hq/ingest/ingest.ts';
import { findDevice } from '../../../hq/store/devices.ts';
import { openDatabase } from '../../../hq/store/driver.ts';
import { storedEntries } from '../../../hq/store/entries.ts';
import { feedRowsAfter } from '../../../hq/store/feed.ts';
import { firstTables } from '../../../hq/store/migrations/0010-first-tables.ts';
import { openHqStore, type HqStore } from '../../../hq/store/store.ts';
import { chainOf, uuidOf } from '../../support/entries.ts';

const DEVICE = 'JFK-07-TEST';
const AT = '2026-03-02T14:00:00.000Z';
const [first, second, third] = chainOf(3, DEVICE, EMPTY_CHAIN) as [Entry, Entry, Entry];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hq-migration-'));
  writeSchema10();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Two entries, the second with changed content under its true hash, as schema 10 took it into the chain. */
function writeSchema10(): void {
  const db = openDatabase(join(folder, 'hq.db'), 1_000);
  firstTables.up(db);
  db.pragma('user_version = 10');
  db.prepare('INSERT INTO facility (id, name) VALUES (?, ?)').run('JFK', 'New York JFK');
  db.prepare('INSERT INTO device (id, facility_id, public_key, desk_name, enrolled_at, last_seq, head_hash) VALUES (?, ?, ?, ?, ?, 2, ?)')
    .run(DEVICE, 'JFK', 'key', 'Bench 07', AT, second.hash);
  const entry = db.prepare(`INSERT INTO entry (device_id, seq, id, kind, hash, text, received_at, sent_by, verdict, reason, detail)
    VALUES (@deviceId, @seq, @id, @kind, @hash, @text, '${AT}', @deviceId, @verdict, @reason, @reason)`);
  entry.run({ ...first, payload: null, text: canonicalText(first), verdict: 'accepted', reason: null });
  entry.run({ ...second, payload: null, text: canonicalText({ ...second, payload: {} }), verdict: 'refused', reason: 'hash-mismatch' });
  const body = { protocol: 1, hqId: 'HQ-OLD', deviceId: DEVICE, fromSeq: 1, toSeq: 2, head: second.hash, refused: [2], receivedAt: AT };
  db.prepare('INSERT INTO receipt (device_id, from_seq, to_seq, body) VALUES (?, 1, 2, ?)').run(DEVICE, canonicalText(body));
  db.close();
}

function inStore(work: (store: HqStore) => void): void {
  const store = openHqStore(folder);
  try {
    work(store);
  } finally {
    store.close();
  }
}

function upload(store: HqStore, entries: Entry[]) {
  const sender = findDevice(store.db, DEVICE);
  if (sender === null) throw new Error('the device is still there');
  return ingest(store, sender, { protocol: 1, deviceId: DEVICE, entries }, new Date('2026-03-03T00:00:00.000Z'));
}

describe('a database of schema 10', () => {
  it('keeps every entry and verdict', () => inStore((store) => {
    expect([...storedEntries(store.db, null)].map((row) => [row.seq, row.hash, row.reason])).toEqual([[1, first.hash, null], [2, second.hash, 'hash-mismatch']]);
    expect(findDevice(store.db, DEVICE)).toMatchObject({ lastSeq: 2 });
  }));

  it('gives the receipts it gave before', () => inStore((store) => {
    expect(upload(store, [first, { ...second, payload: {} }])).toMatchObject({ ok: true, value: { receipt: { body: { hqId: 'HQ-OLD', refused: [2], receivedAt: AT } } } });
  }));

  it('takes the true entry that was refused for good before', () => inStore((store) => {
    expect(upload(store, [second, third])).toMatchObject({ ok: true, value: { verdicts: [{ verdict: 'accepted' }, { verdict: 'accepted' }] } });
  }));

  it('tells of an exam that it took in before, once that is amended', () => inStore((store) => {
    const amended = { amendmentId: uuidOf(900), examId: uuidOf(1), why: 'wrong item', kind: 'withdrawn' };
    const { hash: _hash, ...body } = third;
    expect(upload(store, [second, seal({ ...body, id: uuidOf(901), kind: 'exam.amended', payload: amended })])).toMatchObject({ ok: true });
    const told = [...feedRowsAfter(store.db, 'JFK', 0, 10)].map((row) => feedRowSchema.parse(JSON.parse(row.text)));
    expect(told).toMatchObject([
      { kind: 'examDigest', digest: { examId: uuidOf(1), isWithdrawn: true } }, { kind: 'examDigest', digest: { examId: uuidOf(2), isWithdrawn: false } },
    ]);
  }));

  it('still keeps entries from being deleted', () => inStore((store) => {
    expect(() => store.db.prepare('DELETE FROM entry').run()).toThrow('append-only');
  }));
});
