/** Outcomes: CBP's words, the keys, and the fields. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EXAM_METHODS } from '../../../domain/exam/methods.ts';
import { MAIL_CLASSES } from '../../../domain/identifier/service.ts';
import { outcomesDocument } from '../../../domain/outcome/document.ts';
import { DEFAULT_LEGAL_BASES, legalBasis } from '../../../domain/outcome/fields.ts';
import {
  checkOutcome, examFields, followKeys, isLegalBasisAsked, NOTHING_OPENED, OUTCOME_CODES, OUTCOMES, outcomeOf, type FieldSituation,
} from '../../../domain/outcome/outcomes.ts';

const KEYS = Array.from('0123456789abcdefghijklmnopqrstuvwxyz');

describe('the table of outcomes', () => {
  it('has one row for every code', () => {
    expect(OUTCOMES.map(({ code }) => code).sort()).toEqual([...OUTCOME_CODES].sort());
    expect(outcomeOf('FROM_A_NEWER_DESK')).toBeNull();
  });

  it('keeps the eleven enforcement actions in CBP\'s words and order', () => {
    const cbp = OUTCOMES.filter(({ cbpNumber }) => cbpNumber !== null).sort((a, b) => Number(a.cbpNumber) - Number(b.cbpNumber));
    expect(cbp.map(({ cbpNumber, words }) => [cbpNumber, words])).toEqual([
      [1, 'abandonment'], [2, 'cargo destroyed'], [3, 'controlled delivery'], [4, 'denied entry'], [5, 'detained'], [6, 'excluded'],
      [7, 'intellectual property rights (IPR) abandonment'], [8, 'refused entry'], [9, 'seizure and arrest – no penalty issued on site'],
      [10, 'seizure and arrest with penalty issued on site'], [11, 'seizure with penalty issued on site'],
    ]);
  });

  it('counts the plain seizure and CBP\'s numbers 9 to 11 as seizures, each with room for the seizure system\'s number', () => {
    const seizures = OUTCOMES.filter(({ isSeizure }) => isSeizure);
    expect(seizures.map(({ cbpNumber }) => cbpNumber)).toEqual([null, 9, 10, 11]);
    for (const { fields } of seizures) expect(fields).toContainEqual(expect.objectContaining({ name: 'seizureReference', required: false }));
  });

  it('leaves only detained and not found open', () => {
    expect(OUTCOMES.filter(({ isFinal }) => !isFinal).map(({ code }) => code)).toEqual(['DETAINED', 'NOT_FOUND']);
  });

  it('never uses a key twice where both are on offer', () => {
    const benchKeys = OUTCOMES.flatMap(({ benchKey }) => benchKey ?? []);
    const listKeys = OUTCOMES.map(({ listKey }) => listKey);
    expect(new Set(benchKeys).size).toBe(benchKeys.length);
    expect(benchKeys).not.toContain('5');
    expect(new Set(listKeys).size).toBe(listKeys.length);
    for (const { fields } of OUTCOMES) {
      for (const { choices = [], required } of fields) {
        expect(new Set(choices.map(({ key }) => key)).size).toBe(choices.length);
        if (required) expect(choices.length).toBeGreaterThan(0);
      }
    }
  });
});

describe('keys on the bench', () => {
  it('record released to USPS with one key', () => {
    expect(followKeys(['0'])).toEqual({ step: 'done', code: 'RELEASED_TO_USPS', fields: {} });
  });

  it('reach every outcome, complete, with at most two keys', () => {
    const reached = new Set<string>();
    for (const keys of [...KEYS.map((key) => [key]), ...KEYS.flatMap((first) => KEYS.map((second) => [first, second]))]) {
      const step = followKeys(keys);
      if (step?.step !== 'done') continue;
      reached.add(step.code);
      expect(checkOutcome(step.code, step.fields)).toEqual([]);
    }
    expect([...reached].sort()).toEqual([...OUTCOME_CODES].sort());
  });

  it('wait for the choice an outcome requires', () => {
    expect(followKeys(['1'])).toMatchObject({ step: 'choose', outcome: { code: 'DETAINED' }, field: { name: 'reason' } });
    expect(followKeys(['1', '4'])).toEqual({ step: 'done', code: 'DETAINED', fields: { reason: 'INTELLECTUAL_PROPERTY' } });
    expect(followKeys(['2', '5'])).toEqual({ step: 'done', code: 'REFERRED', fields: { agency: 'DEA' } });
  });

  it('open the list of all outcomes', () => {
    expect(followKeys(['5'])).toEqual({ step: 'list' });
    expect(followKeys(['5', '1'])).toMatchObject({ step: 'choose', outcome: { code: 'DETAINED' } });
    expect(followKeys(['5', '1', '2'])).toMatchObject({ step: 'done', fields: { reason: 'SUSPECTED_CONTRABAND' } });
  });

  it.each([[[]], [['8']], [['1', 'z']], [['0', '0']], [['1', '1', '1']], [['5', '5']]])('lead nowhere after %j', (keys) => {
    expect(followKeys(keys)).toBeNull();
  });
});

describe('fields of an outcome', () => {
  it('are complete without the optional ones', () => {
    expect(checkOutcome('SEIZURE', {})).toEqual([]);
    expect(checkOutcome('SEIZURE', { seizureReference: '2026-1234' })).toEqual([]);
  });

  it.each([
    ['DETAINED', {}, 'reason', 'REQUIRED'],
    ['DETAINED', { reason: ' ' }, 'reason', 'REQUIRED'],
    ['REFERRED', { agency: 'CIA' }, 'agency', 'NOT_A_CHOICE'],
    ['RELEASED_TO_USPS', { agency: 'FDA' }, 'agency', 'UNKNOWN_FIELD'],
    ['SEIZURE', { note: 'x'.repeat(2_001) }, 'note', 'TOO_LONG'],
    ['RELEASED_TO_USPS', { constructor: 'x' }, 'constructor', 'UNKNOWN_FIELD'],
    ['FROM_A_NEWER_DESK', { a: 'b' }, 'a', 'UNKNOWN_FIELD'],
  ])('of %s: %j gives %s %s', (code, fields, field, problem) => {
    expect(checkOutcome(code, fields as Record<string, string>)).toEqual([{ field, problem }]);
  });
});

describe('the fields an outcome asks for', () => {
  const names = (code: string, situation = NOTHING_OPENED): string[] => examFields(code, situation).map(({ name }) => name);

  it.each([
    ['RELEASED_TO_USPS', ['note']],
    ['DETAINED', ['reason', 'detentionNotice', 'note']],
    ['REFERRED', ['agency', 'note']],
    ['SEIZURE', ['seizureReference', 'custodyReceipt', 'note']],
    ['SEIZURE_ARREST_PENALTY', ['seizureReference', 'custodyReceipt', 'note']],
    ['NOT_FOUND', ['note']],
    ['FROM_A_NEWER_DESK', []],
  ])('are for %s %j', (code, expected) => {
    expect(names(code)).toEqual(expected);
  });

  it('keep the agency, the reason and the numbers to the outcomes they belong to', () => {
    const asking = (name: string): string[] => OUTCOME_CODES.filter((code) => names(code).includes(name));
    expect(asking('agency')).toEqual(['REFERRED']);
    expect(asking('reason')).toEqual(['DETAINED']);
    expect(asking('detentionNotice')).toEqual(['DETAINED']);
    const seizures = OUTCOMES.filter(({ isSeizure }) => isSeizure).map(({ code }) => code).sort();
    expect(asking('seizureReference').sort()).toEqual(seizures);
    expect(asking('custodyReceipt').sort()).toEqual(seizures);
  });

  it('contain the legal basis exactly when letter-class mail was opened', () => {
    for (const method of EXAM_METHODS) {
      for (const mailClass of [...MAIL_CLASSES, null]) {
        const situation: FieldSituation = { methods: ['xray', method], mailClass };
        const isAsked = method === 'opening' && mailClass === 'letter';
        expect(isLegalBasisAsked(situation)).toBe(isAsked);
        for (const code of OUTCOME_CODES) expect(names(code, situation).includes('legalBasis')).toBe(isAsked);
      }
    }
  });

  it('take the legal basis in the words of the site, and never without a choice', () => {
    expect(legalBasis([]).choices).toEqual(DEFAULT_LEGAL_BASES);
    const legalBases = [{ key: '9', value: 'COURT_ORDER', words: 'order of the court' }];
    const opened: FieldSituation = { methods: ['opening'], mailClass: 'letter', legalBases };
    expect(followKeys(['0', '9'], opened)).toEqual({ step: 'done', code: 'RELEASED_TO_USPS', fields: { legalBasis: 'COURT_ORDER' } });
    expect(followKeys(['0', '1'], opened)).toBeNull();
  });
});

describe('keys for an opened letter', () => {
  const opened: FieldSituation = { methods: ['opening'], mailClass: 'letter' };

  it('are one more than for any other item, after the others', () => {
    expect(followKeys(['0'], opened)).toMatchObject({ step: 'choose', field: { name: 'legalBasis' } });
    expect(followKeys(['0', '2'], opened)).toEqual({ step: 'done', code: 'RELEASED_TO_USPS', fields: { legalBasis: 'DECLARED' } });
    expect(followKeys(['1', '4'], opened)).toMatchObject({ step: 'choose', field: { name: 'legalBasis' } });
    expect(followKeys(['5', '1', '4', '1'], opened)).toEqual({
      step: 'done', code: 'DETAINED', fields: { reason: 'INTELLECTUAL_PROPERTY', legalBasis: 'REASONABLE_CAUSE' },
    });
    expect(followKeys(['0', '2', '2'], opened)).toBeNull();
  });

  it('reach every outcome, complete', () => {
    const reached = new Set<string>();
    for (const { benchKey, listKey } of OUTCOMES) {
      for (const keys of [['5', listKey, '1'], ['5', listKey, '1', '1'], [benchKey ?? '5', '1'], [benchKey ?? '5', '1', '1']]) {
        const step = followKeys(keys, opened);
        if (step?.step !== 'done') continue;
        reached.add(step.code);
        expect(checkOutcome(step.code, step.fields, opened)).toEqual([]);
      }
    }
    expect([...reached].sort()).toEqual([...OUTCOME_CODES].sort());
  });
});

describe('the page of outcomes', () => {
  it('is made from the table and up to date', () => {
    const page = readFileSync(new URL('../../../docs/outcomes.md', import.meta.url), 'utf8');
    expect(page).toBe(outcomesDocument());
    for (const { code, words } of OUTCOMES) expect(page).toContain(`${words} | \`${code}\``);
  });
});
