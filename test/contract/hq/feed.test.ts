/** The feed: pages in HQ's order, covered by a cursor, cut to the facility that asks. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { feedRowSchema, type FeedRow } from '../../../domain/sync/messages.ts';
import { placeHold } from '../../../hq/admin/holds.ts';
import { publishRoster } from '../../../hq/admin/publishRoster.ts';
import { makeCursor } from '../../../hq/http/token.ts';
import { feedWriter } from '../../../hq/store/feed.ts';
import { enrolledDesk, errorOf, pageIn, type TestDesk } from '../../support/deskClient.ts';
import { HQ_HOMES } from '../../support/hqHomes.ts';
import { openHqInside, type HqInside } from '../../support/hqInside.ts';

function holdIds(rows: readonly object[]): string[] {
  return rows.map((row) => feedRowSchema.parse(row)).map((row: FeedRow) => (row.kind === 'hold' ? row.event.holdId : row.kind));
}

describe.each(HQ_HOMES)('on %s', (_name, newHome) => {
  let hq: HqInside;
  let desk: TestDesk;
  beforeEach(async () => {
    hq = await openHqInside({ home: await newHome() });
    desk = await enrolledDesk(hq.url, await hq.code());
  });
  afterEach(() => hq.stop());

  async function placeHolds(count: number): Promise<string[]> {
    const ids: string[] = [];
    for (let at = 0; at < count; at += 1) {
      const placed = await placeHold(hq.store, { itemId: `RR${String(at).padStart(9, '0')}CN`, facilityId: 'JFK', by: 'NTC', reason: null });
      if (!placed.ok) throw new Error(placed.fault.message);
      ids.push(placed.value.holdId);
    }
    return ids;
  }

  function append({ store }: Pick<HqInside, 'store'>, row: FeedRow): Promise<void> {
    return store.inTransaction(async (tx) => (await feedWriter(tx)).append([{ facilityId: null, row }]));
  }

  describe('the feed', () => {
    it('is empty at first and gives a cursor all the same', async () => {
      const page = pageIn(await desk.feed());
      expect(page).toMatchObject({ rows: [], more: false, hqTime: hq.clock.toISOString() });
      expect(pageIn(await desk.feed(page.cursor))).toMatchObject({ rows: [], more: false });
    });

    it('comes in pages; every row once, in order, and the last page says so', async () => {
      const placed = await placeHolds(7);
      const seen: string[] = [];
      const mores: boolean[] = [];
      let cursor: string | null = null;
      do {
        const page = pageIn(await desk.feed(cursor, 3));
        seen.push(...holdIds(page.rows));
        mores.push(page.more);
        cursor = page.cursor;
      } while (mores.at(-1) === true);
      expect(seen).toEqual(placed);
      expect(mores).toEqual([true, true, false]);
    });

    it('says that there is no more when a page ends just at the end', async () => {
      await placeHolds(3);
      expect(pageIn(await desk.feed(null, 3))).toMatchObject({ more: false });
    });

    it('goes on from the cursor with what is new', async () => {
      await placeHolds(2);
      const { cursor } = pageIn(await desk.feed());
      const later = await placeHolds(1);
      expect(holdIds(pageIn(await desk.feed(cursor)).rows)).toEqual(later);
    });

    it('gives the same page for the same cursor, so that a lost reply loses nothing', async () => {
      await placeHolds(4);
      const { cursor } = pageIn(await desk.feed(null, 2));
      expect(pageIn(await desk.feed(cursor, 2)).rows).toEqual(pageIn(await desk.feed(cursor, 2)).rows);
    });

    it('gives the rows of a facility to the desks of that facility only', async () => {
      const other = await enrolledDesk(hq.url, await hq.code('ORD'));
      await publishRoster(hq.store, { facilityId: 'ORD', officers: [{ officerId: 'o-1', badge: '1', name: 'Ann Example', role: 'officer', pin: '123456' }] });
      await placeHolds(1);
      expect(pageIn(await desk.feed()).rows.map((row) => row.kind)).toEqual(['hold']);
      expect(pageIn(await other.feed()).rows.map((row) => row.kind)).toEqual(['roster', 'roster', 'hold']);
    });

    it('says which of the desk\'s entries HQ holds, so that a desk with nothing to send learns of a restored HQ', async () => {
      expect(pageIn(await desk.feed())).toMatchObject({ lastSeq: 0 });
      await desk.upload(desk.seal(2));
      const older = await hq.home.copy();
      await desk.upload(desk.seal(3));
      expect(pageIn(await desk.feed())).toMatchObject({ lastSeq: 5 });
      const restored = await openHqInside({ home: older, clock: hq.clock });
      try {
        desk.hqUrl = restored.url;
        expect(pageIn(await desk.feed())).toMatchObject({ lastSeq: 2 });
      } finally {
        await restored.stop();
      }
    });
  });

  describe('a cursor', () => {
    it.each<[string, (cursor: string) => string]>([
      ['made up', () => 'c1.5.AAAAAAAAAAAAAAAAAAAAAA'],
      ['of an unknown version', (cursor) => cursor.replace('c1', 'c2')],
      ['moved to another place', (cursor) => cursor.replace(/\.\d+\./, '.0.')],
      ['no cursor at all', () => 'hello'],
    ])('that is %s is refused', async (_words, change) => {
      await placeHolds(2);
      const { cursor } = pageIn(await desk.feed(null, 1));
      const reply = await desk.feed(change(cursor));
      expect([reply.status, errorOf(reply)?.code]).toEqual([409, 'cursor-unknown']);
    });

    it('of a feed that HQ no longer has is refused: HQ was restored from an older copy, and new rows would hide behind it', async () => {
      await placeHolds(2);
      const older = await hq.home.copy();
      await placeHolds(1);
      const { cursor } = pageIn(await desk.feed());
      const restored = await openHqInside({ home: older, clock: hq.clock });
      try {
        desk.hqUrl = restored.url;
        expect(errorOf(await desk.feed(cursor))?.code).toBe('cursor-unknown');
        expect((await placeHold(restored.store, { itemId: 'EE876543216CA', facilityId: 'JFK', by: 'NTC', reason: null })).ok).toBe(true);
        expect(errorOf(await desk.feed(cursor))?.code).toBe('cursor-unknown');
        expect(pageIn(await desk.feed()).rows).toHaveLength(3);
      } finally {
        await restored.stop();
      }
    });

    it('of a feed that HQ no longer has is refused, also when the very same row stands in its place again', async () => {
      const older = await hq.home.copy();
      const row = { kind: 'usps', event: { eventId: 'u-1', itemId: 'EE876543216CA', code: 'EMD', at: '2026-03-02T06:00:00Z', office: null } } as const;
      await append(hq, row);
      const { cursor } = pageIn(await desk.feed());
      const restored = await openHqInside({ home: older, clock: hq.clock });
      try {
        desk.hqUrl = restored.url;
        await append(restored, row);
        expect(errorOf(await desk.feed(cursor))?.code).toBe('cursor-unknown');
      } finally {
        await restored.stop();
      }
    });

    it('of a row that was appended before rows had marks still opens', async () => {
      await placeHolds(2);
      await hq.store.inTransaction((tx) => tx.updateTable('feed').set({ mark: '' }).execute());
      const { text } = await hq.store.reads.selectFrom('feed').select('text').where('seq', '=', 1).executeTakeFirstOrThrow();
      // As HQ closed it before: over the row's text alone.
      const cursor = await makeCursor(hq.store.tokenSecret, 1, () => Promise.resolve(text));
      expect(pageIn(await desk.feed(cursor)).rows).toHaveLength(1);
    });

    it.each(['0', '-1', '5001', 'many'])('with the limit %s is refused', async (limit) => {
      expect(errorOf(await desk.request('GET', `/v1/feed?limit=${limit}`, null))?.code).toBe('bad-request');
    });
  });
});
