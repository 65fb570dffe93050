/** What other parts of the page may use of taking in AED files. */
export { AedImportScreen } from './AedImportScreen.tsx';
export { aedImportKey } from './keys.ts';
export { makeAedImportSlice } from './slice.ts';
