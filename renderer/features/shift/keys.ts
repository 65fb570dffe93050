/** What each key does on the shift screen. */
import { focusField } from '../../app/keyboard/focus.ts';
import type { AppState } from '../../app/state.ts';
import { HAND_OVER_KEY, SAVE_KEY, WORKSHEET_KEY } from '../sheets/index.ts';

export function shiftKey(state: AppState, key: string): boolean {
  if (state.shiftLinking !== null) void state.chooseLink(key);
  else if (key === 'ArrowUp') state.moveShiftCursor(-1);
  else if (key === 'ArrowDown') state.moveShiftCursor(1);
  else if (key === 'a') state.amendShiftRow();
  else if (key === 'l') return state.openLink();
  else if (key === 'F8') void state.signShift();
  else if (key === 'n') focusField('shiftNote');
  else if (key === HAND_OVER_KEY) void state.makeSheet('handOver', 'print');
  else if (key === SAVE_KEY) void state.makeSheet('handOver', 'pdf');
  else if (key === WORKSHEET_KEY) state.printShiftRow();
  else if (key === 'q') void state.signOut();
  else return false;
  return true;
}
