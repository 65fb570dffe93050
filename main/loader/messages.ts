/** Every message between the desk service and its loader, as schemas that both ends parse with. */
import { z } from 'zod';
import { AED_FILE_FORMATS } from '../../domain/aed/fileReader.ts';
import { ROW_REFUSALS } from '../../domain/aed/fileRows.ts';

/** key: raw store key; null only in tests. binding: see store/driver.ts. */
export const loaderDataSchema = z.object({
  file: z.string().min(1),
  key: z.instanceof(Uint8Array).nullable(),
  binding: z.string().nullable(),
});

export const loaderRequestSchema = z.discriminatedUnion('kind', [
  /** text: body of a feed page as HQ sent it. */
  z.object({ kind: z.literal('applyPage'), id: z.int(), text: z.string() }),
  z.object({
    kind: z.literal('importFile'),
    id: z.int(),
    importId: z.string().min(1).max(64),
    path: z.string().min(1),
    format: z.enum(AED_FILE_FORMATS),
    today: z.iso.date(),
    receivedAt: z.iso.datetime(),
  }),
  z.object({ kind: z.literal('cancel'), id: z.int(), importId: z.string() }),
  z.object({ kind: z.literal('close'), id: z.int() }),
]);

/** Kinds beside those of the file itself (AED_FILE_FAULT_KINDS). */
export const IMPORT_FAULT_KINDS = ['file-unreadable', 'storage-full'] as const;

const faultSchema = z.object({ kind: z.string(), detail: z.record(z.string(), z.union([z.string(), z.number(), z.null()])) });

const progressSchema = z.object({
  importId: z.string(),
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  fileName: z.string(),
  bytesRead: z.int(),
  bytesTotal: z.int(),
  rows: z.int(),
  refused: z.int(),
  rowsPerSecond: z.int(),
  secondsLeft: z.int().nullable(),
  fault: faultSchema.nullable(),
});

const refusedRowSchema = z.object({ line: z.int(), column: z.string(), reason: z.enum(ROW_REFUSALS) });

export const loaderReplySchema = z.discriminatedUnion('kind', [
  /** page: null when the text was no feed page; nothing was stored then. */
  z.object({ kind: z.literal('pageApplied'), id: z.int(), page: z.object({ more: z.boolean(), hqTime: z.string(), parked: z.int(), lastSeq: z.int().optional() }).nullable() }),
  z.object({ kind: z.literal('progress'), progress: progressSchema }),
  /** refusedRows: the first ones; progress.refused counts all. sha256: of the file, only when it was taken in. */
  z.object({
    kind: z.literal('imported'),
    id: z.int(),
    progress: progressSchema,
    sha256: z.string().nullable(),
    newVersions: z.int(),
    refusedRows: z.array(refusedRowSchema),
  }),
  z.object({ kind: z.literal('done'), id: z.int() }),
  /** Nothing was changed. why: the storage's words for the log, never shown. */
  z.object({ kind: z.literal('failed'), id: z.int(), fault: z.enum(['storage-full', 'storage-damaged', 'bug']), why: z.string() }),
]);

export type LoaderRequest = z.infer<typeof loaderRequestSchema>;
export type LoaderReply = z.infer<typeof loaderReplySchema>;
export type LoaderFaultKind = Extract<LoaderReply, { kind: 'failed' }>['fault'];
export type ImportRequest = Omit<Extract<LoaderRequest, { kind: 'importFile' }>, 'kind' | 'id'>;
export type ImportOutcome = Omit<Extract<LoaderReply, { kind: 'imported' }>, 'kind' | 'id'>;
