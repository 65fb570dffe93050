/** Names the items that more than one desk has examined, for the supervisor; both exams stay, nothing is merged. */
import { grouped } from '../grouped.ts';
import type { OutcomeCode } from '../outcome/outcomes.ts';

/** What is needed of an exam to see a conflict; a digest from HQ's feed is one too. outcome: as it counts now. */
export interface ComparedExam {
  readonly examId: string;
  readonly deviceId: string;
  readonly itemKey: string;
  readonly postedOn: string | null;
  readonly outcome: OutcomeCode;
  readonly isWithdrawn: boolean;
}

/**
 * Exams of one item at several desks. postedOn: null when no exam of it names its posting. examIds: in the order given. outcomesDiffer:
 * also for detained at one desk and released at another, which may be right; a person decides.
 */
export interface ExamConflict {
  readonly itemKey: string;
  readonly postedOn: string | null;
  readonly examIds: readonly string[];
  readonly deviceIds: readonly string[];
  readonly outcomesDiffer: boolean;
}

/**
 * Conflicts by item and posting. Withdrawn exams are none, nor is "not found": there the item was in nobody's hand. An exam of an unknown
 * posting may belong to any, so it is compared with those of each.
 */
export function conflictsOf(exams: readonly ComparedExam[]): readonly ExamConflict[] {
  const counting = exams.filter(({ itemKey, isWithdrawn, outcome }) => itemKey !== '' && !isWithdrawn && outcome !== 'NOT_FOUND');
  return [...grouped(counting, ({ itemKey }) => itemKey)].flatMap(([itemKey, ofItem]) =>
    postingsOf(ofItem).flatMap((postedOn) => {
      const compared = ofItem.filter((exam) => exam.postedOn === null || exam.postedOn === postedOn);
      const deviceIds = [...new Set(compared.map(({ deviceId }) => deviceId))];
      if (deviceIds.length < 2) return [];
      const outcomes = new Set(compared.map(({ outcome }) => outcome));
      return [{ itemKey, postedOn, examIds: compared.map(({ examId }) => examId), deviceIds, outcomesDiffer: outcomes.size > 1 }];
    }));
}

/** The postings that are named, or one unknown posting when none is. */
function postingsOf(exams: readonly ComparedExam[]): readonly (string | null)[] {
  const named = new Set(exams.flatMap(({ postedOn }) => postedOn ?? []));
  return named.size === 0 ? [null] : [...named];
}
