/** What the desk service shows of exams: one line each, the whole story of one, and what a supervisor must look at. */
import type { Band } from '../../domain/band/bands.ts';
import type { ExamValues } from '../../domain/exam/recorded.ts';
import type { MailClass } from '../../domain/identifier/service.ts';
import type { OutcomeCode } from '../../domain/outcome/outcomes.ts';
import type { ExamForm } from './examForm.ts';
import type { ExamPhotoView } from './photoViews.ts';
import type { ItemView } from './views.ts';

export type DeliveryState = 'saved' | 'delivered' | 'refused';

export interface ExamSummary {
  readonly examId: string;
  readonly seq: number;
  readonly recordedAt: string;
  readonly itemKey: string;
  readonly display: string;
  readonly band: Band;
  /** As it counts now, after the last correction. */
  readonly outcome: OutcomeCode;
  readonly isAmended: boolean;
  /** Taken back: it stays in the history and counts nowhere. */
  readonly isWithdrawn: boolean;
  readonly officerId: string | null;
  readonly officerName: string;
  readonly delivery: DeliveryState;
  readonly deliveredAt: string | null;
  /** Another desk examined the same item too, as far as HQ has told. */
  readonly isExaminedElsewhere: boolean;
}

/**
 * One exam in the history of an item, of this desk or told by HQ. isOwn: it lies in this desk's ledger. officerName: null when only HQ
 * knows it. isThisPosting: false only when it is known to be of another posting of the same number.
 */
export interface ItemExamView {
  readonly examId: string;
  readonly isOwn: boolean;
  readonly deviceId: string;
  readonly facilityId: string;
  readonly postedOn: string | null;
  readonly isThisPosting: boolean;
  readonly outcome: OutcomeCode;
  readonly band: Band;
  readonly recordedAt: string;
  readonly officerName: string | null;
  readonly isAmended: boolean;
  readonly isWithdrawn: boolean;
  /** Posting whose AED arrived after the exam and was linked to it; null when none was. */
  readonly linkedPosting: string | null;
}

/** One amendment: kind `withdrawn` changes no value. */
export interface AmendmentView {
  readonly kind: 'corrected' | 'withdrawn';
  readonly why: string;
  readonly at: string;
  readonly officerName: string;
  readonly outcome: OutcomeCode | null;
}

/** The whole story of one exam of this desk. values: as they count now. mailClass: what the item's number says. */
export interface ExamDetail {
  readonly summary: ExamSummary;
  readonly sealedOutcome: OutcomeCode;
  readonly values: ExamValues;
  /** Of the exam as such, with those that corrections added; findings name their own. */
  readonly photos: readonly ExamPhotoView[];
  readonly amendments: readonly AmendmentView[];
  readonly mailClass: MailClass | null;
  readonly mayAmend: boolean;
}

/** AED that came for an item examined without it, where only a person can say whether it belongs. postings: newest first. */
export interface LinkProposalView {
  readonly examId: string;
  readonly display: string;
  readonly examinedAt: string;
  readonly postings: readonly { readonly postedOn: string; readonly version: number; readonly isPlausible: boolean }[];
}

/** One item examined at several desks; nothing is merged away, a person looks. */
export interface ConflictView {
  readonly itemKey: string;
  readonly display: string;
  readonly outcomesDiffer: boolean;
  readonly exams: readonly { readonly examId: string; readonly deviceId: string; readonly isOwn: boolean; readonly outcome: OutcomeCode; readonly recordedAt: string }[];
}

/** A half-filled exam as it was left, with its item looked up anew under the same scan id. */
export interface DraftView {
  readonly item: ItemView;
  readonly form: ExamForm;
  readonly savedAt: string;
}
