/** The keys of the drill: those on the help screen that start it, and those that leave it. */
import type { AppState } from '../../app/state.ts';

export const DRILL_KEYS = { start: 'D', print: 'P', savePdf: 'S', leave: 'F12' } as const;

/** On the help screen. */
export function drillHelpKey(state: AppState, key: string): boolean {
  if (key === 'd') void state.beginDrill();
  else if (key === 'p') void state.makeSheet('drill', 'print');
  else if (key === 's') void state.makeSheet('drill', 'pdf');
  else return false;
  return true;
}

/** In a drill, before its bench hears the key. Esc leaves only what is finished: on a bench it is pressed without looking. */
export function isLeavingKey(drill: AppState, key: string): boolean {
  if (key === DRILL_KEYS.leave) return true;
  return key === 'Escape' && drill.drillView?.progress.current === null;
}
