/** Which screen is in front. Enrolment and sign-in are no choice: they follow from the desk's state. */
import type { Slice } from './state.ts';

export type Screen = 'bench' | 'holds' | 'bag' | 'camera' | 'amend' | 'shift' | 'delivery' | 'aedImport' | 'help' | 'benchSettings';

export interface ScreenSlice {
  readonly screen: Screen;
  readonly go: (screen: Screen) => void;
}

export const makeScreenSlice: Slice<ScreenSlice> = (set, get) => ({
  screen: 'bench',

  go(screen) {
    set({ screen });
    if (screen === 'holds') void get().loadHolds();
    if (screen === 'bag') void get().loadBag();
    if (screen === 'shift') void get().loadShift();
    if (screen === 'shift') void get().loadDrillResults();
    if (screen === 'delivery') void get().loadDelivery();
    if (screen === 'delivery') void get().loadRelay();
    if (screen === 'help') void get().loadFacts();
  },
});
