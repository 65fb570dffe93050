/** What a scan waits for runs on an index, also when the store is full (style rule P29). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../main/store/driver.ts';
import { openForWriting } from '../../../main/store/reference/open.ts';
import * as queries from '../../../main/store/reference/queries.ts';
import { referenceWriter } from '../../../main/store/reference/writer.ts';
import { aed, digest, hold, newPlace, officer, page, usps } from './referenceFiles.ts';
import type { Place } from './referenceFiles.ts';

let place: Place;
let db: Database;

beforeAll(() => {
  place = newPlace();
  db = openForWriting(place);
  const numbers = Array.from({ length: 2_000 }, (_, n) => n);
  referenceWriter(db).applyPage(page([
    ...numbers.map((n) => ({ kind: 'aed', aed: aed(`X${n}`) })),
    ...numbers.map((n) => ({ kind: 'hold', event: hold(`E${n}`, { itemId: `X${n}` }) })),
    ...numbers.map((n) => ({ kind: 'usps', event: usps(`U${n}`, { itemId: `X${n}` }) })),
    ...numbers.map((n) => ({ kind: 'examDigest', digest: digest(n, { itemKey: `X${n}` }) })),
    { kind: 'roster', version: 1, officers: numbers.map((n) => officer(String(n))) },
  ]));
  db.exec('ANALYZE');
});
afterAll(() => {
  db.close();
  place.remove();
});

const lookUps = {
  AED_OF_ITEM: 'aed', HOLD_EVENTS_OF_ITEM: 'hold_event', USPS_EVENTS_OF_ITEM: 'usps_event', EXAM_DIGESTS_OF_ITEM: 'exam_digest',
  COUNTRY_LIST: 'country_list', OFFICER_BY_BADGE: 'roster_officer', CURSOR: 'sync_cursor',
  DETENTION_POLICY: 'detention_policy',
} as const;

describe('a look-up', () => {
  it.each(Object.entries(lookUps))('%s searches by index and sorts nothing', (name, table) => {
    const plan = planOf(queries[name as keyof typeof lookUps]);
    expect(plan.join('\n')).toMatch(new RegExp(`SEARCH ${table} USING (COVERING )?(INDEX|INTEGER PRIMARY KEY)`));
    expect(plan.join('\n')).not.toMatch(/SCAN|TEMP B-TREE/);
  });

  it('counts AED without reading its rows', () => {
    expect(planOf(queries.COUNTS).filter((step) => /\baed\b/.test(step))).toEqual([]);
  });

  it('has its plan asserted here, or reads a whole table on purpose', () => {
    const whole = ['COUNTRY_LISTS', 'OFFICERS', 'COUNTS', 'ALL_HOLD_EVENTS', 'ALL_USPS_EVENTS'];
    expect(Object.keys(queries).sort()).toEqual([...Object.keys(lookUps), ...whole].sort());
  });
});

function planOf(sql: string): string[] {
  const values = sql.includes('?') ? ['x'] : [];
  return db.prepare<string[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...values).map((step) => step.detail);
}
