/** What goes up next of the photos that wait, and when: one flight at a time, each photo with its own fate, resumed where HQ says. */
import { backoffMs, SYNC_POLICY, type SyncFailure, type SyncFailureKind, type SyncPolicy } from '../sync/engine.ts';
import { MAX_PHOTO_CHUNK_BYTES, type PhotoRefusal } from './messages.ts';

/** A photo whose entry HQ has receipted and that HQ has not said it holds. bytes: of the whole photo. */
export interface WaitingPhoto {
  readonly photoId: string;
  readonly bytes: number;
}

/** held: what HQ said it has, null when it must be asked. why: what became of the last flight, null after a success. */
interface Standing {
  readonly held: number | null;
  readonly attempts: number;
  readonly freeAt: number;
  readonly why: SyncFailureKind | PhotoRefusal | null;
}

/**
 * Times are monotonic milliseconds. freeAt: HQ cannot be reached until then; that concerns every photo. notBefore: from Retry-After, kept
 * against everything but a person. unknownUntil: HQ is of a version that knows no photos, and is asked again then. chunkBytes: fewer on a
 * line that breaks, so that a thin one gets a chunk through. After a restart all of it is forgotten and HQ is asked again.
 */
export interface PhotoLane {
  readonly attempts: number;
  readonly freeAt: number;
  readonly notBefore: number;
  readonly unknownUntil: number | null;
  readonly chunkBytes: number;
  readonly photos: Readonly<Record<string, Standing>>;
  /** Why the last flight did not succeed; null after a success. */
  readonly failure: SyncFailureKind | null;
}

export const INITIAL_PHOTO_LANE: PhotoLane = {
  attempts: 0, freeAt: 0, notBefore: 0, unknownUntil: null, chunkBytes: MAX_PHOTO_CHUNK_BYTES, photos: {}, failure: null,
};

/** A line that does not bring so few bytes through brings no entries through either. */
export const MIN_PHOTO_CHUNK_BYTES = 16 * 1024;

const UNTRIED: Standing = { held: null, attempts: 0, freeAt: 0, why: null };

/** rest: nothing to do before `until`; null: nothing waits at all. */
export type PhotoMove =
  | { readonly kind: 'ask'; readonly photoId: string }
  | { readonly kind: 'send'; readonly photoId: string; readonly offset: number; readonly bytes: number }
  | { readonly kind: 'rest'; readonly until: number | null };

/** waiting: in the order in which they are to go. One that rests by its own fault holds up none behind it. */
export function nextMove(lane: PhotoLane, waiting: readonly WaitingPhoto[], at: number): PhotoMove {
  const lineFreeAt = Math.max(lane.freeAt, lane.notBefore, lane.unknownUntil ?? 0);
  const freeAt = ({ photoId }: WaitingPhoto): number => Math.max(lineFreeAt, standingOf(lane, photoId).freeAt);
  const due = waiting.find((photo) => freeAt(photo) <= at);
  if (due === undefined) return { kind: 'rest', until: waiting.length === 0 ? null : Math.min(...waiting.map(freeAt)) };
  const { photoId, bytes } = due;
  const { held } = standingOf(lane, photoId);
  // All of it is there and no receipt came: HQ is asked for it.
  if (held === null || held >= bytes) return { kind: 'ask', photoId };
  return { kind: 'send', photoId, offset: held, bytes: Math.min(lane.chunkBytes, bytes - held) };
}

/** sentFrom: where the chunk began that this is the answer to or the end of; null: HQ was asked. random: 0 ≤ random < 1. */
export type PhotoEvent =
  | { readonly kind: 'held'; readonly photoId: string; readonly held: number; readonly bytes: number; readonly sentFrom: number | null; readonly at: number; readonly random: number }
  | { readonly kind: 'delivered'; readonly photoId: string }
  | { readonly kind: 'refused'; readonly photoId: string; readonly reason: PhotoRefusal; readonly at: number; readonly random: number }
  | { readonly kind: 'failed'; readonly photoId: string; readonly failure: SyncFailure; readonly sentFrom: number | null; readonly at: number; readonly random: number }
  /** HQ does not know the question. */
  | { readonly kind: 'unknown'; readonly at: number; readonly random: number }
  /** hq: it has answered to something else, or the network came back. officer: a person asks. */
  | { readonly kind: 'woken'; readonly by: 'hq' | 'officer' };

