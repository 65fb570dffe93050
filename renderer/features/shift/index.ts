/** What other parts of the page may use of the shift review. */
export { shiftKey } from './keys.ts';
export { ShiftScreen } from './ShiftScreen.tsx';
export { makeShiftSlice } from './slice.ts';
