/** Photos on the desk's disk: sealed under their name, there whole or not at all, and taken away only when nothing names them. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makePhotos, UNNAMED_KEPT_MS } from '../../../main/service/photos.ts';
import { openDatabase } from '../../../main/store/driver.ts';
import { draftStore } from '../../../main/store/ledger/drafts.ts';
import { openLedger, type Ledger } from '../../../main/store/ledger/ledger.ts';
import { photoStore, type PhotoStore } from '../../../main/store/ledger/photos.ts';
import { photoFiles, PHOTO_FOLDER, type PhotoFiles } from '../../../main/store/photos/photoFiles.ts';
import { fileNameOf, openPhoto, photoKeysOf, SEAL_BYTES, sealPhoto } from '../../../main/store/photos/photoSeal.ts';
import { examPayload, uuidOf } from '../../support/entries.ts';
import { examPhoto, photoBytes, photoIdOf } from '../../support/photos.ts';

const KEYS = photoKeysOf(Buffer.alloc(32, 7));
const PHOTO = photoBytes(20_000, 1);
const ID = photoIdOf(PHOTO);

describe('a sealed photo', () => {
  it('opens to what it was, under its own name and key only', () => {
    const sealed = sealPhoto(KEYS, ID, PHOTO);
    expect(sealed).toHaveLength(PHOTO.length + SEAL_BYTES);
    expect(openPhoto(KEYS, ID, sealed)?.equals(PHOTO)).toBe(true);
    expect(openPhoto(KEYS, photoIdOf(sealed), sealed)).toBeNull();
    expect(openPhoto(photoKeysOf(Buffer.alloc(32, 8)), ID, sealed)).toBeNull();
    expect(sealed.includes(PHOTO.subarray(5_000, 5_016))).toBe(false);
  });

  it('is another file each time, because its nonce is random', () => {
    expect(sealPhoto(KEYS, ID, PHOTO).equals(sealPhoto(KEYS, ID, PHOTO))).toBe(false);
  });

  it('does not open with any byte changed or any end cut off', () => {
    const small = photoBytes(64, 3);
    const sealed = sealPhoto(KEYS, photoIdOf(small), small);
    fc.assert(fc.property(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const other = Buffer.from(sealed);
      other.writeUInt8(other.readUInt8(at) ^ change, at);
      expect(openPhoto(KEYS, photoIdOf(small), other)).toBeNull();
      expect(openPhoto(KEYS, photoIdOf(small), sealed.subarray(0, at))).toBeNull();
    }));
  });

  it('has a file name that follows from the key and tells nothing of the photo without it', () => {
    expect(fileNameOf(KEYS, ID)).toMatch(/^[0-9a-f]{40}$/);
    expect(fileNameOf(KEYS, ID)).toBe(fileNameOf(photoKeysOf(Buffer.alloc(32, 7)), ID));
    expect(fileNameOf(KEYS, ID)).not.toBe(fileNameOf(photoKeysOf(Buffer.alloc(32, 8)), ID));
    expect(ID).not.toContain(fileNameOf(KEYS, ID));
  });
});

describe('the photos of a desk', () => {
  let folder: string;
  let ledger: Ledger;
  let store: PhotoStore;
  let files: PhotoFiles;
  let wallMs: number;
  let monotonicMs: number;
  let mayRemove: boolean;
  const open: ReturnType<typeof makePhotos>[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'photos-'));
    ledger = openLedger(openDatabase(join(folder, 'ledger.db'), { key: randomBytes(32), binding: null, synchronous: 'FULL' }));
    const identity = { deviceId: 'JFK-07-TEST', facilityId: 'JFK', facilityName: 'JFK', deskName: 'Bench 07', hqUrl: '', hqId: 'HQ', hqPublicKey: 'AA==', privateKey: 'AA==' };
    ledger.enrol(identity, draftOf(1, 'device.enrolled', { hqId: 'HQ', deskName: 'Bench 07' }));
    store = photoStore(ledger.db);
    files = photoFiles(folder, randomBytes(32));
    [wallMs, monotonicMs, mayRemove] = [Date.parse('2026-11-24T10:00:00Z'), 0, true];
  });
  afterEach(async () => {
    for (const one of open.splice(0)) await one.stop();
    ledger.close();
    rmSync(folder, { recursive: true });
  });

  /** As the service has them after a start. */
  function photosOfARun() {
    const stamp = () => new Date(wallMs).toISOString();
    const photos = makePhotos({ store, files, clock: { stamp, utc: stamp, monotonicMs: () => monotonicMs }, mayRemove: () => mayRemove });
    open.push(photos);
    return photos;
  }
  const draftOf = (n: number, kind: string, payload: Readonly<Record<string, unknown>>) =>
    ({ id: uuidOf(n), kind, payload, officerId: 'o-1', sessionId: 's', stamp: { recordedAt: '2026-11-24T10:00:00.000-05:00', monotonicMs: 1, hqHeardAt: null } });
  const kept = () => readdirSync(join(folder, PHOTO_FOLDER)).length;
  const passes = (ms: number) => {
    wallMs += ms;
    monotonicMs += ms;
  };

  it('go a day after they were taken when nothing names them, and not before', async () => {
    const photos = photosOfARun();
    await photos.keep(PHOTO);
    passes(UNNAMED_KEPT_MS - 1);
    await photos.sweep();
    expect(kept()).toBe(1);
    passes(2);
    await photos.sweep();
    expect([kept(), store.kept(ID)]).toEqual([0, null]);
    expect(await photos.keep(PHOTO), 'taken again it is kept again').toMatchObject({ ok: true, value: { photoId: ID } });
    expect(kept()).toBe(1);
  });

  it('stay as long as a draft of whichever officer names them, and as an entry does for ever', async () => {
    const photos = photosOfARun();
    const others = [PHOTO, photoBytes(1_000, 2), photoBytes(1_000, 3), photoBytes(1_000, 4)] as const;
    for (const one of others) await photos.keep(one);
    const papers = draftStore(ledger.db);
    papers.put({ scanId: uuidOf(9), officerId: 'o-2', raw: 'x', deskItemId: null, bagId: null, form: JSON.stringify({ photos: [{ photoId: ID, shows: 'label' }] }), savedAt: 'x' });
    ledger.append(draftOf(2, 'exam.recorded', { ...examPayload(1), photos: [examPhoto(others[1])] }));
    const finding = { commodityClass: 'other', quantity: null, unit: null, weightGrams: null, fieldTest: null, note: null, photoIds: [photoIdOf(others[2])] };
    ledger.append(draftOf(3, 'exam.recorded', { ...examPayload(2), findings: [finding] }));
    passes(UNNAMED_KEPT_MS * 400);
    await photos.sweep();
    expect(others.map((one) => store.kept(photoIdOf(one)) !== null)).toEqual([true, true, true, false]);
    papers.drop(uuidOf(9), 'o-2');
    await photos.sweep();
    expect(kept()).toBe(2);
    ledger.rebuild();
    await photos.sweep();
    expect(kept()).toBe(2);
  });

  it('are not taken away by a wall clock that is set forward, nor before HQ was heard', async () => {
    const photos = photosOfARun();
    await photos.keep(PHOTO);
    wallMs += UNNAMED_KEPT_MS * 400;
    await photos.sweep();
    expect(kept()).toBe(1);
    mayRemove = false;
    const next = photosOfARun();
    await next.sweep();
    expect(kept()).toBe(1);
    mayRemove = true;
    await next.sweep();
    expect(kept()).toBe(0);
  });

  it('are looked through every hour from the start to the stop, and not before or after', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      const photos = photosOfARun();
      await photos.keep(PHOTO);
      passes(UNNAMED_KEPT_MS + 1);
      vi.advanceTimersByTime(2 * 3_600_000);
      await photos.keep(PHOTO);
      passes(UNNAMED_KEPT_MS + 1);
      expect(store.kept(ID), 'a drill is never started').not.toBeNull();
      await photos.start();
      vi.advanceTimersByTime(3_600_000);
      await photos.stop();
      expect([store.kept(ID), vi.getTimerCount()]).toEqual([null, 0]);
    } finally {
      vi.useRealTimers();
    }
  });

  it('that are taken away and taken again at the same moment are there in the end', async () => {
    const photos = photosOfARun();
    await photos.keep(PHOTO);
    passes(UNNAMED_KEPT_MS + 1);
    const [, again] = await Promise.all([photos.sweep(), photos.keep(PHOTO)]);
    expect(again.ok).toBe(true);
    expect([kept(), await photos.read(ID)]).toMatchObject([1, { ok: true }]);
  });

  it('are written and removed one after the other: a removal that takes long does not take the photo that was taken meanwhile', async () => {
    const slow: PhotoFiles = {
      ...files,
      remove: async (photoId) => {
        await new Promise((resolve) => setTimeout(resolve, 50));
        await files.remove(photoId);
      },
    };
    const at = () => new Date(wallMs).toISOString();
    const photos = makePhotos({ store, files: slow, clock: { stamp: at, utc: at, monotonicMs: () => monotonicMs }, mayRemove: () => true });
    open.push(photos);
    await photos.keep(PHOTO);
    passes(UNNAMED_KEPT_MS + 1);
    await Promise.all([photos.sweep(), photos.keep(PHOTO)]);
    expect([kept(), await photos.read(ID)]).toMatchObject([1, { ok: true }]);
  });

  it('leave nothing of writes that were cut off, and lose nothing that is whole, when the desk starts', async () => {
    const photos = photosOfARun();
    await photos.keep(PHOTO);
    writeFileSync(join(folder, PHOTO_FOLDER, 'aaaa.new'), 'half of a photo');
    writeFileSync(join(folder, PHOTO_FOLDER, 'bbbb'), 'of a ledger that was put back');
    await photosOfARun().start();
    expect(readdirSync(join(folder, PHOTO_FOLDER)).filter((name) => name.length < 40)).toEqual(['bbbb']);
    expect((await photos.read(ID)).ok).toBe(true);
  });

  it('are refused as a full disk where they cannot be written, and nothing half-done stays', async () => {
    const photos = photosOfARun();
    // A file in the place of the folder: like a disk that does not let itself be written.
    writeFileSync(join(folder, PHOTO_FOLDER), '');
    expect(await photos.keep(PHOTO)).toMatchObject({ ok: false, fault: { kind: 'storage-full' } });
    expect(photos.problemsOf({ photos: [{ photoId: ID, shows: 'label' }], findings: [] })).toEqual([{ field: 'photos', problem: 'NOT_KEPT' }]);
    rmSync(join(folder, PHOTO_FOLDER));
    mkdirSync(join(folder, PHOTO_FOLDER));
    expect(await photos.keep(PHOTO)).toMatchObject({ ok: true });
    expect(photos.problemsOf({ photos: [{ photoId: ID, shows: 'label' }], findings: [] })).toEqual([]);
  });

  it('are sealed with the size and time that the desk knows', async () => {
    const photos = photosOfARun();
    await photos.keep(PHOTO);
    passes(60_000);
    await photos.keep(PHOTO);
    expect(photos.sealed([{ photoId: ID, shows: 'contents' }])).toEqual([{ photoId: ID, shows: 'contents', bytes: PHOTO.length, takenAt: '2026-11-24T10:00:00.000Z' }]);
  });

  it('wait for HQ in the order of their entries, each once, and only when a receipt covers the entry', () => {
    const [a, b] = [photoBytes(1_000, 5), photoBytes(1_000, 6)];
    ledger.append(draftOf(2, 'exam.recorded', { ...examPayload(1), photos: [examPhoto(b)] }));
    ledger.append(draftOf(3, 'exam.recorded', { ...examPayload(2), photos: [examPhoto(a), examPhoto(b)] }));
    const ids = (seq: number) => store.waiting(seq).map(({ photoId, seq: by }) => [photoId, by]);
    expect([ids(1), ids(2), store.toSend()]).toEqual([[], [[photoIdOf(b), 2]], 2]);
    expect(ids(3)).toEqual([[photoIdOf(b), 2], [photoIdOf(a), 3]]);
    const body = { statement: 'photo' as const, protocol: 1 as const, hqId: 'HQ', photoId: photoIdOf(b), bytes: 1_000, receivedAt: '2026-11-24T15:00:00.000Z' };
    store.receive({ body, signature: 'AA==' });
    expect([ids(3), store.toSend(), store.deliveredAt(photoIdOf(b))]).toEqual([[[photoIdOf(a), 3]], 1, body.receivedAt]);
    ledger.append(draftOf(4, 'exam.recorded', { ...examPayload(3), photos: [examPhoto(b)] }));
    expect(store.toSend(), 'HQ has it already').toBe(1);
    store.doubt([2]);
    expect([ids(4).length, store.deliveredAt(photoIdOf(b))]).toEqual([2, null]);
  });

  it('are readable by nobody else, where the system has such rights', async () => {
    const photos = photosOfARun();
    await photos.keep(PHOTO);
    const [name = ''] = readdirSync(join(folder, PHOTO_FOLDER));
    if (process.platform !== 'win32') expect(statSync(join(folder, PHOTO_FOLDER, name)).mode & 0o077).toBe(0);
    expect(readFileSync(join(folder, PHOTO_FOLDER, name))).toHaveLength(PHOTO.length + SEAL_BYTES);
  });
});
