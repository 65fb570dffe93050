/** Relay and receipt files on a stick: written whole or not at all, read no further than they may be long. */
import { statSync } from 'node:fs';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** before: runs when everything is on the medium and before the file has its name; when it throws, there is no file. */
export async function writeWhole(file: string, pieces: Iterable<Uint8Array>, before: () => void): Promise<void> {
  const unfinished = `${file}.unfinished`;
  try {
    const handle = await open(unfinished, 'w', 0o600);
    try {
      for (const piece of pieces) await handle.writeFile(piece);
      // A stick is pulled out as soon as the screen says that it may be.
      await handle.sync();
    } finally {
      await handle.close();
    }
    before();
    await rename(unfinished, file);
    await flushFolder(dirname(file));
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** The new name lies in the folder. Windows cannot open a folder and does not need it; some sticks' file systems do not know how. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().catch(() => undefined);
  await handle.close();
}

/** null: gone, no file, or larger than `limit`, which `isTooLarge` tells. */
export async function readUpTo(file: string, limit: number): Promise<{ readonly bytes: Buffer | null; readonly isTooLarge: boolean }> {
  try {
    const { size } = await stat(file);
    if (size > limit) return { bytes: null, isTooLarge: true };
    return { bytes: await readFile(file), isTooLarge: false };
  } catch {
    return { bytes: null, isTooLarge: false };
  }
}

export function inFolderOrFile(place: string, name: string): string {
  return statSync(place, { throwIfNoEntry: false })?.isDirectory() === true ? join(place, name) : place;
}
