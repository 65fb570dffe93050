/** One exam while it is amended, and what each key does to it; pure steps. */
import { EXAM_METHOD_FACTS, EXAM_METHODS } from '../../../domain/exam/methods.ts';
import { MAIL_CLASSES } from '../../../domain/identifier/service.ts';
import { ALL_OUTCOMES_KEY, followKeys } from '../../../domain/outcome/outcomes.ts';
import type { AmendmentView, ExamDetail } from '../../../preload/contract/examViews.ts';
import type { Screen } from '../../app/screenSlice.ts';
import {
  detailsStep, FINDINGS_KEY, findingsStep, openDetails, openFindings, REASONS_KEY, toggleReason, type FindingsState, type FormStep,
} from '../examValues/index.ts';
import { amendFormOf, situationOf, type AmendForm } from './amendForm.ts';

/** What stands in place of the values and takes the keys. */
export type AmendPart = 'reasons' | 'findings' | 'outcome' | 'details' | 'withdrawal';

/**
 * officerId: who types. from: the screen that Esc leads back to. outcomeKeys: pressed so far on the way to another outcome. tried: what
 * was to be sealed last, so that what is missing for it is said too. isInDoubt: it was sent and no answer came. sealed: the amendment just
 * made.
 */
export interface Amending {
  readonly detail: ExamDetail;
  readonly officerId: string | null;
  readonly from: Screen;
  readonly form: AmendForm;
  readonly part: AmendPart | null;
  readonly findingsPlace: Pick<FindingsState, 'at' | 'ask'>;
  readonly outcomeKeys: readonly string[];
  readonly detailAt: number;
  readonly tried: AmendmentView['kind'] | null;
  readonly isSealing: boolean;
  readonly isInDoubt: boolean;
  readonly sealed: AmendmentView | null;
}

export const DETAILS_KEY = 'e';

const FIELD_OF_KEY: Readonly<Record<string, string>> = { f: 'finding', k: 'contents', g: 'origin', y: 'why' };

export function amendingOf(detail: ExamDetail, officerId: string | null, from: Screen): Amending {
  return {
    detail, officerId, from, form: amendFormOf(detail.values), part: null, findingsPlace: { at: 0, ask: null }, outcomeKeys: [], detailAt: 0,
    tried: null, isSealing: false, isInDoubt: false, sealed: null,
  };
}

/** The same exam opened again by the same officer keeps what was typed, as long as nobody has amended it meanwhile. */
export function openedAgain(before: Amending | null, next: Amending): Amending {
  const isSame = before !== null && before.officerId === next.officerId && before.detail.summary.examId === next.detail.summary.examId
    && before.detail.amendments.length === next.detail.amendments.length;
  return isSame ? { ...before, detail: next.detail, from: next.from } : next;
}

/** Typing takes back what was said about the last try. */
export function withForm(amending: Amending, change: Partial<AmendForm>): Amending {
  return { ...amending, form: { ...amending.form, ...change }, sealed: null };
}

export function findingsStateOf({ form, findingsPlace }: Amending): FindingsState {
  return { findings: form.findings, ...findingsPlace };
}

/** key: a small letter, a digit or the name of a key; Escape is one step back. */
export function amendStep(amending: Amending, key: string): FormStep<Amending> {
  switch (amending.part) {
    case 'reasons': return reasonsStep(amending, key);
    case 'findings': return inPart(amending, findingsStep(findingsStateOf(amending), key), ({ findings, at, ask }) =>
      ({ ...withForm(amending, { findings }), findingsPlace: { at, ask } }));
    case 'outcome': return outcomeStep(amending, key);
    case 'details': return inPart(amending, detailsStep(detailsStateOf(amending), situationOf(amending.form, amending.detail), key), ({ fields, at }) =>
      ({ ...withForm(amending, { fields }), detailAt: at }));
    case 'withdrawal': return key === 'Escape' ? changed(closed(amending)) : { kind: 'nothing' };
    case null: return valuesStep(amending, key);
  }
}

export function detailsStateOf({ form: { outcome, fields }, detailAt: at }: Amending) {
  return { outcome, fields, at };
}

function valuesStep(amending: Amending, key: string): FormStep<Amending> {
  const { form } = amending;
  if (key === 'Escape') return { kind: 'done' };
  if (key === REASONS_KEY) return changed({ ...amending, part: 'reasons' });
  if (key === FINDINGS_KEY) return changed(withFindings(amending));
  if (key === DETAILS_KEY) return changed(withDetails(amending));
  if (/^\d$/.test(key)) return outcomeStep(amending, key);
  const method = EXAM_METHOD_FACTS.find((one) => one.key === key)?.code;
  if (method !== undefined) {
    return changed(withForm(amending, { methods: EXAM_METHODS.filter((one) => form.methods.includes(one) !== (one === method)) }));
  }
  if (key === 'm') return changed(withForm(amending, { label: { ...form.label, mailClass: classAfter(form.label.mailClass) } }));
  const field = Object.hasOwn(FIELD_OF_KEY, key) ? FIELD_OF_KEY[key] : undefined;
  return field === undefined ? { kind: 'nothing' } : { kind: 'field', field };
}

function reasonsStep(amending: Amending, key: string): FormStep<Amending> {
  if (key === 'Escape') return changed(closed(amending));
  return changed(withForm(amending, { reasons: toggleReason(amending.form.reasons, key) }));
}

/** The same keys as on the bench; inside the list one key chooses, and what the outcome needs is asked for at once. */
function outcomeStep(amending: Amending, key: string): FormStep<Amending> {
  const { form, detail } = amending;
  const outcomeKeys = key === 'Escape' ? amending.outcomeKeys.slice(0, -1) : [...amending.outcomeKeys, key];
  if (outcomeKeys.length === 0) return changed(closed(amending));
  const next = followKeys(outcomeKeys, situationOf(form, detail));
  if (next === null) return { kind: 'nothing' };
  if (next.step !== 'done') return changed({ ...amending, part: 'outcome', outcomeKeys });
  return changed(closed(withForm(amending, { outcome: next.code, fields: { ...form.fields, ...next.fields } })));
}

/** As the key of the list of all outcomes. */
export const OUTCOME_KEY = ALL_OUTCOMES_KEY;

function withFindings(amending: Amending): Amending {
  const { at, ask } = openFindings(amending.form.findings);
  return { ...amending, part: 'findings', findingsPlace: { at, ask } };
}

function withDetails(amending: Amending): Amending {
  const { form, detail } = amending;
  return { ...amending, part: 'details', detailAt: openDetails(form.outcome, form.fields, situationOf(form, detail)).at };
}

function closed(amending: Amending): Amending {
  return { ...amending, part: null, outcomeKeys: [] };
}

function inPart<State>(amending: Amending, step: FormStep<State>, take: (state: State) => Amending): FormStep<Amending> {
  if (step.kind === 'changed') return changed(take(step.state));
  return step.kind === 'done' ? changed(closed(amending)) : step;
}

function changed(state: Amending): FormStep<Amending> {
  return { kind: 'changed', state };
}

/** letter, parcel, EMS, other, none, and around again. */
function classAfter(current: AmendForm['label']['mailClass']): AmendForm['label']['mailClass'] {
  return MAIL_CLASSES[current === null ? 0 : MAIL_CLASSES.indexOf(current) + 1] ?? null;
}
