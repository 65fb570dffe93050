/** Compares an upload with the chain HQ holds of the device; decides nothing about storage and stores nothing. */
import { link, type ChainHead } from '../../domain/ledger/chain.ts';
import type { Entry } from '../../domain/ledger/entry.ts';
import type { KnownPlace } from '../store/entries.ts';
import { refusalOf, type Grounds, type Refusal } from './judge.ts';

export interface JudgedEntry {
  readonly entry: Entry;
  /** HQ holds it already. */
  readonly isKnown: boolean;
  readonly refusal: Refusal | null;
}

export type CheckResult =
  | { readonly kind: 'fits'; readonly judged: readonly JudgedEntry[]; readonly head: ChainHead }
  | { readonly kind: 'gap'; readonly expectedSeq: number }
  | { readonly kind: 'fork'; readonly seq: number; readonly knownHash: string; readonly otherHash: string }
  | { readonly kind: 'other-device'; readonly seq: number };

/** `head`: where HQ's chain of the device ends. `known`: HQ's entries in the range of the upload. */
export function checkUpload(
  deviceId: string, entries: readonly Entry[], head: ChainHead, known: ReadonlyMap<number, KnownPlace>, grounds: Grounds,
): CheckResult {
  const judged: JudgedEntry[] = [];
  let end = head;
  for (const entry of entries) {
    if (entry.deviceId !== deviceId) return { kind: 'other-device', seq: entry.seq };
    const place = known.get(entry.seq);
    if (place !== undefined) {
      if (place.hash !== entry.hash) return forkAt(entry.seq, place.hash, entry.hash);
      judged.push({ entry, isKnown: true, refusal: refusalAt(place) });
      continue;
    }
    const result = link(end, entry, deviceId);
    if (!result.ok && result.fault.kind === 'gap') return { kind: 'gap', expectedSeq: result.fault.expected };
    if (!result.ok && result.fault.kind !== 'hash-mismatch') return forkAt(end.seq, end.hash, entry.prevHash);
    judged.push({ entry, isKnown: false, refusal: result.ok ? refusalOf(entry, grounds) : HASH_MISMATCH });
    end = { seq: entry.seq, hash: entry.hash };
  }
  return { kind: 'fits', judged, head: end };
}

/**
 * The entry keeps its place under the hash it claims: the ones after it were sealed on that hash and must not wait for it for ever
 * (sync rule 3).
 */
const HASH_MISMATCH: Refusal = { reason: 'hash-mismatch', detail: 'the content is not what was sealed' };

/** An entry that follows another history than HQ's is a fork as much as two entries in one place (sync rule 2). */
function forkAt(seq: number, knownHash: string, otherHash: string): CheckResult {
  return { kind: 'fork', seq, knownHash, otherHash };
}

/** A refused entry that comes again is refused again: the reply that said so may have been lost. */
function refusalAt(place: KnownPlace): Refusal | null {
  return place.reason === null ? null : { reason: place.reason, detail: place.detail ?? '' };
}
