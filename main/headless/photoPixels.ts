/** Loads a picture file as pixels, upright and on white. */
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { Frame } from '../../domain/decoding/frame.ts';

/** A photo of any camera is smaller; a picture that claims more would fill the memory. */
const MOST_PIXELS = 100_000_000;

/** As sharp names them. */
const FORMATS = ['png', 'jpeg', 'webp'] as const;

export type PhotoFault = 'not-readable' | 'not-a-picture' | 'too-large';

/** A camera that was held upright says so in the file (EXIF), and its pixels lie on their side. */
export async function photoPixels(path: string): Promise<Frame | PhotoFault> {
  const bytes = await readFile(path).catch(() => null);
  if (bytes === null) return 'not-readable';
  try {
    // Its own limit speaks of the size in words; ours is asked below, before a pixel is read.
    const photo = sharp(bytes, { limitInputPixels: false, failOn: 'error' });
    const { format, width, height } = await photo.metadata();
    if (!FORMATS.some((known) => known === format)) return 'not-a-picture';
    if (width * height > MOST_PIXELS) return 'too-large';
    const upright = photo.autoOrient().flatten({ background: '#fff' }).toColourspace('srgb').ensureAlpha();
    const { data, info } = await upright.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, data };
  } catch {
    return 'not-a-picture';
  }
}
