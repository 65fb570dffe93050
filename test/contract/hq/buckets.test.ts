/** Buckets as HQ answers them: exact at the place they name, whatever came and went, and counted on instead of anew. */
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aedFieldsSchema } from '../../../domain/aed/record.ts';
import { canonicalText } from '../../../domain/ledger/entry.ts';
import { aedLineOf, aedLineText } from '../../../domain/snapshot/aedLine.ts';
import { bucketOf, BUCKETS, BucketSums } from '../../../domain/snapshot/buckets.ts';
import { bucketPageSchema, bucketsReplySchema, type BucketPage, type BucketsReply, type FeedRow } from '../../../domain/sync/messages.ts';
import { placeHold } from '../../../hq/admin/holds.ts';
import { revokeDevice } from '../../../hq/admin/revokeDevice.ts';
import { sha256OfText } from '../../../hq/hashes.ts';
import { openDatabase } from '../../../hq/store/database.ts';
import { feedWriter } from '../../../hq/store/feed.ts';
import { isSignedBy } from '../../../main/sync/deviceKey.ts';
import { enrolledDesk, errorOf, pageIn, type TestDesk } from '../../support/deskClient.ts';
import { HQ_HOMES } from '../../support/hqHomes.ts';
import { openHqInside, type HqInside } from '../../support/hqInside.ts';

const POSTED = '2026-02-20';

function sent(itemId: string, version = 1): FeedRow {
  return { kind: 'aed', aed: { itemId, postedOn: POSTED, version, receivedAt: '2026-03-02T00:00:00Z', fields: aedFieldsSchema.parse({ contents: `of ${itemId}` }) } };
}

function removed(itemId: string): FeedRow {
  return { kind: 'aedRemoved', itemId, postedOn: POSTED, reason: 'sent in error' };
}

/** What a desk holds that has read these rows one after the other: the rule said once more, without any of HQ's code. */
function heldAfter(rows: readonly FeedRow[]): string[] {
  const held = new Map<string, { itemId: string; line: string }>();
  for (const row of rows) {
    if (row.kind === 'aed') held.set(`${row.aed.itemId} ${row.aed.version}`, { itemId: row.aed.itemId, line: aedLineText(aedLineOf(row.aed)) });
    if (row.kind === 'aedRemoved') for (const [key, { itemId }] of [...held]) if (itemId === row.itemId) held.delete(key);
  }
  return [...held.values()].map(({ line }) => line);
}

function sumsOf(lines: readonly string[]) {
  const sums = new BucketSums(sha256OfText);
  for (const line of lines) sums.add(line.slice(0, line.indexOf('\t')), line);
  return sums.list();
}

