/** Compares this desk's AED with HQ's by bucket and brings the buckets that differ; each call is one step, taken when the feed was read to its end. */
import { canonicalText } from '../../domain/ledger/entry.ts';
import { differingBuckets, type BucketSum } from '../../domain/snapshot/buckets.ts';
import { backoffMs, SYNC_POLICY, type SyncFailure, type SyncPolicy } from '../../domain/sync/engine.ts';
import type { BucketsReply } from '../../domain/sync/messages.ts';
import { isSignedBy } from './deviceKey.ts';
import type { Answer } from './transport.ts';

/** HQ. cursor: where the desk stands in the feed; HQ answers for that place where it can. page: the text, which the loader parses. */
export interface BucketSource {
  readonly sums: (cursor: string) => Promise<Answer<BucketsReply>>;
  readonly page: (bucket: number, cursor: string) => Promise<Answer<string>>;
}

/** text: the page of this bucket as HQ sent it. signed: what its rows must add up to. */
export interface BucketReplacement {
  readonly text: string;
  readonly bucket: number;
  readonly signed: BucketSum;
  /** Rows removed by the buckets before it in this comparison. */
  readonly removedBefore: number;
  readonly isAllowed: boolean;
}

/** other-place: the page is not of where this desk stands. not-as-signed, large-removal: nothing was changed. */
export type BucketEnd =
  | { readonly kind: 'replaced'; readonly removed: number }
  | { readonly kind: 'other-place' }
  | { readonly kind: 'not-as-signed' }
  | { readonly kind: 'large-removal'; readonly removed: number; readonly before: number };

/** The store's side: main/loader/client.ts. Each rejects when nothing could be read or stored. */
export interface BucketStore {
  /** Cursor and sums of the same moment. isCounted: from the rows, whatever was kept of them; that is work. */
  readonly heldBuckets: (isCounted?: boolean) => Promise<{ readonly cursor: string | null; readonly buckets: readonly BucketSum[] }>;
  /** In one transaction: the bucket is HQ's, or what it was. */
  readonly replaceBucket: (replacement: BucketReplacement) => Promise<BucketEnd>;
}

/** Of the last comparison that came to its end since the desk was started. */
export interface BucketFacts {
  readonly comparedAt: string | null;
  readonly repaired: number;
  readonly notRepaired: number;
  /** When a try failed after that; null when none did. */
  readonly failedAt: string | null;
}

/** goesOn: call again after the next look at the feed, without waiting. isChanged: rows came or went. */
export interface BucketStep {
  readonly goesOn: boolean;
  readonly isChanged: boolean;
}

export interface BucketPorts {
  readonly monotonicMs: () => number;
  readonly wallClock: () => string;
  readonly random: () => number;
}

/** Holds for one place in the feed. left: the buckets that differ and were not dealt with yet. */
interface Comparison {
  readonly cursor: string;
  readonly signed: readonly BucketSum[];
  readonly left: readonly number[];
}

/** Kept while the feed moves on under a comparison. withheld: rows whose removal a person must agree to. */
interface Tally {
  readonly repaired: number;
  readonly notRepaired: number;
  readonly removed: number;
  readonly withheld: number;
}

const NOTHING_YET: Tally = { repaired: 0, notRepaired: 0, removed: 0, withheld: 0 };
const REST: BucketStep = { goesOn: false, isChanged: false };

export type BucketCheck = ReturnType<typeof makeBucketCheck>;

