/** Carries out what the sync engine decides: one upload and one download at a time, timers, and the facts for the status text. */
import type { Entry } from '../../domain/ledger/entry.ts';
import { copyNoticeOf, type CopyNotice, type HqsWord, type LedgerStanding } from '../../domain/sync/copied.ts';
import { INITIAL_SYNC, step, type Lane, type SyncEffect, type SyncEvent, type SyncFailure, type SyncFailureKind, type SyncState } from '../../domain/sync/engine.ts';
import { MAX_ROWS_PER_PAGE, type FeedPage, type HqKeys, type Receipt, type Verdict } from '../../domain/sync/messages.ts';
import type { HeardClock } from '../../domain/sync/skew.ts';
import { makeBatches } from './batches.ts';
import { makeBucketCheck, type BucketCheck, type BucketFacts, type BucketStore } from './bucketCheck.ts';
import { isNewReceipt, isOfHq, isReceiptFor } from './receipts.ts';
import { makeSnapshotFetch, type LoadProgress, type SnapshotFetch, type SnapshotLoader } from './snapshotFetch.ts';
import { after, type After, type Sender, type Transport } from './transport.ts';

/** HQ as this desk knows it since enrolment. */
export interface Partner extends Sender {
  readonly hqId: string;
  readonly hqPublicKey: string;
  /** Whose snapshot to load; without it the feed is read from its beginning. */
  readonly facilityId?: string;
}

/** lastSeq: the highest of this desk's entries that HQ holds; absent from an older HQ. removalAsked: nothing of the page was applied. */
export type FeedPageFacts = Pick<FeedPage, 'more' | 'hqTime'> & Partial<Pick<FeedPage, 'lastSeq' | 'hqKeys'>> & { readonly removalAsked?: RemovalAsked | undefined };

/** HQ would take this much AED away, which a person must agree to first (sync rule 6). before: rows when this reading of the feed began. */
export interface RemovalAsked {
  readonly removed: number;
  readonly before: number;
}

export interface RunnerPorts {
  readonly transport: Transport;
  readonly ledger: {
    readonly headSeq: () => number;
    readonly deliveredSeq: () => number;
    readonly after: (seq: number, limit: number) => readonly Entry[];
    /** again: the entries were offered again, so the wish for it is answered. */
    readonly receive: (receipt: Receipt, verdicts: readonly Verdict[], again: boolean) => void;
    /** Refused entries that somebody wanted judged anew before the desk was started again. */
    readonly toOfferAgain?: () => readonly number[];
    readonly isCopied?: () => boolean;
  };
  readonly reference: {
    readonly cursor: () => string | null;
    /** Applies rows and cursor in one transaction; null when the text is no feed page. */
    readonly applyPage: (text: string, isRemovalAllowed?: boolean) => Promise<FeedPageFacts | null>;
    /** Without it the feed is read from its beginning. */
    readonly snapshot?: SnapshotLoader;
    /** Without it AED is never compared with HQ's. */
    readonly buckets?: BucketStore;
  };
  readonly monotonicMs: () => number;
  /** Default: the real timer. */
  readonly after?: After;
  /** Default: `isReceiptFor`; the simulation of sync takes it away to see that this is noticed. */
  readonly isReceiptFor?: typeof isReceiptFor;
  readonly wallClock: () => string;
  readonly random: () => number;
  readonly onChange: (what: 'status' | 'delivered' | 'reference') => void;
  /** What HQ says of keys, on every page; whoever takes it checks HQ's signature. */
  readonly onHqKeys?: (keys: HqKeys) => void;
  /** HQ speaks of entries that the ledger does not hold; whoever takes it marks the ledger. Nothing more goes up. */
  readonly onCopied?: (notice: CopyNotice) => void;
}

export interface LaneFacts {
  readonly phase: Lane['phase'];
  /** Why the last try did not succeed; null after a success. */
  readonly failure: { readonly kind: SyncFailureKind; readonly at: string } | null;
  readonly nextAttemptAt: string | null;
}

