/** What may be sealed as an exam, and what is said of what may not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { examAmendedSchema } from '../../../domain/exam/amended.ts';
import { checkAmendment, checkExam, fieldSituation, type DraftValues, type ExamSituation } from '../../../domain/exam/check.ts';
import type { DraftFinding } from '../../../domain/exam/checkFindings.ts';
import {
  COMMODITY_CLASS_FACTS, COMMODITY_CLASSES, FIELD_TEST_KIND_FACTS, FIELD_TEST_KINDS, FIELD_TEST_RESULT_FACTS, FIELD_TEST_RESULTS,
  QUANTITY_UNIT_FACTS, QUANTITY_UNITS,
} from '../../../domain/exam/findings.ts';
import { EXAM_METHOD_FACTS, EXAM_METHODS } from '../../../domain/exam/methods.ts';
import { EXAM_PROBLEMS } from '../../../domain/exam/problems.ts';
import { EXAM_REASON_FACTS, EXAM_REASONS, reasonsKnown } from '../../../domain/exam/reasons.ts';
import { examRecordedSchema, examValuesSchema } from '../../../domain/exam/recorded.ts';
import { hashOfBody } from '../../../domain/ledger/entry.ts';
import { parsePayload } from '../../../domain/ledger/kinds.ts';
import { OUTCOME_CODES } from '../../../domain/outcome/outcomes.ts';
import { entryOf, examOf, uuid } from './examEntries.ts';

const PARCEL: ExamSituation = { mailClass: 'parcel' };
const LETTER: ExamSituation = { mailClass: 'letter' };

const photoId = (n: number): string => n.toString(16).padStart(64, '0');
const photo = (n: number) => ({ photoId: photoId(n), shows: 'label' });

const DRAFT: DraftValues = {
  methods: ['xray'], reasons: [], finding: null, findings: [], outcome: 'RELEASED_TO_USPS', outcomeFields: {}, label: null,
};

const FINDING: DraftFinding = {
  commodityClass: 'narcotics', quantity: '2.50', unit: 'grams', weightGrams: 240, fieldTest: { kind: 'raman', result: 'positive' },
  note: 'two bags', photoIds: [photoId(1), photoId(2)],
};

const found = (changes: Partial<DraftFinding>): Partial<DraftValues> => ({ findings: [{ ...FINDING, ...changes }] });

describe('the check of an exam', () => {
  it.each<[string, Partial<DraftValues>, ExamSituation]>([
    ['a release by one key', {}, PARCEL],
    ['every method and reason', { methods: EXAM_METHODS, reasons: EXAM_REASONS, outcomeFields: { legalBasis: 'DECLARED' } }, LETTER],
    ['photos of the label and of the contents where nothing was found', { photos: [photo(1), { ...photo(2), shows: 'contents' }] }, PARCEL],
    ['a full finding', { findings: [FINDING, { ...FINDING, photoIds: [] }] }, PARCEL],
    ['a finding of a class and nothing more', found({ quantity: null, unit: null, weightGrams: null, fieldTest: null, note: null, photoIds: [] }), PARCEL],
    ['an opened parcel without legal basis', { methods: ['opening'] }, PARCEL],
    ['a letter that stayed closed', {}, LETTER],
    ['a country of origin that nobody knows', { label: { origin: 'QQ', mailClass: 'parcel', contents: null } }, PARCEL],
  ])('lets %s pass', (_case, changes, situation) => {
    expect(checkExam({ ...DRAFT, ...changes }, situation)).toEqual([]);
  });

  it.each<[Partial<DraftValues>, ExamSituation, string, string]>([
    [{ methods: [] }, PARCEL, 'methods', 'NO_METHOD'],
    [{ methods: ['xray', 'xray'] }, PARCEL, 'methods', 'TWICE'],
    [{ methods: ['dowsing'] }, PARCEL, 'methods', 'NOT_A_CHOICE'],
    [{ reasons: ['hold', 'hold'] }, PARCEL, 'reasons', 'TWICE'],
    [{ reasons: ['boredom'] }, PARCEL, 'reasons', 'NOT_A_CHOICE'],
    [{ outcome: 'LOST' }, PARCEL, 'outcome', 'UNKNOWN_OUTCOME'],
    [{ outcome: 'DETAINED' }, PARCEL, 'reason', 'REQUIRED'],
    [{ methods: ['opening'] }, LETTER, 'legalBasis', 'REQUIRED'],
    [{ methods: ['opening'], outcomeFields: { legalBasis: 'CURIOSITY' } }, LETTER, 'legalBasis', 'NOT_A_CHOICE'],
    [{ outcomeFields: { legalBasis: 'SEARCH_WARRANT' } }, LETTER, 'legalBasis', 'UNKNOWN_FIELD'],
    [{ methods: ['opening'], outcomeFields: { legalBasis: 'SEARCH_WARRANT' } }, PARCEL, 'legalBasis', 'UNKNOWN_FIELD'],
    [{ outcome: 'SEIZURE', outcomeFields: { custodyReceipt: '1\n2' } }, PARCEL, 'custodyReceipt', 'NOT_ONE_LINE'],
    [{ outcome: 'SEIZURE', outcomeFields: { seizureReference: 'x'.repeat(61) } }, PARCEL, 'seizureReference', 'TOO_LONG'],
    [{ finding: 'x'.repeat(10_001) }, PARCEL, 'finding', 'TOO_LONG'],
    [{ finding: 'end\u0000of text' }, PARCEL, 'finding', 'CONTROL_CHARACTER'],
    [{ finding: 'half \ud83d' }, PARCEL, 'finding', 'NOT_WELL_FORMED'],
    [{ label: { origin: 'gb', mailClass: null, contents: null } }, PARCEL, 'label.origin', 'NOT_A_COUNTRY_CODE'],
    [{ label: { origin: null, mailClass: 'crate', contents: null } }, PARCEL, 'label.mailClass', 'NOT_A_CHOICE'],
    [{ label: { origin: null, mailClass: null, contents: 'x'.repeat(10_001) } }, PARCEL, 'label.contents', 'TOO_LONG'],
    [found({ commodityClass: 'secrets' }), PARCEL, 'findings.0.commodityClass', 'NOT_A_CHOICE'],
    [found({ quantity: '1,200' }), PARCEL, 'findings.0.quantity', 'NOT_A_QUANTITY'],
    [found({ quantity: '0.00' }), PARCEL, 'findings.0.quantity', 'NOT_A_QUANTITY'],
    [found({ quantity: '-1' }), PARCEL, 'findings.0.quantity', 'NOT_A_QUANTITY'],
    [found({ unit: null }), PARCEL, 'findings.0.unit', 'UNIT_MISSING'],
    [found({ unit: 'stone' }), PARCEL, 'findings.0.unit', 'NOT_A_CHOICE'],
    [found({ quantity: null }), PARCEL, 'findings.0.quantity', 'QUANTITY_MISSING'],
    [found({ weightGrams: 0.5 }), PARCEL, 'findings.0.weightGrams', 'NOT_WHOLE_GRAMS'],
    [found({ weightGrams: Number.NaN }), PARCEL, 'findings.0.weightGrams', 'NOT_WHOLE_GRAMS'],
    [found({ fieldTest: { kind: 'raman', result: 'maybe' } }), PARCEL, 'findings.0.fieldTest', 'NOT_A_CHOICE'],
    [found({ note: '\u0007' }), PARCEL, 'findings.0.note', 'CONTROL_CHARACTER'],
    [found({ photoIds: [''] }), PARCEL, 'findings.0.photoIds', 'NOT_AN_ID'],
    [found({ photoIds: ['p-1'] }), PARCEL, 'findings.0.photoIds', 'NOT_AN_ID'],
    [found({ photoIds: [photoId(1), photoId(1)] }), PARCEL, 'findings.0.photoIds', 'TWICE'],
    [found({ photoIds: Array.from({ length: 51 }, (_, n) => photoId(n)) }), PARCEL, 'findings.0.photoIds', 'TOO_MANY'],
    [{ photos: [{ photoId: 'A'.repeat(64), shows: 'label' }] }, PARCEL, 'photos', 'NOT_AN_ID'],
    [{ photos: [photo(1), { ...photo(1), shows: 'contents' }] }, PARCEL, 'photos', 'TWICE'],
    [{ photos: [{ photoId: photoId(1), shows: 'officer' }] }, PARCEL, 'photos', 'NOT_A_CHOICE'],
    [{ photos: Array.from({ length: 51 }, (_, n) => photo(n)) }, PARCEL, 'photos', 'TOO_MANY'],
    [{ findings: Array.from({ length: 51 }, () => FINDING) }, PARCEL, 'findings', 'TOO_MANY'],
  ])('of %j says what is wrong', (changes, situation, field, problem) => {
    expect(checkExam({ ...DRAFT, ...changes }, situation)).toEqual([{ field, problem }]);
    expect(Object.keys(EXAM_PROBLEMS)).toContain(problem);
  });

  it('asks for the legal basis by the label where the number says no class, and by the site\'s own words', () => {
    const label = { origin: null, mailClass: 'letter', contents: null };
    const draft = { ...DRAFT, methods: ['opening'], label };
    expect(checkExam(draft, { mailClass: 'other' })).toEqual([{ field: 'legalBasis', problem: 'REQUIRED' }]);
    expect(fieldSituation(draft, PARCEL).mailClass).toBe('parcel');
    const legalBases = [{ key: '1', value: 'COURT_ORDER', words: 'order of the court' }];
    expect(checkExam({ ...draft, outcomeFields: { legalBasis: 'COURT_ORDER' } }, { mailClass: 'letter', legalBases })).toEqual([]);
  });

  it('of an amendment wants to know why', () => {
    expect(checkAmendment(' ', null, PARCEL)).toEqual([{ field: 'why', problem: 'REQUIRED' }]);
    expect(checkAmendment('wrong key', { ...DRAFT, methods: [] }, PARCEL)).toEqual([{ field: 'methods', problem: 'NO_METHOD' }]);
    expect(checkAmendment('wrong key', null, PARCEL)).toEqual([]);
    expect(examAmendedSchema.safeParse({ amendmentId: uuid(1), examId: uuid(2), kind: 'withdrawn', why: ' \n' }).success).toBe(false);
  });
});

describe('whatever an officer types', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('=cmd|\' /C calc\'!A0', '+1+1', '@SUM(A1)', 'שלום עולם', '\u202Etxet', '👩‍🔬'.repeat(50), 'é'.repeat(10_000), '👍'.repeat(5_001), 'a\u0000b',
      '\ud800', 'x'.repeat(10_001), '', ' ', '\r\n\t'),
  );
  const nullable = fc.option(text);
  const finding = fc.record({
    commodityClass: fc.oneof(fc.constantFrom(...COMMODITY_CLASSES), text), quantity: fc.option(fc.oneof(text, fc.constantFrom('1', '0', '2.5'))),
    unit: fc.option(fc.oneof(fc.constantFrom(...QUANTITY_UNITS), text)), weightGrams: fc.option(fc.oneof(fc.nat(2_000_000), fc.double())),
    fieldTest: fc.option(fc.record({ kind: fc.constantFrom(...FIELD_TEST_KINDS, 'x'), result: fc.constantFrom(...FIELD_TEST_RESULTS, 'x') })),
    note: nullable, photoIds: fc.array(fc.oneof(text, fc.constantFrom(photoId(1), photoId(2), photoId(3))), { maxLength: 3 }),
  });
  const draft: fc.Arbitrary<DraftValues> = fc.record({
    methods: fc.array(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...EXAM_METHODS) }, { weight: 1, arbitrary: text }), { maxLength: 3 }),
    reasons: fc.array(fc.constantFrom(...EXAM_REASONS), { maxLength: 2 }),
    finding: nullable, findings: fc.array(finding, { maxLength: 2 }),
    outcome: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...OUTCOME_CODES) }, { weight: 1, arbitrary: text }),
    outcomeFields: fc.dictionary(fc.constantFrom('reason', 'agency', 'note', 'seizureReference', 'legalBasis', '__proto__'), text, { maxKeys: 3 }),
    label: fc.option(fc.record({ origin: fc.option(fc.constantFrom('GB', 'QQ', 'g', '\u0000')), mailClass: fc.option(fc.constantFrom('letter', 'x')), contents: nullable })),
  });

  it('is sealed exactly as it is, or refused by a code of the closed list; nothing is cut off', () => {
    let sealed = 0;
    fc.assert(fc.property(draft, fc.constantFrom(PARCEL, LETTER), (values, situation) => {
      const problems = checkExam(values, situation);
      for (const { problem } of problems) expect(Object.keys(EXAM_PROBLEMS)).toContain(problem);
      if (problems.length > 0) return;
      sealed += 1;
      expect(examValuesSchema.parse(values)).toEqual(values);
      const entry = entryOf(1, 'exam.recorded', examRecordedSchema.parse({ ...examOf(), ...values }));
      const { hash, ...body } = structuredClone(entry);
      expect(hashOfBody(body)).toBe(hash);
      expect(JSON.parse(new TextDecoder().decode(new TextEncoder().encode(JSON.stringify(entry))))).toEqual(entry);
    }), { numRuns: 2_000, seed: 1 });
    expect(sealed).toBeGreaterThan(20);
  });

  it.each(['=cmd|\' /C calc\'!A0', 'שלום עולם', '\u202Etxet', '👍'.repeat(5_000), 'x'.repeat(10_000), '中文\n第二行', 'a\ttab'])('is recordable as free text: %j', (typed) => {
    expect(checkExam({ ...DRAFT, finding: typed, label: { origin: null, mailClass: null, contents: typed } }, PARCEL)).toEqual([]);
  });
});

describe('old entries', () => {
  const VERSION_1 = {
    examId: uuid(1), item: { kind: 's10', id: 'RB123456785GB', deskItemId: null, raw: 'RB123456785GB' }, aedShown: null, aedAsOf: null,
    band: 'CLEAR', holdIds: [], label: null, methods: ['xray'], finding: null, outcome: 'RELEASED_TO_USPS', outcomeFields: {},
  };

  it('are read with "not said" in the members they lack, and keep their hash', () => {
    const entry = entryOf(1, 'exam.recorded', VERSION_1);
    expect(parsePayload(entry.kind, entry.payload)).toMatchObject({
      ok: true, payload: { reasons: [], findings: [], bagId: null, aedRequired: null, waiverListVersion: null, photos: [] },
    });
    const { hash, ...body } = entry;
    expect(body.payload).toEqual(VERSION_1);
    expect(hashOfBody(body)).toBe(hash);
    // Computed from the first version of this program; it must never change.
    expect(hash).toBe('53984e025f8228b9c923d7a71907fbb62257206d185f32791db31eb815018a01');
  });
});

describe('the closed lists', () => {
  it.each([
    ['methods', EXAM_METHODS, EXAM_METHOD_FACTS], ['reasons', EXAM_REASONS, EXAM_REASON_FACTS], ['classes', COMMODITY_CLASSES, COMMODITY_CLASS_FACTS],
    ['units', QUANTITY_UNITS, QUANTITY_UNIT_FACTS], ['field tests', FIELD_TEST_KINDS, FIELD_TEST_KIND_FACTS],
    ['results', FIELD_TEST_RESULTS, FIELD_TEST_RESULT_FACTS],
  ])('of %s have words and a key of their own for every code', (_name, codes, facts) => {
    expect(facts.map(({ code }) => code)).toEqual([...codes]);
    expect(new Set(facts.map(({ key }) => key)).size).toBe(codes.length);
    expect(facts.every(({ key, words }) => key.length === 1 && words !== '')).toBe(true);
  });

  it('give the reasons a desk knows by itself', () => {
    expect(reasonsKnown({ hasOpenHold: false, isOfInterest: false, isWaived: false })).toEqual([]);
    expect(reasonsKnown({ hasOpenHold: true, isOfInterest: true, isWaived: true })).toEqual(['hold', 'countryOfInterest', 'waiverList']);
  });
});
