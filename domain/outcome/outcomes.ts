/** The closed list of exam outcomes, with the fields each one needs: form, validator and documentation are made from this table. */
import { DETENTION_REASON, MAX_FIELD_LENGTH, NOTE, PARTNER_AGENCY, SEIZURE_REFERENCE, type OutcomeField } from './fields.ts';

export const OUTCOME_CODES = [
  'RELEASED_TO_USPS', 'NO_VIOLATION', 'DETAINED', 'REFERRED', 'RETURNED_TO_SENDER', 'SEIZURE', 'NOT_FOUND',
  'ABANDONMENT', 'CARGO_DESTROYED', 'CONTROLLED_DELIVERY', 'DENIED_ENTRY', 'EXCLUDED', 'IPR_ABANDONMENT', 'REFUSED_ENTRY',
  'SEIZURE_ARREST_NO_PENALTY', 'SEIZURE_ARREST_PENALTY', 'SEIZURE_PENALTY',
] as const;

export type OutcomeCode = (typeof OUTCOME_CODES)[number];

/**
 * cbpNumber: place in CBP's list of eleven enforcement actions (OIG-23-56 App. B, answer to recommendation 2), whose words are kept
 * to the letter; null for the others. benchKey: the one key on the bench, or null. listKey: the key inside the list of all outcomes.
 * isFinal: nothing more is to be decided at the exam desk, so holds on the item get their release date.
 */
export interface Outcome {
  readonly code: OutcomeCode;
  readonly words: string;
  readonly cbpNumber: number | null;
  readonly benchKey: string | null;
  readonly listKey: string;
  readonly isSeizure: boolean;
  readonly isFinal: boolean;
  readonly fields: readonly OutcomeField[];
  readonly source: string;
}

/** On the bench: opens the list of all outcomes, where one more key (listKey) chooses. */
export const ALL_OUTCOMES_KEY = '5';

const CBP_LIST = 'OIG-23-56 App. B, recommendation 2';
const SCREENING = 'OIG-23-56, non-targeted screening';
const PROCESS = 'OIG-23-56, background';

/**
 * Keys: one key records the commonest outcome, two reach any other. `0`, `3` and `4` need nothing more; `1` and `2` are followed by the
 * key of their one required choice; every outcome without a required choice is also `5` and its listKey.
 *
 * Two gaps of CBP's list are made good here. It names only results other than release, so release, referral, return and "no violation"
 * stand beside it. And although it speaks of actions other than seizures, its numbers 9-11 are seizures, while the plain seizure without
 * arrest or penalty is missing: it has a row of its own with the number of the seizure system.
 */
export const OUTCOMES: readonly Outcome[] = [
  plain('RELEASED_TO_USPS', 'released to USPS', '0', '0', PROCESS),
  { ...plain('DETAINED', 'detained', '1', '1', CBP_LIST, 5), isFinal: false, fields: [DETENTION_REASON, NOTE] },
  { ...plain('REFERRED', 'referred to a partner government agency', '2', '2', SCREENING), fields: [PARTNER_AGENCY, NOTE] },
  plain('RETURNED_TO_SENDER', 'returned to sender', '3', '3', SCREENING),
  seizure('SEIZURE', 'seizure without arrest or penalty', '4', '4', SCREENING),
  plain('NO_VIOLATION', 'no violation', null, 'n', 'not in the report: nothing found, and the release is recorded elsewhere'),
  { ...plain('NOT_FOUND', 'not found', null, 'f', 'not in the report: the item is not where it should be'), isFinal: false },
  plain('ABANDONMENT', 'abandonment', null, 'a', CBP_LIST, 1),
  plain('CARGO_DESTROYED', 'cargo destroyed', null, 'd', CBP_LIST, 2),
  plain('CONTROLLED_DELIVERY', 'controlled delivery', null, 'c', CBP_LIST, 3),
  plain('DENIED_ENTRY', 'denied entry', null, 'e', CBP_LIST, 4),
  plain('EXCLUDED', 'excluded', null, 'x', CBP_LIST, 6),
  plain('IPR_ABANDONMENT', 'intellectual property rights (IPR) abandonment', null, 'i', CBP_LIST, 7),
  plain('REFUSED_ENTRY', 'refused entry', null, 'r', CBP_LIST, 8),
  seizure('SEIZURE_ARREST_NO_PENALTY', 'seizure and arrest – no penalty issued on site', null, '7', CBP_LIST, 9),
  seizure('SEIZURE_ARREST_PENALTY', 'seizure and arrest with penalty issued on site', null, '8', CBP_LIST, 10),
  seizure('SEIZURE_PENALTY', 'seizure with penalty issued on site', null, '9', CBP_LIST, 11),
];

