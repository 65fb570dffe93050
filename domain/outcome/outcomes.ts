/** The closed list of exam outcomes, with the fields each one needs: form, validator and documentation are made from this table. */
import type { ExamProblem } from '../exam/problems.ts';
import { textProblem } from '../exam/text.ts';
import type { MailClass } from '../identifier/service.ts';
import {
  CUSTODY_RECEIPT, DETENTION_NOTICE, DETENTION_REASON, legalBasis, MAX_FIELD_LENGTH, MAX_REFERENCE_LENGTH, NOTE, PARTNER_AGENCY,
  SEIZURE_REFERENCE, type Choice, type OutcomeField,
} from './fields.ts';

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
  { ...plain('DETAINED', 'detained', '1', '1', CBP_LIST, 5), isFinal: false, fields: [DETENTION_REASON, DETENTION_NOTICE, NOTE] },
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
  return { ...plain(...row), isSeizure: true, fields: [SEIZURE_REFERENCE, CUSTODY_RECEIPT, NOTE] };
}

const BY_CODE: ReadonlyMap<string, Outcome> = new Map(OUTCOMES.map((outcome) => [outcome.code, outcome]));

/** The row of a code, or null for a code of a newer desk. */
export function outcomeOf(code: string): Outcome | null {
  return BY_CODE.get(code) ?? null;
}

/**
 * What decides, beside the outcome, which fields are asked for. methods: codes of `exam/methods.ts`. mailClass: of the item in hand, null
 * when unknown. legalBases: the site's own wording; absent, the defaults.
 */
export interface FieldSituation {
  readonly methods: readonly string[];
  readonly mailClass: MailClass | null;
  readonly legalBases?: readonly Choice[];
}

/** The bench until something was opened. */
export const NOTHING_OPENED: FieldSituation = { methods: [], mailClass: null };

/** Whether the exam must say why sealed mail was opened: exactly when letter-class mail was opened (19 CFR 145.3, domain facts §6.4). */
export function isLegalBasisAsked({ methods, mailClass }: FieldSituation): boolean {
  return mailClass === 'letter' && methods.includes('opening');
}

/** The fields an exam with this outcome has, in the order of the keys that fill them; none for a code that is not in the table. */
export function examFields(code: string, situation: FieldSituation): readonly OutcomeField[] {
  const fields = outcomeOf(code)?.fields;
  if (fields === undefined) return [];
  if (!isLegalBasisAsked(situation)) return fields;
  return [...fields.filter(({ required }) => required), legalBasis(situation.legalBases), ...fields.filter(({ required }) => !required)];
}

/** What is wrong with one field of an outcome. */
export type OutcomeProblem = ExamProblem;

/**
 * Checks the fields recorded with an outcome against the table; an empty list means right. A field left blank counts as absent.
 * A code that is not in the table has no fields, so every field of it is unknown.
 */
export function checkOutcome(
  code: string, fields: Readonly<Record<string, string>>, situation: FieldSituation = NOTHING_OPENED,
): readonly OutcomeProblem[] {
  const known = examFields(code, situation);
  const unknown = Object.keys(fields).filter((name) => !known.some((field) => field.name === name));
  return [
    ...known.flatMap((field) => checkField(field, Object.hasOwn(fields, field.name) ? (fields[field.name] ?? '') : '')),
    ...unknown.map((field): OutcomeProblem => ({ field, problem: 'UNKNOWN_FIELD' })),
  ];
}

function checkField({ name, required, choices, isReference = false }: OutcomeField, text: string): OutcomeProblem[] {
  if (text.trim() === '' && required) return [{ field: name, problem: 'REQUIRED' }];
  const problem = textProblem(text, { max: isReference ? MAX_REFERENCE_LENGTH : MAX_FIELD_LENGTH, isOneLine: isReference });
  if (problem !== null) return [{ field: name, problem }];
  const isChoice = text.trim() === '' || choices === undefined || choices.some(({ value }) => value === text);
  return isChoice ? [] : [{ field: name, problem: 'NOT_A_CHOICE' }];
}

/** Where the bench stands after a key: an outcome is complete, a choice is awaited, or the list is open. */
export type OutcomeStep =
  | { readonly step: 'done'; readonly code: OutcomeCode; readonly fields: Readonly<Record<string, string>> }
  | { readonly step: 'choose'; readonly outcome: Outcome; readonly field: OutcomeField }
  | { readonly step: 'list' };

/**
 * Follows keys from the bench; null when they lead nowhere. keys: pressed so far, e.g. ['1', '4'] is detained, possible counterfeit. Two
 * keys reach every outcome; only opened letter-class mail asks for one more, the legal basis, after all others.
 */
export function followKeys(keys: readonly string[], situation: FieldSituation = NOTHING_OPENED): OutcomeStep | null {
  const [first, ...others] = keys;
  if (first === ALL_OUTCOMES_KEY) {
    const [listKey, ...rest] = others;
    if (listKey === undefined) return { step: 'list' };
    return followChoices(OUTCOMES.find((outcome) => outcome.listKey === listKey), rest, situation);
  }
  return followChoices(OUTCOMES.find((outcome) => outcome.benchKey === first), others, situation);
}

function followChoices(outcome: Outcome | undefined, keys: readonly string[], situation: FieldSituation): OutcomeStep | null {
  if (outcome === undefined) return null;
  const required = examFields(outcome.code, situation).filter((field) => field.required);
  if (keys.length > required.length) return null;
  const fields: Record<string, string> = {};
  for (const [index, field] of required.entries()) {
    const key = keys[index];
    if (key === undefined) return { step: 'choose', outcome, field };
    const choice = field.choices?.find((candidate) => candidate.key === key);
    if (choice === undefined) return null;
    fields[field.name] = choice.value;
  }
  return { step: 'done', code: outcome.code, fields };
}
