/** Receipts given: each is kept, and what says the same is the same receipt. */
import { z } from 'zod';
import { canonicalText } from '../../domain/ledger/entry.ts';
import { receiptBodySchema, type ReceiptBody } from '../../domain/sync/messages.ts';
import type { Db } from './driver.ts';

/** What tells two receipts of one device apart. */
export type ReceiptContent = Pick<ReceiptBody, 'deviceId' | 'fromSeq' | 'toSeq' | 'head' | 'refused'>;

export function findReceipt(db: Db, { deviceId, fromSeq, toSeq, head, refused }: ReceiptContent): ReceiptBody | null {
  const row = db.prepare('SELECT body FROM receipt WHERE device_id = ? AND from_seq = ? AND to_seq = ? AND head = ? AND refused = ?')
    .get(deviceId, fromSeq, toSeq, head, canonicalText(refused));
  return row === undefined ? null : receiptBodySchema.parse(JSON.parse(z.object({ body: z.string() }).parse(row).body));
}

export function insertReceipt(db: Db, body: ReceiptBody): void {
  db.prepare('INSERT INTO receipt (device_id, from_seq, to_seq, head, refused, body) VALUES (?, ?, ?, ?, ?, ?)')
    .run(body.deviceId, body.fromSeq, body.toSeq, body.head, canonicalText(body.refused), canonicalText(body));
}
