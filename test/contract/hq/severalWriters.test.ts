/** Several HQ processes on one store, and programs beside them: nothing is doubled, nothing is passed over, and nobody waits for ever. */
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { feedRowSchema } from '../../../domain/sync/messages.ts';
import { placeHold } from '../../../hq/admin/holds.ts';
import { publishList } from '../../../hq/admin/publishList.ts';
import type { Tx } from '../../../hq/store/database.ts';
import { findDevice, lockDevice } from '../../../hq/store/devices.ts';
import { storedEntries } from '../../../hq/store/entries.ts';
import { feedRowsAfter, feedWriter } from '../../../hq/store/feed.ts';
import { openHqStore, type HqStore } from '../../../hq/store/store.ts';
import { allOf } from '../../support/allOf.ts';
import { enrolledDesk, errorOf, isReceiptOf, pageIn, receiptIn, type RawReply, type TestDesk } from '../../support/deskClient.ts';
import { examPayload, uuidOf } from '../../support/entries.ts';
import { HQ_HOMES } from '../../support/hqHomes.ts';
import { openHqInside, type HqInside } from '../../support/hqInside.ts';
import { cutOffPostgres, makePostgresDatabase, removePostgresDatabase, untilOneWaits } from '../../support/postgres/databases.ts';

/** A transaction that waits, with what it holds, until it is let go. */
async function holding(store: HqStore, hold: (tx: Tx) => Promise<unknown>): Promise<{ letGo(): Promise<void> }> {
  return new Promise((held, failed) => {
    const done = store.inTransaction(async (tx) => {
      await hold(tx);
      await new Promise<void>((go) => { held({ letGo: async () => { go(); await done; } }); });
    });
    done.catch(failed);
  });
}

describe.each(HQ_HOMES)('on %s', (_name, newHome) => {
  let hq: HqInside;
  let desk: TestDesk;
  beforeEach(async () => {
    hq = await openHqInside({ home: await newHome(), busyTimeoutMs: 1 });
    desk = await enrolledDesk(hq.url, await hq.code());
  });
  afterEach(() => hq.stop());

  it('while another program writes HQ answers busy with Retry-After, sends the feed all the same, and takes the entries later', async () => {
    const other = await openHqStore(hq.home.place);
    const entries = desk.seal(2);
    const { letGo } = await holding(other, (tx) => lockDevice(tx, desk.enrolled?.deviceId ?? ''));
    const reply = await desk.upload(entries);
    expect([reply.status, errorOf(reply)?.code, reply.headers.get('retry-after')]).toEqual([503, 'busy', '2']);
    expect(pageIn(await desk.feed())).toMatchObject({ lastSeq: 0 });
    await letGo();
    await other.close();
    expect(receiptIn(await desk.upload(entries)).verdicts).toMatchObject([{ verdict: 'accepted' }, { verdict: 'accepted' }]);
  });

  it('a long write of the same process keeps no desk from the feed, and nothing of it is seen before it is committed', async () => {
    const { letGo } = await holding(hq.store, async (tx) => (await feedWriter(tx))
      .append([{ facilityId: null, row: { kind: 'list', list: { listId: 'waiver', version: 1, asOf: '2026-01-01', countries: [] } } }]));
    expect(pageIn(await desk.feed())).toMatchObject({ rows: [], more: false });
    await letGo();
    expect(pageIn(await desk.feed()).rows.map((row) => row.kind)).toEqual(['list']);
  });

  it('what fails in the middle of a transaction leaves nothing', async () => {
    await expect(hq.store.inTransaction(async (tx) => {
      await (await feedWriter(tx)).append([{ facilityId: null, row: { kind: 'list', list: { listId: 'waiver', version: 1, asOf: '2026-01-01', countries: [] } } }]);
      throw new Error('in the middle');
    })).rejects.toThrow('in the middle');
    expect(await allOf(feedRowsAfter(hq.store.reads, 'JFK', 0, 10))).toEqual([]);
    expect((await publishList(hq.store, { listId: 'waiver', asOf: '2026-01-01', countries: [] })).ok).toBe(true);
  });

  it('a kind and an officer with U+0000 in them hold up nothing', async () => {
    const entries = [...desk.seal(1, (body) => ({ ...body, kind: 'scale\0read', payload: { text: '\0' } })), ...desk.seal(1, (body) => ({ ...body, officerId: 'o\0' }))];
    expect(receiptIn(await desk.upload(entries)).receipt.body.refused).toEqual([]);
    expect((await allOf(storedEntries(hq.store.reads, null))).map(({ text }) => (JSON.parse(text) as { kind: string }).kind)).toEqual(['scale\0read', 'session.locked']);
  });

  it('damaged entries that are too long for an index are kept, each once', async () => {
    // Random: what can be compressed is not too long.
    const damaged = desk.seal(500).map((entry) => ({ ...entry, payload: { reason: randomBytes(6_000).toString('base64') } }));
    const { receipt } = receiptIn(await desk.upload(damaged));
    expect(receipt.body.refused).toHaveLength(500);
    expect(receiptIn(await desk.upload(damaged)).receipt).toEqual(receipt);
    expect(await allOf(storedEntries(hq.store.reads, null))).toHaveLength(500);
  });

  it('long chains are listed whole and in order, page by page', async () => {
    const entries = desk.seal(1_100);
    for (const from of [0, 500, 1_000]) await desk.upload(entries.slice(from, from + 500).map((entry) => (entry.seq % 499 === 0 ? { ...entry, payload: {} } : entry)));
    expect((await allOf(storedEntries(hq.store.reads, null))).map(({ seq }) => seq)).toEqual(entries.map(({ seq }) => seq));
  });
});

