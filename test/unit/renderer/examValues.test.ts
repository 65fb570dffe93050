/** The parts of an exam's form beyond one key: reasons, findings and an outcome's fields, by keys and by what is typed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  COMMODITY_CLASSES, FIELD_TEST_KINDS, FIELD_TEST_RESULTS, MAX_WEIGHT_GRAMS, QUANTITY_UNITS, type Finding,
} from '../../../domain/exam/findings.ts';
import { EXAM_REASON_FACTS, EXAM_REASONS } from '../../../domain/exam/reasons.ts';
import { checkOutcome, OUTCOMES, type FieldSituation } from '../../../domain/outcome/outcomes.ts';
import { detailsStep, fieldsSaid, openDetails, type DetailsState } from '../../../renderer/features/examValues/details.ts';
import { findingFormsOf, findingProblems, findingsOf, newFinding } from '../../../renderer/features/examValues/findingForm.ts';
import { findingsStep, openFindings, type FindingsState } from '../../../renderer/features/examValues/findingsStep.ts';
import { toggleReason } from '../../../renderer/features/examValues/reasons.ts';

const OPENED_LETTER: FieldSituation = { methods: ['opening'], mailClass: 'letter' };
const PARCEL: FieldSituation = { methods: ['xray'], mailClass: 'parcel' };

describe('the reasons of an exam', () => {
  it('are back as they were after the same key twice, and stand in the order of the list', () => {
    fc.assert(fc.property(fc.subarray([...EXAM_REASONS]), fc.constantFrom(...EXAM_REASON_FACTS), (reasons, { code, key }) => {
      const once = toggleReason(reasons, key);
      expect(once.includes(code)).toBe(!reasons.includes(code));
      expect(toggleReason(once, key)).toEqual(reasons);
    }));
  });

  it('stay as they are on a key that is not in the list', () => {
    expect(toggleReason(['hold', 'random'], 'z')).toEqual(['hold', 'random']);
  });
});

describe('what is typed for a finding', () => {
  const said = fc.string({ minLength: 1, maxLength: 20, unit: fc.constantFrom('a', 'é', '7', ' ', '"', '=') }).filter((text) => text === text.trim());
  const finding: fc.Arbitrary<Finding> = fc.record({
    commodityClass: fc.constantFrom(...COMMODITY_CLASSES),
    quantity: fc.option(fc.constantFrom('1', '2.50', '0.000001', '999999999999')),
    unit: fc.option(fc.constantFrom(...QUANTITY_UNITS)),
    weightGrams: fc.option(fc.integer({ min: 0, max: MAX_WEIGHT_GRAMS })),
    fieldTest: fc.option(fc.record({ kind: fc.constantFrom(...FIELD_TEST_KINDS), result: fc.constantFrom(...FIELD_TEST_RESULTS) })),
    note: fc.option(said),
    photoIds: fc.array(fc.constantFrom('p-1', 'p-2', 'p-3'), { maxLength: 3 }),
  });

  it('is the same finding again when a sealed one is opened and nothing is typed, photos too', () => {
    fc.assert(fc.property(fc.array(finding, { maxLength: 5 }), (findings) => {
      expect(findingsOf(findingFormsOf(findings))).toEqual(findings);
    }));
  });

  const typed = fc.oneof(
    fc.string({ maxLength: 12, unit: fc.constantFrom(...Array.from('0123456789.,+-eExX _g')) }),
    fc.constantFrom('1e3', '0x10', '0b1', '1_000', '1,000', '12.5', '-4', '+4', '١٢', 'Infinity', 'NaN', '12.0000000000000000001', '９'),
  );

  it('never becomes another weight: it is the number that was typed, or it is a problem', () => {
    fc.assert(fc.property(typed, (weightGrams) => {
      const forms = [{ ...newFinding('narcotics'), weightGrams }];
      const [read] = findingsOf(forms);
      if (findingProblems(forms).some(({ field }) => field === 'findings.0.weightGrams')) return;
      if (weightGrams.trim() === '') expect(read?.weightGrams).toBeNull();
      else expect(String(read?.weightGrams)).toBe(weightGrams.trim().replace(/^0+(?=\d)/, ''));
    }), { numRuns: 1_000 });
  });

  it('never becomes another quantity: it stays as typed, right or wrong', () => {
    fc.assert(fc.property(typed, (quantity) => {
      const [read] = findingsOf([{ ...newFinding('narcotics'), quantity }]);
      expect(read?.quantity ?? '').toBe(quantity.trim());
    }));
  });

  it.each([
    [{ quantity: '12,5', unit: 'grams' as const }, 'quantity', 'NOT_A_QUANTITY'],
    [{ quantity: '12.5' }, 'unit', 'UNIT_MISSING'],
    [{ unit: 'grams' as const }, 'quantity', 'QUANTITY_MISSING'],
    [{ weightGrams: '12.5' }, 'weightGrams', 'NOT_WHOLE_GRAMS'],
    [{ weightGrams: 'heavy' }, 'weightGrams', 'NOT_WHOLE_GRAMS'],
    [{ testKind: 'raman' as const }, 'fieldTest', 'NOT_A_CHOICE'],
    [{ note: 'x'.repeat(10_001) }, 'note', 'TOO_LONG'],
  ])('is told to be wrong where it is wrong: %o', (part, member, problem) => {
    expect(findingProblems([{ ...newFinding('narcotics'), ...part }])).toEqual([{ field: `findings.0.${member}`, problem }]);
  });
});

/** Presses keys; a text field that a key opens is left again at once. */
function press(state: FindingsState, keys: readonly string[]): FindingsState {
  return keys.reduce((now, key) => {
    const step = findingsStep(now, key);
    return step.kind === 'changed' ? step.state : now;
  }, state);
}

