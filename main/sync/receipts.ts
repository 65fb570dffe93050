/** Which receipts count: those that HQ's pinned key signed and that name this desk and these very entries (sync rule 1). */
import { canonicalText, type Entry } from '../../domain/ledger/entry.ts';
import type { Receipt, UploadReply } from '../../domain/sync/messages.ts';
import { isSignedBy } from './deviceKey.ts';

/** Whose receipts a desk takes, and which desk it is. */
export interface ReceiptPartner {
  readonly deviceId: string;
  readonly hqId: string;
  readonly hqPublicKey: string;
}

/** Entries that HQ had already get the very receipt they got before, whose time may be of days ago. */
export function isNewReceipt({ verdicts }: UploadReply): boolean {
  return verdicts.some(({ verdict }) => verdict === 'accepted');
}

/** Signed by HQ's pinned key and of this desk, whatever entries it names. */
export function isOfHq({ hqId, deviceId, hqPublicKey }: ReceiptPartner, { body, signature }: Receipt): boolean {
  return body.hqId === hqId && body.deviceId === deviceId && isSignedBy(hqPublicKey, canonicalText(body), signature);
}

/** A receipt counts when HQ's pinned key signed it and it names this desk, these entries and their last hash (sync rule 1). */
export function isReceiptFor(partner: ReceiptPartner, entries: readonly Entry[], reply: UploadReply): boolean {
  const { body, signature } = reply.receipt;
  const first = entries.at(0);
  const last = entries.at(-1);
  if (first === undefined || last === undefined) return false;
  const refused = reply.verdicts.filter((verdict) => verdict.verdict === 'refused').map((verdict) => verdict.seq);
  return (
    body.hqId === partner.hqId &&
    body.deviceId === partner.deviceId &&
    body.fromSeq === first.seq &&
    body.toSeq === last.seq &&
    body.head === last.hash &&
    // The verdicts themselves are not signed; the refused sequences are.
    canonicalText(body.refused) === canonicalText(refused) &&
    isSignedBy(partner.hqPublicKey, canonicalText(body), signature)
  );
}
