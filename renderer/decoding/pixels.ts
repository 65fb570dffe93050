/** Makes frames of what a page holds: a photo file that the officer opened, and the picture of a camera. */
import type { Frame } from '../../domain/decoding/frame.ts';

/** As the headless program has it: a photo of any camera is smaller. */
const MOST_PIXELS = 100_000_000;

export type PhotoFault = 'not-a-picture' | 'too-large';

/** Upright, as the file says how the camera was held (EXIF), and on white where it is transparent. */
export async function photoFrame(photo: Blob): Promise<Frame | PhotoFault> {
  const picture = await createImageBitmap(photo, { imageOrientation: 'from-image' }).catch(() => null);
  if (picture === null) return 'not-a-picture';
  try {
    return picture.width * picture.height > MOST_PIXELS ? 'too-large' : pictureFrame(picture, picture.width, picture.height);
  } catch {
    // A canvas ends well before memory does.
    return 'too-large';
  } finally {
    picture.close();
  }
}

/** picture: a bitmap, or the video element of the camera; width and height: in its own pixels. */
export function pictureFrame(picture: ImageBitmap | HTMLVideoElement, width: number, height: number): Frame {
  const canvas = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (canvas === null) throw new Error('no canvas of this size');
  canvas.fillStyle = '#fff';
  canvas.fillRect(0, 0, width, height);
  canvas.drawImage(picture, 0, 0, width, height);
  const { data } = canvas.getImageData(0, 0, width, height);
  return { width, height, data };
}