describe.each(HQ_HOMES)('on %s', (_name, newHome) => {
  let hq: HqInside;
  let desk: TestDesk;
  beforeEach(async () => {
    hq = await openHqInside({ home: await newHome() });
    desk = await enrolledDesk(hq.url, await hq.code());
  });
  afterEach(() => hq.stop());

  const append = (rows: readonly FeedRow[]) => hq.store.inTransaction(async (tx) => (await feedWriter(tx)).append(rows.map((row) => ({ facilityId: null, row }))));
  const hold = () => placeHold(hq.store, { itemId: 'RR473124829CN', facilityId: 'JFK', by: 'NTC', reason: null });
  const query = (cursor?: string) => (cursor === undefined ? '' : `?cursor=${encodeURIComponent(cursor)}`);

  async function sums(cursor?: string): Promise<BucketsReply['body']> {
    const { body, signature } = bucketsReplySchema.parse(JSON.parse((await desk.request('GET', `/v1/buckets${query(cursor)}`, null)).text));
    expect(isSignedBy(desk.enrolled?.hqPublicKey ?? '', canonicalText(body), signature)).toBe(true);
    return body;
  }

  async function page(bucket: number, cursor?: string): Promise<BucketPage> {
    return bucketPageSchema.parse(JSON.parse((await desk.request('GET', `/v1/buckets/${bucket}${query(cursor)}`, null)).text));
  }

  describe('the sums', () => {
    it('are those of nothing at first, at the cursor that an empty feed ends with', async () => {
      expect(await sums()).toMatchObject({ statement: 'buckets', hqId: hq.store.hqId, cursor: pageIn(await desk.feed()).cursor, buckets: sumsOf([]) });
    });

    it('are those of a desk that has read the feed to the same cursor, whatever came and went and whenever HQ counted', async () => {
      const row = fc.record({ item: fc.integer({ min: 1, max: 12 }), what: fc.constantFrom('sent', 'sent', 'sent', 'removed') });
      const told: FeedRow[] = [];
      const versions = new Map<number, number>();
      await fc.assert(fc.asyncProperty(fc.array(row, { maxLength: 12 }), async (rows) => {
        const fresh = rows.map(({ item, what }) => {
          if (what === 'removed') return removed(`X${item}`);
          versions.set(item, (versions.get(item) ?? 0) + 1);
          return sent(`X${item}`, versions.get(item));
        });
        await append(fresh);
        told.push(...fresh);
        const { cursor, buckets } = await sums();
        expect(buckets).toEqual(sumsOf(heldAfter(told)));
        expect(cursor).toBe(await lastCursor());
      }), { numRuns: 12, endOnFailure: true });
    });

    it('are counted on from where they were, also by another process', async () => {
      await append([sent('X1'), sent('X2')]);
      await sums();
      // Whoever counted anew would not see this row, and whoever counts on does not miss it.
      await hq.store.inTransaction((tx) => sql`UPDATE feed SET bucket = NULL WHERE seq = 1`.execute(tx));
      await append([sent('X3')]);
      const another = await hq.another();
      try {
        desk.hqUrl = another.url;
        expect((await sums()).buckets).toEqual(sumsOf(heldAfter([sent('X1'), sent('X2'), sent('X3')])));
      } finally {
        await another.stop();
      }
    });

    it('hold for the place where the desk stands, as long as no AED came since', async () => {
      await append([sent('X1')]);
      const cursor = await lastCursor();
      await hold();
      expect(await sums(cursor)).toMatchObject({ cursor, buckets: sumsOf(heldAfter([sent('X1')])) });
      await append([sent('X2')]);
      expect(await sums(cursor)).toMatchObject({ cursor: await lastCursor(), buckets: sumsOf(heldAfter([sent('X1'), sent('X2')])) });
      await append([removed('X2')]);
      const now = await lastCursor();
      await hold();
      expect(await sums(now)).toMatchObject({ cursor: now, buckets: sumsOf(heldAfter([sent('X1')])) });
    });

    it('are the same for several that ask at once', async () => {
      await append(Array.from({ length: 300 }, (_, n) => sent(`X${n}`)));
      const others = await Promise.all(Array.from({ length: 3 }, async () => enrolledDesk(hq.url, await hq.code())));
      const replies = await Promise.all(others.map((other) => other.request('GET', '/v1/buckets', null)));
      expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
      expect(replies[0]?.status).toBe(200);
    });
  });

  async function lastCursor(): Promise<string> {
    for (let cursor: string | null = null; ;) {
      const { more, cursor: next } = pageIn(await desk.feed(cursor, 5_000));
      if (!more) return next;
      cursor = next;
    }
  }

  describe('a bucket', () => {
    const rows = Array.from({ length: 600 }, (_, n) => sent(`X${n}`));

    it('has the rows of the bucket at the cursor, and they add up to what is signed', async () => {
      await append([...rows, sent('X7', 2), removed('X8')]);
      const { cursor, buckets } = await sums();
      const all: string[] = [];
      for (const bucket of [bucketOf('X7'), bucketOf('X8'), 0, BUCKETS - 1]) {
        const found = await page(bucket);
        expect(found).toMatchObject({ bucket, cursor });
        expect(sumsOf(found.lines)[bucket]).toEqual(buckets[bucket]);
        all.push(...found.lines);
      }
      expect(all.filter((line) => line.startsWith('X7\t'))).toHaveLength(2);
      expect(all.filter((line) => line.startsWith('X8\t'))).toHaveLength(0);
    });

    it('is of the place that the desk names, though the feed has gone on', async () => {
      await append([sent('X1')]);
      const cursor = await lastCursor();
      await append([sent('X1', 2), removed('X1')]);
      expect(await page(bucketOf('X1'), cursor)).toMatchObject({ cursor, lines: heldAfter([sent('X1')]) });
      expect((await page(bucketOf('X1'))).lines).toEqual([]);
    });

    it('has its rows under the ids that desks keep them under', async () => {
      await append([sent('rr 473 124 829 cn')]);
      expect((await page(bucketOf('RR473124829CN'))).lines).toMatchObject([expect.stringMatching(/^RR473124829CN\t/)]);
      expect((await sums()).buckets[bucketOf('RR473124829CN')]?.rows).toBe(1);
    });

    it.each(['256', '-1', '1.5', 'x', '0x1', ''])('number "%s" is refused', async (bucket) => {
      expect(errorOf(await desk.request('GET', `/v1/buckets/${bucket}`, null))?.code).toBe('bad-request');
    });
  });

  it('a cursor that is none of this feed is refused, and so is a device that is revoked', async () => {
    for (const path of ['/v1/buckets', '/v1/buckets/1']) {
      expect(errorOf(await desk.request('GET', `${path}?cursor=hello`, null))?.code).toBe('cursor-unknown');
      expect(errorOf(await desk.request('GET', `${path}?cursor=a&cursor=b`, null))?.code).toBe('cursor-unknown');
    }
    await revokeDevice(hq.store, desk.enrolled?.deviceId ?? '');
    for (const path of ['/v1/buckets', '/v1/buckets/1']) expect(errorOf(await desk.request('GET', path, null))?.code).toBe('device-revoked');
  });

  it('rows of a schema before buckets are found in the bucket that the program counts them to', async () => {
    const ids = ['RR473124829CN', 'X1', 'ZZ9', '0', 'A'.repeat(64), 'EE876543216CA'];
    await append([...ids.map((itemId) => sent(itemId)), removed('ZZ9')]);
    await hold();
    const before = await hq.store.reads.selectFrom('feed').select(['seq', 'bucket']).orderBy('seq').execute();
    await hq.store.inTransaction(async (tx) => {
      for (const index of ['feed_by_bucket', 'feed_without_bucket']) await sql.raw(`DROP INDEX ${index}`).execute(tx);
      for (const column of ['bucket', 'mark']) await sql.raw(`ALTER TABLE feed DROP COLUMN ${column}`).execute(tx);
      for (const table of ['bucket_sums', 'snapshot', 'photo']) await sql.raw(`DROP TABLE ${table}`).execute(tx);
      await (hq.store.dialect === 'sqlite' ? sql`PRAGMA user_version = 50` : sql`UPDATE schema_version SET version = 50`).execute(tx);
    });
    const migrated = await openDatabase(hq.home.place);
    try {
      expect(await migrated.reads.selectFrom('feed').select(['seq', 'bucket']).orderBy('seq').execute()).toEqual(before);
    } finally {
      await migrated.close();
    }
    expect(before.map(({ bucket }) => bucket)).toEqual([...ids.map(bucketOf), bucketOf('ZZ9'), null]);
  });
});
