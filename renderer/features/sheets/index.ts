/** What other parts of the page may use of printed sheets. */
export { HAND_OVER_KEY, SAVE_KEY, WORKSHEET_KEY } from './keys.ts';
export { sendSheet, type SheetOutcome } from './sending.ts';
export { SheetKeys } from './SheetKeys.tsx';
export { SheetNote } from './SheetNote.tsx';
export { makeSheetSlice } from './slice.ts';
export { worksheetDue } from './worksheet.ts';
export { WorksheetNote } from './WorksheetNote.tsx';
