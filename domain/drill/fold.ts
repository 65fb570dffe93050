/** Judges a drill by what the officer did, its scans and the entries of its ledger, and never by where a screen stood. */
import { foldExams, type ExamHistory } from '../exam/history.ts';
import type { Exam } from '../exam/recorded.ts';
import type { Entry } from '../ledger/entry.ts';
import type { OutcomeCode } from '../outcome/outcomes.ts';
import { DRILL_CASES, type DrillCase, type DrillCaseCode } from './cases.ts';

/** In the order in which they happened. */
export type DrillStep = { readonly step: 'scan'; readonly itemKey: string } | { readonly step: 'entry'; readonly entry: Entry };

/** What a record has that the case did not ask for; the first of them in this order is told. */
export type DrillDiffers =
  | { readonly what: 'item' }
  | { readonly what: 'notTakenBack' }
  | { readonly what: 'posting' }
  | { readonly what: 'outcome'; readonly is: OutcomeCode; readonly should: OutcomeCode }
  | { readonly what: 'field'; readonly name: string; readonly is: string; readonly should: string }
  | { readonly what: 'contents' }
  | { readonly what: 'origin'; readonly is: string; readonly should: string };

/** next: nothing is wrong so far, and one more step is asked for. */
export type DrillJudgement =
  | { readonly verdict: 'passed' }
  | { readonly verdict: 'wrong'; readonly differs: DrillDiffers }
  | { readonly verdict: 'next'; readonly next: 'takeBack' | 'recordAnew' };

/**
 * tries: records and corrections that were judged right or wrong, the one that passed among them. isScanned: its item is or was on the
 * bench. last: the newest judgement, kept when the case is passed.
 */
export interface DrillCaseProgress {
  readonly code: DrillCaseCode;
  readonly isPassed: boolean;
  readonly tries: number;
  readonly isScanned: boolean;
  readonly last: DrillJudgement | null;
}

/** current: the case to be done now; null when all are passed. */
export interface DrillProgress {
  readonly cases: readonly DrillCaseProgress[];
  readonly current: DrillCaseCode | null;
}

/**
 * Cases are done one after the other. A wrong record is no failure: it is told, counted, and may be taken back, corrected or made anew;
 * the newest exam of the item that stands is the one that counts.
 */
export function foldDrill(steps: Iterable<DrillStep>, postings: DrillPostings, cases: readonly DrillCase[] = DRILL_CASES): DrillProgress {
  const progress = cases.map(({ code }): DrillCaseProgress => ({ code, isPassed: false, tries: 0, isScanned: false, last: null }));
  const entries: Entry[] = [];
  let at = 0;
  for (const step of steps) {
    const [now, before] = [cases[at], progress[at]];
    if (step.step === 'entry') entries.push(step.entry);
    if (now === undefined || before === undefined) continue;
    const after = step.step === 'scan' ? scanned(before, now, step.itemKey) : judged(before, now, step.entry, entries, postings);
    progress[at] = after;
    if (after.isPassed) at += 1;
  }
  return { cases: progress, current: cases[at]?.code ?? null };
}

/** Posting dates of the sample that has several, YYYY-MM-DD. */
export interface DrillPostings {
  readonly newer: string;
  readonly older: string;
}

function scanned(before: DrillCaseProgress, { itemId }: DrillCase, itemKey: string): DrillCaseProgress {
  return itemKey === itemId || (itemId === null && drillMade(itemKey)) ? { ...before, isScanned: true } : before;
}

/** A sample is none of these numbers: what a desk made itself names an item without a barcode. */
function drillMade(itemKey: string): boolean {
  return itemKey.startsWith('IMF-');
}

function judged(before: DrillCaseProgress, now: DrillCase, entry: Entry, entries: readonly Entry[], postings: DrillPostings): DrillCaseProgress {
  if (entry.kind !== 'exam.recorded' && entry.kind !== 'exam.amended') return before;
  const { exams } = foldExams(entries);
  const examId = entry.payload['examId'];
  const touched = exams.find((exam) => exam.examId === examId);
  if (touched === undefined) return before;
  const isOfCase = isExamOf(now, touched);
  // An exam of an earlier case may be taken back or corrected; that says nothing about this case.
  if (!isOfCase && entry.kind === 'exam.amended') return before;
  const last: DrillJudgement = isOfCase
    ? judge(now, exams.filter((exam) => isExamOf(now, exam)), postings)
    : { verdict: 'wrong', differs: { what: 'item' } };
  return { ...before, isPassed: last.verdict === 'passed', tries: before.tries + (last.verdict === 'next' ? 0 : 1), last };
}

function isExamOf({ itemId }: DrillCase, { itemKey, original }: ExamHistory): boolean {
  return itemId === null ? original.item.deskItemId !== null : itemKey === itemId;
}

function judge(now: DrillCase, exams: readonly ExamHistory[], postings: DrillPostings): DrillJudgement {
  const standing = exams.findLast(({ isWithdrawn }) => !isWithdrawn);
  if (standing === undefined) return { verdict: 'next', next: 'recordAnew' };
  const { expects } = now;
  if (expects.isTakenBack === true && !exams.some(({ isWithdrawn }) => isWithdrawn)) {
    const isSlip = standing.effective.outcome !== expects.outcome;
    return isSlip ? { verdict: 'next', next: 'takeBack' } : { verdict: 'wrong', differs: { what: 'notTakenBack' } };
  }
  const differs = differenceOf(now, standing.effective, postings);
  return differs === null ? { verdict: 'passed' } : { verdict: 'wrong', differs };
}

function differenceOf({ expects }: DrillCase, exam: Exam, postings: DrillPostings): DrillDiffers | null {
  const { outcome, field, contents, origin, posting } = expects;
  if (posting !== undefined && exam.aedShown?.postedOn !== postings[posting]) return { what: 'posting' };
  if (exam.outcome !== outcome) return { what: 'outcome', is: exam.outcome, should: outcome };
  const answered = field === undefined ? '' : (exam.outcomeFields[field.name] ?? '');
  if (field !== undefined && answered !== field.value) return { what: 'field', name: field.name, is: answered, should: field.value };
  if (contents === true && (exam.label?.contents ?? '').trim() === '') return { what: 'contents' };
  const said = exam.label?.origin ?? '';
  return origin !== undefined && said !== origin ? { what: 'origin', is: said, should: origin } : null;
}
