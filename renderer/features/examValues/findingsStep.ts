/** What each key does to the findings while they are filled in. */
import {
  COMMODITY_CLASS_FACTS, FIELD_TEST_KIND_FACTS, FIELD_TEST_RESULT_FACTS, QUANTITY_UNIT_FACTS, type Listed,
} from '../../../domain/exam/findings.ts';
import type { FindingForm } from '../../../preload/contract/examForm.ts';
import { newFinding } from './findingForm.ts';
import { changed, DONE, NOTHING, type FormStep } from './formStep.ts';

/** Opens the findings, on the bench and on the amend screen. */
export const FINDINGS_KEY = 'd';

/** What one key is to choose: newClass adds a finding, class changes the one in front. */
export type FindingAsk = 'newClass' | 'class' | 'unit' | 'testKind' | 'testResult';

/** at: which finding is in front; of no meaning while there is none. ask: null while nothing is being chosen. */
export interface FindingsState {
  readonly findings: readonly FindingForm[];
  readonly at: number;
  readonly ask: FindingAsk | null;
}

export const FINDING_LISTS: Readonly<Record<FindingAsk, readonly Listed<string>[]>> = {
  newClass: COMMODITY_CLASS_FACTS,
  class: COMMODITY_CLASS_FACTS,
  unit: QUANTITY_UNIT_FACTS,
  testKind: FIELD_TEST_KIND_FACTS,
  testResult: FIELD_TEST_RESULT_FACTS,
};

const ASK_OF_KEY: Readonly<Record<string, FindingAsk>> = { c: 'class', u: 'unit', k: 'testKind' };
const FIELD_OF_KEY: Readonly<Record<string, keyof FindingForm>> = { q: 'quantity', w: 'weightGrams', t: 'note' };

/** The findings as they are opened: without any, the first key says what the first one is. */
export function openFindings(findings: readonly FindingForm[]): FindingsState {
  return { findings, at: 0, ask: findings.length === 0 ? 'newClass' : null };
}

/** The name of a finding's field: what moves the focus there, and where its problems are told. */
export function findingField(at: number, member: keyof FindingForm | 'fieldTest'): string {
  return `findings.${at}.${member}`;
}

/** key: a small letter or the name of a key. */
export function findingsStep(state: FindingsState, key: string): FormStep<FindingsState> {
  return state.ask === null ? inFront(state, key) : answer(state, state.ask, key);
}

function inFront(state: FindingsState, key: string): FormStep<FindingsState> {
  const { findings, at } = state;
  if (key === 'Escape') return DONE;
  if (key === 'a') return changed({ ...state, ask: 'newClass' });
  if (findings.length === 0) return NOTHING;
  if (key === 'ArrowUp') return changed({ ...state, at: Math.max(0, at - 1) });
  if (key === 'ArrowDown') return changed({ ...state, at: Math.min(findings.length - 1, at + 1) });
  if (key === 'Delete') return changed({ ...state, findings: findings.toSpliced(at, 1), at: Math.max(0, Math.min(at, findings.length - 2)) });
  const ask = Object.hasOwn(ASK_OF_KEY, key) ? ASK_OF_KEY[key] : undefined;
  if (ask !== undefined) return changed({ ...state, ask });
  const member = Object.hasOwn(FIELD_OF_KEY, key) ? FIELD_OF_KEY[key] : undefined;
  return member === undefined ? NOTHING : { kind: 'field', field: findingField(at, member) };
}

/** A key of the list that is open. Delete says "none" where a finding may go without. */
function answer(state: FindingsState, ask: FindingAsk, key: string): FormStep<FindingsState> {
  if (key === 'Escape') return changed({ ...state, ask: ask === 'testResult' ? 'testKind' : null });
  if (key === 'Delete') return cleared(state, ask);
  switch (ask) {
    case 'newClass': {
      const code = byKey(COMMODITY_CLASS_FACTS, key);
      if (code === null) return NOTHING;
      return changed({ findings: [...state.findings, newFinding(code)], at: state.findings.length, ask: null });
    }
    case 'class': {
      const commodityClass = byKey(COMMODITY_CLASS_FACTS, key);
      return commodityClass === null ? NOTHING : changed(edited(state, { commodityClass }));
    }
    case 'unit': {
      const unit = byKey(QUANTITY_UNIT_FACTS, key);
      return unit === null ? NOTHING : changed(edited(state, { unit }));
    }
    case 'testKind': {
      const testKind = byKey(FIELD_TEST_KIND_FACTS, key);
      return testKind === null ? NOTHING : changed({ ...edited(state, { testKind }), ask: 'testResult' });
    }
    case 'testResult': {
      const testResult = byKey(FIELD_TEST_RESULT_FACTS, key);
      return testResult === null ? NOTHING : changed(edited(state, { testResult }));
    }
  }
}

function cleared(state: FindingsState, ask: FindingAsk): FormStep<FindingsState> {
  if (ask === 'unit') return changed(edited(state, { unit: null }));
  return ask === 'testKind' || ask === 'testResult' ? changed(edited(state, { testKind: null, testResult: null })) : NOTHING;
}

/** The finding in front with a change, and no list open any more. */
function edited({ findings, at }: FindingsState, change: Partial<FindingForm>): FindingsState {
  return { findings: findings.map((finding, index) => (index === at ? { ...finding, ...change } : finding)), at, ask: null };
}

function byKey<Code extends string>(list: readonly Listed<Code>[], key: string): Code | null {
  return list.find((one) => one.key === key)?.code ?? null;
}
