/** The photo lane at work, with a clock that stands still: never two flights, never one while entries go up, and only HQ's word delivers. */
import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonicalText } from '../../../domain/ledger/entry.ts';
import type { PhotoReceipt, PhotoReply } from '../../../domain/photo/messages.ts';
import { makePhotoLane, type PhotoToSend } from '../../../main/sync/photoLane.ts';
import type { Answer } from '../../../main/sync/transport.ts';

const pair = generateKeyPairSync('ed25519');
const hqPublicKey = Buffer.from(String(pair.publicKey.export({ format: 'jwk' }).x), 'base64url').toString('base64');
const partner = { hqUrl: 'https://hq.test', deviceId: 'JFK-07', privateKey: '', hqId: 'HQ-1', hqPublicKey };
const photoOf = (n: number, bytes = 1_000): PhotoToSend => ({ photoId: String(n).padStart(64, '0'), bytes, deviceId: 'JFK-07', seq: n });

function receiptOf({ photoId, bytes }: PhotoToSend, change: Partial<PhotoReceipt['body']> = {}): PhotoReceipt {
  const body = { statement: 'photo' as const, protocol: 1 as const, hqId: 'HQ-1', photoId, bytes, receivedAt: '2026-11-24T15:00:00.000Z', ...change };
  return { body, signature: sign(null, Buffer.from(canonicalText(body)), pair.privateKey).toString('base64') };
}

const held = (bytes: number): Answer<PhotoReply> => ({ ok: true, value: { held: bytes } });
const receipted = (photo: PhotoToSend, change?: Partial<PhotoReceipt['body']>): Answer<PhotoReply> => ({ ok: true, value: { receipt: receiptOf(photo, change) } });
const noLine: Answer<PhotoReply> = { ok: false, failure: { kind: 'unreachable', retryAfterMs: null }, code: null, expectedSeq: null };
const notUnderstood: Answer<PhotoReply> = { ok: false, failure: { kind: 'refused', retryAfterMs: null }, code: 'bad-request', expectedSeq: null };