/** Pure: the same lane and event always give the same answer. */
export function stepPhotos(lane: PhotoLane, event: PhotoEvent, policy: SyncPolicy = SYNC_POLICY): PhotoLane {
  switch (event.kind) {
    case 'held':
      return heard(lane, event, policy);
    case 'delivered': {
      const { [event.photoId]: _, ...photos } = lane.photos;
      return { ...answering(lane), photos };
    }
    case 'refused':
      return putOff(answering(lane), event, event.reason, event.reason === 'too-large' ? policy.shutOutRetryMs : null, policy);
    case 'failed':
      return failed(lane, event, policy);
    case 'unknown':
      // Up to a quarter sooner, so that the desks of an HQ that was renewed do not all ask at once.
      return { ...answering(lane), unknownUntil: event.at + Math.ceil(policy.shutOutRetryMs * (1 - event.random / 4)) };
    case 'woken':
      return event.by === 'officer' ? { ...INITIAL_PHOTO_LANE, chunkBytes: lane.chunkBytes } : { ...lane, attempts: 0, freeAt: 0 };
  }
}

/** HQ does what it can with photos: whatever stood in the way of the line does not any more. */
function answering(lane: PhotoLane): PhotoLane {
  return { ...lane, attempts: 0, freeAt: 0, notBefore: 0, unknownUntil: null, failure: null };
}

function heard(lane: PhotoLane, event: Extract<PhotoEvent, { kind: 'held' }>, policy: SyncPolicy): PhotoLane {
  const { photoId, held, bytes, sentFrom } = event;
  const isWholeWithoutReceipt = held >= bytes;
  const isWithoutProgress = sentFrom !== null && held <= sentFrom;
  // An HQ that always says the same must not be asked without a pause.
  if (isWholeWithoutReceipt || isWithoutProgress) return putOff(answering(lane), event, 'hq-error', null, policy, isWholeWithoutReceipt ? null : held);
  const { attempts } = standingOf(lane, photoId);
  return {
    ...withStanding(answering(lane), photoId, { held, attempts: sentFrom === null ? attempts : 0, freeAt: 0, why: null }),
    chunkBytes: sentFrom === null ? lane.chunkBytes : Math.min(lane.chunkBytes * 2, MAX_PHOTO_CHUNK_BYTES),
  };
}

/** What one photo may cause by itself puts off that photo alone; what another one would meet as well puts off the line. */
const OF_ONE_PHOTO: ReadonlySet<SyncFailureKind> = new Set<SyncFailureKind>(['hq-error', 'receipt-invalid', 'refused', 'storage']);

function failed(lane: PhotoLane, event: Extract<PhotoEvent, { kind: 'failed' }>, policy: SyncPolicy): PhotoLane {
  const { photoId, failure, sentFrom, at, random } = event;
  const known = {
    ...lane,
    // The desk's own file is no word on the line: it is told of by `countWhy`.
    failure: failure.kind === 'storage' ? lane.failure : failure.kind,
    notBefore: failure.retryAfterMs === null ? lane.notBefore : at + failure.retryAfterMs,
    chunkBytes: sentFrom !== null && failure.kind === 'unreachable' ? Math.max(MIN_PHOTO_CHUNK_BYTES, Math.floor(lane.chunkBytes / 2)) : lane.chunkBytes,
  };
  if (OF_ONE_PHOTO.has(failure.kind)) return putOff(known, event, failure.kind, null, policy);
  const attempts = lane.attempts + 1;
  // The answer may be lost and the chunk not: HQ is asked how far it is.
  return {
    ...withStanding(known, photoId, { ...standingOf(lane, photoId), held: null }),
    attempts,
    freeAt: at + (slowRetryMs(failure.kind, policy) ?? backoffMs(attempts, random, policy)),
  };
}

/** What a person at HQ ends: asked as seldom as the other lanes ask. */
function slowRetryMs(kind: SyncFailureKind, policy: SyncPolicy): number | null {
  if (kind === 'device-refused') return policy.shutOutRetryMs;
  return kind === 'awaiting-approval' ? policy.approvalRetryMs : null;
}

function putOff(
  lane: PhotoLane, { photoId, at, random }: { readonly photoId: string; readonly at: number; readonly random: number },
  why: SyncFailureKind | PhotoRefusal, restMs: number | null, policy: SyncPolicy, held: number | null = null,
): PhotoLane {
  const attempts = standingOf(lane, photoId).attempts + 1;
  return withStanding(lane, photoId, { held, attempts, freeAt: at + (restMs ?? backoffMs(attempts, random, policy)), why });
}

function standingOf(lane: PhotoLane, photoId: string): Standing {
  return lane.photos[photoId] ?? UNTRIED;
}

function withStanding(lane: PhotoLane, photoId: string, standing: Standing): PhotoLane {
  return { ...lane, photos: { ...lane.photos, [photoId]: standing } };
}

/** How many of the photos that wait the last flight ended so for. */
export function countWhy(lane: PhotoLane, waiting: readonly Pick<WaitingPhoto, 'photoId'>[], isOne: (why: SyncFailureKind | PhotoRefusal) => boolean): number {
  return waiting.filter(({ photoId }) => {
    const { why } = standingOf(lane, photoId);
    return why !== null && isOne(why);
  }).length;
}
