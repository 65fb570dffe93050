/** Which exam the keys for undoing and correcting mean. */
import type { ExamSummary } from '../../../preload/contract/examViews.ts';
import type { AppState } from '../../app/state.ts';
import { officerOf } from './officerOf.ts';

/** The newest exam of the desk and no other, so that a key pressed twice never takes back two; only the officer's own. */
export function undoableOf(state: Pick<AppState, 'recent' | 'deskState'>): ExamSummary | null {
  const [newest] = state.recent;
  return newest !== undefined && !newest.isWithdrawn && newest.officerId === officerOf(state) ? newest : null;
}

/** The exam that the item on top is about: just saved, or the newest of this desk in its history. Without an item, the newest of all. */
export function correctableOf({ top, recent }: Pick<AppState, 'top' | 'recent'>): string | null {
  if (top === null) return recent.at(0)?.examId ?? null;
  return top.saved?.examId ?? top.item.history.find(({ isOwn, isWithdrawn }) => isOwn && !isWithdrawn)?.examId ?? null;
}
