/** Which receipts count: the table of what a desk believes of an answer to an upload (sync rule 1). */
import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonicalText } from '../../../domain/ledger/entry.ts';
import { uploadReplySchema, type UploadReply } from '../../../domain/sync/messages.ts';
import { isNewReceipt, isOfHq, isReceiptFor } from '../../../main/sync/receipts.ts';
import { chainOf } from '../../support/entries.ts';

const DEVICE = 'JFK-07-TEST';
const hq = generateKeyPairSync('ed25519');
const partner = { deviceId: DEVICE, hqId: 'HQ', hqPublicKey: Buffer.from(String(hq.publicKey.export({ format: 'jwk' }).x), 'base64url').toString('base64') };
const entries = chainOf(3, DEVICE);

/** An answer as it comes off the line; more: members of the receipt; refusedAt: what its verdicts say, which nobody signed. */
function answer(more: Record<string, unknown> = {}, key = hq.privateKey, refusedAt: readonly number[] = []): UploadReply {
  const body = { protocol: 1, hqId: 'HQ', deviceId: DEVICE, fromSeq: 1, toSeq: 3, head: entries[2]?.hash, refused: [], receivedAt: '2026-11-24T10:00:00.000Z', ...more };
  const signature = sign(null, Buffer.from(canonicalText(body)), key).toString('base64');
  return uploadReplySchema.parse({ receipt: { body, signature }, verdicts: [1, 2, 3].map((seq) => verdictAt(seq, refusedAt.includes(seq))) });
}

const verdictAt = (seq: number, isRefused: boolean) => (isRefused ? { seq, verdict: 'refused', reason: 'policy', detail: '' } : { seq, verdict: 'accepted' });

describe('a receipt', () => {
  it('counts when HQ signed it over these entries', () => {
    expect(isReceiptFor(partner, entries, answer())).toBe(true);
  });

  it('counts when a newer HQ signed more with it', () => {
    expect(isReceiptFor(partner, entries, answer({ archivedIn: 'vault 7' }))).toBe(true);
  });

  it('counts when HQ refused some of these entries and signed which', () => {
    expect(isReceiptFor(partner, entries, answer({ refused: [1, 3] }, hq.privateKey, [1, 3]))).toBe(true);
  });

  it('of no entries does not count', () => {
    expect(isReceiptFor(partner, [], answer())).toBe(false);
  });

  it.each<[string, UploadReply]>([
    ['signed by another key', answer({}, generateKeyPairSync('ed25519').privateKey)],
    ['of another HQ', answer({ hqId: 'HQ-2' })],
    ['for another desk', answer({ deviceId: 'JFK-08-TEST' })],
    ['that begins elsewhere', answer({ fromSeq: 2 })],
    ['that ends elsewhere', answer({ toSeq: 4 })],
    ['over another history', answer({ head: 'f'.repeat(64) })],
    ['whose refusals are not those of the verdicts', answer({ refused: [2] })],
    ['beside a refusal that HQ has not signed', answer({}, hq.privateKey, [2])],
    ['with another refusal than HQ has signed', answer({ refused: [3] }, hq.privateKey, [2])],
  ])('%s does not count', (_words, reply) => {
    expect(isReceiptFor(partner, entries, reply)).toBe(false);
  });

  it('of which one signed member was changed on the way does not count', () => {
    const { receipt, verdicts } = answer({ archivedIn: 'vault 7' });
    const changed = { receipt: { ...receipt, body: { ...receipt.body, archivedIn: 'vault 8' } }, verdicts };
    expect(isReceiptFor(partner, entries, changed)).toBe(false);
  });
});

describe('a receipt of whatever entries', () => {
  it('is HQ’s word on this desk, also when it names more than is here', () => {
    expect(isOfHq(partner, answer({ toSeq: 9, head: 'f'.repeat(64) }).receipt)).toBe(true);
  });

  it.each<[string, UploadReply]>([
    ['signed by another key', answer({}, generateKeyPairSync('ed25519').privateKey)],
    ['of another HQ', answer({ hqId: 'HQ-2' })],
    ['for another desk', answer({ deviceId: 'JFK-08-TEST' })],
  ])('is not when it is %s', (_words, { receipt }) => {
    expect(isOfHq(partner, receipt)).toBe(false);
  });
});

describe('the time in a receipt', () => {
  const replyOf = (...verdicts: readonly string[]): UploadReply =>
    uploadReplySchema.parse({ ...answer(), verdicts: verdicts.map((verdict, at) => ({ seq: at + 1, verdict, reason: 'policy', detail: '' })) });

  it('is of now when HQ took something it did not have', () => {
    expect(isNewReceipt(replyOf('duplicate', 'accepted'))).toBe(true);
  });

  it('may be of days ago when HQ had all of it', () => {
    expect([replyOf('duplicate', 'duplicate'), replyOf('duplicate', 'refused')].map(isNewReceipt)).toEqual([false, false]);
  });
});
