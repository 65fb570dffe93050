/** Plane 2: the desk service's methods and events, declared once; types, preload, router and tests are made from this object. */
import { z } from 'zod';
import { MAX_HOLDS_NOT_PRESENTED, NOT_PRESENTED_CODES } from '../../domain/hold/entries.ts';
import type { BagsView } from './bagViews.ts';
import { drillArgs, drillCallArgs, type DrillAnswer, type DrillView, type OfficerDrillView } from './drillViews.ts';
import { examFormSchema, examValuesArgs, postingArgs } from './examForm.ts';
import type { DraftView, ExamDetail, ExamSummary } from './examViews.ts';
import type { DetainedItemView, HoldListsView } from './holdViews.ts';
import { photoBytesArgs, photoIdArgs, type KeptPhotoView, type PhotoBytesView } from './photoViews.ts';
import { refusedArgs, type RefusalsView, type RefusedEntryView } from './refusalViews.ts';
import type { RelayExportView, RelayTakenInView, RelayView } from './relayViews.ts';
import type { Result } from './result.ts';
import type { HandOverView, WorksheetView } from './sheetViews.ts';
import type { DeliveryStatus, DeskState, ImportProgress, ItemView, RefusedRowView, ShiftLog } from './views.ts';

interface Method<A, R> {
  readonly args: z.ZodType<A>;
  /** Never present at run time: carries the answer's type. */
  readonly answer?: R;
}

function method<R>() {
  return <A>(args: z.ZodType<A>): Method<A, R> => ({ args });
}

const nothing = z.undefined();

export const serviceContract = {
  'desk/state': method<DeskState>()(nothing),
  'desk/enrol': method<DeskState>()(z.object({ hqUrl: z.url().max(300), code: z.string().trim().min(8).max(64), deskName: z.string().trim().min(1).max(60) })),

  'session/signIn': method<DeskState>()(z.object({ badge: z.string().trim().min(1).max(32), pin: z.string().regex(/^\d{4,12}$/) })),
  'session/signOut': method<DeskState>()(nothing),
  'session/lock': method<DeskState>()(z.object({ reason: z.enum(['officer', 'idle', 'system']) })),

  /**
   * Resolves a raw scan against the local store. bagId: only when what is on the bench already is looked up anew; it stays with the bag it
   * was scanned from (null: with none), and a tag opens nothing.
   */
  'item/scan': method<ItemView>()(z.object({ raw: z.string().min(1).max(20_000), source: z.enum(['wedge', 'typed', 'camera']), bagId: z.uuid().nullable().optional() })),
  /** Opens an item that has no readable barcode: gets a desk-made id. */
  'item/withoutBarcode': method<ItemView>()(nothing),

  /** Answers only after the entry is on disk (fsync); the screen says "saved" on this answer and on nothing else. */
  'exam/record': method<ExamSummary>()(
    // posting: the AED version that stood on the screen; null when none did. It must be one of the scan's postings.
    examValuesArgs.extend({ scanId: z.uuid(), posting: postingArgs.nullable() }),
  ),
  /** Takes an exam back by an entry of its own; the exam stays as sealed. */
  'exam/undo': method<ExamSummary>()(z.object({ examId: z.uuid() })),
  /** Corrects an exam (values) or withdraws it (null), and says why: an entry of its own, the exam stays as sealed. */
  'exam/amend': method<ExamSummary>()(z.object({ examId: z.uuid(), why: z.string().max(20_000), values: examValuesArgs.nullable() })),
  'exam/detail': method<ExamDetail>()(z.object({ examId: z.uuid() })),
  'exam/recent': method<readonly ExamSummary[]>()(z.object({ limit: z.int().min(1).max(500) })),

  /** Keeps a half-filled exam for the officer who is signed in; the same scan again replaces it. */
  'draft/put': method<null>()(z.object({ scanId: z.uuid(), form: examFormSchema })),
  'draft/drop': method<null>()(z.object({ scanId: z.uuid() })),
  /** The officer's own half-filled exams, newest first, without those that were sealed meanwhile. */
  'draft/mine': method<readonly DraftView[]>()(nothing),

  /** Answers only after the photo is on disk; an exam or a draft may name it from then on. The same bytes again are the same photo. */
  'photo/keep': method<KeptPhotoView>()(photoBytesArgs),
  /** A photo of this desk, to be shown. */
  'photo/read': method<PhotoBytesView>()(photoIdArgs),

  'holds/lists': method<HoldListsView>()(z.object({ scope: z.enum(['here', 'all']) })),
  /** One entry for a whole selection. */
  'holds/notPresented': method<null>()(z.object({
    holds: z.array(z.object({ holdId: z.string().min(1).max(64), itemId: z.string().min(1).max(64) })).min(1).max(MAX_HOLDS_NOT_PRESENTED),
    reason: z.enum(NOT_PRESENTED_CODES),
    note: z.string().trim().max(2_000).nullable(),
  })),
  'detained/list': method<readonly DetainedItemView[]>()(nothing),

  /** Scanning a receptacle tag opens a bag ('item/scan'); closing it is said here. */
  'bag/list': method<BagsView>()(nothing),
  'bag/close': method<BagsView>()(z.object({ bagId: z.uuid(), note: z.string().trim().max(2_000).nullable() })),

  /** A person says which posting the exam was of. */
  'aed/link': method<null>()(z.object({ examId: z.uuid(), postedOn: z.string().max(10), version: z.int().min(1) })),

  'shift/log': method<ShiftLog>()(nothing),
  'shift/sign': method<ShiftLog>()(z.object({ note: z.string().trim().max(2_000).nullable() })),

  /** What a printed sheet says; the page makes the sheet and hands it to the shell ('sheet/print', 'sheet/savePdf'). */
  'sheet/worksheet': method<WorksheetView>()(z.object({ examId: z.uuid() })),
  'sheet/handOver': method<HandOverView>()(nothing),
  /** Opens a drill on stores of its own, for the officer who is signed in; one that is open already ends by it. */
  'drill/begin': method<DrillView>()(nothing),
  /** One of DRILL_METHODS, answered by the drill and by nothing else. 'drill-over' once it has ended. */
  'drill/call': method<DrillAnswer>()(drillCallArgs),
  /** The result is an entry of the desk's own ledger when this answers; nothing else of a drill ever is. */
  'drill/end': method<DrillView>()(drillArgs),
  /** Supervisors only: who of the roster has done the drill, as far as this desk's own ledger tells. */
  'drill/results': method<readonly OfficerDrillView[]>()(nothing),

  'delivery/status': method<DeliveryStatus>()(nothing),
  'delivery/now': method<DeliveryStatus>()(nothing),
  /** A supervisor agrees to the removal of AED that HQ's feed asks for; the entry is sealed before anything is removed. */
  'delivery/allowRemoval': method<DeliveryStatus>()(nothing),

  /** Files that carry entries to HQ by way of another desk. fileToken: from shell 'relayFile/choose...'. */
  'relay/view': method<RelayView>()(nothing),
  /** Everything that waits, sealed for HQ. It goes on waiting: only HQ's receipt delivers. */
  'relay/export': method<RelayExportView>()(z.object({ fileToken: z.string().max(64) })),
  /** Another desk's file, to be carried, or a file of receipts for this desk. */
  'relay/import': method<RelayTakenInView>()(z.object({ fileToken: z.string().max(64) })),
  /** HQ's receipts for the desks whose files were carried, to be brought back to them. */
  'relay/receipts': method<{ readonly file: string; readonly receipts: number }>()(z.object({ fileToken: z.string().max(64) })),
  'refusals/list': method<RefusalsView>()(nothing),
  /** null: it does not stand refused any more. */
  'refusals/read': method<RefusedEntryView | null>()(z.object({ seq: z.int().min(1) })),
  /** Supervisors only. Answers when the wish is on disk; what HQ says comes with 'delivery/changed'. */
  'refusals/offerAgain': method<RefusalsView>()(refusedArgs),
  /** Supervisors only. fileToken: from shell 'refusedEntries/chooseFile'. entries: how many are in the file; with 0 there is none. */
  'refusals/export': method<{ readonly entries: number }>()(refusedArgs.extend({ fileToken: z.string().max(64) })),

  /** fileToken: from shell 'aedFile/choose'; the path never comes from the page. Answers when the import has ended. */
  'aed/import': method<ImportProgress>()(z.object({ fileToken: z.string().max(64) })),
  'aed/importCancel': method<null>()(nothing),
  'aed/refusedRows': method<readonly RefusedRowView[]>()(z.object({ importId: z.string().max(64), limit: z.int().min(1).max(1_000) })),
  /** Writes the refused rows to the file behind the token. */
  'aed/refusedSave': method<{ readonly rows: number }>()(z.object({ importId: z.string().max(64), fileToken: z.string().max(64) })),
} as const;

