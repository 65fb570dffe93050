/** What other parts of the page may use of this screen. */
export { HoldsScreen } from './HoldsScreen.tsx';
export { holdsKey } from './keys.ts';
export { makeHoldsSlice } from './slice.ts';
