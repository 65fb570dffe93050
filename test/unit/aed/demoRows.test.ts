/** Demo data is the same for the same seed, right where it must be right, and wrong in the report's shares (OIG-23-56). */
import { describe, expect, it } from 'vitest';
import { portStateOf } from '../../../domain/aed/portState.ts';
import { AED_FIELDS, aedFieldsSchema } from '../../../domain/aed/record.ts';
import { checkAed } from '../../../domain/aed/validity.ts';
import { classify } from '../../../domain/identifier/classify.ts';
import { parseS9 } from '../../../domain/identifier/s9.ts';
import { isIsoCountry } from '../../../domain/identifier/iso3166.ts';
import { DEMO_LAST_POSTING, demoAedRows } from '../../../scripts/demo/aedRows.ts';
import { demoHolds } from '../../../scripts/demo/holds.ts';
import { demoLists } from '../../../scripts/demo/lists.ts';
import { demoOfficers } from '../../../scripts/demo/officers.ts';
import { DEMO_ORIGINS } from '../../../scripts/demo/origins.ts';
import { STORY_IDS, STORY_ITEMS, storyAedRows } from '../../../scripts/demo/storyItems.ts';

const rows = [...demoAedRows(7)];

function share(of: typeof rows, is: (row: (typeof rows)[number]) => boolean): number {
  return (of.filter(is).length * 100) / of.length;
}

describe('50,000 demo rows', () => {
  it('are the same for the same seed and others for another', () => {
    expect([...demoAedRows(7, 500)]).toEqual(rows.slice(0, 500));
    expect([...demoAedRows(8, 500)]).not.toEqual(rows.slice(0, 500));
    expect(rows.length).toBe(50_000);
  });

  it('have right item ids only, none of them a story item', () => {
    const wrong = rows.filter(({ itemId }) => {
      const { kind, valid, problems, id } = classify(itemId);
      return kind !== 's10' || !valid || problems.length > 0 || id !== itemId || STORY_IDS.has(itemId);
    });
    expect(wrong).toEqual([]);
  });

  it('have no port code in exactly 11 % and JFK in 72 %', () => {
    expect(share(rows, (row) => portStateOf(row.fields.portCode, 'JFK').state === 'none')).toBe(11);
    expect(share(rows, (row) => row.fields.portCode === 'JFK')).toBe(72);
    expect(share(rows, (row) => portStateOf(row.fields.portCode, 'JFK').state === 'unknown')).toBe(2);
  });

  it.each(DEMO_ORIGINS.map(({ code, rowsOf100, invalidOf100 }) => [code, rowsOf100, invalidOf100] as const))(
    'come from %s in exactly %i of 100 rows, of which %i of 100 are invalid', (code, rowsOf100, invalidOf100) => {
      const fromThere = rows.filter((row) => row.itemId.endsWith(code));
      expect(share(rows, (row) => row.itemId.endsWith(code))).toBe(rowsOf100);
      expect(share(fromThere, (row) => !checkAed(row.fields).isValid)).toBe(invalidOf100);
    });

  it('name Great Britain as the worst origin by far, with 83 %', () => {
    const worst = [...DEMO_ORIGINS].sort((a, b) => b.invalidOf100 - a.invalidOf100);
    expect(worst.slice(0, 2).map((origin) => [origin.code === 'GB', origin.invalidOf100])).toEqual([[true, 83], [false, 15]]);
  });

  it('have every official way to be invalid among the senders', () => {
    const reasons = rows.map((row) => checkAed(row.fields).verdicts.senderName).flatMap((verdict) => (verdict === 'valid' ? [] : [verdict.invalid]));
    expect([...new Set(reasons)].sort()).toEqual(['BLANK', 'ONLY_DIGITS', 'SAYS_UNKNOWN', 'TOO_SHORT']);
  });

  it('have some items with several versions and some with several postings', () => {
    const postings = new Map<string, Set<string>>();
    for (const { itemId, postedOn } of rows) postings.set(itemId, (postings.get(itemId) ?? new Set()).add(postedOn));
    const reused = [...postings.values()].filter((dates) => dates.size > 1).length;
    const versions = rows.length - [...postings.values()].reduce((sum, dates) => sum + dates.size, 0);
    expect(reused).toBeGreaterThan(100);
    expect(versions).toBeGreaterThan(300);
  });

  it('fit the record, name real receptacles and were posted in the past', () => {
    const wrong = rows.filter(({ postedOn, fields }) => !aedFieldsSchema.safeParse(fields).success || Object.keys(fields).length !== AED_FIELDS.length
      || parseS9(fields.receptacleId ?? '') === null || !/^\d{4}-\d{2}-\d{2}$/.test(postedOn) || postedOn > DEMO_LAST_POSTING);
    expect(wrong).toEqual([]);
  });
});

describe('the rest of the demo', () => {
  it('has right story items, and AED for those that should have it', () => {
    expect(Object.values(STORY_ITEMS).filter((id) => !classify(id).valid)).toEqual([]);
    const withAed = new Set(storyAedRows(DEMO_LAST_POSTING).map((row) => row.itemId));
    expect(Object.values(STORY_ITEMS).filter((id) => !withAed.has(id))).toEqual([STORY_ITEMS.noAed, STORY_ITEMS.waived]);
    const held = storyAedRows(DEMO_LAST_POSTING).find((row) => row.itemId === STORY_ITEMS.held);
    expect(held && checkAed(held.fields).invalidCount).toBe(2);
    expect(storyAedRows(DEMO_LAST_POSTING).every((row) => row.fields.receptacleId === null || parseS9(row.fields.receptacleId) !== null)).toBe(true);
  });

  it('has holds on items that exist, some of them done', () => {
    const ids = new Set([...rows.map((row) => row.itemId), ...STORY_IDS]);
    const holds = demoHolds(7);
    expect(holds.length).toBe(43);
    expect(holds.filter((hold) => !ids.has(hold.itemId))).toEqual([]);
    expect(new Set(holds.map((hold) => hold.closedAs))).toEqual(new Set([null, 'released', 'cancelled']));
    expect(holds.filter((hold) => hold.itemId === STORY_ITEMS.held && hold.closedAs === null).length).toBe(1);
  });

  it('waives 128 different countries, none that sends AED here', () => {
    const waiver = demoLists().find((list) => list.listId === 'waiver')?.countries ?? [];
    expect(new Set(waiver).size).toBe(128);
    expect(waiver.filter((code) => !isIsoCountry(code) || DEMO_ORIGINS.some((origin) => origin.code === code))).toEqual([]);
    expect([waiver.includes('NP'), waiver.includes('DE')]).toEqual([true, false]);
  });

  it('has four officers and a supervisor with their own badges and six-digit PINs', () => {
    const officers = demoOfficers();
    expect(officers.map((officer) => officer.role)).toEqual(['officer', 'officer', 'officer', 'officer', 'supervisor']);
    expect(new Set(officers.map((officer) => officer.badge)).size).toBe(5);
    expect(new Set(officers.map((officer) => officer.pin)).size).toBe(5);
    expect(officers.every((officer) => /^\d{6}$/.test(officer.pin))).toBe(true);
    expect(officers.map((officer) => officer.name)).toContain('Ortiz, R.');
  });
});
