/** Pixels that are looked through for symbols, and the few things that are done to them before a reader sees them. */

/**
 * data: four bytes a pixel (red, green, blue, and one that is not looked at) or one (brightness), row after row from the top left. A picture
 * with transparent places is laid on white by whoever loads it.
 */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** Brightness only, one byte a pixel. */
export interface GreyFrame extends Frame {
  readonly data: Uint8ClampedArray;
}

/** Whether the bytes are as many as width and height say. */
export function isWhole({ width, height, data }: Frame): boolean {
  if (!Number.isInteger(width) || !Number.isInteger(height) || width < 1 || height < 1) return false;
  return data.length === width * height || data.length === width * height * 4;
}

/** Weights of ITU-R BT.601 in 1/1024, which both libraries use. */
export function greyOf({ width, height, data }: Frame): GreyFrame {
  const pixels = width * height;
  if (data.length === pixels) return { width, height, data: data instanceof Uint8ClampedArray ? data : new Uint8ClampedArray(data.buffer, data.byteOffset, pixels) };
  const grey = new Uint8ClampedArray(pixels);
  for (let to = 0, from = 0; to < pixels; to += 1, from += 4) {
    grey[to] = (306 * byteAt(data, from) + 601 * byteAt(data, from + 1) + 117 * byteAt(data, from + 2) + 512) >> 10;
  }
  return { width, height, data: grey };
}

/** Four bytes a pixel, opaque. */
export function colourOf(frame: Frame): Frame & { readonly data: Uint8ClampedArray } {
  const { width, height, data } = frame;
  if (data.length !== width * height) return { width, height, data: data instanceof Uint8ClampedArray ? data : new Uint8ClampedArray(data.buffer, data.byteOffset, data.length) };
  const colour = new Uint8ClampedArray(data.length * 4);
  for (let from = 0, to = 0; from < data.length; from += 1, to += 4) {
    const grey = byteAt(data, from);
    colour[to] = grey;
    colour[to + 1] = grey;
    colour[to + 2] = grey;
    colour[to + 3] = 255;
  }
  return { width, height, data: colour };
}

/** A quarter turn clockwise: width and height change places. */
export function turned({ width, height, data }: GreyFrame): GreyFrame {
  const out = new Uint8ClampedArray(data.length);
  for (let y = 0, from = 0; y < height; y += 1) {
    for (let to = height - 1 - y; to < out.length; to += height, from += 1) out[to] = byteAt(data, from);
  }
  return { width: height, height: width, data: out };
}

/** Twice as wide and high, with the values between two pixels lying between theirs. */
export function enlarged({ width, height, data }: GreyFrame): GreyFrame {
  const wide = width * 2;
  const out = new Uint8ClampedArray(wide * height * 2);
  for (let y = 0; y < height * 2; y += 1) {
    const near = (y >> 1) * width;
    const far = Math.min(height - 1, Math.max(0, (y >> 1) + (y % 2 === 0 ? -1 : 1))) * width;
    for (let x = 0; x < wide; x += 1) {
      const here = x >> 1;
      const beside = Math.min(width - 1, Math.max(0, here + (x % 2 === 0 ? -1 : 1)));
      const nearRow = 3 * byteAt(data, near + here) + byteAt(data, near + beside);
      const farRow = 3 * byteAt(data, far + here) + byteAt(data, far + beside);
      out[y * wide + x] = (3 * nearRow + farRow) / 16;
    }
  }
  return { width: wide, height: height * 2, data: out };
}

/** Each pixel the mean of `by` times `by`; what is left over at the right and the bottom falls away. */
export function shrunk(frame: GreyFrame, by: number): GreyFrame {
  if (by === 1) return frame;
  const { width, height, data } = frame;
  const narrow = Math.floor(width / by);
  const low = Math.floor(height / by);
  const out = new Uint8ClampedArray(narrow * low);
  for (let y = 0; y < low; y += 1) {
    for (let x = 0; x < narrow; x += 1) {
      let sum = 0;
      for (let row = y * by; row < (y + 1) * by; row += 1) {
        for (let column = x * by; column < (x + 1) * by; column += 1) sum += byteAt(data, row * width + column);
      }
      out[y * narrow + x] = sum / (by * by);
    }
  }
  return { width: narrow, height: low, data: out };
}

/** Every place that is asked for lies inside the frame; the fallback is for the compiler. */
function byteAt(data: Uint8Array | Uint8ClampedArray, place: number): number {
  return data[place] ?? 0;
}
