/** Finds the AED that belongs to items which were examined without it, and says where only a person can tell. */
import { groupPostings, type Posting } from '../aed/postings.ts';
import type { AedVersion } from '../aed/record.ts';
import type { ExamHistory } from '../exam/history.ts';
import { grouped } from '../grouped.ts';
import { itemKeyOf } from './key.ts';
import type { AedLinked } from './linked.ts';

/** A link that a person must make. postings: newest first; isPlausible: posted and received near the exam. */
export interface LinkProposal {
  readonly examId: string;
  readonly itemKey: string;
  readonly postings: readonly { readonly postedOn: string; readonly version: number; readonly isPlausible: boolean }[];
}

/** links: to be sealed as `aed.linked` entries. proposals: to be shown. An exam is in one of them at most. */
export interface LinksDue {
  readonly links: readonly AedLinked[];
  readonly proposals: readonly LinkProposal[];
}

/**
 * How far posting and receipt may lie from the exam, in days. A number may be used again after twelve months (domain facts §0.9; the
 * period is unverified, so this is a default), and with half of that two postings of one number cannot both be near one exam for long.
 */
export const DEFAULT_MAX_DAYS_APART = 180;

const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * The links due now. exams: of this desk. versions: AED of these items, any order. links: made so far, also by hand. An exam gets its
 * link once; later versions of the same posting make no other. Linked is only what is unambiguous: the item has one posting, and that
 * one is plausible. Everything else is proposed, and nothing is guessed.
 *
 * Left out are exams with AED, withdrawn ones, "not found" (nobody had the item in hand) and items without a number.
 */
export function linksDue(
  exams: readonly ExamHistory[], versions: readonly AedVersion[], links: readonly AedLinked[], maxDaysApart = DEFAULT_MAX_DAYS_APART,
): LinksDue {
  const linked = new Set(links.map(({ examId }) => examId));
  const versionsOf = grouped(versions, ({ itemId }) => itemKeyOf({ id: itemId, deskItemId: null }));
  const due: { links: AedLinked[]; proposals: LinkProposal[] } = { links: [], proposals: [] };
  for (const exam of exams) {
    if (!lacksAed(exam) || linked.has(exam.examId)) continue;
    const { examId, itemKey } = exam;
    const candidates = groupPostings(versionsOf.get(itemKey) ?? []).map(({ postedOn, newest }) =>
      ({ postedOn, version: newest.version, isPlausible: isPlausible(newest, exam.entry.recordedAt, maxDaysApart) }));
    const [first, ...others] = candidates;
    if (first === undefined) continue;
    const { postedOn, version } = first;
    if (others.length === 0 && first.isPlausible) due.links.push({ examId, itemKey, postedOn, version });
    else due.proposals.push({ examId, itemKey, postings: candidates });
  }
  return due;
}

function lacksAed({ original, effective, isWithdrawn, itemKey }: ExamHistory): boolean {
  return original.aedShown === null && !isWithdrawn && effective.outcome !== 'NOT_FOUND' && itemKey !== '';
}

/**
 * Received within the days before or after the exam, and posted before it (one day is granted for time zones). Without a posting date
 * the receipt alone decides. Both clocks may be wrong; then nothing is plausible and a person decides.
 */
function isPlausible({ postedOn, receivedAt }: Posting['newest'], examinedAt: string, maxDaysApart: number): boolean {
  const examined = Date.parse(examinedAt);
  const daysAfterReceipt = (examined - Date.parse(receivedAt)) / DAY_MS;
  if (!(Math.abs(daysAfterReceipt) <= maxDaysApart)) return false;
  if (postedOn === '') return true;
  const daysAfterPosting = (examined - Date.parse(postedOn)) / DAY_MS;
  return daysAfterPosting >= -1 && daysAfterPosting <= maxDaysApart;
}
