/** The kinds of ledger entry this program writes, with the schema of each one's payload. */
import { z } from 'zod';
import { bagClosedSchema, bagOpenedSchema } from '../bag/entries.ts';
import { drillFinishedSchema } from '../drill/finished.ts';
import { examAmendedSchema } from '../exam/amended.ts';
import { examRecordedSchema } from '../exam/recorded.ts';
import { holdNotPresentedSchema, itemPresentedSchema } from '../hold/entries.ts';
import { aedLinkedSchema } from '../item/linked.ts';
import { relayExportedSchema, relayReceiptsTakenInSchema, relayTakenInSchema } from '../relay/entries.ts';
import { entryCarriedSchema, formerLedgerSchema } from './succession.ts';

const seq = z.int().min(1);
const hex64 = z.string().regex(/^[0-9a-f]{64}$/);

/** date: YYYY-MM-DD of the day the shift began; letter: its name in the schedule. */
export const shiftNameSchema = z.object({ date: z.iso.date(), letter: z.string().min(1).max(8) });

/**
 * A supervisor's signature under a shift: it covers entries fromSeq..toSeq of the device that holds this entry, whose chain ended in
 * head, so that a later change to them would show. byOutcome: exams by outcome code. note: what the supervisor remarked, or null.
 */
export const shiftSignedSchema = z.object({
  shift: shiftNameSchema,
  fromSeq: seq,
  toSeq: seq,
  head: hex64,
  examCount: z.int().min(0),
  byOutcome: z.record(z.string(), z.int().min(0)),
  note: z.string().max(2_000).nullable(),
});

export const signedInSchema = z.object({ officerName: z.string().min(1).max(80), role: z.enum(['officer', 'supervisor']) });
export const signedOutSchema = z.object({});
/** reason: why the desk locked, e.g. "idle" or "by hand". */
export const lockedSchema = z.object({ reason: z.string().min(1).max(80) });
/** attempt: 1 for the first wrong PIN in a row. The PIN itself is never recorded. */
export const pinFailedSchema = z.object({ badge: z.string().max(32), attempt: z.int().min(1) });

/** sha256: of the file's bytes, lower-case hex. rows: rows taken over; refused: rows that were not. */
export const aedImportedSchema = z.object({
  fileName: z.string().min(1).max(255),
  sha256: hex64,
  rows: z.int().min(0),
  refused: z.int().min(0),
});

/** former: the ledger that was this desk's before, when it was enrolled anew. */
export const deviceEnrolledSchema = z.object({ hqId: z.string().min(1).max(64), deskName: z.string().min(1).max(60), former: formerLedgerSchema.optional() });

/**
 * Entries that left this desk as a file. Sealed before the file is written, so that none leaves without it; a file that could not be written
 * after all has its entry too. what: which entries, for now those that HQ refused. sha256: of the file's bytes.
 */
export const entriesExportedSchema = z.object({
  what: z.literal('refused'),
  seqs: z.array(seq).min(1),
  fileName: z.string().min(1).max(255),
  sha256: hex64,
});

/** A supervisor agreed to a large removal of AED by HQ's feed (sync rule 6). before: rows when this reading of the feed began. */
export const removalAllowedSchema = z.object({ removed: z.int().min(1), before: z.int().min(1) });

/** A supervisor offers refused entries to HQ once more, to be judged anew. */
export const entriesOfferedAgainSchema = z.object({ seqs: z.array(seq).min(1) });

/** Schema by kind. A kind is never removed or re-used: old ledgers are read for ever. */
export const PAYLOAD_SCHEMAS = {
  'device.enrolled': deviceEnrolledSchema,
  'session.signedIn': signedInSchema,
  'session.signedOut': signedOutSchema,
  'session.locked': lockedSchema,
  'session.pinFailed': pinFailedSchema,
  'aed.imported': aedImportedSchema,
  'exam.recorded': examRecordedSchema,
  'exam.amended': examAmendedSchema,
  'aed.linked': aedLinkedSchema,
  'item.presented': itemPresentedSchema,
  'hold.notPresented': holdNotPresentedSchema,
  'bag.opened': bagOpenedSchema,
  'bag.closed': bagClosedSchema,
  'shift.signed': shiftSignedSchema,
  'relay.exported': relayExportedSchema,
  'relay.takenIn': relayTakenInSchema,
  'relay.receiptsTakenIn': relayReceiptsTakenInSchema,
  'entries.exported': entriesExportedSchema,
  'entries.offeredAgain': entriesOfferedAgainSchema,
  'aed.removalAllowed': removalAllowedSchema,
  'entry.carried': entryCarriedSchema,
  'drill.finished': drillFinishedSchema,
} as const;

export type EntryKind = keyof typeof PAYLOAD_SCHEMAS;

export type PayloadOf<Kind extends EntryKind> = Readonly<z.infer<(typeof PAYLOAD_SCHEMAS)[Kind]>>;

export const ENTRY_KINDS = Object.keys(PAYLOAD_SCHEMAS) as readonly EntryKind[];

/** A payload together with its kind, so that checking `kind` tells the type of `payload`. */
export type KindAndPayload = { readonly [Kind in EntryKind]: { readonly kind: Kind; readonly payload: PayloadOf<Kind> } }[EntryKind];

/** unknown-kind: written by a newer desk; keep it and pass it on. invalid: a known kind with a payload that does not fit. */
export type PayloadResult =
  | ({ readonly ok: true } & KindAndPayload)
  | { readonly ok: false; readonly fault: 'unknown-kind' }
  | { readonly ok: false; readonly fault: 'invalid'; readonly detail: string };

/** Whether this program knows a kind. */
export function isEntryKind(kind: string): kind is EntryKind {
  return Object.hasOwn(PAYLOAD_SCHEMAS, kind);
}

/** Reads the payload of an entry of any kind; the result says why when it cannot. Never throws. */
export function parsePayload(kind: string, payload: unknown): PayloadResult {
  if (!isEntryKind(kind)) return { ok: false, fault: 'unknown-kind' };
  const parsed = PAYLOAD_SCHEMAS[kind].safeParse(payload);
  if (!parsed.success) return { ok: false, fault: 'invalid', detail: z.prettifyError(parsed.error) };
  return { ok: true, kind, payload: parsed.data } as PayloadResult;
}
