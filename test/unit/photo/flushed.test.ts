/** What a power cut finds: a photo's bytes, its name and the folder that holds the name are flushed before anybody is told that it is kept. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import type * as fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { completePart, writePart } from '../../../hq/photos/photoFolder.ts';
import { photoFiles } from '../../../main/store/photos/photoFiles.ts';
import { photoBytes, photoIdOf } from '../../support/photos.ts';

/** Every flush and rename, in order, by its path. */
const disk = vi.hoisted((): { did: (readonly [what: string, path: string])[]; isFull: boolean } => ({ did: [], isFull: false }));

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof fs>();
  return {
    ...real,
    open: async (...args: Parameters<typeof real.open>) => {
      const handle = await real.open(...args);
      const sync = handle.sync.bind(handle);
      handle.sync = async () => {
        if (disk.isFull) throw Object.assign(new Error('no room'), { code: 'ENOSPC', syscall: 'fsync' });
        await sync();
        disk.did.push(['flush', String(args[0])]);
      };
      return handle;
    },
    rename: async (from: string, to: string) => {
      await real.rename(from, to);
      disk.did.push(['rename', to]);
    },
  };
});

const PHOTO = photoBytes(3_000, 11);
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flushed-'));
  Object.assign(disk, { did: [], isFull: false });
});

afterEach(() => rmSync(folder, { recursive: true }));

function did(): readonly string[] {
  return disk.did.map(([what, path]) => `${what} ${relative(folder, path).replace(/[0-9a-f]{40}[0-9a-f]*/u, 'PHOTO').replace(/\.[0-9a-f]{16}$/u, '.DESK')}`);
}

it('at the desk: bytes, then the name, then its folder, then the store folder in which that may be new', async () => {
  const files = photoFiles(folder, Buffer.alloc(32, 7));
  await files.write(photoIdOf(PHOTO), PHOTO);
  expect(did()).toEqual(['flush photos/PHOTO.new', 'rename photos/PHOTO', 'flush photos', 'flush ']);
  disk.did = [];
  await files.flush();
  expect(did(), 'also where a photo is taken again after a write that failed at its very end').toEqual(['flush photos', 'flush ']);
});

it('at HQ: bytes, then the name, then every folder above it up to the one in which the photos lie', async () => {
  const place = { folder: join(folder, 'photos'), photoId: photoIdOf(PHOTO), deviceId: 'd' };
  await writePart(place, 0, PHOTO);
  expect(await completePart(place)).toBe(true);
  const part = place.photoId.slice(0, 2);
  expect(did()).toEqual(['flush photos/parts/PHOTO.DESK', `rename photos/${part}/PHOTO`, `flush photos/${part}`, 'flush photos', 'flush ']);
});

it('leaves nothing of a photo whose bytes could not be flushed', async () => {
  const files = photoFiles(folder, Buffer.alloc(32, 7));
  disk.isFull = true;
  await expect(files.write(photoIdOf(PHOTO), PHOTO)).rejects.toThrow('no room');
  expect([await files.read(photoIdOf(PHOTO)), readdirSync(join(folder, 'photos'))]).toEqual(['missing', []]);
  disk.isFull = false;
  await files.write(photoIdOf(PHOTO), PHOTO);
  expect(await files.read(photoIdOf(PHOTO))).toEqual(PHOTO);
});
