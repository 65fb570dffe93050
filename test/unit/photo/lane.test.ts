/** The rule of the photo lane: what goes next, what rests how long, and that every photo arrives whatever happens on the way. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countWhy, INITIAL_PHOTO_LANE, MIN_PHOTO_CHUNK_BYTES, nextMove, stepPhotos, type PhotoEvent, type PhotoLane, type WaitingPhoto } from '../../../domain/photo/lane.ts';
import { MAX_PHOTO_CHUNK_BYTES, PHOTO_REFUSALS } from '../../../domain/photo/messages.ts';
import { SYNC_FAILURES, SYNC_POLICY, type SyncFailureKind } from '../../../domain/sync/engine.ts';

const A: WaitingPhoto = { photoId: 'a', bytes: 300_000 };
const B: WaitingPhoto = { photoId: 'b', bytes: 1_000 };
const after = (...events: PhotoEvent[]): PhotoLane => events.reduce((lane, event) => stepPhotos(lane, event), INITIAL_PHOTO_LANE);
const held = (bytes: number, sentFrom: number | null = null, photo = A): PhotoEvent =>
  ({ kind: 'held', photoId: photo.photoId, held: bytes, bytes: photo.bytes, sentFrom, at: 0, random: 0.5 });
const failed = (kind: SyncFailureKind, more: { at?: number; retryAfterMs?: number; sentFrom?: number; photo?: WaitingPhoto } = {}): PhotoEvent => ({
  kind: 'failed', photoId: (more.photo ?? A).photoId, failure: { kind, retryAfterMs: more.retryAfterMs ?? null }, sentFrom: more.sentFrom ?? null,
  at: more.at ?? 0, random: 0.5,
});

describe('a photo that waits', () => {
  it('is asked about first, then sent from where HQ is, piece by piece', () => {
    expect(nextMove(INITIAL_PHOTO_LANE, [A, B], 0)).toEqual({ kind: 'ask', photoId: 'a' });
    expect(nextMove(after(held(0)), [A, B], 0)).toEqual({ kind: 'send', photoId: 'a', offset: 0, bytes: MAX_PHOTO_CHUNK_BYTES });
    expect(nextMove(after(held(100_001)), [A], 0)).toEqual({ kind: 'send', photoId: 'a', offset: 100_001, bytes: 199_999 });
    expect(nextMove(after(held(0), held(MAX_PHOTO_CHUNK_BYTES, 0)), [A], 0)).toEqual({ kind: 'send', photoId: 'a', offset: MAX_PHOTO_CHUNK_BYTES, bytes: 300_000 - MAX_PHOTO_CHUNK_BYTES });
  });

  it('is followed by the next one when HQ has it', () => {
    expect(nextMove(after(held(0), { kind: 'delivered', photoId: 'a' }), [B], 0)).toEqual({ kind: 'ask', photoId: 'b' });
    expect(nextMove(INITIAL_PHOTO_LANE, [], 0)).toEqual({ kind: 'rest', until: null });
  });

  it('is asked about again after a flight whose end is not known', () => {
    const lane = after(held(0), failed('unreachable', { sentFrom: 0 }));
    expect(nextMove(lane, [A], 10_000)).toEqual({ kind: 'ask', photoId: 'a' });
  });

  it('starts anew when what came is not what its name says', () => {
    const lane = after(held(100_000), { kind: 'refused', photoId: 'a', reason: 'hash-mismatch', at: 0, random: 0.5 });
    expect(nextMove(lane, [A], 0)).toMatchObject({ kind: 'rest' });
    expect(nextMove(lane, [A], 500)).toEqual({ kind: 'ask', photoId: 'a' });
  });

  it('waits longer each time HQ makes no progress with it, and never goes round without a pause', () => {
    const stuck = after(held(0), held(0, 0));
    expect(nextMove(stuck, [A], 0)).toEqual({ kind: 'rest', until: 500 });
    expect(nextMove(stuck, [A], 500)).toMatchObject({ kind: 'send', offset: 0 });
    expect(nextMove(stepPhotos(stuck, held(0, 0)), [A], 0)).toEqual({ kind: 'rest', until: 1_000 });
    expect(nextMove(after(held(300_000)), [A], 0), 'all bytes and no receipt').toEqual({ kind: 'rest', until: 500 });
  });
});

describe('what a failure puts off', () => {
  it.each<[SyncFailureKind, boolean]>([
    ['hq-error', true], ['receipt-invalid', true], ['refused', true], ['storage', true],
    ['unreachable', false], ['not-hq', false], ['busy', false], ['device-refused', false], ['awaiting-approval', false], ['fork', false], ['large-removal', false],
  ])('by %s is one photo alone: %s', (kind, isOne) => {
    expect(nextMove(after(failed(kind)), [A, B], 0).kind).toBe(isOne ? 'ask' : 'rest');
  });

  it('names every kind of failure above', () => {
    expect(SYNC_FAILURES).toHaveLength(11);
  });

  it.each<[SyncFailureKind, number]>([['unreachable', 500], ['device-refused', SYNC_POLICY.shutOutRetryMs], ['awaiting-approval', SYNC_POLICY.approvalRetryMs]])('by %s rests so long', (kind, ms) => {
    expect(nextMove(after(failed(kind)), [A], 0)).toEqual({ kind: 'rest', until: ms });
  });

  it('ends as HQ wished, and not before when HQ answers to something else; a person may ask at once', () => {
    const lane = after(failed('busy', { retryAfterMs: 60_000 }));
    expect(nextMove(stepPhotos(lane, { kind: 'woken', by: 'hq' }), [A], 0)).toEqual({ kind: 'rest', until: 60_000 });
    expect(nextMove(stepPhotos(lane, { kind: 'woken', by: 'officer' }), [A], 0)).toEqual({ kind: 'ask', photoId: 'a' });
  });

  it('makes the chunks smaller on a line that breaks, down to a least, and larger again on one that holds', () => {
    const broken = Array.from({ length: 9 }, () => failed('unreachable', { sentFrom: 0 }));
    const thin = after(...broken);
    expect(thin.chunkBytes).toBe(MIN_PHOTO_CHUNK_BYTES);
    expect(after(failed('unreachable')).chunkBytes, 'a question is no chunk').toBe(MAX_PHOTO_CHUNK_BYTES);
    const held2 = stepPhotos(stepPhotos(thin, held(0)), held(MIN_PHOTO_CHUNK_BYTES, 0));
    expect(held2.chunkBytes).toBe(MIN_PHOTO_CHUNK_BYTES * 2);
    expect(after(held(0), held(1, 0)).chunkBytes).toBe(MAX_PHOTO_CHUNK_BYTES);
  });

  it('is told of the photos that wait, by what became of each', () => {
    const lane = after(failed('storage'), { kind: 'refused', photoId: 'b', reason: 'not-named', at: 0, random: 0.5 });
    expect(countWhy(lane, [A, B], (why) => why === 'storage')).toBe(1);
    expect(countWhy(lane, [A, B], (why) => PHOTO_REFUSALS.some((reason) => reason === why))).toBe(1);
    expect(countWhy(lane, [A], (why) => why === 'not-named')).toBe(0);
  });
});

describe('an HQ that knows no photos', () => {
  const lane = after({ kind: 'unknown', at: 0, random: 0.5 });
  it('is asked again after a while, not because it answers to other questions, and at once when a person asks', () => {
    const restsUntil = Math.ceil(SYNC_POLICY.shutOutRetryMs * 0.875);
    expect(nextMove(lane, [A], 0)).toEqual({ kind: 'rest', until: restsUntil });
    expect(nextMove(stepPhotos(lane, { kind: 'woken', by: 'hq' }), [A], 0)).toEqual({ kind: 'rest', until: restsUntil });
    expect(nextMove(stepPhotos(lane, { kind: 'woken', by: 'officer' }), [A], 0)).toEqual({ kind: 'ask', photoId: 'a' });
    expect([lane.unknownUntil !== null, lane.failure]).toEqual([true, null]);
  });
  it('is no such HQ any more when it answers to a question about a photo', () => {
    expect(stepPhotos(lane, held(0)).unknownUntil).toBeNull();
  });
});

/** What an HQ and a line between may do to one flight. */
const fates = fc.constantFrom('arrives', 'replyLost', 'lost', 'forgets', 'busy', 'error');

