/** Sends photos to HQ beside the desk's entries: one flight at a time, and none while entries go up. */
import { INITIAL_PHOTO_LANE, nextMove, stepPhotos, countWhy, type PhotoEvent, type PhotoLane as LaneState, type PhotoMove, type WaitingPhoto } from '../../domain/photo/lane.ts';
import { PHOTO_REFUSALS, type PhotoReceipt, type PhotoReply } from '../../domain/photo/messages.ts';
import { canonicalText } from '../../domain/ledger/entry.ts';
import type { SyncFailure, SyncFailureKind } from '../../domain/sync/engine.ts';
import { isSignedBy } from './deviceKey.ts';
import type { Partner } from './runner.ts';
import { after, type After, type Answer, type PhotoLine } from './transport.ts';

/** deviceId: whose entry `seq` is, which names the photo: this desk's or a former device's of it. */
export interface PhotoToSend extends WaitingPhoto {
  readonly deviceId: string;
  readonly seq: number;
}

export interface PhotoLanePorts {
  readonly line: PhotoLine;
  readonly photos: {
    /** Whose entry is receipted, in the order they are to go. */
    readonly waiting: () => readonly PhotoToSend[];
    /** The whole photo; null: the desk's own disk does not give it back. */
    readonly bytes: (photoId: string) => Promise<Uint8Array | null>;
    /** The caller has checked HQ's signature. */
    readonly receive: (receipt: PhotoReceipt) => void;
  };
  /** Nothing of the desk's own entries waits to go up just now. */
  readonly isOwnLaneFree: () => boolean;
  readonly monotonicMs: () => number;
  readonly random: () => number;
  /** Default: the real timer. */
  readonly after?: After;
  /** A photo arrived, or could not go. */
  readonly onChange: () => void;
}

export interface PhotoLaneFacts {
  readonly refused: number;
  readonly unreadable: number;
  readonly isKnownToHq: boolean;
  readonly failure: SyncFailureKind | null;
}

export type PhotoLane = ReturnType<typeof makePhotoLane>;

type Flight = Exclude<PhotoMove, { kind: 'rest' }>;

const STORAGE: SyncFailure = { kind: 'storage', retryAfterMs: null };

export function makePhotoLane(partner: Partner, ports: PhotoLanePorts) {
  let lane: LaneState = INITIAL_PHOTO_LANE;
  let cancelTimer: (() => void) | null = null;
  let isBusy = false;
  let stopped = false;
  /** Of the photo under way only: the next chunk need not decrypt it anew. */
  let opened: { readonly photoId: string; readonly bytes: Uint8Array } | null = null;
  const callLater = ports.after ?? after;

  /** Starts the next flight when there is one and the line is free; otherwise sets the time to look again. */
  function poke(): void {
    if (stopped || isBusy || !ports.isOwnLaneFree()) return;
    const waiting = readWaiting();
    const move = nextMove(lane, waiting, ports.monotonicMs());
    setTimer(move.kind === 'rest' ? move.until : null);
    if (move.kind === 'rest') {
      opened = null;
      return;
    }
    const photo = waiting.find(({ photoId }) => photoId === move.photoId);
    if (photo !== undefined) void fly(move, photo);
  }

  /** Unreadable now: nothing is lost by it, and the next poke asks again. */
  function readWaiting(): readonly PhotoToSend[] {
    try {
      return ports.photos.waiting();
    } catch {
      return [];
    }
  }

  function setTimer(at: number | null): void {
    cancelTimer?.();
    cancelTimer = at === null ? null : callLater(Math.max(0, at - ports.monotonicMs()), poke);
  }

  async function fly(move: Flight, photo: PhotoToSend): Promise<void> {
    isBusy = true;
    const event = await flown(move, photo).catch(() => failure(move, STORAGE));
    isBusy = false;
    if (stopped) return;
    lane = stepPhotos(lane, event);
    // Chunks that arrive are no news to anybody.
    if (event.kind !== 'held') ports.onChange();
    poke();
  }

  async function flown(move: Flight, photo: PhotoToSend): Promise<PhotoEvent> {
    const bytes = await bytesOf(photo);
    if (bytes === null) return failure(move, STORAGE);
    const answer = move.kind === 'ask'
      ? await ports.line.ask(photo)
      : await ports.line.send(photo, move.offset, bytes.subarray(move.offset, move.offset + move.bytes));
    return eventOf(move, photo, answer);
  }

  /** Asked about only when it is here: HQ is not told of what cannot be sent. */
  async function bytesOf({ photoId, bytes }: PhotoToSend): Promise<Uint8Array | null> {
    if (opened?.photoId !== photoId) {
      const read = await ports.photos.bytes(photoId);
      opened = read === null || read.length !== bytes ? null : { photoId, bytes: read };
    }
    return opened?.bytes ?? null;
  }

  function eventOf(move: Flight, photo: PhotoToSend, answer: Answer<PhotoReply>): PhotoEvent {
    const { photoId, bytes } = photo;
    const now = { at: ports.monotonicMs(), random: ports.random() };
    // A question has no body that could be damaged: an HQ that does not understand it is of a version before photos.
    if (!answer.ok) return move.kind === 'ask' && answer.code === 'bad-request' ? { kind: 'unknown', ...now } : failure(move, answer.failure);
    const reply = answer.value;
    if ('held' in reply) return { kind: 'held', photoId, held: reply.held, bytes, sentFrom: sentFromOf(move), ...now };
    if ('refused' in reply) return { kind: 'refused', photoId, reason: reply.refused.reason, ...now };
    if (!isReceiptFor(partner, photo, reply.receipt)) return failure(move, { kind: 'receipt-invalid', retryAfterMs: null });
    ports.photos.receive(reply.receipt);
    opened = null;
    return { kind: 'delivered', photoId };
  }

  function failure(move: Flight, why: SyncFailure): PhotoEvent {
    return { kind: 'failed', photoId: move.photoId, failure: why, sentFrom: sentFromOf(move), at: ports.monotonicMs(), random: ports.random() };
  }

  return {
    poke,
    /** A person asks: nothing waits for its turn any more, also not an HQ that knew no photos. */
    askedByPerson(): void {
      lane = stepPhotos(lane, { kind: 'woken', by: 'officer' });
      poke();
    },
    /** HQ has answered to something else, or the network came back. */
    hqMayAnswer(): void {
      lane = stepPhotos(lane, { kind: 'woken', by: 'hq' });
      poke();
    },
    facts(): PhotoLaneFacts {
      const waiting = readWaiting();
      return {
        refused: countWhy(lane, waiting, (why) => PHOTO_REFUSALS.some((reason) => reason === why)),
        unreadable: countWhy(lane, waiting, (why) => why === 'storage'),
        isKnownToHq: lane.unknownUntil === null,
        failure: lane.failure,
      };
    },
    stop(): void {
      stopped = true;
      opened = null;
      setTimer(null);
    },
  };
}

function sentFromOf(move: Flight): number | null {
  return move.kind === 'send' ? move.offset : null;
}

/** Signed by HQ's pinned key, of this very photo (sync rule 1). */
export function isReceiptFor({ hqId, hqPublicKey }: Pick<Partner, 'hqId' | 'hqPublicKey'>, { photoId, bytes }: WaitingPhoto, { body, signature }: PhotoReceipt): boolean {
  return body.hqId === hqId && body.photoId === photoId && body.bytes === bytes && isSignedBy(hqPublicKey, canonicalText(body), signature);
}
