/** What each key does on the Holds screen; none of it is Enter, which scanners send. */
import { NOT_PRESENTED_REASONS } from '../../../domain/hold/entries.ts';
import { focusField } from '../../app/keyboard/focus.ts';
import type { AppState } from '../../app/state.ts';
import { HOLD_TABS } from './tabs.ts';

/** Keys of the screen's own actions, shown on its buttons. */
export const HOLDS_KEYS = { select: 'X', selectAll: 'A', mark: 'N', scope: 'S', note: 'T', confirm: 'F8' } as const;

export const NOTE_FIELD = 'holdsNote';

export function holdsKey(state: AppState, key: string): boolean {
  return state.holdMark === null ? keyInList(state, key) : keyInMark(state, key);
}

function keyInList(state: AppState, key: string): boolean {
  const tab = /^[1-6]$/.test(key) ? HOLD_TABS[Number(key) - 1] : undefined;
  if (tab !== undefined) state.showHolds(tab);
  else if (key === 'ArrowDown') state.moveHoldsCursor(1);
  else if (key === 'ArrowUp') state.moveHoldsCursor(-1);
  else if (key === 'x') state.toggleHold();
  else if (key === 'a') state.toggleAllHolds();
  else if (key === 'n') state.beginHoldMark();
  else if (key === 's') state.switchHoldsScope();
  else return false;
  return true;
}

/** While a reason is asked for, the digits are reasons, and nothing else may change what is being marked. */
function keyInMark(state: AppState, key: string): boolean {
  const reason = NOT_PRESENTED_REASONS.find((one) => one.key === key);
  if (reason !== undefined) state.editHoldMark({ reason: reason.code });
  else if (key === 't' && state.holdMark?.reason !== null) focusField(NOTE_FIELD);
  else if (key === 'F8') void state.confirmHoldMark();
  else return false;
  return true;
}
