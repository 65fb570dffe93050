/** What other parts of the page may use of this screen. */
export { HoldsScreen } from './HoldsScreen.tsx';
export { HOLDS_KEYS, holdsKey } from './keys.ts';
export { makeHoldsSlice } from './slice.ts';
export { HOLD_TABS } from './tabs.ts';