describe('two HQ processes on one PostgreSQL', () => {
  let first: HqInside;
  let second: HqInside;
  let desk: TestDesk;
  beforeEach(async () => {
    const url = await makePostgresDatabase();
    const home = { place: { url }, copy: () => Promise.reject(new Error('not here')), everything: () => Promise.resolve(''), remove: () => removePostgresDatabase(url) };
    first = await openHqInside({ home, busyTimeoutMs: 10_000 });
    second = await first.another();
    desk = await enrolledDesk(first.url, await first.code());
    // A nonce of one is good at the other.
    await desk.feed();
  });
  afterEach(async () => {
    await second.stop();
    await first.stop();
  });

  const at = (hq: HqInside, send: () => Promise<RawReply>) => {
    desk.hqUrl = hq.url;
    return send();
  };
  const storedHashes = async () => (await allOf(storedEntries(first.store.reads, null))).map(({ hash }) => hash);
  const examEntries = (count: number, from: number) => Array.from({ length: count }, (_, n) => (
    desk.seal(1, (body) => ({ ...body, kind: 'exam.recorded', payload: examPayload(from + n, { holdIds: [uuidOf(900_000 + from + n)] }) })))).flat();

  it('are one HQ: same id, same key', () => {
    expect([second.store.hqId, second.store.signingKey.publicKey]).toEqual([first.store.hqId, first.store.signingKey.publicKey]);
  });

  it('take the same upload at the same moment: stored once, told once, and both receipts are good', async () => {
    for (let round = 0; round < 10; round += 1) {
      const entries = examEntries(50, 1 + round * 50);
      const replies = await Promise.all([first, second].map((hq) => at(hq, () => desk.upload(entries))));
      const taken = replies.map(receiptIn);
      for (const { receipt } of taken) expect(isReceiptOf(receipt, desk.enrolled?.hqPublicKey ?? '')).toBe(true);
      expect(new Set(taken.map(({ receipt }) => JSON.stringify(receipt))).size).toBe(1);
      expect(taken.map(({ verdicts }) => verdicts[0]?.verdict).sort()).toEqual(['accepted', 'duplicate']);
    }
    const hashes = await storedHashes();
    expect([hashes.length, new Set(hashes).size]).toEqual([500, 500]);
    const rows = (await allOf(feedRowsAfter(first.store.reads, 'JFK', 0, 10_000))).map(({ text }) => text);
    // A digest, and what the exam was to its hold: examined and released.
    expect([rows.length, new Set(rows).size]).toEqual([1_500, 1_500]);
  });

  it('never take back how far a desk has come, when an old range comes again meanwhile', async () => {
    const entries = desk.seal(40);
    await at(first, () => desk.upload(entries.slice(0, 2)));
    for (let from = 2; from < 40; from += 2) {
      await Promise.all([at(first, () => desk.upload(entries.slice(0, 2))), at(second, () => desk.upload(entries.slice(from, from + 2)))]);
      expect((await findDevice(first.store.reads, desk.enrolled?.deviceId ?? ''))?.lastSeq).toBe(from + 2);
    }
  });

  it('hear of an amendment and its exam at the same moment, from two desks, and tell what holds in the end', async () => {
    const other = await enrolledDesk(second.url, await second.code());
    for (let n = 1; n <= 15; n += 1) {
      const exam = examEntries(1, n);
      const withdrawal = other.seal(1, (body) => ({ ...body, kind: 'exam.amended', payload: { amendmentId: uuidOf(50_000 + n), examId: uuidOf(n), why: 'wrong item', kind: 'withdrawn' } }));
      const replies = await Promise.all([at(first, () => desk.upload(exam)), other.upload(withdrawal)]);
      expect(replies.map(({ status }) => status)).toEqual([200, 200]);
      const rows = (await allOf(feedRowsAfter(first.store.reads, 'JFK', 0, 10_000))).map(({ text }) => feedRowSchema.parse(JSON.parse(text)));
      const told = rows.filter((row) => row.kind === 'examDigest' && row.digest.examId === uuidOf(n)).at(-1);
      expect(told).toMatchObject({ digest: { isWithdrawn: true } });
    }
  });

  it('two desks that send entries of the same id at the same moment: one is accepted, one refused, none is lost', async () => {
    const other = await enrolledDesk(second.url, await second.code());
    for (let n = 1; n <= 10; n += 1) {
      const ids = [uuidOf(7_000 + 2 * n), uuidOf(7_001 + 2 * n)];
      // In opposite orders: each waits for what the other has.
      const [mine, theirs] = [ids, [...ids].reverse()].map((order, d) => order.flatMap((id) => (d === 0 ? desk : other).seal(1, (body) => ({ ...body, id }))));
      const replies = await Promise.all([at(first, () => desk.upload(mine ?? [])), other.upload(theirs ?? [])]);
      const verdicts = replies.flatMap((reply) => receiptIn(reply).verdicts.map(({ verdict }) => verdict)).sort();
      expect(verdicts).toEqual(['accepted', 'accepted', 'refused', 'refused']);
    }
  }, 60_000);

  it('a reader of the feed that asks while several write misses no row, and gets each once and in order', async () => {
    const writing = { isOver: false };
    const writers = [first, second, first, second].map(async ({ store }, writer) => {
      for (let n = 0; n < 20; n += 1) {
        await store.inTransaction(async (tx) => {
          const feed = await feedWriter(tx);
          const event = (at: number) => ({ kind: 'usps' as const, event: { eventId: `${writer}-${n}-${at}`, itemId: 'RR473124829CN', code: 'EMD' as const, at: '2026-03-02T06:00:00Z', office: null } });
          await feed.tellEvents([event(1), event(2)]);
          // What was numbered first is not always committed first, unless somebody sees to it.
          await pause(Math.random() * 8);
          await feed.tellEvents([event(3)]);
        });
        expect((await placeHold(store, { itemId: 'RR473124829CN', facilityId: 'JFK', by: `${writer}-${n}`, reason: null })).ok).toBe(true);
      }
    });
    const all = Promise.all(writers).then(() => { writing.isOver = true; });
    const seen: string[] = [];
    let cursor = pageIn(await at(second, () => desk.feed(null, 1_000))).cursor;
    for (let isLast = false; !isLast;) {
      isLast = writing.isOver;
      const page = pageIn(await at(second, () => desk.feed(cursor, 7)));
      seen.push(...page.rows.map((row) => JSON.stringify(row)));
      cursor = page.cursor;
      if (page.more) isLast = false;
    }
    await all;
    const rows = (await allOf(feedRowsAfter(first.store.reads, 'JFK', 0, 10_000))).map(({ text }) => text);
    expect(rows).toHaveLength(4 * 20 * 4);
    const start = rows.indexOf(seen[0] ?? '');
    expect(start).toBeLessThan(20);
    expect(seen).toEqual(rows.slice(start));
  }, 60_000);
});

