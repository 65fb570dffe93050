/** Checks that entries form one unbroken chain of one device. */
import { GENESIS_HASH, hashOfBody, type Entry } from './entry.ts';

/** Where a chain stands: the last sequence and its hash. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}

export const EMPTY_CHAIN: ChainHead = { seq: 0, hash: GENESIS_HASH };

export type ChainFault =
  | { readonly kind: 'gap'; readonly seq: number; readonly expected: number }
  | { readonly kind: 'broken-link'; readonly seq: number }
  | { readonly kind: 'hash-mismatch'; readonly seq: number }
  | { readonly kind: 'other-device'; readonly seq: number; readonly deviceId: string };

export type LinkResult = { readonly ok: true; readonly head: ChainHead } | { readonly ok: false; readonly fault: ChainFault };

/** Adds one entry to a chain, or says which of the four rules it breaks. */
export function link(head: ChainHead, entry: Entry, deviceId: string): LinkResult {
  if (entry.deviceId !== deviceId) return fail({ kind: 'other-device', seq: entry.seq, deviceId: entry.deviceId });
  if (entry.seq !== head.seq + 1) return fail({ kind: 'gap', seq: entry.seq, expected: head.seq + 1 });
  if (entry.prevHash !== head.hash) return fail({ kind: 'broken-link', seq: entry.seq });
  const { hash, ...body } = entry;
  if (hashOfBody(body) !== hash) return fail({ kind: 'hash-mismatch', seq: entry.seq });
  return { ok: true, head: { seq: entry.seq, hash } };
}

function fail(fault: ChainFault): LinkResult {
  return { ok: false, fault };
}

/** Links entries one after the other; stops at the first fault. */
export function verifyChain(entries: Iterable<Entry>, deviceId: string, from: ChainHead = EMPTY_CHAIN): LinkResult {
  let head = from;
  for (const entry of entries) {
    const result = link(head, entry, deviceId);
    if (!result.ok) return result;
    head = result.head;
  }
  return { ok: true, head };
}