export function makeBucketCheck(partner: { readonly hqId: string; readonly hqPublicKey: string }, source: BucketSource, store: BucketStore, ports: BucketPorts, policy: SyncPolicy = SYNC_POLICY) {
  /** An older HQ does not know the message; a newer one is asked after a restart. */
  let isUnknown = false;
  let dueAt = Number.NEGATIVE_INFINITY;
  /** Waits of its own: a comparison that fails must not keep the feed from being read. */
  let notBefore = Number.NEGATIVE_INFINITY;
  let attempts = 0;
  /** Where this desk stood when HQ answered for another place: the next page moves it on. */
  let elsewhereAt: string | null = null;
  let comparison: Comparison | null = null;
  /** Once a comparison, however often the feed moves on under it: from then on the kept sums are right. */
  let isCounted = false;
  let tally = NOTHING_YET;
  let removalAsked: { readonly removed: number; readonly before: number } | null = null;
  /** Until the comparison has come to its end. */
  let isRemovalAllowed = false;
  let facts: BucketFacts = { comparedAt: null, repaired: 0, notRepaired: 0, failedAt: null };

  async function step(): Promise<BucketStep> {
    const now = ports.monotonicMs();
    if (isUnknown || now < dueAt || now < notBefore) return REST;
    try {
      return await takeStep();
    } catch {
      // The loader died or its disk is full. A bucket is whole or as it was; the next try compares anew.
      comparison = null;
      return failed({ kind: 'storage', retryAfterMs: null });
    }
  }

  async function takeStep(): Promise<BucketStep> {
    const held = await store.heldBuckets();
    if (held.cursor === null || held.cursor === elsewhereAt) return REST;
    if (comparison?.cursor === held.cursor) return bring(comparison);
    comparison = null;
    const answer = await source.sums(held.cursor);
    if (!answer.ok) return notAnswered(answer, held.cursor);
    const { body, signature } = answer.value;
    if (body.hqId !== partner.hqId || !isSignedBy(partner.hqPublicKey, canonicalText(body), signature)) return failed({ kind: 'not-hq', retryAfterMs: null });
    if (body.cursor !== held.cursor) return elsewhere(held.cursor);
    const { buckets } = isCounted ? held : await store.heldBuckets(true);
    isCounted = true;
    removalAsked = null;
    tally = { ...tally, notRepaired: 0, withheld: 0 };
    comparison = { cursor: held.cursor, signed: body.buckets, left: differingBuckets(buckets, body.buckets) };
    return bring(comparison);
  }

  async function bring({ cursor, signed, left }: Comparison): Promise<BucketStep> {
    const [bucket, ...others] = left;
    const sum = bucket === undefined ? undefined : signed[bucket];
    if (bucket === undefined || sum === undefined) return ended();
    const answer = await source.page(bucket, cursor);
    if (!answer.ok) return notAnswered(answer, cursor);
    const end = await store.replaceBucket({ text: answer.value, bucket, signed: sum, removedBefore: tally.removed, isAllowed: isRemovalAllowed });
    if (end.kind === 'other-place') return elsewhere(cursor);
    count(end);
    attempts = 0;
    comparison = { cursor, signed, left: others };
    const isChanged = end.kind === 'replaced';
    return others.length > 0 ? { goesOn: true, isChanged } : { ...ended(), isChanged };
  }

  /** A bucket that cannot be had does not hold up the others. */
  function count(end: Exclude<BucketEnd, { kind: 'other-place' }>): void {
    if (end.kind === 'replaced') {
      tally = { ...tally, repaired: tally.repaired + 1, removed: tally.removed + end.removed };
      return;
    }
    tally = { ...tally, notRepaired: tally.notRepaired + 1 };
    if (end.kind === 'not-as-signed') return;
    tally = { ...tally, withheld: tally.withheld + end.removed - tally.removed };
    removalAsked = { removed: tally.removed + tally.withheld, before: end.before };
  }

  function ended(): BucketStep {
    facts = { comparedAt: ports.wallClock(), repaired: tally.repaired, notRepaired: tally.notRepaired, failedAt: null };
    dueAt = ports.monotonicMs() + policy.bucketCheckMs;
    [comparison, isCounted, isRemovalAllowed, attempts] = [null, false, false, 0];
    // What was removed before a person is asked counts with what is removed after the answer.
    tally = removalAsked === null ? NOTHING_YET : { ...NOTHING_YET, removed: tally.removed };
    return REST;
  }

  function notAnswered(answer: Extract<Answer<never>, { ok: false }>, cursor: string): BucketStep {
    if (answer.code === 'cursor-unknown') return elsewhere(cursor);
    if (answer.code !== 'bad-request') return failed(answer.failure);
    isUnknown = true;
    return REST;
  }

  function elsewhere(cursor: string): BucketStep {
    [comparison, elsewhereAt] = [null, cursor];
    return REST;
  }

  function failed({ retryAfterMs }: SyncFailure): BucketStep {
    attempts += 1;
    notBefore = ports.monotonicMs() + Math.max(backoffMs(attempts, ports.random(), policy), retryAfterMs ?? 0);
    facts = { ...facts, failedAt: ports.wallClock() };
    return REST;
  }

  function makeDue(): void {
    [dueAt, notBefore, elsewhereAt] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, null];
  }

  return {
    step,
    /** Compares when the feed is read to its end next. */
    makeDue,
    /** What a supervisor must agree to before it is removed; the feed is read meanwhile. */
    removalAsked: () => removalAsked,
    allowRemoval(): void {
      [isRemovalAllowed, removalAsked] = [true, null];
      makeDue();
    },
    facts: (): BucketFacts => facts,
  };
}
