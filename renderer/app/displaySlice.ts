/** How large the page is and in which colours; main shows it so and remembers it for the desk. */
import { FIRST_DISPLAY, THEMES, ZOOM_STEPS, type Display } from '../../preload/contract/display.ts';
import type { Slice } from './state.ts';

export interface DisplaySlice {
  readonly display: Display;
  readonly loadDisplay: () => Promise<void>;
  /** One step larger or smaller; 0: the size that the window was made for. */
  readonly zoom: (step: 1 | -1 | 0) => Promise<void>;
  /** As the system, light, dark, and around again. */
  readonly nextTheme: () => Promise<void>;
}

export const makeDisplaySlice: Slice<DisplaySlice> = (set, get, { desk }) => {
  async function change(display: Display): Promise<void> {
    const answer = await desk.shell['display/change'](display);
    if (answer.ok) set({ display: answer.value });
  }

  return {
    display: FIRST_DISPLAY,

    async loadDisplay() {
      const answer = await desk.shell['display/read']();
      if (answer.ok) set({ display: answer.value });
    },

    zoom: (step) => change({ ...get().display, zoom: zoomAfter(get().display.zoom, step) }),

    nextTheme: () => change({ ...get().display, theme: THEMES[(THEMES.indexOf(get().display.theme) + 1) % THEMES.length] ?? 'system' }),
  };
};

/** A size that somebody wrote into the file by hand is left for the nearest step in the direction asked. */
export function zoomAfter(zoom: number, step: 1 | -1 | 0): number {
  if (step === 0) return 1;
  const further = ZOOM_STEPS.filter((one) => (step === 1 ? one > zoom : one < zoom));
  return (step === 1 ? further[0] : further.at(-1)) ?? zoom;
}
