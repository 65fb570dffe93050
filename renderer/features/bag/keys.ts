/** What each key does on the bag screen. */
import { focusField } from '../../app/keyboard/focus.ts';
import type { AppState } from '../../app/state.ts';

export function bagKey(state: AppState, key: string): boolean {
  if (key === 'F8') void state.closeBag();
  else if (key === 't') focusField('bagNote');
  else return false;
  return true;
}
