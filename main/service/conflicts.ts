/** Items of this desk that another desk examined too, as HQ tells it: shown to both, never merged. */
import { conflictsOf, type ExamConflict } from '../../domain/exam/conflicts.ts';
import type { ExamDigest } from '../../domain/exam/digest.ts';
import { comparedOf, foldExams, type ExamHistory } from '../../domain/exam/history.ts';
import { formatItemId } from '../../domain/identifier/facts.ts';
import type { ConflictView } from '../../preload/contract/examViews.ts';
import type { Ledger } from '../store/ledger/ledger.ts';

export interface ConflictPorts {
  readonly ledger: Ledger;
  readonly examDigestsOf: (itemKey: string) => readonly ExamDigest[];
}

export type Conflicts = ReturnType<typeof makeConflicts>;

export function makeConflicts({ ledger, examDigestsOf }: ConflictPorts) {
  /** This desk's own exams are told by its ledger; HQ's word on them is left out. */
  function examsOf(itemKey: string): { readonly own: readonly ExamHistory[]; readonly others: readonly ExamDigest[] } {
    const digests = examDigestsOf(itemKey);
    // HQ tells this desk its own exams too: without another desk's there is nothing to compare, and most items have none.
    const deviceId = ledger.identity()?.deviceId;
    if (digests.every((digest) => digest.deviceId === deviceId)) return { own: [], others: [] };
    const own = foldExams(ledger.ofItem(itemKey)).exams;
    const ownIds = new Set(own.map(({ examId }) => examId));
    return { own, others: digests.filter(({ examId }) => !ownIds.has(examId)) };
  }

  function ofItem(itemKey: string): readonly ConflictView[] {
    if (itemKey === '') return [];
    const { own, others } = examsOf(itemKey);
    return conflictsOf([...own.map(comparedOf), ...others]).map((conflict) => viewOf(conflict, own, others));
  }

  return {
    ofItems: (itemKeys: readonly string[]): readonly ConflictView[] => [...new Set(itemKeys)].flatMap(ofItem),

    /** A damaged reference store must not make a sealed exam look unsaved: it is then not known. */
    includes(examId: string, itemKey: string): boolean {
      try {
        return ofItem(itemKey).some(({ exams }) => exams.some((exam) => exam.examId === examId));
      } catch {
        return false;
      }
    },
  };
}

function viewOf({ itemKey, examIds, outcomesDiffer }: ExamConflict, own: readonly ExamHistory[], others: readonly ExamDigest[]): ConflictView {
  const exams = [
    ...own.map(({ examId, entry, effective }) => ({ examId, deviceId: entry.deviceId, isOwn: true, outcome: effective.outcome, recordedAt: entry.recordedAt })),
    ...others.map(({ examId, deviceId, outcome, recordedAt }) => ({ examId, deviceId, isOwn: false, outcome, recordedAt })),
  ];
  return { itemKey, display: formatItemId(itemKey), outcomesDiffer, exams: exams.filter(({ examId }) => examIds.includes(examId)) };
}
