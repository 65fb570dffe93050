/** What other parts of the page may use of the help. */
export { HelpScreen } from './HelpScreen.tsx';
export { makeHelpSlice } from './slice.ts';
