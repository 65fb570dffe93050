/** Photos in files of the store's folder, each there whole after a power cut, or not at all. */
import { statSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileNameOf, openPhoto, photoKeysOf, SEAL_BYTES, sealPhoto } from './photoSeal.ts';

export const PHOTO_FOLDER = 'photos';
const UNFINISHED = '.new';

export type PhotoFiles = ReturnType<typeof photoFiles>;

/** The caller lets one write or removal end before the next begins. Reads may come at any time. */
export function photoFiles(storeFolder: string, storeKey: Buffer) {
  const folder = join(storeFolder, PHOTO_FOLDER);
  const keys = photoKeysOf(storeKey);
  const fileOf = (photoId: string): string => join(folder, fileNameOf(keys, photoId));

  /** Of the files, and of their folder, which the first photo of a desk makes. */
  async function flushNames(): Promise<void> {
    await flushFolder(folder);
    await flushFolder(storeFolder);
  }

  return {
    /** On the disk under its name when this returns. When it throws, that name may be on nothing, on what was there before or on the whole photo. */
    async write(photoId: string, bytes: Uint8Array): Promise<void> {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = fileOf(photoId);
      const unfinished = `${file}${UNFINISHED}`;
      try {
        await writeFlushed(unfinished, sealPhoto(keys, photoId, bytes));
        await rename(unfinished, file);
      } catch (error) {
        // What is left of it takes room on a disk that may be full. The next start takes it away if this cannot.
        await rm(unfinished, { force: true }).catch(() => undefined);
        throw error;
      }
      await flushNames();
    },

    /** The names themselves are on the disk after this: a write may have failed at the very end. */
    flush: flushNames,

    /** missing: no such file. damaged: a file that is not what was sealed, or that the disk does not give back. */
    async read(photoId: string): Promise<Buffer | 'missing' | 'damaged'> {
      try {
        return openPhoto(keys, photoId, await readFile(fileOf(photoId))) ?? 'damaged';
      } catch (error) {
        return codeOf(error) === 'ENOENT' ? 'missing' : 'damaged';
      }
    },

    /** Is a file of the right length there? Asked before an exam that names it is sealed, in the same breath, and so without waiting. */
    isThere(photoId: string, bytes: number): boolean {
      const found = statSync(fileOf(photoId), { throwIfNoEntry: false });
      return found?.size === bytes + SEAL_BYTES;
    },

    async remove(photoId: string): Promise<void> {
      await rm(fileOf(photoId), { force: true });
    },

    /** What writes that were cut off have left; nobody writes meanwhile. Files with a whole name are never taken away by this. */
    async removeUnfinished(): Promise<void> {
      const names = await readdir(folder).catch(() => []);
      for (const name of names) if (name.endsWith(UNFINISHED)) await rm(join(folder, name), { force: true }).catch(() => undefined);
    },
  };
}

async function writeFlushed(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The rename lies in the folder. Windows cannot flush one and need not: NTFS journals renames. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
