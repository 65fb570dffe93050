/** What other parts of the page may use of the bag. */
export { BagScreen } from './BagScreen.tsx';
export { BagStrip } from './BagStrip.tsx';
export { bagKey } from './keys.ts';
export { makeBagSlice } from './slice.ts';
