/** What other parts of the page may use of the values of an exam. */
export { detailsStep, fieldsSaid, openDetails, valueIn, type DetailsState } from './details.ts';
export { DetailsForm } from './DetailsForm.tsx';
export { findingFormsOf, findingsOf } from './findingForm.ts';
export { FindingsEditor } from './FindingsEditor.tsx';
export { FindingsLine } from './FindingsLine.tsx';
export { FINDINGS_KEY, findingsStep, openFindings, type FindingsState } from './findingsStep.ts';
export { LONGEST_TYPED, type FormStep } from './formStep.ts';
export { KeyChoices } from './KeyChoices.tsx';
export { problemAt, problemWordsAt } from './problemWords.ts';
export { REASONS_KEY, toggleReason } from './reasons.ts';
export { ReasonChoices, ReasonsLine } from './Reasons.tsx';
export { ValueLine } from './ValueLine.tsx';
