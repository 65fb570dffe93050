/** Receipts given: each is kept, and what says the same is the same receipt. */
import { canonicalText } from '../../domain/ledger/entry.ts';
import { receiptBodySchema, type ReceiptBody } from '../../domain/sync/messages.ts';
import type { Reads, Tx } from './database.ts';

/** What tells two receipts of one device apart. */
export type ReceiptContent = Pick<ReceiptBody, 'deviceId' | 'fromSeq' | 'toSeq' | 'head' | 'refused'>;

export async function findReceipt(db: Reads, { deviceId, fromSeq, toSeq, head, refused }: ReceiptContent): Promise<ReceiptBody | null> {
  const row = await db.selectFrom('receipt').select('body').where('device_id', '=', deviceId).where('from_seq', '=', fromSeq).where('to_seq', '=', toSeq)
    .where('head', '=', head).where('refused', '=', canonicalText(refused)).executeTakeFirst();
  return row === undefined ? null : receiptBodySchema.parse(JSON.parse(row.body));
}

export async function insertReceipt(tx: Tx, body: ReceiptBody): Promise<void> {
  const { deviceId, fromSeq, toSeq, head, refused } = body;
  await tx.insertInto('receipt')
    .values({ device_id: deviceId, from_seq: fromSeq, to_seq: toSeq, head, refused: canonicalText(refused), body: canonicalText(body) }).execute();
}
