/** What each key does on the shift screen. */
import { focusField } from '../../app/keyboard/focus.ts';
import type { AppState } from '../../app/state.ts';

export function shiftKey(state: AppState, key: string): boolean {
  if (key === 'F8') void state.signShift();
  else if (key === 'n') focusField('shiftNote');
  else if (key === 'q') void state.signOut();
  else return false;
  return true;
}
