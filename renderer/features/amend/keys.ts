/** What each key does on this screen. */
import type { AppState } from '../../app/state.ts';
import { SAVE_KEY, WORKSHEET_KEY } from '../sheets/index.ts';

export function amendKey(state: AppState, key: string): boolean {
  return state.pressAmendKey(key) || makeWorksheet(state, key);
}

/** Of the exam as it is sealed, whatever has been typed. Inside a list these letters are choices. */
function makeWorksheet({ amending, makeSheet }: AppState, key: string): boolean {
  if (amending === null || amending.part !== null || (key !== WORKSHEET_KEY && key !== SAVE_KEY)) return false;
  void makeSheet({ examId: amending.detail.summary.examId }, key === WORKSHEET_KEY ? 'print' : 'pdf');
  return true;
}
