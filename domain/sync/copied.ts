/** Whether HQ speaks of entries that this ledger does not hold: then it is an older copy of a ledger that went further. */

/**
 * feed: a page's `lastSeq`. gap: an upload's `expectedSeq`. receipt: HQ's signature over more than is here. fork: HQ holds another entry
 * under a number of this desk; of a clone that is the only sign.
 */
export const COPY_SIGNS = ['feed', 'gap', 'receipt', 'fork'] as const;

export type CopySign = (typeof COPY_SIGNS)[number];

/** hqSeq: the last of this desk's entries that HQ spoke of; a fork names none. */
export type HqsWord = { readonly by: Exclude<CopySign, 'fork'>; readonly hqSeq: number } | { readonly by: 'fork' };

/** hqLostSome: HQ had forgotten entries before (it was restored from an older copy), so a receipt does not prove that it holds an entry. */
export interface CopyNotice {
  readonly by: CopySign;
  readonly hqSeq: number | null;
  readonly hqLostSome: boolean;
}

/** Where this ledger stands when HQ speaks. receiptedSeq: the last entry with a receipt. deliveredSeq: the last that HQ is believed to hold. */
export interface LedgerStanding {
  readonly headSeq: number;
  readonly receiptedSeq: number;
  readonly deliveredSeq: number;
}

/**
 * Null: the ledger may be whole. HQ holds only what a desk had sealed and flushed (synchronous=FULL) before it sent it, so neither a kill
 * nor a power cut can leave a ledger behind HQ: it was put back from a copy, or another machine runs on a copy of it.
 */
export function copyNoticeOf(word: HqsWord, { headSeq, receiptedSeq, deliveredSeq }: LedgerStanding): CopyNotice | null {
  const hqLostSome = deliveredSeq < receiptedSeq;
  if (word.by === 'fork') return { by: 'fork', hqSeq: null, hqLostSome };
  return word.hqSeq > headSeq ? { by: word.by, hqSeq: word.hqSeq, hqLostSome } : null;
}