describe('whatever happens to the flights', () => {
  it('every photo is whole at HQ once the line holds, no byte is skipped, and nothing is sent while the lane rests', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 1_200_000 }), { minLength: 1, maxLength: 4 }), fc.array(fates, { maxLength: 60 }), fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })), (sizes, plan, chances) => {
      const photos: WaitingPhoto[] = sizes.map((bytes, n) => ({ photoId: `p${n}`, bytes }));
      const atHq = new Map<string, number>();
      const done = new Set<string>();
      let [lane, at, flights] = [INITIAL_PHOTO_LANE, 0, 0];
      while (done.size < photos.length) {
        const waiting = photos.filter(({ photoId }) => !done.has(photoId));
        const move = nextMove(lane, waiting, at);
        if (move.kind === 'rest') {
          expect(move.until).toBeGreaterThan(at);
          at = move.until ?? at;
          continue;
        }
        const { photoId } = move;
        const { bytes } = waiting.find((one) => one.photoId === photoId) as WaitingPhoto;
        const fate = plan[flights] ?? 'arrives';
        flights += 1;
        const random = chances.next().value as number;
        const sentFrom = move.kind === 'send' ? move.offset : null;
        if (fate === 'forgets') atHq.set(photoId, 0);
        if (move.kind === 'send' && fate !== 'lost' && fate !== 'busy' && (atHq.get(photoId) ?? 0) === move.offset) {
          expect(move.bytes).toBeGreaterThan(0);
          expect(move.bytes).toBeLessThanOrEqual(MAX_PHOTO_CHUNK_BYTES);
          atHq.set(photoId, move.offset + move.bytes);
        }
        const now = atHq.get(photoId) ?? 0;
        expect(now).toBeLessThanOrEqual(bytes);
        const isHeard = fate === 'arrives' || fate === 'forgets';
        if (isHeard && now === bytes) {
          done.add(photoId);
          lane = stepPhotos(lane, { kind: 'delivered', photoId });
        } else if (isHeard) {
          lane = stepPhotos(lane, { kind: 'held', photoId, held: now, bytes, sentFrom, at, random });
        } else {
          const kind = fate === 'busy' ? 'busy' : fate === 'error' ? 'hq-error' : 'unreachable';
          lane = stepPhotos(lane, { kind: 'failed', photoId, failure: { kind, retryAfterMs: kind === 'busy' ? 2_000 : null }, sentFrom, at, random });
        }
        expect(flights).toBeLessThan(2_000);
      }
      expect(photos.every(({ photoId, bytes }) => atHq.get(photoId) === bytes)).toBe(true);
      expect(lane.photos).toEqual({});
    }), { numRuns: 300 });
  });
});
