/** The fields of one outcome while they are filled in: made from the table of outcomes, none is named here. */
import type { OutcomeField } from '../../../domain/outcome/fields.ts';
import { examFields, type FieldSituation } from '../../../domain/outcome/outcomes.ts';
import { changed, DONE, NOTHING, type FormStep } from './formStep.ts';

/** at: the field that the keys of choices go to. */
export interface DetailsState {
  readonly outcome: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly at: number;
}

/** Starts at the first choice that is still open, else at the first choice. */
export function openDetails(outcome: string, fields: DetailsState['fields'], situation: FieldSituation): DetailsState {
  const asked = examFields(outcome, situation);
  const firstOpen = asked.findIndex((field) => field.choices !== undefined && valueIn(fields, field.name) === '');
  return { outcome, fields, at: firstOpen === -1 ? Math.max(0, asked.findIndex(({ choices }) => choices !== undefined)) : firstOpen };
}

/** Fields go by letters, in their order, because choices go by digits. */
export function detailKey(index: number): string {
  return String.fromCharCode('a'.charCodeAt(0) + index);
}

/** key: a small letter, a digit or the name of a key. */
export function detailsStep(state: DetailsState, situation: FieldSituation, key: string): FormStep<DetailsState> {
  if (key === 'Escape') return DONE;
  const asked = examFields(state.outcome, situation);
  const index = asked.findIndex((_, at) => detailKey(at) === key);
  const named = asked[index];
  if (named !== undefined) return named.choices === undefined ? { kind: 'field', field: named.name } : changed({ ...state, at: index });
  const inFront = asked[state.at];
  const choice = inFront?.choices?.find((one) => one.key === key);
  if (inFront === undefined || choice === undefined) return NOTHING;
  return changed({ ...state, fields: chosen(state.fields, inFront, choice.value) });
}

/** The fields with a choice made; the same choice again takes it back where none is needed. */
export function chosen(fields: DetailsState['fields'], { name, required }: OutcomeField, value: string): DetailsState['fields'] {
  return { ...fields, [name]: !required && valueIn(fields, name) === value ? '' : value };
}

/** What is recorded: the fields that this outcome asks for, without those left blank. */
export function fieldsSaid(outcome: string, fields: DetailsState['fields'], situation: FieldSituation): Record<string, string> {
  return Object.fromEntries(examFields(outcome, situation).flatMap(({ name }) => {
    const text = valueIn(fields, name).trim();
    return text === '' ? [] : [[name, text]];
  }));
}

export function valueIn(fields: DetailsState['fields'], name: string): string {
  return Object.hasOwn(fields, name) ? (fields[name] ?? '') : '';
}