export type ServiceContract = typeof serviceContract;
export type ServiceMethod = keyof ServiceContract;
export type ArgsOf<M extends ServiceMethod> = ServiceContract[M] extends Method<infer A, unknown> ? A : never;
export type AnswerOf<M extends ServiceMethod> = ServiceContract[M] extends Method<infer _A, infer R> ? R : never;

export type ServiceState = 'alive' | 'gone' | 'givenUp';

/** Sent to every window without being asked for. */
export interface ServiceEvents {
  'delivery/changed': DeliveryStatus;
  'desk/changed': DeskState;
  'relay/changed': RelayView;
  'aed/importProgress': ImportProgress;
  /** Fresh AED, holds or lists came in: an open item should be looked up again. */
  'reference/changed': null;
  /** The exam's delivery state changed ("saved" to "delivered"). */
  'exam/delivered': { readonly upToSeq: number; readonly deliveredAt: string };
  /** gone: it stopped and is being started again. givenUp: only the officer starts it again. Made by the preload, not by the service. */
  'service/state': ServiceState;
}

export type ServiceEvent = keyof ServiceEvents;

export const SERVICE_EVENTS = [
  'delivery/changed', 'desk/changed', 'relay/changed', 'aed/importProgress', 'reference/changed', 'exam/delivered', 'service/state',
] as const satisfies readonly ServiceEvent[];

/** One typed function per method: window.desk.service['item/scan']({...}). */
export type ServiceClient = {
  readonly [M in ServiceMethod]: undefined extends ArgsOf<M>
    ? () => Promise<Result<AnswerOf<M>>>
    : (args: ArgsOf<M>) => Promise<Result<AnswerOf<M>>>;
};

/** Total by type: a missing handler and an extra one are both compile errors. */
export type ServiceHandlers = {
  readonly [M in ServiceMethod]: (args: ArgsOf<M>) => Result<AnswerOf<M>> | Promise<Result<AnswerOf<M>>>;
};
