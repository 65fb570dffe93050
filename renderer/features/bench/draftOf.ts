/** Makes the exam that is recorded from what stands on the bench, or says what is missing. */
import type { ExamMethod } from '../../../domain/exam/methods.ts';
import { fieldSituation } from '../../../domain/exam/check.ts';
import type { FieldSituation, OutcomeCode } from '../../../domain/outcome/outcomes.ts';
import type { ExamDraft, ItemView } from '../../../preload/contract/views.ts';
import { findingsOf } from '../examValues/index.ts';
import { isLabelRecorded, isOriginValid, labelOf } from '../noBarcode/index.ts';
import { postingInHand, type Work } from './work.ts';

export interface ChosenOutcome {
  readonly code: OutcomeCode;
  readonly fields: Readonly<Record<string, string>>;
}

export type Missing = 'method' | 'origin' | 'posting';

export function missingIn(work: Work, methods: readonly ExamMethod[]): Missing | null {
  if (methods.length === 0) return 'method';
  if (isPostingAsked(work)) return 'posting';
  return isLabelRecorded(work.item, work.form.label) && !isOriginValid(work.form.label) ? 'origin' : null;
}

/** Several postings have this number, and the officer has not said yet which one is in hand. */
export function isPostingAsked(work: Work): boolean {
  return work.item.postings.length > 1 && postingInHand(work) === null;
}

export function draftOf(work: Work, methods: readonly ExamMethod[], outcome: ChosenOutcome): ExamDraft {
  const { item, form } = work;
  const finding = form.finding.trim();
  const posting = postingInHand(work);
  return {
    scanId: item.scanId,
    methods,
    reasons: form.reasons,
    finding: finding === '' ? null : finding,
    findings: findingsOf(form.findings),
    outcome: outcome.code,
    outcomeFields: outcome.fields,
    // The AED that stands on the screen: what the officer saw is what the exam says.
    posting: posting === null ? null : { postedOn: posting.postedOn, version: posting.version },
    label: isLabelRecorded(item, form.label) ? labelOf(form.label) : null,
    photos: form.photos,
  };
}

/** What decides which fields an outcome asks for: opened letter mail asks for the legal basis (19 CFR 145.3). */
export function situationOf({ item, form }: Work, methods: readonly ExamMethod[]): FieldSituation {
  return fieldSituation({ methods, label: isLabelRecorded(item, form.label) ? labelOf(form.label) : null }, { mailClass: item.mailClass });
}

/** Bag tags and USPS labels name no mail item; any other number may, once the officer says so. */
export function isRecordable({ offer }: ItemView, isConfirmed: boolean): boolean {
  return offer.outcomes.length > 0 && (!offer.isConfirmedFirst || isConfirmed);
}

export function mayBeRecorded({ offer }: ItemView): boolean {
  return offer.isConfirmedFirst;
}
