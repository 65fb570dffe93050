/** What each key does on this screen. */
import type { AppState } from '../../app/state.ts';

export function amendKey(state: AppState, key: string): boolean {
  return state.pressAmendKey(key);
}
