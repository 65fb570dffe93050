/** Keys pressed together with Ctrl: the command palette, the size of the page and its colours. */
import type { AppState, AppStore } from '../state.ts';

const CHORDS: Readonly<Record<string, (state: AppState) => void>> = {
  k: (state) => (state.palette === null ? state.openPalette() : state.closePalette()),
  d: (state) => void state.nextTheme(),
  '+': (state) => void state.zoom(1),
  // The same key without Shift, where + stands above =.
  '=': (state) => void state.zoom(1),
  '-': (state) => void state.zoom(-1),
  '0': (state) => void state.zoom(0),
};

/** key: as in the list of actions, e.g. `Ctrl+k`; true when it was one of these. */
export function pressChord(state: AppState, key: string): boolean {
  const name = key.slice('Ctrl+'.length);
  const act = key.startsWith('Ctrl+') && Object.hasOwn(CHORDS, name) ? CHORDS[name] : undefined;
  act?.(state);
  return act !== undefined;
}

/** Stands behind the capture of scans, so that what belongs to a scan never gets here. */
export function captureChords(target: Window, inFront: () => AppStore): void {
  target.addEventListener('keydown', (event) => {
    if (!event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.getModifierState('AltGraph')) return;
    if (!pressChord(inFront().getState(), `Ctrl+${event.key.toLowerCase()}`)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, { capture: true });
}
