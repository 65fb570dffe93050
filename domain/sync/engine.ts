/** The sync engine: decides when to send and when to ask, as a pure step over events; it does nothing itself (sync rule 10). */

/** Times are monotonic milliseconds of the desk service: wall clocks jump, these do not. */
export interface SyncPolicy {
  /** First wait after a failure; doubles with each further one (full jitter: the wait is a random share of it). */
  readonly backoffBaseMs: number;
  readonly backoffCapMs: number;
  /** How often HQ is asked for news when nothing else wakes the desk. */
  readonly pollMs: number;
  /** A new entry wakes a waiting upload, but not more often than this, so that a dead HQ is not asked at every exam. */
  readonly entryWakeGapMs: number;
  /** A desk that HQ shuts out or does not know asks so seldom, but it asks: HQ may have been put right, or a request damaged on its way. */
  readonly shutOutRetryMs: number;
  /** Somebody at HQ is about to approve this desk, and an officer waits for it. */
  readonly approvalRetryMs: number;
  /** How often AED is compared with HQ's, bucket by bucket, beside after a start and a first load. */
  readonly bucketCheckMs: number;
}

export const SYNC_POLICY: SyncPolicy = {
  backoffBaseMs: 1_000, backoffCapMs: 5 * 60_000, pollMs: 30_000, entryWakeGapMs: 2_000, shutOutRetryMs: 15 * 60_000, approvalRetryMs: 15_000,
  bucketCheckMs: 6 * 3_600_000,
};

/** Why a request to HQ did not succeed: a closed list, each with a sentence on the delivery screen. */
export const SYNC_FAILURES = [
  'unreachable', //     no connection, cut connection, time-out
  'not-hq', //          something answered, but not HQ: a captive portal, a proxy page, a wrong address
  'receipt-invalid', // the answer's receipt does not carry HQ's signature or names other entries
  'hq-error', //        HQ says it has an internal error
  'busy', //            HQ asks to wait
  'refused', //         HQ does not accept this request; repeating it will not help soon
  'fork', //            HQ holds another entry under one of our numbers: a person must look
  'device-refused', //  HQ does not know this device any more, or has revoked it
  'awaiting-approval', // nobody at HQ has approved this device yet
  'large-removal', //   HQ would take so much AED away that a person must agree first (sync rule 6)
  'storage', //         the desk's own disk could not take the answer in
] as const;

export type SyncFailureKind = (typeof SYNC_FAILURES)[number];

export interface SyncFailure {
  readonly kind: SyncFailureKind;
  /** From Retry-After; HQ's word is kept even when something wakes the lane. */
  readonly retryAfterMs: number | null;
}

/**
 * One direction. idle: nothing to do. busy: one request is under way. waiting: until `nextAt`. halted: a person must act first.
 * notBefore: HQ's Retry-After. attempts: failures in a row. lastTry: when the last request began. again: something woke the lane while
 * its request was under way, so it runs once more right after it, whatever became of it.
 */
export interface Lane {
  readonly phase: 'idle' | 'busy' | 'waiting' | 'halted';
  readonly attempts: number;
  readonly nextAt: number | null;
  readonly notBefore: number;
  readonly lastTry: number;
  readonly again: boolean;
}

export interface SyncState {
  readonly upload: Lane;
  readonly download: Lane;
  /** Last sealed sequence. */
  readonly headSeq: number;
  /** HQ has receipted everything up to here. */
  readonly deliveredSeq: number;
  /** Refused entries that somebody wants HQ to judge anew, ascending; each stays here until HQ has answered for it. */
  readonly toOfferAgain: readonly number[];
  /** The ledger is an older copy of one that went further: nothing of it goes up any more, whoever asks. */
  readonly isCopied: boolean;
}

export type SyncEvent =
  | { readonly kind: 'started'; readonly at: number; readonly headSeq: number; readonly deliveredSeq: number; readonly isCopied?: boolean }
  /** HQ speaks of entries that this ledger does not hold (domain/sync/copied.ts). */
  | { readonly kind: 'copied'; readonly at: number }
  | { readonly kind: 'entrySealed'; readonly at: number; readonly headSeq: number }
  | { readonly kind: 'woken'; readonly at: number; readonly by: 'resume' | 'network' | 'officer' }
  | { readonly kind: 'tick'; readonly at: number }
  | { readonly kind: 'uploaded'; readonly at: number; readonly deliveredSeq: number }
  /**
   * HQ misses entries that we hold a receipt for (it was restored from an older copy): send again from there. endsUpload: this was the
   * answer to an upload; otherwise the feed told so.
   */
  | { readonly kind: 'hqMisses'; readonly at: number; readonly expectedSeq: number; readonly endsUpload: boolean }
  /** A supervisor wants refused entries judged anew, or the ledger remembers such a wish from before a restart. */
  | { readonly kind: 'offeredAgain'; readonly at: number; readonly seqs: readonly number[] }
  /** HQ has judged these anew, whatever it found: the answer to `offerAgain`. */
  | { readonly kind: 'judgedAgain'; readonly at: number; readonly fromSeq: number; readonly toSeq: number }
  | { readonly kind: 'uploadFailed'; readonly at: number; readonly failure: SyncFailure; readonly random: number }
  | { readonly kind: 'downloaded'; readonly at: number; readonly more: boolean }
  | { readonly kind: 'downloadFailed'; readonly at: number; readonly failure: SyncFailure; readonly random: number };

