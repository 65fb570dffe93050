/** What each key does on the delivery screen; none of it is Enter, which scanners send (rules of the floor 3). */
import type { AppState } from '../../app/state.ts';
import { relayKey } from './relayKeys.ts';
import { removalKey } from './removal.ts';

/** Keys that act on refused entries, shown on their buttons. */
export const REFUSAL_KEYS = { read: 'R', all: 'A', offerAgain: 'O', export: 'E' } as const;

export function deliveryKey(state: AppState, key: string): boolean {
  if (key === 'F8') void state.sendNow();
  else if (key === 'ArrowDown') state.moveRefusalCursor(1);
  else if (key === 'ArrowUp') state.moveRefusalCursor(-1);
  else if (key === 'r') void state.readRefusal();
  else if (key === 'a') state.chooseAllRefusals();
  else if (key === 'o') void state.offerRefusalsAgain();
  else if (key === 'e') void state.exportRefusals();
  else return removalKey(state, key) || relayKey(state, key);
  return true;
}