function plain(
  code: OutcomeCode, words: string, benchKey: string | null, listKey: string, source: string, cbpNumber: number | null = null,
): Outcome {
  return { code, words, cbpNumber, benchKey, listKey, isSeizure: false, isFinal: true, fields: [NOTE], source };
}

function seizure(...row: Parameters<typeof plain>): Outcome {
  return { ...plain(...row), isSeizure: true, fields: [SEIZURE_REFERENCE, NOTE] };
}

const BY_CODE: ReadonlyMap<string, Outcome> = new Map(OUTCOMES.map((outcome) => [outcome.code, outcome]));

/** The row of a code, or null for a code of a newer desk. */
export function outcomeOf(code: string): Outcome | null {
  return BY_CODE.get(code) ?? null;
}

/** What is wrong with one field of an outcome. */
export interface OutcomeProblem {
  readonly field: string;
  readonly problem: 'REQUIRED' | 'NOT_A_CHOICE' | 'UNKNOWN_FIELD' | 'TOO_LONG';
}

/**
 * Checks the fields recorded with an outcome against the table; an empty list means right. A field left blank counts as absent.
 * A code that is not in the table has no fields, so every field of it is unknown.
 */
export function checkOutcome(code: string, fields: Readonly<Record<string, string>>): readonly OutcomeProblem[] {
  const known = outcomeOf(code)?.fields ?? [];
  const unknown = Object.keys(fields).filter((name) => !known.some((field) => field.name === name));
  return [
    ...known.flatMap((field) => checkField(field, Object.hasOwn(fields, field.name) ? (fields[field.name] ?? '') : '')),
    ...unknown.map((field): OutcomeProblem => ({ field, problem: 'UNKNOWN_FIELD' })),
  ];
}

function checkField({ name, required, choices }: OutcomeField, text: string): OutcomeProblem[] {
  if (text.trim() === '') return required ? [{ field: name, problem: 'REQUIRED' }] : [];
  if (text.length > MAX_FIELD_LENGTH) return [{ field: name, problem: 'TOO_LONG' }];
  const isChoice = choices === undefined || choices.some(({ value }) => value === text);
  return isChoice ? [] : [{ field: name, problem: 'NOT_A_CHOICE' }];
}

/** Where the bench stands after a key: an outcome is complete, a choice is awaited, or the list is open. */
export type OutcomeStep =
  | { readonly step: 'done'; readonly code: OutcomeCode; readonly fields: Readonly<Record<string, string>> }
  | { readonly step: 'choose'; readonly outcome: Outcome; readonly field: OutcomeField }
  | { readonly step: 'list' };

/** Follows keys from the bench; null when they lead nowhere. keys: pressed so far, e.g. ['1', '4'] is detained, possible counterfeit. */
export function followKeys(keys: readonly string[]): OutcomeStep | null {
  const [first, ...others] = keys;
  if (first === ALL_OUTCOMES_KEY) {
    const [listKey, ...rest] = others;
    if (listKey === undefined) return { step: 'list' };
    return followChoice(OUTCOMES.find((outcome) => outcome.listKey === listKey), rest);
  }
  return followChoice(OUTCOMES.find((outcome) => outcome.benchKey === first), others);
}

function followChoice(outcome: Outcome | undefined, keys: readonly string[]): OutcomeStep | null {
  if (outcome === undefined) return null;
  const [field, ...more] = outcome.fields.filter(({ required }) => required);
  const [key, ...extra] = keys;
  if (field === undefined) return key === undefined ? { step: 'done', code: outcome.code, fields: {} } : null;
  if (key === undefined) return { step: 'choose', outcome, field };
  const choice = field.choices?.find((candidate) => candidate.key === key);
  if (choice === undefined || more.length > 0 || extra.length > 0) return null;
  return { step: 'done', code: outcome.code, fields: { [field.name]: choice.value } };
}