function laneOf(photos: readonly PhotoToSend[], answers: Answer<PhotoReply>[], change: { unreadable?: string; failReceive?: boolean } = {}) {
  let waiting = [...photos];
  const flights: string[] = [];
  const facts = { now: 0, most: 0, isFree: true, reads: 0, changes: 0, received: [] as string[] };
  const fly = async (words: string): Promise<Answer<PhotoReply>> => {
    flights.push(words);
    facts.now += 1;
    facts.most = Math.max(facts.most, facts.now);
    await new Promise((resolve) => setImmediate(resolve));
    facts.now -= 1;
    return answers.shift() ?? noLine;
  };
  const short = (photo: { photoId: string }) => photo.photoId.slice(-1);
  const lane = makePhotoLane(partner, {
    line: {
      ask: (photo) => fly(`ask ${short(photo)}`),
      send: (photo, offset, chunk) => fly(`send ${short(photo)} ${offset}+${chunk.length}`),
    },
    photos: {
      waiting: () => waiting,
      bytes: async (photoId) => {
        facts.reads += 1;
        return photoId === change.unreadable ? null : new Uint8Array(photos.find((one) => one.photoId === photoId)?.bytes ?? 0);
      },
      receive: ({ body: { photoId } }) => {
        if (change.failReceive === true) throw new Error('disk full');
        facts.received.push(photoId.slice(-1));
        waiting = waiting.filter((one) => one.photoId !== photoId);
      },
    },
    isOwnLaneFree: () => facts.isFree,
    monotonicMs: () => 0,
    random: () => 0.999,
    onChange: () => void (facts.changes += 1),
  });
  const settle = async (): Promise<void> => {
    for (let n = 0; n < 60; n += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  return { lane, flights, facts, settle };
}

describe('the photo lane', () => {
  it('asks, sends from where HQ is, and goes on with the next photo; one flight at a time', async () => {
    const [a, b] = [photoOf(1, 1_000), photoOf(2, 500)];
    const { lane, flights, facts, settle } = laneOf([a, b], [held(400), receipted(a), held(0), receipted(b)]);
    lane.poke();
    lane.poke();
    lane.hqMayAnswer();
    await settle();
    lane.stop();
    expect(flights).toEqual(['ask 1', 'send 1 400+600', 'ask 2', 'send 2 0+500']);
    expect([facts.most, facts.received, facts.changes]).toEqual([1, ['1', '2'], 2]);
  });

  it('sends nothing while the desk\'s own entries go up, not even the next chunk', async () => {
    const a = photoOf(1, 600_000);
    const { lane, flights, facts, settle } = laneOf([a], [held(0), held(262_144), receipted(a)]);
    facts.isFree = false;
    lane.poke();
    await settle();
    expect(flights).toEqual([]);
    facts.isFree = true;
    lane.poke();
    facts.isFree = false;
    await settle();
    expect(flights).toEqual(['ask 1']);
    facts.isFree = true;
    lane.poke();
    await settle();
    lane.stop();
    expect(flights.slice(1)).toEqual(['send 1 0+262144', 'send 1 262144+262144']);
  });

  it('decrypts a photo once for all of its chunks', async () => {
    const a = photoOf(1, 600_000);
    const { lane, facts, settle } = laneOf([a], [held(0), held(262_144), held(524_288), receipted(a)]);
    lane.poke();
    await settle();
    lane.stop();
    expect([facts.received, facts.reads]).toEqual([['1'], 1]);
  });

  it.each<[string, Partial<PhotoReceipt['body']>, boolean]>([
    ['of another photo', { photoId: 'f'.repeat(64) }, true],
    ['of another size', { bytes: 999 }, true],
    ['of another HQ', { hqId: 'HQ-2' }, true],
    ['that HQ did not sign', {}, false],
  ])('believes no receipt %s', async (_what, change, isSigned) => {
    const a = photoOf(1);
    const receipt = receiptOf(a, change);
    const answer: Answer<PhotoReply> = { ok: true, value: { receipt: isSigned ? receipt : { ...receipt, body: { ...receipt.body, receivedAt: '2026-11-24T15:00:01.000Z' } } } };
    const { lane, facts, settle } = laneOf([a], [answer]);
    lane.poke();
    await settle();
    lane.stop();
    expect([facts.received, lane.facts().failure]).toEqual([[], 'receipt-invalid']);
  });

  it('goes on with the others when the disk does not give one back, and says so', async () => {
    const [a, b] = [photoOf(1), photoOf(2)];
    const { lane, flights, facts, settle } = laneOf([a, b], [receipted(b)], { unreadable: a.photoId });
    lane.poke();
    await settle();
    expect([flights, facts.received, lane.facts()]).toEqual([['ask 2'], ['2'], { refused: 0, unreadable: 1, isKnownToHq: true, failure: null }]);
    lane.stop();
  });

  it('asks again for a receipt that could not be stored', async () => {
    const a = photoOf(1);
    const { lane, flights, facts, settle } = laneOf([a], [receipted(a), receipted(a)], { failReceive: true });
    lane.poke();
    await settle();
    expect([flights, facts.received]).toEqual([['ask 1'], []]);
    lane.askedByPerson();
    await settle();
    lane.stop();
    expect(flights).toEqual(['ask 1', 'ask 1']);
  });

  it('takes a question that is not understood for an older HQ, and a chunk that is not for damage', async () => {
    const a = photoOf(1);
    const older = laneOf([a], [notUnderstood]);
    older.lane.poke();
    await older.settle();
    expect(older.lane.facts()).toEqual({ refused: 0, unreadable: 0, isKnownToHq: false, failure: null });
    older.lane.hqMayAnswer();
    await older.settle();
    expect(older.flights).toEqual(['ask 1']);
    older.lane.askedByPerson();
    await older.settle();
    expect(older.flights).toEqual(['ask 1', 'ask 1']);
    older.lane.stop();
    const damaged = laneOf([a], [held(0), notUnderstood]);
    damaged.lane.poke();
    await damaged.settle();
    damaged.lane.stop();
    expect(damaged.lane.facts()).toMatchObject({ isKnownToHq: true, failure: 'refused' });
  });

  it('counts what HQ refuses, and ends when it is stopped', async () => {
    const a = photoOf(1);
    const { lane, flights, settle } = laneOf([a], [{ ok: true, value: { refused: { reason: 'not-named' } } }]);
    lane.poke();
    await settle();
    expect(lane.facts()).toMatchObject({ refused: 1, failure: null });
    lane.stop();
    lane.askedByPerson();
    await settle();
    expect(flights).toEqual(['ask 1']);
  });
});