export type SyncEffect =
  | { readonly kind: 'upload'; readonly afterSeq: number }
  /** Offer these refused entries once more, or as many from the front as fit into one upload. */
  | { readonly kind: 'offerAgain'; readonly fromSeq: number; readonly toSeq: number }
  | { readonly kind: 'download' }
  /** Call back with a tick at this time; replaces the timer before. null: no timer. */
  | { readonly kind: 'timer'; readonly at: number | null };

const IDLE: Lane = { phase: 'idle', attempts: 0, nextAt: null, notBefore: 0, lastTry: Number.NEGATIVE_INFINITY, again: false };

export const INITIAL_SYNC: SyncState = { upload: IDLE, download: IDLE, headSeq: 0, deliveredSeq: 0, toOfferAgain: [], isCopied: false };

/** Pure: the same state and event always give the same answer. random: 0 ≤ random < 1, passed in with a failure. */
export function step(state: SyncState, event: SyncEvent, policy: SyncPolicy = SYNC_POLICY): readonly [SyncState, readonly SyncEffect[]] {
  return startDue(haltedWhenCopied(react(state, event, policy)), event.at);
}

function react(state: SyncState, event: SyncEvent, policy: SyncPolicy): SyncState {
  switch (event.kind) {
    case 'started':
      return {
        ...INITIAL_SYNC, headSeq: event.headSeq, deliveredSeq: event.deliveredSeq, isCopied: event.isCopied ?? false,
        download: due(IDLE, event.at), upload: due(IDLE, event.at),
      };
    case 'copied':
      return { ...state, isCopied: true };
    case 'entrySealed':
      return { ...state, headSeq: Math.max(state.headSeq, event.headSeq), upload: wakenByEntry(state.upload, event.at, policy) };
    case 'woken':
      return {
        ...state,
        upload: waken(state.upload, event.at, event.by === 'officer'),
        download: waken(state.download, event.at, event.by === 'officer'),
      };
    case 'tick':
      return state;
    case 'uploaded':
      return { ...uploadSucceeded(state, event.at), deliveredSeq: Math.max(state.deliveredSeq, event.deliveredSeq) };
    case 'offeredAgain':
      return {
        ...state,
        toOfferAgain: [...new Set([...state.toOfferAgain, ...event.seqs])].sort((a, b) => a - b),
        // A flight under way is followed by these anyway; only after a success, so that no flight follows a failure at once.
        upload: state.upload.phase === 'busy' ? state.upload : waken(state.upload, event.at, false),
      };
    case 'judgedAgain':
      return { ...uploadSucceeded(state, event.at), toOfferAgain: state.toOfferAgain.filter((seq) => seq < event.fromSeq || seq > event.toSeq) };
    case 'hqMisses':
      return {
        ...state,
        deliveredSeq: Math.min(state.deliveredSeq, event.expectedSeq - 1),
        upload: state.upload.phase === 'busy' && !event.endsUpload ? { ...state.upload, again: true } : due(IDLE, event.at),
      };
    case 'uploadFailed':
      return { ...state, upload: failed(state.upload, event, policy) };
    case 'downloaded':
      return { ...state, download: due(IDLE, event.more || state.download.again ? event.at : event.at + policy.pollMs) };
    case 'downloadFailed':
      return { ...state, download: failed(state.download, event, policy) };
  }
}

/** A flight that is under way may end. */
function haltedWhenCopied(state: SyncState): SyncState {
  if (!state.isCopied || state.upload.phase === 'busy') return state;
  return { ...state, upload: { ...state.upload, phase: 'halted', nextAt: null, again: false } };
}

function uploadSucceeded(state: SyncState, at: number): SyncState {
  return {
    ...state,
    upload: due(IDLE, at),
    // HQ answers again: what failed in the other direction need not wait for its turn.
    download: state.download.attempts > 0 ? waken(state.download, at, false) : state.download,
  };
}

