/** Why an item is examined, while it is chosen. */
import { EXAM_REASON_FACTS, EXAM_REASONS, type ExamReason } from '../../../domain/exam/reasons.ts';

/** Opens the list, on the bench and on the amend screen. */
export const REASONS_KEY = 'r';

/** The reasons after a key of the list, in the list's order; a key that is not in the list changes nothing. */
export function toggleReason(reasons: readonly ExamReason[], key: string): readonly ExamReason[] {
  const toggled = EXAM_REASON_FACTS.find((one) => one.key === key)?.code;
  return EXAM_REASONS.filter((reason) => reasons.includes(reason) !== (reason === toggled));
}
