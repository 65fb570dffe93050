/** The history of one mail item: its exams on this desk and what HQ tells of other desks, by posting. */
import type { Band } from '../band/bands.ts';
import type { ExamDigest } from '../exam/digest.ts';
import type { ExamHistory } from '../exam/history.ts';
import { compareText } from '../ledger/order.ts';
import type { OutcomeCode } from '../outcome/outcomes.ts';

/**
 * One exam of the item. own: the exam in this desk's ledger, null when only HQ knows it. isThisPosting: false only when both postings are
 * known and differ. Times are RFC 3339 with zone offset, as recorded.
 */
export interface ItemExam {
  readonly examId: string;
  readonly own: ExamHistory | null;
  readonly deviceId: string;
  readonly facilityId: string;
  readonly postedOn: string | null;
  readonly isThisPosting: boolean;
  readonly outcome: OutcomeCode;
  readonly band: Band;
  readonly recordedAt: string;
  readonly isWithdrawn: boolean;
}

/** exams: newest first, withdrawn ones and those of other postings among them. previousOutcome: what the band goes by, or null. */
export interface ItemHistory {
  readonly exams: readonly ItemExam[];
  readonly previousOutcome: OutcomeCode | null;
}

/** Which item is asked for. itemKey: `itemKeyOf`. postedOn: YYYY-MM-DD of the posting in hand; null when there is none or several. */
export interface ItemAsked {
  readonly itemKey: string;
  readonly postedOn: string | null;
}

/**
 * Merges both sources; the same exam is told once. S10 numbers are used again (domain facts §0.9), so an exam of another posting is shown
 * and decides nothing; where either posting is unknown the exam may well be of this one and counts.
 */
export function itemHistory(own: readonly ExamHistory[], digests: readonly ExamDigest[], asked: ItemAsked): ItemHistory {
  const here = asked.itemKey === '' ? [] : own.filter(({ itemKey }) => itemKey === asked.itemKey);
  const told = new Map(digests.filter(({ itemKey }) => itemKey === asked.itemKey).map((digest) => [digest.examId, digest]));
  const known = new Set(here.map(({ examId }) => examId));
  const exams = newestFirst([
    ...inOrderOfLedger(here.map((exam) => ({ exam: ofDesk(exam, told.get(exam.examId), asked), at: instantOf(exam.entry.recordedAt) }))),
    ...[...told.values()].filter(({ examId }) => !known.has(examId)).map((digest) => ({
      exam: ofFeed(digest, asked), at: instantOf(digest.recordedAt),
    })),
  ]);
  return { exams, previousOutcome: exams.find(decidesBand)?.outcome ?? null };
}

/** "Not found" says that nobody had the item in hand; it must not hide what an exam before it found. */
function decidesBand({ outcome, isWithdrawn, isThisPosting }: ItemExam): boolean {
  return outcome !== 'NOT_FOUND' && !isWithdrawn && isThisPosting;
}

/**
 * This desk's own entry is the truth about its exam, with one exception: HQ also knows amendments that other desks made. A withdrawal
 * counts from either side; another outcome counts when this desk did not correct the exam itself.
 */
function ofDesk(exam: ExamHistory, digest: ExamDigest | undefined, asked: ItemAsked): ItemExam {
  const { examId, entry, effective, isCorrected, isWithdrawn } = exam;
  const postedOn = exam.postedOn ?? digest?.postedOn ?? null;
  return {
    examId,
    own: exam,
    deviceId: entry.deviceId,
    facilityId: entry.facilityId,
    postedOn,
    isThisPosting: isSamePosting(postedOn, asked.postedOn),
    outcome: isCorrected ? effective.outcome : (digest?.outcome ?? effective.outcome),
    band: effective.band,
    recordedAt: entry.recordedAt,
    isWithdrawn: isWithdrawn || digest?.isWithdrawn === true,
  };
}

function ofFeed(digest: ExamDigest, asked: ItemAsked): ItemExam {
  const { examId, deviceId, facilityId, postedOn, outcome, band, recordedAt, isWithdrawn } = digest;
  const isThisPosting = isSamePosting(postedOn, asked.postedOn);
  return { examId, own: null, deviceId, facilityId, postedOn, isThisPosting, outcome, band, recordedAt, isWithdrawn };
}

function isSamePosting(a: string | null, b: string | null): boolean {
  return a === null || b === null || a === b;
}

interface Dated {
  readonly exam: ItemExam;
  readonly at: number;
}

/** A clock that was set back must not turn this desk's own order around: no exam is earlier than the one sealed before it. */
function inOrderOfLedger(exams: readonly Dated[]): readonly Dated[] {
  let latest = -Infinity;
  return exams
    .toSorted((a, b) => seqOf(a) - seqOf(b))
    .map(({ exam, at }) => ({ exam, at: (latest = Math.max(latest, at)) }));
}

function seqOf({ exam }: Dated): number {
  return exam.own?.entry.seq ?? 0;
}

/** Between desks only the clocks are known; equal times are settled by seq and id, so that every desk shows the same. */
function newestFirst(exams: readonly Dated[]): readonly ItemExam[] {
  return exams
    .toSorted((a, b) => b.at - a.at || seqOf(b) - seqOf(a) || compareText(a.exam.examId, b.exam.examId))
    .map(({ exam }) => exam);
}

/** Milliseconds; a stamp that is none counts as the oldest. */
function instantOf(recordedAt: string): number {
  const at = Date.parse(recordedAt);
  return Number.isNaN(at) ? -Infinity : at;
}
