/** Photos at HQ: taken for the desk whose entry names them, in chunks from HQ's own offset, whole or not at all, and receipted by its name. */
import { createPublicKey, verify } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { join } from 'node:path';
import fc from 'fast-check';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canonicalText } from '../../../domain/ledger/entry.ts';
import { MAX_PHOTO_CHUNK_BYTES, type PhotoReceipt } from '../../../domain/photo/messages.ts';
import { MAX_PHOTO_BYTES } from '../../../domain/photo/photo.ts';
import { publishRoster } from '../../../hq/admin/publishRoster.ts';
import { revokeDevice } from '../../../hq/admin/revokeDevice.ts';
import { isIntact, photoPath } from '../../../hq/photos/photoFolder.ts';
import { createHq } from '../../../hq/server.ts';
import { findPhoto, storedPhotos } from '../../../hq/store/photos.ts';
import { allOf } from '../../support/allOf.ts';
import { enrolledDesk, errorOf, receiptIn, type TestDesk } from '../../support/deskClient.ts';
import { HQ_HOMES } from '../../support/hqHomes.ts';
import { openHqInside, type HqInside } from '../../support/hqInside.ts';
import { examPhoto, examWith, photoAt, photoBytes, photoIdOf, replyIn } from '../../support/photos.ts';

const PHOTO = photoBytes(300_000, 1);
const OTHER = photoBytes(1_000, 2);

let hq: HqInside;
let desk: TestDesk;

/** The desk's exam names these photos; the entry is at HQ, and this is its number. */
async function named(by: TestDesk, n: number, ...photos: Buffer[]): Promise<number> {
  const entries = by.seal(1, examWith(n, ...photos.map((photo) => examPhoto(photo))));
  receiptIn(await by.upload(entries));
  return entries[0]?.seq ?? 0;
}

function isSigned({ body, signature }: PhotoReceipt): boolean {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(desk.enrolled?.hqPublicKey ?? '', 'base64').toString('base64url') }, format: 'jwk' });
  return verify(null, Buffer.from(canonicalText(body)), key, Buffer.from(signature, 'base64'));
}

const photosHeld = async () => (await allOf(storedPhotos(hq.store.reads))).map(({ photoId }) => photoId);

