/** Entries received, their verdicts and the receipts given: append-only, one row per device and seq. */
import { z } from 'zod';
import { REFUSAL_REASONS, type ReceiptBody, receiptBodySchema } from '../../domain/sync/messages.ts';
import { canonicalText } from '../../domain/ledger/entry.ts';
import type { Db } from './driver.ts';

const placeRow = z.object({
  seq: z.int(),
  hash: z.string(),
  reason: z.enum(REFUSAL_REASONS).nullable(),
  detail: z.string().nullable(),
});

/** What HQ knows of one place in a chain. reason: null when the entry was accepted. */
export type KnownPlace = Readonly<z.infer<typeof placeRow>>;

const entryRow = placeRow.extend({
  deviceId: z.string(),
  id: z.string(),
  kind: z.string(),
  text: z.string(),
  receivedAt: z.string(),
  sentBy: z.string(),
});

export type StoredEntry = Readonly<z.infer<typeof entryRow>>;

export function knownPlaces(db: Db, deviceId: string, fromSeq: number, toSeq: number): readonly KnownPlace[] {
  return z.array(placeRow).parse(
    db.prepare('SELECT seq, hash, reason, detail FROM entry WHERE device_id = ? AND seq BETWEEN ? AND ? ORDER BY seq')
      .all(deviceId, fromSeq, toSeq),
  );
}

export function isIdTaken(db: Db, id: string): boolean {
  return db.prepare(`SELECT 1 FROM entry WHERE id = ? AND verdict = 'accepted'`).get(id) !== undefined;
}

export function insertEntries(db: Db, entries: readonly StoredEntry[]): void {
  const insert = db.prepare(`INSERT INTO entry (device_id, seq, id, kind, hash, text, received_at, sent_by, verdict, reason, detail)
    VALUES (@deviceId, @seq, @id, @kind, @hash, @text, @receivedAt, @sentBy, iif(@reason IS NULL, 'accepted', 'refused'), @reason, @detail)`);
  for (const entry of entries) insert.run(entry);
}

/** Entries in the order of their chains; one device or all. */
export function* storedEntries(db: Db, deviceId: string | null): Generator<StoredEntry> {
  const rows = db.prepare(`SELECT device_id AS deviceId, seq, id, kind, hash, text, received_at AS receivedAt, sent_by AS sentBy, reason, detail
    FROM entry WHERE @deviceId IS NULL OR device_id = @deviceId ORDER BY device_id, seq`).iterate({ deviceId });
  for (const row of rows) yield entryRow.parse(row);
}

export function findReceipt(db: Db, deviceId: string, fromSeq: number, toSeq: number): ReceiptBody | null {
  const row = db.prepare('SELECT body FROM receipt WHERE device_id = ? AND from_seq = ? AND to_seq = ?').get(deviceId, fromSeq, toSeq);
  return row === undefined ? null : receiptBodySchema.parse(JSON.parse(z.object({ body: z.string() }).parse(row).body));
}

export function insertReceipt(db: Db, body: ReceiptBody): void {
  db.prepare('INSERT INTO receipt (device_id, from_seq, to_seq, body) VALUES (?, ?, ?, ?)')
    .run(body.deviceId, body.fromSeq, body.toSeq, canonicalText(body));
}
