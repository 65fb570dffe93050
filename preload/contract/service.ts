/** Plane 2: the desk service's methods and events, declared once; types, preload, router and tests are made from this object. */
import { z } from 'zod';
import { EXAM_METHODS } from '../../domain/exam/methods.ts';
import { labelSchema } from '../../domain/exam/recorded.ts';
import { OUTCOME_CODES } from '../../domain/outcome/outcomes.ts';
import type { Result } from './result.ts';
import type { DeliveryStatus, DeskState, ExamSummary, ImportProgress, ItemView, RefusedRowView, ShiftLog } from './views.ts';

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

  /** Resolves a raw scan against the local store. */
  'item/scan': method<ItemView>()(z.object({ raw: z.string().min(1).max(20_000), source: z.enum(['wedge', 'typed', 'camera']) })),
  /** Opens an item that has no readable barcode: gets a desk-made id. */
  'item/withoutBarcode': method<ItemView>()(nothing),

  /** Answers only after the entry is on disk (fsync); the screen says "saved" on this answer and on nothing else. */
  'exam/record': method<ExamSummary>()(
    z.object({
      scanId: z.uuid(),
      methods: z.array(z.enum(EXAM_METHODS)).min(1).max(EXAM_METHODS.length),
      finding: z.string().max(10_000).nullable(),
      outcome: z.enum(OUTCOME_CODES),
      outcomeFields: z.record(z.string().max(40), z.string().max(2_000)),
      label: labelSchema.nullable(),
      /** The AED version that stood on the screen; null when none did. It must be one of the scan's postings. */
      posting: z.object({ postedOn: z.string().max(10), version: z.int().min(1) }).nullable(),
    }),
  ),
  /** Takes an exam back by an entry of its own; the exam stays as sealed. */
  'exam/undo': method<ExamSummary>()(z.object({ examId: z.uuid() })),
  'exam/recent': method<readonly ExamSummary[]>()(z.object({ limit: z.int().min(1).max(500) })),

  'shift/log': method<ShiftLog>()(nothing),
  'shift/sign': method<ShiftLog>()(z.object({ note: z.string().trim().max(2_000).nullable() })),

  'delivery/status': method<DeliveryStatus>()(nothing),
  'delivery/now': method<DeliveryStatus>()(nothing),

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
  'delivery/changed', 'desk/changed', 'aed/importProgress', 'reference/changed', 'exam/delivered', 'service/state',
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
