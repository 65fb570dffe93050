/** What a demo headquarters sends, taken in by a desk's reference store, shows each story item under its own band. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Band } from '../../../domain/band/bands.ts';
import { arrivals, foldHoldsWithUsps } from '../../../domain/hold/uspsEvents.ts';
import { classify } from '../../../domain/identifier/classify.ts';
import { feedRowsAfter } from '../../../hq/store/feed.ts';
import { openHqStore } from '../../../hq/store/store.ts';
import { lookUp } from '../../../main/service/itemLookup.ts';
import type { Database } from '../../../main/store/driver.ts';
import { openForWriting } from '../../../main/store/reference/open.ts';
import { referenceReader } from '../../../main/store/reference/reader.ts';
import { referenceWriter } from '../../../main/store/reference/writer.ts';
import { DEMO_FACILITY, seedDemoHq } from '../../../scripts/demo/seed.ts';
import { STORY_ITEMS } from '../../../scripts/demo/storyItems.ts';
import { allOf } from '../../support/allOf.ts';
import { newPlace, page } from './referenceFiles.ts';
import type { Place } from './referenceFiles.ts';

const ROWS = 5_000;
let hqFolder: string;
let place: Place;
let db: Database;

beforeAll(async () => {
  hqFolder = mkdtempSync(join(tmpdir(), 'demo-hq-'));
  place = newPlace();
  await seedDemoHq(hqFolder, ROWS);
  db = openForWriting(place);
  await takeAll();
});
afterAll(() => {
  db.close();
  place.remove();
  rmSync(hqFolder, { recursive: true, force: true });
});

async function feed(): Promise<readonly Record<string, unknown>[]> {
  const store = await openHqStore({ folder: hqFolder });
  try {
    const rows = await allOf(feedRowsAfter(store.reads, DEMO_FACILITY, 0, 1_000_000));
    return rows.map((row) => JSON.parse(row.text) as Record<string, unknown>);
  } finally {
    await store.close();
  }
}

async function takeAll(): Promise<{ applied: number; parked: number }> {
  return referenceWriter(db).applyPage(page(await feed(), 'end'));
}

const bands: readonly [keyof typeof STORY_ITEMS, Band][] = [
  ['held', 'HOLD'],
  ['clear', 'CLEAR'],
  ['noAed', 'NO_AED_HERE'],
  ['waived', 'ALTERNATE_SCREENING'],
  ['released', 'CLEAR'],
  ['heldElsewhere', 'HOLD'],
  ['noPort', 'CLEAR'],
  ['changed', 'SEVERAL_POSTINGS'],
  ['arrived', 'HOLD'],
  ['atCustoms', 'HOLD'],
  ['leftUnseen', 'HOLD'],
  ['leftUnseenToo', 'HOLD'],
  ['examinedElsewhere', 'EXAMINED'],
];

describe('a demo headquarters', () => {
  it.each(bands)('sends what shows the %s item as %s', (name, band) => {
    const reader = referenceReader(db);
    const desk = { entriesOf: () => [], heldIds: () => [], officerName: () => '', facilityId: DEMO_FACILITY, today: '2026-11-24' };
    const view = lookUp(classify(STORY_ITEMS[name]), 'scan', { ...reader, ...desk });
    expect(view.band).toBe(band);
  });

  it('sends only rows that a desk can use', async () => {
    const before = referenceReader(db).counts();
    expect((await takeAll()).parked).toBe(0);
    expect(referenceReader(db).counts()).toEqual(before);
    expect(before).toMatchObject({ officers: 5, parked: 0 });
    expect(before.aed).toBeGreaterThan(ROWS);
    expect(referenceReader(db).lists().map((list) => [list.listId, list.countries])).toEqual([['interest', 6], ['waiver', 128]]);
  });

  it('keeps the versions and postings of the changed item', () => {
    expect(referenceReader(db).aedOf(STORY_ITEMS.changed).map((aed) => aed.version)).toEqual([3, 2, 1, 1]);
  });

  it('proposes as not presented the two held items that USPS saw leave, and knows that a third is at customs', () => {
    const reader = referenceReader(db);
    const { holds, proposals } = foldHoldsWithUsps(reader.allHoldEvents(), reader.allUspsEvents());
    expect(proposals.map(({ itemId }) => itemId).sort()).toEqual([STORY_ITEMS.leftUnseenToo, STORY_ITEMS.leftUnseen]);
    expect(holds.filter(({ status }) => status === 'presented').map(({ itemId }) => itemId)).toEqual([STORY_ITEMS.atCustoms]);
    expect([...arrivals(reader.allUspsEvents()).keys()].filter((itemId) => proposals.every((one) => one.itemId !== itemId)).sort())
      .toEqual([STORY_ITEMS.arrived, STORY_ITEMS.held, STORY_ITEMS.atCustoms]);
  });

  it('tells of one exam of another desk, of the posting that has AED here', () => {
    const reader = referenceReader(db);
    const [aed] = reader.aedOf(STORY_ITEMS.examinedElsewhere);
    expect(reader.examDigestsOf(STORY_ITEMS.examinedElsewhere)).toMatchObject([{ deviceId: 'JFK-03-DEMO', outcome: 'DETAINED', postedOn: aed?.postedOn }]);
  });

  it('is seeded once, and gives another code each time', async () => {
    const rows = (await feed()).length;
    const codes = [await seedDemoHq(hqFolder, ROWS), await seedDemoHq(hqFolder, ROWS)];
    expect(new Set(codes).size).toBe(2);
    expect((await feed()).length).toBe(rows);
  });
});
