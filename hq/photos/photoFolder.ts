/**
 * The folder with photos: each whole one a file named by its hash, plain, and under `parts` what has come of others. A part's length is the
 * only word on how far it is; it is flushed once it is whole, and what a power cut made of it before is found by the hash.
 */
import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { sha256OfText } from '../hashes.ts';
import { flushFolder } from '../snapshot/chunkFolder.ts';

/** The part is the sending desk's own: bytes that are not the photo's spoil no other desk's. */
export interface PartPlace {
  readonly folder: string;
  readonly photoId: string;
  readonly deviceId: string;
}

/** Photos are what entries are: nobody but the server's own user reads them. */
const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

function partPath({ folder, photoId, deviceId }: PartPlace): string {
  return join(folder, 'parts', `${photoId}.${sha256OfText(deviceId).slice(0, 16)}`);
}

export function photoPath(folder: string, photoId: string): string {
  return join(folder, photoId.slice(0, 2), photoId);
}

/** How many bytes of the part are here; 0 when none is. */
export async function partLength(place: PartPlace): Promise<number> {
  return await sizeOf(partPath(place)) ?? 0;
}

export async function writePart(place: PartPlace, offset: number, bytes: Uint8Array): Promise<void> {
  const path = partPath(place);
  await mkdir(dirname(path), { recursive: true, mode: PRIVATE_FOLDER });
  const file = await open(path, constants.O_RDWR | constants.O_CREAT, PRIVATE_FILE);
  try {
    // Where it belongs and not at the end: another process may write the same bytes for a desk that asked twice.
    for (let done = 0; done < bytes.length;) done += (await file.write(bytes, done, bytes.length - done, offset + done)).bytesWritten;
  } finally {
    await file.close();
  }
}

export async function dropPart(place: PartPlace): Promise<void> {
  await rm(partPath(place), { force: true });
}

/** Gives the part the photo's name, on the disk when this returns. False: its bytes are not what the name says, and the part is gone. */
export async function completePart(place: PartPlace): Promise<boolean> {
  const path = partPath(place);
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  if (await hashOf(path) !== place.photoId) {
    await dropPart(place);
    return false;
  }
  const whole = photoPath(place.folder, place.photoId);
  await mkdir(dirname(whole), { recursive: true, mode: PRIVATE_FOLDER });
  await rename(path, whole);
  await flushFolder(dirname(whole));
  await flushFolder(place.folder);
  // The folder itself may be new.
  await flushFolder(dirname(place.folder));
  return true;
}

/** whole: as long as it should be; its bytes are looked at by `isIntact` only. */
export async function isThere(folder: string, photoId: string, bytes: number): Promise<boolean> {
  return await sizeOf(photoPath(folder, photoId)) === bytes;
}

export async function isIntact(folder: string, photoId: string): Promise<boolean> {
  const path = photoPath(folder, photoId);
  return await sizeOf(path) !== null && await hashOf(path) === photoId;
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