/** Starts every lane whose time has come and that has something to do; then sets one timer for the next. */
function startDue(state: SyncState, at: number): readonly [SyncState, readonly SyncEffect[]] {
  const effects: SyncEffect[] = [];
  let { upload, download } = state;
  if (isDue(upload, at)) {
    const flight = nextFlight(state);
    upload = flight === null ? { ...upload, phase: 'idle', nextAt: null } : { ...upload, phase: 'busy', nextAt: null, lastTry: at };
    if (flight !== null) effects.push(flight);
  }
  if (isDue(download, at)) {
    download = { ...download, phase: 'busy', nextAt: null, lastTry: at };
    effects.push({ kind: 'download' });
  }
  effects.push({ kind: 'timer', at: earliest(upload.nextAt, download.nextAt) });
  return [{ ...state, upload, download }, effects];
}

/** What waits goes first: entries that are offered again hold up a new one by the flight under way and no more (sync rule 3). */
function nextFlight({ headSeq, deliveredSeq, toOfferAgain }: SyncState): SyncEffect | null {
  if (headSeq > deliveredSeq) return { kind: 'upload', afterSeq: deliveredSeq };
  const [fromSeq] = toOfferAgain;
  if (fromSeq === undefined) return null;
  const end = toOfferAgain.findIndex((seq, place) => seq !== fromSeq + place);
  return { kind: 'offerAgain', fromSeq, toSeq: fromSeq + (end === -1 ? toOfferAgain.length : end) - 1 };
}

function isDue(lane: Lane, at: number): boolean {
  return lane.phase === 'waiting' && lane.nextAt !== null && lane.nextAt <= at;
}

function due(lane: Lane, at: number): Lane {
  return { ...lane, phase: 'waiting', nextAt: at };
}

function waken(lane: Lane, at: number, byOfficer: boolean): Lane {
  if (lane.phase === 'busy') return { ...lane, again: true };
  // Only a person restarts a halted lane, and only a person may ask earlier than HQ wished.
  if (byOfficer) return due({ ...lane, attempts: 0, notBefore: 0 }, at);
  if (lane.phase === 'halted') return lane;
  return due(lane, Math.max(at, lane.notBefore));
}

function wakenByEntry(lane: Lane, at: number, policy: SyncPolicy): Lane {
  if (lane.phase === 'busy' || lane.phase === 'halted') return lane;
  const soonest = Math.max(at, lane.notBefore, lane.lastTry + policy.entryWakeGapMs * Math.min(lane.attempts, 1));
  const nextAt = lane.phase === 'waiting' && lane.nextAt !== null ? Math.min(lane.nextAt, soonest) : soonest;
  return due(lane, nextAt);
}

/** Failures that end by what a person does at HQ; only the officer may ask sooner. */
function slowRetryMs(kind: SyncFailureKind, policy: SyncPolicy): number | null {
  if (kind === 'device-refused') return policy.shutOutRetryMs;
  return kind === 'awaiting-approval' ? policy.approvalRetryMs : null;
}

/** fork: another enrolment. large-removal: a supervisor agrees. */
const HALTING: ReadonlySet<SyncFailureKind> = new Set<SyncFailureKind>(['fork', 'large-removal']);

function failed(lane: Lane, event: { readonly at: number; readonly failure: SyncFailure; readonly random: number }, policy: SyncPolicy): Lane {
  const attempts = lane.attempts + 1;
  // Only what a person decides helps, so nothing is tried by itself; every other failure may pass.
  if (HALTING.has(event.failure.kind)) return { ...lane, phase: 'halted', attempts, nextAt: null, again: false };
  const slowMs = slowRetryMs(event.failure.kind, policy);
  if (slowMs !== null) {
    // Up to a quarter sooner, so that the desks of a restored HQ do not all ask at once.
    const nextAt = event.at + Math.max(Math.ceil(slowMs * (1 - event.random / 4)), event.failure.retryAfterMs ?? 0);
    return { ...lane, phase: 'waiting', attempts, nextAt, notBefore: nextAt, again: false };
  }
  const notBefore = event.failure.retryAfterMs === null ? 0 : event.at + event.failure.retryAfterMs;
  const nextAt = Math.max(event.at + (lane.again ? 0 : backoffMs(attempts, event.random, policy)), notBefore);
  return { ...lane, phase: 'waiting', attempts, nextAt, notBefore, again: false };
}

/** attempts: failures in a row, at least one. Full jitter: a random share of the range. */
export function backoffMs(attempts: number, random: number, policy: SyncPolicy = SYNC_POLICY): number {
  return Math.floor(Math.min(policy.backoffCapMs, policy.backoffBaseMs * 2 ** Math.min(attempts - 1, 30)) * random);
}

function earliest(a: number | null, b: number | null): number | null {
  if (a === null) return b;
  return b === null ? a : Math.min(a, b);
}
