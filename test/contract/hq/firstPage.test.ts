/** Pages as a fresh desk and a slow line need them: roster and lists first, few rows when few are asked for, an end at about 1 MB. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AED_FIELDS } from '../../../domain/aed/record.ts';
import { feedRowSchema, type FeedPage } from '../../../domain/sync/messages.ts';
import { placeHold } from '../../../hq/admin/holds.ts';
import { publishList } from '../../../hq/admin/publishList.ts';
import { publishRoster } from '../../../hq/admin/publishRoster.ts';
import { feedWriter } from '../../../hq/store/feed.ts';
import { enrolledDesk, pageIn, type TestDesk } from '../../support/deskClient.ts';
import { openHqInside, type HqInside } from '../../support/hqInside.ts';

let hq: HqInside;
let desk: TestDesk;
beforeEach(async () => {
  hq = await openHqInside();
  desk = await enrolledDesk(hq.url, await hq.code());
});
afterEach(() => hq.stop());

const NO_FIELDS = Object.fromEntries(AED_FIELDS.map((field) => [field, null]));

async function putAed(count: number, contents: string | null = null): Promise<void> {
  const aed = (at: number) => ({
    itemId: `RR${String(at).padStart(9, '0')}CN`, postedOn: '2026-02-20', version: 1, receivedAt: hq.clock.toISOString(), fields: { ...NO_FIELDS, contents },
  });
  const rows = Array.from({ length: count }, (_, at) => feedRowSchema.parse({ kind: 'aed', aed: aed(at) }));
  await hq.store.inTransaction(async (tx) => (await feedWriter(tx)).append(rows.map((row) => ({ facilityId: null, row }))));
}

/** Two versions of each, so that the newest one can be told from the first. */
async function publishAll(facilityId = 'JFK'): Promise<void> {
  for (const name of ['Ann Example', 'Ann Other']) {
    await publishRoster(hq.store, { facilityId, officers: [{ officerId: `o-${facilityId}`, badge: '1001', name, role: 'officer', pin: '123456' }] });
    await publishList(hq.store, { listId: 'waiver', asOf: '2026-01-01', countries: ['NR', 'TV'] });
    await publishList(hq.store, { listId: 'interest', asOf: '2026-01-01', countries: ['TV'] });
  }
}

const nameOf = (raw: object): string => {
  const row = feedRowSchema.parse(raw);
  if (row.kind === 'roster') return `roster ${row.version}`;
  if (row.kind === 'list') return `${row.list.listId} ${row.list.version}`;
  return row.kind;
};

async function allPages(limit: number): Promise<FeedPage[]> {
  const pages = [pageIn(await desk.feed(null, limit))];
  for (let last = pages[0]; last?.more === true; last = pages.at(-1)) pages.push(pageIn(await desk.feed(last.cursor, limit)));
  return pages;
}

describe('the first page of a fresh desk', () => {
  it('has the newest roster and lists, though 50,000 AED rows come before them', async () => {
    await putAed(50_000);
    await publishAll();
    const page = pageIn(await desk.feed());
    expect(page.rows.slice(0, 4).map(nameOf)).toEqual(['roster 2', 'waiver 2', 'interest 2', 'aed']);
    expect([page.rows.length, page.more]).toEqual([1_000, true]);
  }, 60_000);

  it('has them beside HQ\'s order, in which every row still comes once', async () => {
    await putAed(3);
    await publishAll();
    const inOrder = ['aed', 'aed', 'aed', 'roster 1', 'waiver 1', 'interest 1', 'roster 2', 'waiver 2', 'interest 2'];
    const first = ['roster 2', 'waiver 2', 'interest 2'];
    for (const limit of [1, 2, 3, 4, 12, 5_000]) {
      const pages = await allPages(limit);
      expect(pages.flatMap((page) => page.rows.map(nameOf))).toEqual([...first.slice(0, limit), ...inOrder]);
      expect(pages.every((page) => page.rows.length <= limit)).toBe(true);
      expect(pages).toHaveLength(Math.ceil((Math.min(limit, 3) + inOrder.length) / limit));
    }
  });

  it('has the roster of its own facility only', async () => {
    await publishAll('ORD');
    expect(pageIn(await desk.feed()).rows.map(nameOf)).not.toContain('roster 2');
  });

  it('is the only one that has them: a page after a cursor goes on in order', async () => {
    const { cursor } = pageIn(await desk.feed());
    await publishAll();
    expect(pageIn(await desk.feed(cursor)).rows.map(nameOf)).toEqual(['roster 1', 'waiver 1', 'interest 1', 'roster 2', 'waiver 2', 'interest 2']);
  });

  it('has none when HQ has none', async () => {
    expect((await placeHold(hq.store, { itemId: 'RR473124829CN', facilityId: 'JFK', by: 'NTC', reason: null })).ok).toBe(true);
    expect(pageIn(await desk.feed()).rows.map(nameOf)).toEqual(['hold']);
  });
});

describe('a page', () => {
  it.each([1, 2, 7])('has no more than %i rows when no more are asked for', async (limit) => {
    await putAed(8);
    const pages = await allPages(limit);
    expect(pages.map((page) => page.rows.length)).toEqual(Array.from({ length: Math.ceil(8 / limit) }, (_, at) => Math.min(limit, 8 - at * limit)));
  });

  it('ends at about 1 MB, counted in bytes and not in characters, and loses nothing', async () => {
    await putAed(2_000, '包'.repeat(400));
    const texts: string[] = [];
    const ids = new Set<string>();
    let cursor: string | null = null;
    do {
      const { text } = await desk.feed(cursor, 5_000);
      texts.push(text);
      const page = pageIn({ status: 200, headers: new Headers(), text });
      for (const row of page.rows) ids.add(JSON.stringify(row));
      cursor = page.more ? page.cursor : null;
    } while (cursor !== null);
    const sizes = texts.map((text) => Buffer.byteLength(text));
    expect(Math.max(...sizes)).toBeLessThan(1_050_000);
    expect(Math.min(...sizes.slice(0, -1))).toBeGreaterThan(950_000);
    expect(ids.size).toBe(2_000);
  }, 30_000);

  it('takes a row larger than that alone, so that it holds up nothing', async () => {
    const officer = { officerId: 'o', badge: 'b', name: 'n'.repeat(80), role: 'officer' as const, pinSalt: 'A'.repeat(400), pinHash: 'A'.repeat(400) };
    const roster = (version: number) => ({ kind: 'roster' as const, version, officers: Array.from({ length: 1_800 }, () => officer) });
    await hq.store.inTransaction(async (tx) => (await feedWriter(tx)).append([1, 2, 3].map((version) => ({ facilityId: 'JFK', row: roster(version) }))));
    const pages = await allPages(1_000);
    expect(pages.map((page) => [page.rows.map(nameOf), page.more])).toEqual([[['roster 1'], true], [['roster 2'], true], [['roster 3'], false]]);
  });
});