describe('the findings by keys', () => {
  it('are a positive test of 12.5 g of narcotics after n, q, u g, k s p', () => {
    const opened = press(openFindings([]), ['n']);
    expect(findingsStep(opened, 'q')).toEqual({ kind: 'field', field: 'findings.0.quantity' });
    const typed = { ...opened, findings: opened.findings.map((one) => ({ ...one, quantity: '12.5' })) };
    const { findings, ask } = press(typed, ['u', 'g', 'k', 's', 'p']);
    expect(ask).toBeNull();
    expect(findings).toEqual([{ ...newFinding('narcotics'), quantity: '12.5', unit: 'grams', testKind: 'testStrip', testResult: 'positive' }]);
    expect(findingProblems(findings)).toEqual([]);
  });

  it.each([
    ['a second finding comes in front', ['a', 'w'], ['narcotics', 'weapons'], 1],
    ['the arrow goes back to the first', ['a', 'w', 'ArrowUp'], ['narcotics', 'weapons'], 0],
    ['an arrow stops at the end', ['a', 'w', 'ArrowDown', 'ArrowDown'], ['narcotics', 'weapons'], 1],
    ['Delete takes the one in front away', ['a', 'w', 'Delete'], ['narcotics'], 0],
    ['the class is changed by another key', ['c', 't'], ['tobacco'], 0],
    ['a change goes to the one in front alone', ['a', 'w', 'ArrowUp', 'c', 't'], ['tobacco', 'weapons'], 0],
    ['a key outside of the list chooses nothing', ['c', 'z', 'Escape'], ['narcotics'], 0],
  ])('%s', (_, keys, classes, at) => {
    const end = press(openFindings([]), ['n', ...keys]);
    expect(end.findings.map(({ commodityClass }) => commodityClass)).toEqual(classes);
    expect(end).toMatchObject({ at, ask: null });
  });

  it('go without a unit and without a field test again after Delete in their lists', () => {
    const filled = press(openFindings([]), ['n', 'u', 'g', 'k', 's', 'p']);
    expect(press(filled, ['u', 'Delete', 'k', 'Delete']).findings).toEqual([newFinding('narcotics')]);
  });

  it('back out one step at a time: result, kind, finding, form', () => {
    const asked = press(openFindings([]), ['n', 'k', 's']);
    expect(asked.ask).toBe('testResult');
    expect(press(asked, ['Escape']).ask).toBe('testKind');
    expect(press(asked, ['Escape', 'Escape']).ask).toBeNull();
    expect(findingsStep(press(asked, ['Escape', 'Escape']), 'Escape')).toEqual({ kind: 'done' });
  });

  it('lose no finding but the one in front by Delete, and never change another, whatever is pressed', () => {
    const key = fc.constantFrom(...Array.from('acdgiknopqrstuwz'), 'ArrowUp', 'ArrowDown', 'Delete', 'Escape', 'Enter', 'constructor');
    fc.assert(fc.property(fc.array(key, { maxLength: 60 }), (keys) => {
      let state = openFindings([]);
      for (const one of keys) {
        const next = press(state, [one]);
        const isRemoved = next.findings.length < state.findings.length;
        if (isRemoved) expect([one, state.ask]).toEqual(['Delete', null]);
        const untouched = state.findings.filter((_, index) => index !== state.at);
        for (const finding of untouched) expect(next.findings).toContain(finding);
        expect(next.at).toBeLessThan(Math.max(1, next.findings.length));
        state = next;
      }
    }));
  });
});

