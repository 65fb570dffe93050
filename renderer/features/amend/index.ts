/** What other parts of the page may use of this screen. */
export { AmendScreen } from './AmendScreen.tsx';
export { amendKey } from './keys.ts';
export { makeAmendSlice } from './slice.ts';
export { WITHDRAW_KEYS } from './withdrawKeys.ts';
