/** Makes the exam that is recorded from what stands on the bench, or says what is missing. */
import type { ExamMethod } from '../../../domain/exam/methods.ts';
import type { OutcomeCode } from '../../../domain/outcome/outcomes.ts';
import type { ExamDraft, ItemView } from '../../../preload/contract/views.ts';
import { isLabelRecorded, isOriginValid, labelOf } from '../noBarcode/index.ts';
import type { Work } from './work.ts';

export interface ChosenOutcome {
  readonly code: OutcomeCode;
  readonly fields: Readonly<Record<string, string>>;
}

export type Missing = 'method' | 'origin';

export function missingIn(work: Work, methods: readonly ExamMethod[]): Missing | null {
  if (methods.length === 0) return 'method';
  return isLabelRecorded(work.item, work.form.label) && !isOriginValid(work.form.label) ? 'origin' : null;
}

export function draftOf({ item, form }: Work, methods: readonly ExamMethod[], outcome: ChosenOutcome): ExamDraft {
  const finding = form.finding.trim();
  return {
    scanId: item.scanId,
    methods,
    finding: finding === '' ? null : finding,
    outcome: outcome.code,
    outcomeFields: outcome.fields,
    posting: postingOf(item, form.posting),
    label: isLabelRecorded(item, form.label) ? labelOf(form.label) : null,
  };
}

/** The AED that stands on the screen: what the officer saw is what the exam says. */
function postingOf({ postings }: ItemView, index: number): ExamDraft['posting'] {
  const shown = postings[index];
  return shown === undefined ? null : { postedOn: shown.postedOn, version: shown.version };
}

/** Bag tags and USPS labels name no mail item; any other number may, once the officer says so. */
export function isRecordable(item: ItemView, isConfirmed: boolean): boolean {
  return item.band !== 'NOT_AN_ITEM' || (mayBeRecorded(item) && isConfirmed);
}

export function mayBeRecorded({ identifier }: ItemView): boolean {
  return identifier.kind === 'other' && identifier.id !== '';
}
