/** HQ's receipts for carried entries: checked by the carrier, brought back as a file, and checked again by the desk they belong to. */
import { z } from 'zod';
import { parsedJson } from '../json.ts';
import { canonicalText } from '../ledger/entry.ts';
import { receiptSchema, verdictSchema, type UploadReply } from '../sync/messages.ts';
import { sound, unsound, type Checked } from './faults.ts';
import type { Verify } from './file.ts';
import type { RelayHeader } from './part.ts';

/** Larger files are none of ours: a receipt is a few hundred bytes and its verdicts at most as many lines as entries. */
export const MAX_RECEIPT_FILE_BYTES = 32 * 1024 * 1024;

const FORMAT = 'imf-exam-desk-receipts';
const VERSION = 1;

/** A receipt and what HQ said of each entry, as an upload's reply holds them. */
const replySchema = z.object({ receipt: receiptSchema, verdicts: z.array(verdictSchema) });

const receiptFileSchema = z.object({ format: z.literal(FORMAT), version: z.literal(VERSION), hqId: z.string(), replies: z.array(replySchema).min(1) });
const someReceiptFileSchema = z.object({ format: z.literal(FORMAT), version: z.int() });

export function encodeReceipts(hqId: string, replies: readonly UploadReply[]): string {
  return `${canonicalText({ format: FORMAT, version: VERSION, hqId, replies })}\n`;
}

/** Signed by HQ, and its verdicts refuse what the signed receipt says was refused: the verdicts themselves are not signed. */
export function isReplyOf({ receipt: { body, signature }, verdicts }: UploadReply, hq: Hq, verify: Verify): boolean {
  const refused = verdicts.flatMap((one) => (one.verdict === 'refused' ? [one.seq] : []));
  return (
    body.hqId === hq.hqId && body.fromSeq <= body.toSeq && canonicalText(body.refused) === canonicalText(refused) &&
    verify(hq.hqPublicKey, canonicalText(body), signature)
  );
}

export interface Hq {
  readonly hqId: string;
  readonly hqPublicKey: string;
}

/** What HQ answered to a part counts only for that very part. */
export function isReplyForPart(reply: UploadReply, { deviceId, fromSeq, toSeq, head }: RelayHeader, hq: Hq, verify: Verify): boolean {
  const { body } = reply.receipt;
  return body.deviceId === deviceId && body.fromSeq === fromSeq && body.toSeq === toSeq && body.head === head && isReplyOf(reply, hq, verify);
}

export interface ReceiptOwner extends Hq {
  readonly deviceId: string;
  /** Highest sequence it has a receipt for. */
  readonly deliveredSeq: number;
  /** Hash of the entry of its own ledger; null when there is none. */
  readonly hashAt: (seq: number) => string | null;
}

/** The replies that move what counts as delivered, in order. Every one in the file must be HQ's own, or nothing of it is believed. */
export function readReceipts(text: string, owner: ReceiptOwner, verify: Verify): Checked<readonly UploadReply[]> {
  const file = receiptFileSchema.safeParse(parsedJson(text));
  if (!file.success) return unsound(whyNot(text));
  if (file.data.hqId !== owner.hqId) return unsound('other-hq');
  if (!file.data.replies.every((reply) => isReplyOf(reply, owner, verify))) return unsound('altered');
  const mine = file.data.replies.filter(({ receipt }) => receipt.body.deviceId === owner.deviceId);
  if (mine.length === 0) return unsound('other-desk');
  // HQ's name under another history than this ledger's: nothing of it may count as delivered here.
  if (!mine.every(({ receipt: { body } }) => owner.hashAt(body.toSeq) === body.head)) return unsound('altered');
  return inOrder(mine, owner.deliveredSeq);
}

/** Delivered means everything up to a sequence: a receipt that begins behind a gap may not close it. */
function inOrder(replies: readonly UploadReply[], deliveredSeq: number): Checked<readonly UploadReply[]> {
  const next: UploadReply[] = [];
  let through = deliveredSeq;
  let isApart = false;
  for (const reply of replies.toSorted((a, b) => a.receipt.body.fromSeq - b.receipt.body.fromSeq || a.receipt.body.toSeq - b.receipt.body.toSeq)) {
    const { fromSeq, toSeq } = reply.receipt.body;
    if (toSeq <= through) continue;
    if (fromSeq > through + 1) isApart = true;
    else {
      next.push(reply);
      through = toSeq;
    }
  }
  if (next.length > 0) return sound(next);
  return unsound(isApart ? 'receipts-apart' : 'nothing-new');
}

function whyNot(text: string): 'damaged' | 'unknown-version' | 'not-relay' {
  const some = someReceiptFileSchema.safeParse(parsedJson(text));
  if (some.success) return some.data.version === VERSION ? 'damaged' : 'unknown-version';
  return text.includes(FORMAT) ? 'damaged' : 'not-relay';
}
