/** Compares an upload with the chain HQ holds of the device; decides nothing about storage and stores nothing. */
import { canonicalText, GENESIS_HASH, type Entry } from '../../domain/ledger/entry.ts';
import type { Upload } from '../../domain/sync/messages.ts';
import { sha256OfText } from '../hashes.ts';
import type { KnownPlace } from '../store/entries.ts';
import { refusalOf, type Grounds, type Refusal } from './judge.ts';

/** What HQ holds of the device's chain: every place up to lastSeq, and one on each side of the upload, is among `places` or open. */
export interface HeldChain {
  readonly deviceId: string;
  readonly lastSeq: number;
  readonly places: ReadonlyMap<number, KnownPlace>;
}

/**
 * known: HQ holds it already. new: it takes its place. judgedAgain: HQ holds it as refused, and its verdict may be another now. misfit: its
 * hash does not fit its content, so that its place stays open.
 */
export type Standing = 'known' | 'new' | 'judgedAgain' | 'misfit';

export interface JudgedEntry {
  readonly entry: Entry;
  readonly standing: Standing;
  readonly refusal: Refusal | null;
  /** Canonical, with its hash: what HQ keeps. */
  readonly text: string;
}

interface ForkFound {
  readonly kind: 'fork';
  readonly seq: number;
  readonly knownHash: string;
  readonly otherHash: string;
}

export type CheckResult =
  | { readonly kind: 'fits'; readonly judged: readonly JudgedEntry[]; readonly lastSeq: number }
  | { readonly kind: 'gap'; readonly expectedSeq: number }
  | ForkFound
  | { readonly kind: 'other-device'; readonly seq: number };

/** again: what was refused is judged anew, because something was put right at HQ. */
export function checkUpload(held: HeldChain, { entries, again }: Pick<Upload, 'entries' | 'again'>, grounds: Grounds): CheckResult {
  const judged: JudgedEntry[] = [];
  const taken = new Map<number, Link>(held.places);
  let { lastSeq } = held;
  for (const entry of entries) {
    if (entry.deviceId !== held.deviceId) return { kind: 'other-device', seq: entry.seq };
    if (entry.seq > lastSeq + 1) return { kind: 'gap', expectedSeq: lastSeq + 1 };
    lastSeq = Math.max(lastSeq, entry.seq);
    const place = held.places.get(entry.seq);
    const text = canonicalText(entry);
    if (place?.hash === entry.hash) {
      judged.push({ entry, text, ...(again === true && place.reason !== null ? judgedAgain(place, entry, text, grounds) : { standing: 'known', refusal: refusalAt(place) }) });
    } else if (isTextSealed(text, entry)) {
      const fork = forkAt(taken, entry);
      if (fork !== null) return fork;
      judged.push({ entry, text, standing: 'new', refusal: refusalOf(entry, grounds) });
      taken.set(entry.seq, entry);
    } else {
      judged.push({ entry, text, standing: 'misfit', refusal: HASH_MISMATCH });
    }
  }
  return { kind: 'fits', judged, lastSeq };
}

function judgedAgain(place: KnownPlace, entry: Entry, text: string, grounds: Grounds): Pick<JudgedEntry, 'standing' | 'refusal'> {
  const [before, refusal] = [refusalAt(place), isTextSealed(text, entry) ? refusalOf(entry, grounds) : HASH_MISMATCH];
  const isAsBefore = refusal?.reason === before?.reason && refusal?.detail === before?.detail;
  // The hash is that of the entry HQ holds: content that does not fit it says nothing of that entry.
  return refusal === HASH_MISMATCH || isAsBefore ? { standing: 'known', refusal: before } : { standing: 'judgedAgain', refusal };
}

/**
 * Of an entry whose hash does not fit its content nothing is believed but its number: neither its hash nor its link says anything of the
 * device's history. It holds up nothing (sync rule 3), is no fork, and leaves its place to the entry that fits, whenever that comes.
 */
const HASH_MISMATCH: Refusal = { reason: 'hash-mismatch', detail: 'the content is not what was sealed' };

export function isAsSealed(entry: Entry): boolean {
  return isTextSealed(canonicalText(entry), entry);
}

/**
 * text: of the whole entry. What was hashed is the same text without the hash, which is never its last member. It is cut out instead of
 * written again; it stands there once, for no text that is hashed can hold its own hash.
 */
function isTextSealed(text: string, { hash }: Entry): boolean {
  return sha256OfText(text.replace(`"hash":"${hash}",`, '')) === hash;
}

type Link = Pick<Entry, 'hash' | 'prevHash'>;

/** An entry that follows another history than HQ's, or is followed by one, is a fork as much as two entries in one place (sync rule 2). */
function forkAt(taken: ReadonlyMap<number, Link>, { seq, hash, prevHash }: Entry): ForkFound | null {
  const here = taken.get(seq)?.hash ?? taken.get(seq + 1)?.prevHash ?? hash;
  if (here !== hash) return { kind: 'fork', seq, knownHash: here, otherHash: hash };
  // An open place before it: this entry is what says which hash belongs there.
  const before = seq === 1 ? GENESIS_HASH : taken.get(seq - 1)?.hash ?? prevHash;
  return before === prevHash ? null : { kind: 'fork', seq: seq - 1, knownHash: before, otherHash: prevHash };
}

/** A refused entry that comes again is refused again: the reply that said so may have been lost. */
function refusalAt(place: KnownPlace): Refusal | null {
  return place.reason === null ? null : { reason: place.reason, detail: place.detail ?? '' };
}
