/** The command palette: open or not, what was typed, which action is in front. */
import type { Slice } from '../state.ts';

export interface Palette {
  readonly typed: string;
  /** id of the offer in front; null: the first one. */
  readonly front: string | null;
}

export interface PaletteSlice {
  readonly palette: Palette | null;
  readonly openPalette: () => void;
  readonly closePalette: () => void;
  readonly typeInPalette: (typed: string) => void;
  readonly moveInPalette: (front: string | null) => void;
}

export const makePaletteSlice: Slice<PaletteSlice> = (set, get) => ({
  palette: null,

  openPalette() {
    if (get().deskState?.phase === 'signedIn') set({ palette: { typed: '', front: null } });
  },

  closePalette: () => set({ palette: null }),

  typeInPalette: (typed) => set(({ palette }) => ({ palette: palette === null ? null : { typed, front: null } })),

  moveInPalette: (front) => set(({ palette }) => ({ palette: palette === null ? null : { ...palette, front } })),
});
