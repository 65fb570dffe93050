/** Frames with symbols drawn for a test, and what a bench does to them: turned, blurred, lying on something dark. */
import { toBuffer } from 'bwip-js/node';
import sharp from 'sharp';
import type { GreyFrame } from '../../../domain/decoding/frame.ts';

/** options: as BWIPP names them. */
export async function drawn(bcid: string, text: string, options: Readonly<Record<string, unknown>> = {}): Promise<GreyFrame> {
  const picture = await toBuffer({ bcid, text, scale: 2, paddingwidth: 15, paddingheight: 10, backgroundcolor: 'ffffff', ...options });
  const { data, info } = await sharp(picture).flatten({ background: '#fff' }).greyscale().raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  return { width, height, data: Uint8ClampedArray.from({ length: width * height }, (_, n) => data[n * channels] ?? 0) };
}

/** The frame on a larger one; where: 255 minus what lies at (x, y), so 0 is white paper. */
export function onto(frame: GreyFrame, width: number, height: number, left: number, top: number, darkness: (x: number, y: number) => number = () => 0): GreyFrame {
  const data = new Uint8ClampedArray(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const isInside = x >= left && x < left + frame.width && y >= top && y < top + frame.height;
      data[y * width + x] = isInside ? (frame.data[(y - top) * frame.width + (x - left)] ?? 0) : 255 - darkness(x, y);
    }
  }
  return { width, height, data };
}

/** Smeared along the rows over so many pixels, as by a label that moved. */
export function smeared({ width, height, data }: GreyFrame, over: number): GreyFrame {
  const from = -Math.floor((over - 1) / 2);
  const out = Uint8ClampedArray.from(data, (_, place) => {
    const x = place % width;
    let sum = 0;
    for (let by = from; by < from + over; by += 1) sum += data[place - x + Math.min(width - 1, Math.max(0, x + by))] ?? 0;
    return sum / over;
  });
  return { width, height, data: out };
}

export function inverted({ width, height, data }: GreyFrame): GreyFrame {
  return { width, height, data: data.map((value) => 255 - value) };
}
