/** What the desk service gives for a printed sheet: one exam with all that its official form asks for, and a shift to hand over. */
import type { Detention } from '../../domain/detention/clocks.ts';
import type { IdentifierKind } from '../../domain/identifier/identifier.ts';
import type { DetainedItemView, HoldRowView } from './holdViews.ts';
import type { ExamDetail } from './examViews.ts';
import type { AedFieldView, DeliveryStatus, ShiftLog } from './views.ts';

/** madeAt: RFC 3339 with the facility's zone offset. madeBy: who asked for the sheet. */
export interface SheetOrigin {
  readonly facilityId: string;
  readonly facilityName: string;
  readonly deskName: string;
  readonly deviceId: string;
  readonly madeAt: string;
  readonly madeBy: string;
}

/** The version of AED that stood on the officer's screen. fields: null when this desk no longer has that version. */
export interface ShownAedView {
  readonly postedOn: string;
  readonly version: number;
  readonly receivedAt: string | null;
  readonly fields: readonly AedFieldView[] | null;
}

/**
 * detention: the clocks of the item as they run now; null when none run. closedDays: how many days HQ has set beside the legal holidays.
 * priorDetention: of an earlier exam of this item on this desk; noticeNumber: as recorded with it. aedAsOf: how fresh the desk's data was at the exam.
 */
export interface WorksheetView extends SheetOrigin {
  readonly detail: ExamDetail;
  readonly itemKind: IdentifierKind | 'none';
  readonly serviceWords: string | null;
  readonly origin: { readonly code: string; readonly name: string } | null;
  readonly aedShown: ShownAedView | null;
  readonly aedAsOf: string | null;
  readonly holdIds: readonly string[];
  readonly detention: Detention | null;
  readonly closedDays: number;
  readonly priorDetention: { readonly detainedAt: string; readonly noticeNumber: string | null } | null;
  readonly entryHash: string;
}

/** holds: this IMF's, outstanding; rows: the first of `count`. drafts: numbers only, since what is in them is one officer's. */
export interface HandOverView extends SheetOrigin {
  readonly isSupervisor: boolean;
  readonly log: ShiftLog;
  readonly detained: readonly DetainedItemView[];
  readonly holds: { readonly count: number; readonly rows: readonly HoldRowView[] };
  readonly drafts: { readonly own: number; readonly others: number };
  readonly delivery: Pick<DeliveryStatus, 'waiting' | 'oldestWaitingAt' | 'refused' | 'lastDeliveredAt' | 'feedAsOf' | 'lists'>;
}
