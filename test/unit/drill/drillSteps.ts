/** The right way through each case of the drill, and the wrong ways, as scans and records. */
import { DRILL_CASES, type DrillCaseCode } from '../../../domain/drill/cases.ts';
import type { DrillPostings, DrillStep } from '../../../domain/drill/fold.ts';
import type { ExamRecorded, ExamValues } from '../../../domain/exam/recorded.ts';
import type { Entry } from '../../../domain/ledger/entry.ts';
import { corrected, recorded, withdrawn } from '../domain/examEntries.ts';

export const POSTINGS: DrillPostings = { newer: '2026-11-18', older: '2025-10-20' };

/** One thing an officer does. n: names the exam that is recorded or amended. */
export type Act =
  | { readonly scan: string }
  | { readonly record: Partial<ExamRecorded>; readonly n: number }
  | { readonly correct: Partial<ExamValues>; readonly n: number }
  | { readonly withdraw: true; readonly n: number };

export const DESK_MADE = 'IMF-JFK-7K3M9Q2T4A';

export function sampleOf(code: DrillCaseCode): string {
  return DRILL_CASES.find((one) => one.code === code)?.itemId ?? DESK_MADE;
}

/** An exam of a case's item with what the officer chose. */
export function of(code: DrillCaseCode, values: Partial<ExamRecorded> = {}): Partial<ExamRecorded> {
  const id = sampleOf(code);
  const item = id === DESK_MADE ? { kind: 'none' as const, id: null, deskItemId: id, raw: null } : { kind: 's10' as const, id, deskItemId: null, raw: id };
  return { item, ...values };
}

const label = (contents: string | null, origin: string | null = null) => ({ contents, origin, mailClass: null });
const shown = (postedOn: string) => ({ aedShown: { postedOn, version: 1 } });

export const RIGHT_VALUES: Readonly<Record<DrillCaseCode, Partial<ExamRecorded>>> = {
  clear: {},
  hold: { holdIds: ['drill-hold'], band: 'HOLD' },
  noAed: { label: label('dried herbs', 'DE') },
  detained: { outcome: 'DETAINED', outcomeFields: { reason: 'DECLARATION' } },
  referred: { outcome: 'REFERRED', outcomeFields: { agency: 'FDA' } },
  postings: shown(POSTINGS.older),
  undo: {},
  noBarcode: { label: label(null, 'FR') },
};

/** Numbers of exams by case, so that every case has its own. */
const nOf = (code: DrillCaseCode): number => 10 * (1 + DRILL_CASES.findIndex((one) => one.code === code));

export function rightWay(code: DrillCaseCode): readonly Act[] {
  const n = nOf(code);
  const right: Act = { record: of(code, RIGHT_VALUES[code]), n };
  if (code !== 'undo') return [{ scan: sampleOf(code) }, right];
  return [{ scan: sampleOf(code) }, { record: of(code, { outcome: 'RETURNED_TO_SENDER' }), n: n + 1 }, { withdraw: true, n: n + 1 }, right];
}

/** Ways that do not solve a case, and what is told of each. */
export const WRONG_WAYS: readonly (readonly [code: DrillCaseCode, words: string, values: Partial<ExamRecorded>, differs: object])[] = [
  ['clear', 'seizes it', { outcome: 'SEIZURE' }, { what: 'outcome', is: 'SEIZURE', should: 'RELEASED_TO_USPS' }],
  ['clear', 'says no more than no violation', { outcome: 'NO_VIOLATION' }, { what: 'outcome', is: 'NO_VIOLATION', should: 'RELEASED_TO_USPS' }],
  ['hold', 'says that it was not found', { outcome: 'NOT_FOUND' }, { what: 'outcome', is: 'NOT_FOUND', should: 'RELEASED_TO_USPS' }],
  ['noAed', 'records nothing of the label', {}, { what: 'contents' }],
  ['noAed', 'records blank contents', { label: label(' ', 'DE') }, { what: 'contents' }],
  ['noAed', 'sends it back', { outcome: 'RETURNED_TO_SENDER', label: label('dried herbs') }, { what: 'outcome', is: 'RETURNED_TO_SENDER', should: 'RELEASED_TO_USPS' }],
  ['detained', 'lets it go', {}, { what: 'outcome', is: 'RELEASED_TO_USPS', should: 'DETAINED' }],
  ['detained', 'gives another reason', { outcome: 'DETAINED', outcomeFields: { reason: 'OTHER' } }, { what: 'field', name: 'reason', is: 'OTHER', should: 'DECLARATION' }],
  ['detained', 'gives no reason', { outcome: 'DETAINED', outcomeFields: {} }, { what: 'field', name: 'reason', is: '', should: 'DECLARATION' }],
  ['referred', 'detains it', { outcome: 'DETAINED', outcomeFields: { reason: 'LICENCE_OR_PERMIT' } }, { what: 'outcome', is: 'DETAINED', should: 'REFERRED' }],
  ['referred', 'refers it to another agency', { outcome: 'REFERRED', outcomeFields: { agency: 'FWS' } }, { what: 'field', name: 'agency', is: 'FWS', should: 'FDA' }],
  ['postings', 'takes the newer posting for the one in hand', shown(POSTINGS.newer), { what: 'posting' }],
  ['postings', 'says of none that it is in hand', { aedShown: null }, { what: 'posting' }],
  ['undo', 'records what is right at once', {}, { what: 'notTakenBack' }],
  ['noBarcode', 'says nothing of the origin', {}, { what: 'origin', is: '', should: 'FR' }],
  ['noBarcode', 'says another origin', { label: label(null, 'DE') }, { what: 'origin', is: 'DE', should: 'FR' }],
];

/** Everything before a case, done right. */
export function before(code: DrillCaseCode): readonly Act[] {
  const at = DRILL_CASES.findIndex((one) => one.code === code);
  return DRILL_CASES.slice(0, at).flatMap((one) => rightWay(one.code));
}

export function stepsOf(acts: readonly Act[]): readonly DrillStep[] {
  return acts.map((act, index): DrillStep => ('scan' in act ? { step: 'scan', itemKey: act.scan } : { step: 'entry', entry: entryOf(act, index + 1) }));
}

function entryOf(act: Exclude<Act, { scan: string }>, seq: number): Entry {
  if ('record' in act) return recorded(seq, act.n, act.record);
  return 'correct' in act ? corrected(seq, act.n, act.correct) : withdrawn(seq, act.n);
}
