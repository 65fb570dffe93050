/** Shows exams as parts of an item's history, and AED that may belong to one of them. */
import type { ExamHistory } from '../../domain/exam/history.ts';
import { formatItemId } from '../../domain/identifier/facts.ts';
import type { ItemExam } from '../../domain/item/history.ts';
import type { LinkProposal } from '../../domain/item/link.ts';
import type { AedLinked } from '../../domain/item/linked.ts';
import type { ItemExamView, LinkProposalView } from '../../preload/contract/examViews.ts';

export function itemExamViews(
  exams: readonly ItemExam[], links: readonly AedLinked[], officerName: (officerId: string | null) => string,
): readonly ItemExamView[] {
  return exams.map(({ own, ...exam }) => ({
    ...exam,
    isOwn: own !== null,
    officerName: own === null ? null : officerName(own.entry.officerId),
    isAmended: own?.isCorrected ?? false,
    linkedPosting: links.find(({ examId }) => examId === exam.examId)?.postedOn ?? null,
  }));
}

export function linkProposalView({ examId, itemKey, postings }: LinkProposal, exams: readonly ExamHistory[]): LinkProposalView {
  const examinedAt = exams.find((exam) => exam.examId === examId)?.entry.recordedAt ?? '';
  return { examId, display: formatItemId(itemKey), examinedAt, postings };
}
