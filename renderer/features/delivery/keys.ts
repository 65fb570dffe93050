/** What each key does on the delivery screen. */
import type { AppState } from '../../app/state.ts';

export function deliveryKey(state: AppState, key: string): boolean {
  if (key !== 'F8') return false;
  void state.sendNow();
  return true;
}
