/** HQ's database as an older program wrote it: what stood in the way of true entries is moved aside, and nothing is lost. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EMPTY_CHAIN } from '../../../domain/ledger/chain.ts';
import { canonicalText, seal, type Entry } from '../../../domain/ledger/entry.ts';
import { feedRowSchema } from '../../../domain/sync/messages.ts';
import { publishUspsEvents } from '../../../hq/admin/publishUsps.ts';
import { ingest } from '../../../hq/ingest/ingest.ts';
import { publishNews } from '../../../hq/ingest/news.ts';
import { openDatabase } from '../../../hq/store/database.ts';
import { countDevices, findDevice } from '../../../hq/store/devices.ts';
import { openSqliteFile } from '../../../hq/store/dialects/sqliteFile.ts';
import { knownPlaces, storedEntries } from '../../../hq/store/entries.ts';
import { feedRowsAfter } from '../../../hq/store/feed.ts';
import { firstTables } from '../../../hq/store/migrations/0010-first-tables.ts';
import { openPlaces } from '../../../hq/store/migrations/0020-open-places.ts';
import { newsOfDesks } from '../../../hq/store/migrations/0030-news-of-desks.ts';
import { openHqStore, type HqStore } from '../../../hq/store/store.ts';
import { allOf } from '../../support/allOf.ts';
import { chainOf, uuidOf } from '../../support/entries.ts';
import { makePostgresDatabase, removePostgresDatabase } from '../../support/postgres/databases.ts';

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
  const db = openSqliteFile(join(folder, 'hq.db'), 1_000);
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

async function inStore(work: (store: HqStore) => Promise<void>): Promise<void> {
  const store = await openHqStore({ folder });
  try {
    await work(store);
  } finally {
    await store.close();
  }
}

async function upload(store: HqStore, entries: Entry[]) {
  const sender = await findDevice(store.reads, DEVICE);
  if (sender === null) throw new Error('the device is still there');
  return ingest(store, sender, { protocol: 1, deviceId: DEVICE, entries }, new Date('2026-03-03T00:00:00.000Z'));
}

describe('a database of schema 10', () => {
  it('keeps every entry and verdict', () => inStore(async (store) => {
    expect((await allOf(storedEntries(store.reads, null))).map((row) => [row.seq, row.hash, row.reason])).toEqual([[1, first.hash, null], [2, second.hash, 'hash-mismatch']]);
    expect(await findDevice(store.reads, DEVICE)).toMatchObject({ lastSeq: 2 });
  }));

  it('gives the receipts it gave before', () => inStore(async (store) => {
    expect(await upload(store, [first, { ...second, payload: {} }])).toMatchObject({ ok: true, value: { receipt: { body: { hqId: 'HQ-OLD', refused: [2], receivedAt: AT } } } });
  }));

  it('takes the true entry that was refused for good before', () => inStore(async (store) => {
    expect(await upload(store, [second, third])).toMatchObject({ ok: true, value: { verdicts: [{ verdict: 'accepted' }, { verdict: 'accepted' }] } });
  }));

  it('tells of an exam that it took in before, once that is amended', () => inStore(async (store) => {
    const amended = { amendmentId: uuidOf(900), examId: uuidOf(1), why: 'wrong item', kind: 'withdrawn' };
    const { hash: _hash, ...body } = third;
    expect(await upload(store, [second, seal({ ...body, id: uuidOf(901), kind: 'exam.amended', payload: amended })])).toMatchObject({ ok: true });
    const told = (await allOf(feedRowsAfter(store.reads, 'JFK', 0, 10))).map((row) => feedRowSchema.parse(JSON.parse(row.text)));
    expect(told).toMatchObject([
      { kind: 'examDigest', digest: { examId: uuidOf(1), isWithdrawn: true } }, { kind: 'examDigest', digest: { examId: uuidOf(2), isWithdrawn: false } },
    ]);
  }));

  it('still keeps entries from being changed or deleted', () => inStore(async (store) => {
    await expect(store.inTransaction((tx) => tx.deleteFrom('entry').execute())).rejects.toThrow('append-only');
    await expect(store.inTransaction((tx) => tx.updateTable('entry').set({ exam_id: null }).execute())).rejects.toThrow('append-only');
  }));
});

describe('a database of schema 30', () => {
  const event = { eventId: 'u-1', itemId: 'RR473124829CN', code: 'EMD', at: '2026-03-02T06:00:00Z', office: null } as const;
  const text = JSON.stringify({ kind: 'usps', event });

  /** What schema 30 kept of an exam and its news, and one USPS event. */
  beforeEach(() => {
    const db = openSqliteFile(join(folder, 'hq.db'), 1_000);
    openPlaces.up(db);
    newsOfDesks.up(db);
    db.pragma('user_version = 30');
    db.prepare('INSERT INTO feed (facility_id, kind, text) VALUES (NULL, ?, ?)').run('usps', text);
    db.close();
  });

  it('says in columns what its texts say, and the texts stay byte for byte', () => inStore(async (store) => {
    expect(await store.reads.selectFrom('entry').select(['prev_hash', 'exam_id', 'text']).execute())
      .toEqual([{ prev_hash: first.prevHash, exam_id: uuidOf(1), text: canonicalText(first) }]);
    expect(await store.reads.selectFrom('feed').selectAll().execute())
      .toEqual([{ seq: 1, facility_id: null, kind: 'usps', text, event_id: 'u-1', exam_id: null, bucket: null, mark: '' }]);
    expect((await knownPlaces(store.reads, DEVICE, 1, 2)).get(1)).toMatchObject({ hash: first.hash, prevHash: first.prevHash, reason: null });
  }));

  it('knows what it has told, and numbers on from there', () => inStore(async (store) => {
    expect(await publishUspsEvents(store, [event, { ...event, eventId: 'u-2' }])).toEqual({ events: 2, known: 1 });
    await upload(store, [second]);
    await upload(store, [third]);
    const rows = await store.reads.selectFrom('feed').select(['seq', 'kind', 'event_id', 'exam_id']).orderBy('seq').execute();
    expect(rows).toMatchObject([
      { seq: 1, event_id: 'u-1' }, { seq: 2, event_id: 'u-2' }, { seq: 3, kind: 'examDigest', exam_id: uuidOf(2) }, { seq: 4, kind: 'examDigest', exam_id: uuidOf(3) },
    ]);
  }));

  it('tells a digest of before again only when it has changed', () => inStore(async (store) => {
    await upload(store, [second]);
    await store.inTransaction(async (tx) => publishNews(tx, [second]));
    expect(await store.reads.selectFrom('feed').select('seq').where('kind', '=', 'examDigest').execute()).toHaveLength(1);
  }));
});

describe('an empty PostgreSQL database', () => {
  it('is set up once by HQ processes that start at the same moment, and they are one HQ', async () => {
    const url = await makePostgresDatabase();
    const admin = await openDatabase({ url });
    await admin.inTransaction((tx) => sql`DROP SCHEMA public CASCADE; CREATE SCHEMA public`.execute(tx));
    await admin.close();
    const stores = await Promise.all(Array.from({ length: 4 }, () => openHqStore({ url })));
    expect(new Set(stores.map(({ hqId }) => hqId)).size).toBe(1);
    expect(await countDevices(stores[0]?.reads ?? admin.reads, 'JFK')).toBe(0);
    for (const store of stores) await store.close();
    await removePostgresDatabase(url);
  });
});
