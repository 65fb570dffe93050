/** Which exam on the bench asks for papers, and whether the item on top has a label of its own to be printed. */
import { deskMadeId } from '../../../domain/identifier/deskMade.ts';
import type { ExamSummary } from '../../../preload/contract/examViews.ts';
import type { AppState } from '../../app/state.ts';
import { worksheetDue } from '../sheets/index.ts';

/** The exam just saved for the item on top; without an item, the newest of the desk. As it counts now, when it was corrected since. */
export function worksheetExamOf({ top, recent }: Pick<AppState, 'top' | 'recent'>): ExamSummary | null {
  const saved = top === null ? (recent.at(0) ?? null) : top.saved;
  const exam = recent.find(({ examId }) => examId === saved?.examId) ?? saved;
  return exam === null || worksheetDue(exam) === null ? null : exam;
}

/** Then F8 and S are the label's. */
export function hasLabel({ top }: Pick<AppState, 'top'>): boolean {
  return deskMadeId(top?.item.identifier.id ?? '') !== null;
}
