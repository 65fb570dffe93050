/** The folder with chunk files: each named by its hash, whole from the moment it has its name, and never changed. */
import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256OfBytes } from '../hashes.ts';

const CHUNK_NAME = /^[0-9a-f]{64}$/;
const UNFINISHED_NAME = /^\.[0-9a-f-]{36}\.part$/;

/** Longer than any snapshot takes: what nothing names after that is left from one that was ended before its end. */
const LEFT_BEHIND_MS = 24 * 60 * 60_000;

/** The name is there when its bytes are on the disk. A chunk that is there already is left alone. */
export async function writeChunk(folder: string, sha256: string, bytes: Uint8Array): Promise<void> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, sha256);
  if (await sizeOf(path) !== null) return;
  const unfinished = join(folder, `.${randomUUID()}.part`);
  const file = await open(unfinished, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(unfinished, path);
}

/** The names themselves are on the disk after this, where a folder can be flushed at all (not on Windows, whose file systems log names). */
export async function flushFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  try {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch (error) {
    if (!['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'EBADF'].includes(codeOf(error))) throw error;
  }
}

/** Bytes that have the name only: what a disk has changed is worth nothing to a desk, which then reads the feed. */
export async function readChunk(folder: string, sha256: string): Promise<Uint8Array | 'none' | 'damaged'> {
  if (!CHUNK_NAME.test(sha256)) return 'none';
  try {
    const bytes = await readFile(join(folder, sha256));
    return sha256OfBytes(bytes) === sha256 ? bytes : 'damaged';
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 'none';
    if (codeOf(error) === 'EIO') return 'damaged';
    throw error;
  }
}

export async function chunksIn(folder: string): Promise<ReadonlySet<string>> {
  return new Set((await filesIn(folder)).filter((name) => CHUNK_NAME.test(name)));
}

/** Removes dropped chunks, and after a day what no snapshot names. Another snapshot may be under way: its chunks are young. */
export async function removeChunks(folder: string, dropped: Iterable<string>, named: ReadonlySet<string>, now: Date): Promise<void> {
  for (const name of dropped) if (!named.has(name)) await remove(join(folder, name));
  for (const name of await filesIn(folder)) {
    if (named.has(name) || !(CHUNK_NAME.test(name) || UNFINISHED_NAME.test(name))) continue;
    const path = join(folder, name);
    const age = now.getTime() - (await changedAt(path) ?? now.getTime());
    if (age > LEFT_BEHIND_MS) await remove(path);
  }
}

async function filesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

/** A file that is read just now cannot always be removed; the next snapshot tries again. */
async function remove(path: string): Promise<void> {
  try {
    await rm(path, { force: true });
  } catch (error) {
    if (!['EBUSY', 'EPERM', 'EACCES'].includes(codeOf(error))) throw error;
  }
}

async function sizeOf(path: string): Promise<number | null> {
  return (await statOf(path))?.size ?? null;
}

async function changedAt(path: string): Promise<number | null> {
  return (await statOf(path))?.mtimeMs ?? null;
}

async function statOf(path: string) {
  try {
    return await stat(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
