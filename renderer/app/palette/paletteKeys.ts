/** What keys do while the palette is open: digits and F8 choose, Escape closes, arrows stay with the list. */
import type { AppState } from '../state.ts';
import { NUMBERED, offerInFront, offersFor, type Offer } from './matching.ts';

/** press: what the key of the chosen action does, once the palette is out of the way. true when the key was used up. */
export function paletteNamedKey(state: AppState, key: string, press: (key: string) => void): boolean {
  const { palette } = state;
  if (palette === null) return false;
  if (key === 'F8') choose(state, offerInFront(palette, offersFor(state, palette.typed)), press);
  else if (key === 'Escape') state.closePalette();
  else return false;
  return true;
}

/** true when the character was a digit that chose an action. */
export function paletteDigit(state: AppState, character: string, press: (key: string) => void): boolean {
  if (state.palette === null || !/^[1-9]$/.test(character)) return false;
  choose(state, offersFor(state, state.palette.typed).slice(0, NUMBERED)[Number(character) - 1], press);
  return true;
}

export function choose(state: AppState, offer: Offer | undefined, press: (key: string) => void): void {
  if (offer === undefined) return;
  state.closePalette();
  press(offer.presses);
}