describe('a PostgreSQL that goes away', () => {
  let url: string;
  let hq: HqInside;
  let desk: TestDesk;
  beforeEach(async () => {
    url = await makePostgresDatabase();
    hq = await openHqInside({
      home: { place: { url }, copy: () => Promise.reject(new Error('not here')), everything: () => Promise.resolve(''), remove: () => removePostgresDatabase(url) },
      busyTimeoutMs: 20_000,
    });
    desk = await enrolledDesk(hq.url, await hq.code());
  });
  afterEach(() => hq.stop());

  it('in the middle of an upload leaves nothing of it; HQ says busy, and takes it when it comes again', async () => {
    const other = await openHqStore({ url });
    const blocked = await holding(other, (tx) => feedWriter(tx));
    const entries = desk.seal(3, (body) => ({ ...body, kind: 'exam.recorded', payload: examPayload(body.seq) }));
    const reply = desk.upload(entries);
    // Its entries are inserted, and it waits for the feed.
    await untilOneWaits(url);
    await cutOffPostgres(url);
    expect([(await reply).status, errorOf(await reply)?.code]).toEqual([503, 'busy']);
    await expect(blocked.letGo()).rejects.toThrow();
    await other.close();
    expect(await allOf(storedEntries(hq.store.reads, null))).toEqual([]);
    expect(receiptIn(await desk.upload(entries)).verdicts.map(({ verdict }) => verdict)).toEqual(['accepted', 'accepted', 'accepted']);
  });

  it('between two requests is not noticed by a desk', async () => {
    await desk.upload(desk.seal(1));
    await cutOffPostgres(url);
    await pause(50);
    expect((await desk.upload(desk.seal(1))).status).toBe(200);
    expect(pageIn(await desk.feed())).toMatchObject({ lastSeq: 2 });
  });

  it('for good is a fault of HQ and never one of the desk', async () => {
    await removePostgresDatabase(url);
    expect((await desk.upload(desk.seal(1))).status).toBe(500);
  });
});