describe.each(HQ_HOMES)('HQ on %s', (_name, newHome) => {
  beforeEach(async () => {
    hq = await openHqInside({ home: await newHome() });
    desk = await enrolledDesk(hq.url, await hq.code());
  });
  afterEach(() => hq.stop());

  it('takes a photo in chunks, keeps it byte for byte, and puts its name to that', async () => {
    const seq = await named(desk, 1, PHOTO);
    const photo = photoAt(desk, PHOTO, seq);
    expect(replyIn(await photo.ask())).toEqual({ held: 0 });
    expect(replyIn(await photo.send(0, 100_000))).toEqual({ held: 100_000 });
    expect(replyIn(await photo.ask())).toEqual({ held: 100_000 });
    expect(replyIn(await photo.send(100_000, 250_001))).toEqual({ held: 250_001 });
    expect(await findPhoto(hq.store.reads, photo.photoId)).toBeNull();
    const last = replyIn(await photo.send(250_001));
    if (!('receipt' in last)) throw new Error('a receipt is due');
    expect(last.receipt.body).toEqual({ statement: 'photo', protocol: 1, hqId: hq.store.hqId, photoId: photo.photoId, bytes: 300_000, receivedAt: hq.clock.toISOString() });
    expect(isSigned(last.receipt)).toBe(true);
    expect(readFileSync(photoPath(hq.photos, photo.photoId)).equals(PHOTO)).toBe(true);
    expect(await findPhoto(hq.store.reads, photo.photoId)).toMatchObject({ bytes: 300_000, deviceId: desk.enrolled?.deviceId, namedSeq: seq });
  });

  it('answers the very same to whoever asks or sends again, and stores it once', async () => {
    const photo = photoAt(desk, PHOTO, await named(desk, 1, PHOTO));
    const first = await photo.sendAll();
    hq.clock = new Date(hq.clock.getTime() + 60_000);
    expect(replyIn(await photo.ask())).toEqual(first);
    expect(replyIn(await photo.send(0, 1_000))).toEqual(first);
    expect(await photosHeld()).toEqual([photo.photoId]);
  });

  it('takes a chunk at its own offset only, and says where that is', async () => {
    const photo = photoAt(desk, PHOTO, await named(desk, 1, PHOTO));
    expect(replyIn(await photo.send(100_000, 200_000))).toEqual({ held: 0 });
    expect(replyIn(await photo.send(0, 100_000))).toEqual({ held: 100_000 });
    expect(replyIn(await photo.send(0, 50_000)), 'again').toEqual({ held: 100_000 });
    expect(replyIn(await photo.send(99_999, 200_000)), 'overlapping').toEqual({ held: 100_000 });
    expect(replyIn(await photo.send(100_001, 200_000)), 'with a hole').toEqual({ held: 100_000 });
    expect(await photo.sendAll()).toHaveProperty('receipt');
    expect(await isIntact(hq.photos, photo.photoId)).toBe(true);
  });

  it('starts anew when all bytes came and are not the photo of that name', async () => {
    const damaged = Buffer.from(PHOTO);
    damaged.writeUInt8(PHOTO.readUInt8(200_000) ^ 1, 200_000);
    const seq = await named(desk, 1, PHOTO);
    const wrong = photoAt(desk, damaged, seq, { photoId: photoIdOf(PHOTO) });
    expect(await wrong.sendAll()).toEqual({ refused: { reason: 'hash-mismatch' } });
    expect(replyIn(await wrong.ask())).toEqual({ held: 0 });
    expect(await photosHeld()).toEqual([]);
    expect(await photoAt(desk, PHOTO, seq).sendAll()).toHaveProperty('receipt');
  });

  it.each<[string, () => Promise<ReturnType<typeof photoAt>>]>([
    ['that no entry names', async () => photoAt(desk, OTHER, await named(desk, 1, PHOTO))],
    ['under a number that HQ does not have', async () => photoAt(desk, PHOTO, await named(desk, 1, PHOTO) + 1)],
    ['of another size than the entry says', async () => photoAt(desk, PHOTO, await named(desk, 1, PHOTO), { bytes: 299_999 })],
    ['that another desk names', async () => {
      const colleague = await enrolledDesk(hq.url, await hq.code());
      return photoAt(desk, PHOTO, await named(colleague, 1, PHOTO), { device: colleague.enrolled?.deviceId ?? '' });
    }],
  ])('refuses a photo %s, and writes nothing', async (_words, make) => {
    const photo = await make();
    for (const reply of [await photo.ask(), await photo.send(0, 1_000)]) expect(replyIn(reply)).toEqual({ refused: { reason: 'not-named' } });
    expect(existsSync(join(hq.photos, 'parts'))).toBe(false);
  });

  it('refuses what is larger than any photo, before it looks further', async () => {
    const seq = await named(desk, 1, PHOTO);
    const photo = photoAt(desk, PHOTO, seq, { bytes: MAX_PHOTO_BYTES + 1 });
    expect(replyIn(await photo.ask())).toEqual({ refused: { reason: 'too-large' } });
  });

  it('takes nothing beyond the size that was said', async () => {
    const finding = { commodityClass: 'narcotics', quantity: null, unit: null, weightGrams: null, fieldTest: null, note: null, photoIds: [photoIdOf(PHOTO)] };
    const entries = desk.seal(1, (body) => { const exam = examWith(1)(body); return { ...exam, payload: { ...exam.payload, findings: [finding] } }; });
    receiptIn(await desk.upload(entries));
    const short = photoAt(desk, PHOTO, 1, { bytes: 1_000 });
    expect(replyIn(await short.send(0, 2_000))).toEqual({ held: 0 });
    expect(replyIn(await short.send(0, 1_000))).toEqual({ refused: { reason: 'hash-mismatch' } });
    expect(replyIn(await photoAt(desk, PHOTO, 1).send(0, 100_000))).toEqual({ held: 100_000 });
    expect(replyIn(await short.ask()), 'a part that is longer than said is begun anew').toEqual({ held: 0 });
    expect(await photoAt(desk, PHOTO, 1).sendAll(), 'a finding names it, without a size').toHaveProperty('receipt');
  });

  it('takes the photos of an entry it has refused: it holds the entry all the same', async () => {
    await publishRoster(hq.store, { facilityId: 'JFK', officers: [{ officerId: 'o-1', badge: '4711', name: 'Ortiz, R.', role: 'officer', pin: '135790' }] });
    const entries = desk.seal(1, (body) => ({ ...examWith(1, examPhoto(OTHER))(body), officerId: 'nobody' }));
    expect(receiptIn(await desk.upload(entries)).receipt.body.refused).toEqual([1]);
    expect(await photoAt(desk, OTHER, 1).sendAll()).toHaveProperty('receipt');
  });

  it('takes none by an entry whose hash does not fit: nothing in it is believed', async () => {
    const [entry] = desk.seal(1, examWith(1, examPhoto(OTHER)));
    if (entry === undefined) throw new Error('one was sealed');
    receiptIn(await desk.upload([{ ...entry, recordedAt: '2026-03-02T09:00:01-05:00' }]));
    expect(replyIn(await photoAt(desk, OTHER, 1).ask())).toEqual({ refused: { reason: 'not-named' } });
  });

  it('lets two desks send the same photo, each from its own beginning, and keeps it once', async () => {
    const colleague = await enrolledDesk(hq.url, await hq.code());
    const mine = photoAt(desk, PHOTO, await named(desk, 1, PHOTO));
    const theirs = photoAt(colleague, PHOTO, await named(colleague, 2, PHOTO));
    expect(replyIn(await mine.send(0, 200_000))).toEqual({ held: 200_000 });
    expect(replyIn(await theirs.ask())).toEqual({ held: 0 });
    const receipt = await theirs.sendAll();
    expect(replyIn(await mine.ask())).toEqual(receipt);
    expect(await photosHeld()).toEqual([mine.photoId]);
    expect(readdirSync(join(hq.photos, 'parts')), 'the part that nobody needs any more is gone').toEqual([]);
  });

  it('takes photos of a former device of the desk, as far as the former ledger went, and of no other', async () => {
    const former = await enrolledDesk(hq.url, await hq.code());
    const seq = await named(former, 1, OTHER);
    const end = former.head;
    const beyond = await named(former, 2, PHOTO);
    const formerId = former.enrolled?.deviceId ?? '';
    desk.head = { seq: 0, hash: '0'.repeat(64) };
    receiptIn(await desk.upload(desk.seal(1, (body) => ({
      ...body, kind: 'device.enrolled', payload: { hqId: hq.store.hqId, deskName: 'Bench 07', former: { deviceId: formerId, ...end } },
    }))));
    await revokeDevice(hq.store, formerId);
    expect(await photoAt(desk, OTHER, seq, { device: formerId }).sendAll()).toHaveProperty('receipt');
    expect(replyIn(await photoAt(desk, PHOTO, beyond, { device: formerId }).ask())).toEqual({ refused: { reason: 'not-named' } });
    const stranger = await enrolledDesk(hq.url, await hq.code());
    expect(replyIn(await photoAt(stranger, OTHER, seq, { device: formerId }).ask())).toEqual({ refused: { reason: 'not-named' } });
  });

  it('takes photos that a carried entry names, under the number it is carried by', async () => {
    const former = await enrolledDesk(hq.url, await hq.code());
    const formerId = former.enrolled?.deviceId ?? '';
    const [original] = former.seal(1, examWith(1, examPhoto(OTHER)));
    if (original === undefined) throw new Error('one was sealed');
    const { hash, ...body } = original;
    const entries = [
      ...desk.seal(1, (mine) => ({ ...mine, kind: 'device.enrolled', payload: { hqId: hq.store.hqId, deskName: 'Bench 07', former: { deviceId: formerId, seq: 1, hash } } })),
      ...desk.seal(1, (mine) => ({ ...mine, kind: 'entry.carried', payload: { deviceId: formerId, seq: 1, hash, text: canonicalText(body), why: 'copied' } })),
    ];
    expect(receiptIn(await desk.upload(entries)).receipt.body.refused).toEqual([]);
    expect(await photoAt(desk, OTHER, 2).sendAll()).toHaveProperty('receipt');
  });

  it('answers for a photo whose row a kill kept from being written, and takes one anew whose file is gone', async () => {
    const photo = photoAt(desk, PHOTO, await named(desk, 1, PHOTO));
    await photo.sendAll();
    await hq.store.inTransaction((tx) => tx.deleteFrom('photo').where('id', '=', photo.photoId).execute());
    expect(replyIn(await photo.ask())).toHaveProperty('receipt');
    expect(await photosHeld()).toEqual([photo.photoId]);
    rmSync(photoPath(hq.photos, photo.photoId));
    expect(replyIn(await photo.ask()), 'HQ does not put its name to what is not there').toEqual({ held: 0 });
    expect(await photo.sendAll()).toHaveProperty('receipt');
    expect(await isIntact(hq.photos, photo.photoId)).toBe(true);
  });

  it('gives no name to a file that lies there under it and is something else', async () => {
    const photo = photoAt(desk, OTHER, await named(desk, 1, OTHER));
    await photo.sendAll();
    await hq.store.inTransaction((tx) => tx.deleteFrom('photo').where('id', '=', photo.photoId).execute());
    writeFileSync(photoPath(hq.photos, photo.photoId), photoBytes(OTHER.length, 9));
    expect(replyIn(await photo.ask())).toEqual({ held: 0 });
    expect(await photo.sendAll()).toHaveProperty('receipt');
    expect(await isIntact(hq.photos, photo.photoId)).toBe(true);
  });

  it('goes on from whatever byte a cut has left, and ends with the photo', async () => {
    const seq = await named(desk, 1, PHOTO);
    const photo = photoAt(desk, PHOTO, seq);
    const part = () => join(hq.photos, 'parts', readPart());
    const readPart = () => `${photo.photoId}.${photoIdOf(Buffer.from(desk.enrolled?.deviceId ?? '')).slice(0, 16)}`;
    await fc.assert(fc.asyncProperty(fc.nat(PHOTO.length - 1), fc.integer({ min: 1, max: 200_000 }), async (cut, chunk) => {
      await photo.send(0, 200_000);
      await photo.send(200_000, 299_999);
      truncateSync(part(), cut);
      expect(replyIn(await photo.ask())).toEqual({ held: cut });
      expect(await photo.sendAll(Math.max(chunk, 60_000))).toHaveProperty('receipt');
      expect(await isIntact(hq.photos, photo.photoId)).toBe(true);
      await hq.store.inTransaction((tx) => tx.deleteFrom('photo').where('id', '=', photo.photoId).execute());
      rmSync(photoPath(hq.photos, photo.photoId));
    }), { numRuns: 8, seed: 7 });
  });

  it('is one HQ in two processes over one folder: each goes on where the other was', async () => {
    const second = await hq.another();
    const seq = await named(desk, 1, PHOTO);
    const first = photoAt(desk, PHOTO, seq);
    expect(replyIn(await first.send(0, 100_000))).toEqual({ held: 100_000 });
    desk.hqUrl = second.url;
    const receipt = await first.sendAll();
    desk.hqUrl = hq.url;
    expect(replyIn(await first.ask())).toEqual(receipt);
    await second.stop();
  });
});

