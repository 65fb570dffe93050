/** What other parts of the page may use of the label form. */
export { LabelNote } from './LabelNote.tsx';
export { makeLabelPrintingSlice } from './labelPrinting.ts';
export { LabelFields } from './LabelFields.tsx';
export { isLabelRecorded, isLabelTyped, isOriginValid, labelFormOf, labelOf, needsLabel, type LabelForm } from './labelForm.ts';