describe('the fields of an outcome by keys', () => {
  const follow = (state: DetailsState, situation: FieldSituation, keys: readonly string[]): DetailsState =>
    keys.reduce((now, key) => {
      const step = detailsStep(now, situation, key);
      return step.kind === 'changed' ? step.state : now;
    }, state);

  it.each(OUTCOMES.map(({ code }) => code))('are complete for %s when every choice gets its first key, opened letter or not', (code) => {
    for (const situation of [PARCEL, OPENED_LETTER]) {
      // Opened anew, the form stands at the next choice that is still open; no outcome has more than two.
      const first = follow(openDetails(code, {}, situation), situation, ['1']);
      const { fields } = openDetails(code, first.fields, situation).at === first.at ? first : follow(openDetails(code, first.fields, situation), situation, ['1']);
      expect(checkOutcome(code, fieldsSaid(code, fields, situation), situation)).toEqual([]);
    }
  });

  it('are reached by letters in their order: a choice comes in front, a text takes the typing', () => {
    const state = openDetails('DETAINED', { reason: 'OTHER' }, OPENED_LETTER);
    expect(state.at).toBe(1);
    expect(follow(state, OPENED_LETTER, ['a', '4']).fields).toEqual({ reason: 'INTELLECTUAL_PROPERTY' });
    expect(follow(state, OPENED_LETTER, ['4']).fields).toEqual({ reason: 'OTHER', legalBasis: 'SEARCH_WARRANT' });
    expect(detailsStep(state, OPENED_LETTER, 'c')).toEqual({ kind: 'field', field: 'detentionNotice' });
    expect(detailsStep(state, OPENED_LETTER, 'z')).toEqual({ kind: 'nothing' });
  });

  it('are recorded only as far as the outcome asks for them and something stands in them', () => {
    const fields = { reason: 'OTHER', legalBasis: 'CONSENT', detentionNotice: ' ', note: ' two lines\nof it ', seizureReference: '7' };
    expect(fieldsSaid('DETAINED', fields, OPENED_LETTER)).toEqual({ reason: 'OTHER', legalBasis: 'CONSENT', note: 'two lines\nof it' });
    expect(fieldsSaid('DETAINED', fields, PARCEL)).toEqual({ reason: 'OTHER', note: 'two lines\nof it' });
    expect(fieldsSaid('RELEASED_TO_USPS', fields, PARCEL)).toEqual({ note: 'two lines\nof it' });
  });
});
