/** Whatever is scanned or sent, the desk says something true about it: an item can be recorded, or the reason is on a closed list. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adviseAed } from '../../../domain/aed/advisory.ts';
import { changesByVersion } from '../../../domain/aed/changes.ts';
import { parseAed } from '../../../domain/aed/parsed.ts';
import { portStateOf } from '../../../domain/aed/portState.ts';
import { groupPostings } from '../../../domain/aed/postings.ts';
import { AED_FIELDS, aedVersionSchema } from '../../../domain/aed/record.ts';
import { checkAed } from '../../../domain/aed/validity.ts';
import { decideBand } from '../../../domain/band/decide.ts';
import { offerFor } from '../../../domain/band/offer.ts';
import type { Situation } from '../../../domain/band/situation.ts';
import { examRecordedSchema } from '../../../domain/exam/recorded.ts';
import { foldExams } from '../../../domain/exam/history.ts';
import { classify, MAX_ID_LENGTH } from '../../../domain/identifier/classify.ts';
import { itemFacts } from '../../../domain/identifier/facts.ts';
import type { Identifier } from '../../../domain/identifier/identifier.ts';
import { PROBLEMS } from '../../../domain/identifier/problems.ts';
import { itemHistory } from '../../../domain/item/history.ts';
import { itemKeyOf } from '../../../domain/item/key.ts';
import { linksDue } from '../../../domain/item/link.ts';
import { OUTCOME_CODES } from '../../../domain/outcome/outcomes.ts';
import { aedOf } from './aedVersions.ts';
import { examOf, recorded } from './examEntries.ts';

const HOSTILE = [
  '', ' ', '\u0000', 'RB123456785GB\u0000', 'RB\u0000123456785GB', '\u202EBG587654321BR', 'RB123456785QQ', 'RB123456785XX', '👍', 'RB12345678👍GB', '\ud800',
  '=HYPERLINK("http://x","RB123456785GB")', '@SUM(1)', '-1+1', '١٢٣٤٥٦٧٨٩', 'ＲＢ１２３４５６７８５ＧＢ', 'שלום', 'x'.repeat(10_000), '9'.repeat(10_000),
  '*'.repeat(10_000), `RB${'1'.repeat(10_000)}GB`, '<script>alert(1)</script>', '__proto__', 'constructor', "'; DROP TABLE exam; --",
];

const hostileText = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme', maxLength: 40 }));

function deskSays(identifier: Identifier, postings: number) {
  const situation: Situation = {
    identifier, postings, aedAsOf: null, holds: [], waivers: { asOf: '2026-01-01', countries: ['TV'] }, origin: itemFacts(identifier).originCode,
    previousOutcome: null, facilityId: 'JFK',
  };
  const decision = decideBand(situation);
  return { decision, offer: offerFor({ situation, decision, countriesOfInterest: ['CN'] }) };
}

describe('whatever is scanned', () => {
  it('can be recorded with any outcome, or is told by a code of the closed list to be no item', () => {
    fc.assert(fc.property(hostileText, (raw) => {
      const identifier = classify(raw);
      const { decision, offer } = deskSays(identifier, 0);
      for (const { code } of identifier.problems) expect(Object.keys(PROBLEMS)).toContain(code);
      if (offer.outcomes.length === 0) {
        expect(decision.band).toBe('NOT_AN_ITEM');
        return;
      }
      expect(offer.outcomes).toEqual(OUTCOME_CODES);
      const item = { kind: identifier.kind, id: identifier.id, deskItemId: null, raw: null };
      expect(examRecordedSchema.parse(examOf({ item, band: decision.band })).item).toEqual(item);
      expect(itemKeyOf(item).length).toBeGreaterThan(0);
    }), { numRuns: 1_000 });
  });

  it('is never cut short without saying so', () => {
    fc.assert(fc.property(hostileText, (raw) => {
      const { id, problems } = classify(raw);
      expect(id.length).toBeLessThanOrEqual(MAX_ID_LENGTH);
      if (problems.every(({ code }) => code !== 'TOO_LONG')) expect(classify(id).id).toBe(id);
    }));
    expect(classify('x'.repeat(10_000)).problems.map(({ code }) => code)).toEqual(['TOO_LONG']);
  });

  it.each(['RB123456785QQ', 'RB123456785XK', 'RB123456785AN'])('is recordable with an unknown country: %s', (raw) => {
    expect(deskSays(classify(raw), 0).offer.outcomes).toEqual(OUTCOME_CODES);
    expect(deskSays(classify(raw), 0).decision.chips).toContain('CHECK_THE_LABEL');
  });
});

describe('whatever a post sends', () => {
  const field = fc.option(fc.oneof(hostileText, fc.constantFrom('x'.repeat(10_000), '2099-12-31', '-5', '1e9', 'NaN')));
  const version = fc.record({
    postedOn: fc.constantFrom('', '2026-11-18', '2099-12-31', '0000-00-00', '9999-99-99'),
    version: fc.integer({ min: 1, max: 3 }),
    receivedAt: fc.constantFrom('2026-11-24T08:00:00Z', '1970-01-01T00:00:00Z', '2099-12-31T23:59:59Z'),
    fields: fc.array(field, { minLength: AED_FIELDS.length, maxLength: AED_FIELDS.length }),
  }).map(({ fields, ...rest }) => aedVersionSchema.parse({
    ...rest, itemId: 'RB123456785GB', fields: Object.fromEntries(AED_FIELDS.map((name, index) => [name, fields[index] ?? null])),
  }));

  it('is shown as received, compared, judged and linked without an exception', () => {
    const { exams, links } = foldExams([recorded(1, 1)]);
    fc.assert(fc.property(fc.array(version, { maxLength: 4 }), (versions) => {
      const postings = groupPostings(versions);
      for (const { newest, versions: all } of postings) {
        expect(versions).toContain(newest);
        expect(checkAed(newest.fields).invalidCount).toBeLessThanOrEqual(5);
        expect(['none', 'known', 'unknown']).toContain(portStateOf(newest.fields.portCode, 'JFK').state);
        expect(parseAed(newest.fields).weightGrams ?? 0).toBeGreaterThanOrEqual(0);
        expect(changesByVersion(all)).toHaveLength(all.length - 1);
        adviseAed({ identifier: classify('RB123456785GB'), postedOn: newest.postedOn, fields: newest.fields, today: '2026-11-24' });
      }
      const due = linksDue(exams, versions, links);
      expect(due.links.length + due.proposals.length).toBe(versions.length === 0 ? 0 : 1);
    }), { numRuns: 300 });
  });

  it('with a posting date that lies ahead is shown, remarked on, and never linked by itself', () => {
    const ahead = aedOf({}, { postedOn: '2099-12-31', receivedAt: '2026-11-24T08:00:00Z' });
    const { exams } = foldExams([recorded(1, 1)]);
    expect(groupPostings([ahead])).toHaveLength(1);
    expect(linksDue(exams, [ahead], [])).toMatchObject({ links: [], proposals: [{ postings: [{ isPlausible: false }] }] });
    expect(itemHistory(exams, [], { itemKey: 'RB123456785GB', postedOn: '2099-12-31' }).previousOutcome).toBe('RELEASED_TO_USPS');
  });
});
