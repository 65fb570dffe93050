/** Every message between the desk service and its loader, as schemas that both ends parse with. */
import { z } from 'zod';
import { AED_FILE_FORMATS } from '../../domain/aed/fileReader.ts';
import { ROW_REFUSALS } from '../../domain/aed/fileRows.ts';
import { bucketListSchema, bucketSumSchema } from '../../domain/snapshot/buckets.ts';
import { hqKeysSchema } from '../../domain/sync/messages.ts';
import { CHUNK_ENDS, LOAD_ENDS } from '../store/reference/snapshotLoad.ts';

/** key: raw store key; null only in tests. binding: see store/driver.ts. */
export const loaderDataSchema = z.object({
  file: z.string().min(1),
  key: z.instanceof(Uint8Array).nullable(),
  binding: z.string().nullable(),
});

export const loaderRequestSchema = z.discriminatedUnion('kind', [
  /** text: body of a feed page as HQ sent it. isRemovalAllowed: a supervisor has agreed to a large removal. */
  z.object({ kind: z.literal('applyPage'), id: z.int(), text: z.string(), isRemovalAllowed: z.boolean() }),
  z.object({
    kind: z.literal('importFile'),
    id: z.int(),
    importId: z.string().min(1).max(64),
    path: z.string().min(1),
    format: z.enum(AED_FILE_FORMATS),
    today: z.iso.date(),
    receivedAt: z.iso.datetime(),
  }),
  /** manifest: JSON of a snapshot's body whose signature was checked. */
  z.object({ kind: z.literal('snapshotBegin'), id: z.int(), manifest: z.string() }),
  /** Which snapshot is being loaded, perhaps since before a restart. */
  z.object({ kind: z.literal('snapshotHeld'), id: z.int() }),
  /** bytes: the chunk as it was served. */
  z.object({ kind: z.literal('snapshotChunk'), id: z.int(), index: z.int().min(0), bytes: z.instanceof(Uint8Array) }),
  z.object({ kind: z.literal('snapshotEnd'), id: z.int() }),
  z.object({ kind: z.literal('snapshotDiscard'), id: z.int() }),
  /** Bucket sums and cursor of one moment; isCounted: from the rows, and kept. */
  z.object({ kind: z.literal('bucketsHeld'), id: z.int(), isCounted: z.boolean() }),
  /** text: the page of a bucket as HQ sent it. signed: what HQ has signed of it. */
  z.object({ kind: z.literal('replaceBucket'), id: z.int(), text: z.string(), bucket: z.int(), signed: bucketSumSchema, removedBefore: z.int(), isAllowed: z.boolean() }),
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

const loadStateSchema = z.object({ snapshotId: z.string(), next: z.int().nullable(), rows: z.int(), rowsTotal: z.int() });

const bucketEndSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('replaced'), put: z.int(), removed: z.int() }),
  z.object({ kind: z.literal('other-place') }),
  z.object({ kind: z.literal('not-as-signed') }),
  z.object({ kind: z.literal('large-removal'), removed: z.int(), before: z.int() }),
]);

export const loaderReplySchema = z.discriminatedUnion('kind', [
  /** page: null when the text was no feed page; nothing was stored then. removalAsked: nothing either, a person must agree first. */
  z.object({ kind: z.literal('pageApplied'), id: z.int(), page: z.object({ more: z.boolean(), hqTime: z.string(), parked: z.int(), lastSeq: z.int().optional(), hqKeys: hqKeysSchema.optional(), removalAsked: z.object({ removed: z.int(), before: z.int() }).optional() }).nullable() }),
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
  /** manifest: as it came with snapshotBegin; null when no snapshot is being loaded. */
  z.object({ kind: z.literal('snapshotHolds'), id: z.int(), manifest: z.string().nullable() }),
  z.object({ kind: z.literal('snapshotBegun'), id: z.int(), state: loadStateSchema }),
  z.object({ kind: z.literal('snapshotChunkEnded'), id: z.int(), end: z.enum(CHUNK_ENDS), state: loadStateSchema.nullable() }),
  z.object({ kind: z.literal('snapshotEnded'), id: z.int(), end: z.enum(LOAD_ENDS) }),
  z.object({ kind: z.literal('bucketsHold'), id: z.int(), cursor: z.string().nullable(), buckets: bucketListSchema }),
  z.object({ kind: z.literal('bucketReplaced'), id: z.int(), end: bucketEndSchema }),
  z.object({ kind: z.literal('done'), id: z.int() }),
  /** Nothing was changed. why: the storage's words for the log, never shown. */
  z.object({ kind: z.literal('failed'), id: z.int(), fault: z.enum(['storage-full', 'storage-damaged', 'bug']), why: z.string() }),
]);

export type LoaderRequest = z.infer<typeof loaderRequestSchema>;
export type LoaderReply = z.infer<typeof loaderReplySchema>;
export type LoaderFaultKind = Extract<LoaderReply, { kind: 'failed' }>['fault'];
export type ImportRequest = Omit<Extract<LoaderRequest, { kind: 'importFile' }>, 'kind' | 'id'>;
export type ImportOutcome = Omit<Extract<LoaderReply, { kind: 'imported' }>, 'kind' | 'id'>;
