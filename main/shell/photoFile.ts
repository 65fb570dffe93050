/** Reads a photo that the officer chose in a dialog: its bytes go to the page, its path does not. */
import { readFile, stat } from 'node:fs/promises';
import { fault, ok, type Result } from '../../preload/contract/result.ts';

/** A photo of a camera's largest sensor; what is larger would stop the page while it is unpacked. */
export const MAX_PHOTO_FILE_BYTES = 40 * 1024 * 1024;

export async function readPhotoFile(path: string): Promise<Result<{ readonly bytes: Uint8Array<ArrayBuffer> }>> {
  try {
    if ((await stat(path)).size > MAX_PHOTO_FILE_BYTES) return fault('photo-refused', { why: 'too-large', most: MAX_PHOTO_FILE_BYTES });
    return ok({ bytes: new Uint8Array(await readFile(path)) });
  } catch {
    return fault('photo-refused', { why: 'not-readable' });
  }
}