describe('a request about a photo', () => {
  beforeEach(async () => {
    hq = await openHqInside();
    desk = await enrolledDesk(hq.url, await hq.code());
    await desk.feed();
  });
  afterEach(() => hq.stop());

  it('is believed from its own device only', async () => {
    const photo = photoAt(desk, OTHER, await named(desk, 1, OTHER));
    const unsigned = await fetch(`${hq.url}${photo.path(0)}`, { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: OTHER });
    expect(unsigned.status).toBe(401);
    const changed = await desk.send('POST', photo.path(0), OTHER, { afterSigning: (sent) => { sent.packed = Buffer.from(photoBytes(OTHER.length, 3)); } });
    expect(errorOf(changed)?.code, 'damaged on its way').toBe('bad-request');
    const moved = await desk.send('POST', photo.path(0), OTHER, { afterSigning: (sent) => { sent.url = sent.url.replace('offset=0', 'offset=1'); } });
    expect(errorOf(moved)?.code).toBe('signature-invalid');
    expect(replyIn(await photo.ask())).toEqual({ held: 0 });
    await revokeDevice(hq.store, desk.enrolled?.deviceId ?? '');
    expect(errorOf(await photo.ask())?.code).toBe('device-revoked');
  });

  it.each<[string, (path: string) => string]>([
    ['no number of an entry', (path) => path.replace(/seq=\d+/, 'seq=')],
    ['a negative offset', (path) => path.replace('offset=0', 'offset=-1')],
    ['no bytes at all', (path) => path.replace(/bytes=\d+/, 'bytes=0')],
    ['a name that leads out of the folder', (path) => path.replace(/photos\/\w+/, 'photos/..%2F..%2Fhq.db')],
    ['a name in capitals', (path) => path.replace(/photos\/(\w+)/, (_all, id: string) => `photos/${id.toUpperCase()}`)],
  ])('with %s is none of this protocol', async (_what, change) => {
    const photo = photoAt(desk, OTHER, await named(desk, 1, OTHER));
    const reply = await desk.request('POST', change(photo.path(0)), OTHER);
    expect([reply.status, errorOf(reply)?.code]).toEqual([400, 'bad-request']);
  });

  it('carries no more than a chunk may have, and carries it plain', async () => {
    const large = photoBytes(MAX_PHOTO_CHUNK_BYTES + 1);
    const photo = photoAt(desk, large, await named(desk, 1, large));
    expect(errorOf(await photo.send(0))?.code).toBe('too-large');
    const packed = await desk.send('POST', photo.path(0), 'x', { coding: ['gzip', (text) => gzipSync(text)], afterSigning: (sent) => { sent.headers['content-type'] = 'application/octet-stream'; } });
    expect(errorOf(packed)?.code).toBe('bad-request');
  });

  it('lets no other message come as bytes', async () => {
    const reply = await desk.request('POST', '/v1/entries', Buffer.from('{}'));
    expect([reply.status, errorOf(reply)?.code]).toEqual([400, 'bad-request']);
  });

  it('leaves nothing in the log by which somebody who has the photo could find it', async () => {
    const photo = photoAt(desk, OTHER, await named(desk, 1, OTHER));
    await photo.sendAll();
    expect(hq.log.some((line) => line.includes('photo received'))).toBe(true);
    expect(hq.log.filter((line) => line.includes(photo.photoId))).toEqual([]);
  });

  it('never has a half photo under a whole one\'s name, also when a part is put there by hand', async () => {
    const photo = photoAt(desk, OTHER, await named(desk, 1, OTHER));
    await photo.sendAll();
    const path = photoPath(hq.photos, photo.photoId);
    renameSync(path, `${path}.away`);
    writeFileSync(path, OTHER.subarray(0, 10));
    expect(replyIn(await photo.ask())).toEqual({ held: 0 });
  });

  it('is unknown to an HQ without a folder for photos, as to one of the version before', async () => {
    const without = createHq({ store: hq.store, log: pino({ enabled: false }) });
    const reply = await without.inject({ method: 'GET', url: photoAt(desk, OTHER, 1).path(0) });
    expect([reply.statusCode, reply.json()]).toEqual([400, { error: { code: 'bad-request', message: 'no such message' } }]);
    await without.close();
  });
});