export interface RunnerFacts {
  readonly upload: LaneFacts;
  readonly download: LaneFacts;
  /** What the download, or one bucket, waits for a supervisor's word about. */
  readonly removalAsked: RemovalAsked | null;
  /** How far the first load from a snapshot is; null when none is under way. */
  readonly firstLoad: LoadProgress | null;
  /** How the last comparison of AED with HQ's came out; null where nothing is compared. */
  readonly aedCheck: BucketFacts | null;
  readonly lastContactAt: string | null;
  /** HQ's own clock when last heard, RFC 3339 UTC. */
  readonly hqHeardAt: string | null;
  /** The same with the desk's monotonic clock beside it; null also after a sleep, which some systems do not count. */
  readonly heardClock: HeardClock | null;
}

export type SyncRunner = ReturnType<typeof makeSyncRunner>;

export function makeSyncRunner(partner: Partner, ports: RunnerPorts) {
  let state: SyncState = INITIAL_SYNC;
  const snapshot = snapshotOf(partner, ports);
  const buckets = bucketsOf(partner, ports);
  let removalAsked: RemovalAsked | null = null;
  /** Until the feed has been read to its end: what was agreed to may be spread over pages. */
  let isRemovalAllowed = false;
  const callLater = ports.after ?? after;
  const batches = makeBatches(partner.deviceId, {
    entriesAfter: ports.ledger.after, prepare: ports.transport.prepare, after: callLater,
  });
  let cancelTimer: (() => void) | null = null;
  let stopped = false;
  let isCursorRefused = false;
  let lastContactAt: string | null = null;
  let hqHeardAt: string | null = null;
  let heardClock: HeardClock | null = null;
  const failures: Record<'upload' | 'download', LaneFacts['failure']> = { upload: null, download: null };

  function dispatch(event: SyncEvent): void {
    if (stopped) return;
    const [next, effects] = step(state, event);
    state = next;
    for (const effect of effects) carryOut(effect);
    ports.onChange('status');
  }

  function carryOut(effect: SyncEffect): void {
    switch (effect.kind) {
      case 'upload':
        void upload(effect.afterSeq, null);
        return;
      case 'offerAgain':
        void upload(effect.fromSeq - 1, effect.toSeq);
        return;
      case 'download':
        void download();
        return;
      case 'timer':
        setTimer(effect.at);
        return;
    }
  }

  function setTimer(at: number | null): void {
    cancelTimer?.();
    cancelTimer = at === null ? null : callLater(Math.max(0, at - ports.monotonicMs()), () => dispatch({ kind: 'tick', at: ports.monotonicMs() }));
  }

  /** againTo: last of the refused entries that are offered again; null for entries that wait. */
  async function upload(afterSeq: number, againTo: number | null): Promise<void> {
    const batch = againTo === null ? batches.waiting(afterSeq) : batches.again(afterSeq, againTo);
    if (batch === null) return uploadFailed({ kind: 'storage', retryAfterMs: null });
    const { entries } = batch;
    const reply = ports.transport.upload(partner, batch);
    // What is offered again was delivered before: what waits does not come after it.
    if (againTo === null) batches.lookAhead(afterSeq + entries.length);
    const answer = await reply;
    const heardMs = ports.monotonicMs();
    if (stopped) return;
    if (!answer.ok) {
      if (answer.code === 'fork') listenForCopy({ by: 'fork' });
      if (answer.code === 'gap' && answer.expectedSeq !== null) listenForCopy({ by: 'gap', hqSeq: answer.expectedSeq - 1 });
      const isOlderHq = answer.code === 'gap' && answer.expectedSeq !== null && answer.expectedSeq <= afterSeq;
      if (isOlderHq) dispatch({ kind: 'hqMisses', at: ports.monotonicMs(), expectedSeq: answer.expectedSeq, endsUpload: true });
      else uploadFailed(answer.failure);
      return;
    }
    if (!(ports.isReceiptFor ?? isReceiptFor)(partner, entries, answer.value)) {
      if (isOfHq(partner, answer.value.receipt)) listenForCopy({ by: 'receipt', hqSeq: answer.value.receipt.body.toSeq });
      return uploadFailed({ kind: 'receipt-invalid', retryAfterMs: null });
    }
    try {
      ports.ledger.receive(answer.value.receipt, answer.value.verdicts, againTo !== null);
    } catch {
      return uploadFailed({ kind: 'storage', retryAfterMs: null });
    }
    const { fromSeq, toSeq, receivedAt } = answer.value.receipt.body;
    heard(isNewReceipt(answer.value) ? { hqTime: receivedAt, monotonicMs: heardMs } : null);
    failures.upload = null;
    if (againTo === null) dispatch({ kind: 'uploaded', at: ports.monotonicMs(), deliveredSeq: toSeq });
    else dispatch({ kind: 'judgedAgain', at: ports.monotonicMs(), fromSeq, toSeq });
    ports.onChange('delivered');
  }

  /** null: the reference store cannot be read just now. */
  function readCursor(): { readonly cursor: string | null } | null {
    try {
      return { cursor: isCursorRefused ? null : ports.reference.cursor() };
    } catch {
      return null;
    }
  }

  async function download(): Promise<void> {
    const from = readCursor();
    if (from === null) return downloadFailed({ kind: 'storage', retryAfterMs: null });
    if (from.cursor === null && (await hasSteppedInSnapshot())) return;
    const answer = await ports.transport.feedPage(partner, from.cursor, MAX_ROWS_PER_PAGE);
    // Not after the page is stored: that may take a while, and HQ's clock was read before.
    const heardMs = ports.monotonicMs();
    if (stopped) return;
    if (!answer.ok) {
      // HQ was restored from an older copy and does not know our cursor: ask from the start; rows that are here already change nothing.
      isCursorRefused = answer.code === 'cursor-unknown' || answer.code === 'bad-request';
      return downloadFailed(answer.failure);
    }
    const page = await applied(answer.value);
    if (page === 'not-stored') return downloadFailed({ kind: 'storage', retryAfterMs: null });
    if (page === null) return downloadFailed({ kind: 'not-hq', retryAfterMs: null });
    removalAsked = page.removalAsked ?? null;
    if (removalAsked !== null) return downloadFailed({ kind: 'large-removal', retryAfterMs: null });
    isCursorRefused = false;
    isRemovalAllowed = isRemovalAllowed && page.more;
    heard({ hqTime: page.hqTime, monotonicMs: heardMs });
    failures.download = null;
    if (page.hqKeys !== undefined) ports.onHqKeys?.(page.hqKeys);
    ports.onChange('reference');
    // A desk with nothing new to send would never hear by a refusal that HQ was restored from an older copy.
    if (page.lastSeq !== undefined && page.lastSeq < state.deliveredSeq) {
      dispatch({ kind: 'hqMisses', at: ports.monotonicMs(), expectedSeq: page.lastSeq + 1, endsUpload: false });
    }
    if (page.lastSeq !== undefined) listenForCopy({ by: 'feed', hqSeq: page.lastSeq });
    const isMoreToCompare = buckets !== null && !page.more && (await hasMoreToCompare(buckets));
    dispatch({ kind: 'downloaded', at: ports.monotonicMs(), more: page.more || isMoreToCompare });
  }

  /** One bucket at most, so that the feed is looked at again before the next. */
  async function hasMoreToCompare(check: BucketCheck): Promise<boolean> {
    const { goesOn, isChanged } = await check.step();
    if (isChanged && !stopped) ports.onChange('reference');
    return goesOn;
  }

  function listenForCopy(word: HqsWord): void {
    if (state.isCopied) return;
    const standing = readStanding();
    const notice = standing === null ? null : copyNoticeOf(word, standing);
    if (notice === null) return;
    // First the mark: a new entry must not slip in between.
    ports.onCopied?.(notice);
    dispatch({ kind: 'copied', at: ports.monotonicMs() });
  }

  /** null: the ledger cannot be read just now. HQ says the same again with its next answer. */
  function readStanding(): LedgerStanding | null {
    try {
      return { headSeq: ports.ledger.headSeq(), receiptedSeq: ports.ledger.deliveredSeq(), deliveredSeq: state.deliveredSeq };
    } catch {
      return null;
    }
  }

  /** A desk without a place in the feed loads HQ's snapshot first. False: there is none to load, and the feed is read from its beginning. */
  async function hasSteppedInSnapshot(): Promise<boolean> {
    const taken = snapshot === null ? ({ kind: 'none' } as const) : await snapshot.step();
    if (stopped) return true;
    if (taken.kind === 'none') return false;
    if (taken.kind === 'failed') {
      downloadFailed(taken.failure);
      return true;
    }
    isCursorRefused = isCursorRefused && taken.kind !== 'loaded';
    failures.download = null;
    heard(null);
    if (taken.kind === 'loaded') {
      buckets?.makeDue();
      ports.onChange('reference');
    }
    dispatch({ kind: 'downloaded', at: ports.monotonicMs(), more: true });
    return true;
  }

  async function applied(text: string): Promise<FeedPageFacts | null | 'not-stored'> {
    try {
      return await ports.reference.applyPage(text, isRemovalAllowed);
    } catch {
      return 'not-stored';
    }
  }

  function laneFacts({ phase, nextAt }: Lane, failure: LaneFacts['failure']): LaneFacts {
    const nextAttemptAt = nextAt === null ? null : new Date(Date.parse(ports.wallClock()) + nextAt - ports.monotonicMs()).toISOString();
    return { phase, failure, nextAttemptAt };
  }

  /** clock: null when HQ answered without telling its time. */
  function heard(clock: HeardClock | null): void {
    lastContactAt = ports.wallClock();
    if (clock === null) return;
    hqHeardAt = clock.hqTime;
    heardClock = clock;
  }

  function uploadFailed(failure: SyncFailure): void {
    failures.upload = { kind: failure.kind, at: ports.wallClock() };
    dispatch({ kind: 'uploadFailed', at: ports.monotonicMs(), failure, random: ports.random() });
  }

  function downloadFailed(failure: SyncFailure): void {
    if (stopped) return;
    failures.download = { kind: failure.kind, at: ports.wallClock() };
    dispatch({ kind: 'downloadFailed', at: ports.monotonicMs(), failure, random: ports.random() });
  }

  return {
    start(): void {
      const [headSeq, deliveredSeq] = [ports.ledger.headSeq(), ports.ledger.deliveredSeq()];
      dispatch({ kind: 'started', at: ports.monotonicMs(), headSeq, deliveredSeq, isCopied: ports.ledger.isCopied?.() ?? false });
      const seqs = ports.ledger.toOfferAgain?.() ?? [];
      if (seqs.length > 0) dispatch({ kind: 'offeredAgain', at: ports.monotonicMs(), seqs });
    },
    /** The caller has stored the wish. */
    offerAgain(seqs: readonly number[]): void {
      dispatch({ kind: 'offeredAgain', at: ports.monotonicMs(), seqs });
    },
    entrySealed(): void {
      dispatch({ kind: 'entrySealed', at: ports.monotonicMs(), headSeq: ports.ledger.headSeq() });
    },
    /** A supervisor has agreed to what is asked; null when nothing is. */
    allowRemoval(): RemovalAsked | null {
      const asked = removalAsked ?? buckets?.removalAsked() ?? null;
      if (asked === null) return null;
      if (removalAsked === null) buckets?.allowRemoval();
      else isRemovalAllowed = true;
      dispatch({ kind: 'woken', at: ports.monotonicMs(), by: 'officer' });
      return asked;
    },
    wake(by: 'resume' | 'network' | 'officer'): void {
      if (by === 'resume') heardClock = null;
      dispatch({ kind: 'woken', at: ports.monotonicMs(), by });
    },
    facts(): RunnerFacts {
      return {
        upload: laneFacts(state.upload, failures.upload),
        download: laneFacts(state.download, failures.download),
        removalAsked: removalAsked ?? buckets?.removalAsked() ?? null,
        firstLoad: snapshot?.progress() ?? null,
        aedCheck: buckets?.facts() ?? null,
        lastContactAt,
        hqHeardAt,
        heardClock,
      };
    },
    stop(): void {
      stopped = true;
      setTimer(null);
      batches.stop();
    },
  };
}

function snapshotOf(partner: Partner, { transport, reference }: RunnerPorts): SnapshotFetch | null {
  const { hqId, hqPublicKey, facilityId } = partner;
  if (transport.snapshots === undefined || reference.snapshot === undefined || facilityId === undefined) return null;
  return makeSnapshotFetch({ hqId, hqPublicKey, facilityId }, transport.snapshots(partner), reference.snapshot);
}

function bucketsOf(partner: Partner, ports: RunnerPorts): BucketCheck | null {
  const { transport, reference } = ports;
  if (transport.buckets === undefined || reference.buckets === undefined) return null;
  return makeBucketCheck(partner, transport.buckets(partner), reference.buckets, ports);
}
