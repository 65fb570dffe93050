/** What is done to pixels before a reader sees them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { colourOf, enlarged, greyOf, isWhole, shrunk, turned, type GreyFrame } from '../../../domain/decoding/frame.ts';

const grey: fc.Arbitrary<GreyFrame> = fc.record({ width: fc.integer({ min: 1, max: 12 }), height: fc.integer({ min: 1, max: 12 }) }).chain(({ width, height }) =>
  fc.array(fc.integer({ min: 0, max: 255 }), { minLength: width * height, maxLength: width * height }).map((values) => ({ width, height, data: Uint8ClampedArray.from(values) })));

describe('a frame', () => {
  it('turned once has its left column on top, and turned four times is as it was', () => {
    expect(turned({ width: 3, height: 2, data: Uint8ClampedArray.of(1, 2, 3, 4, 5, 6) })).toEqual({ width: 2, height: 3, data: Uint8ClampedArray.of(4, 1, 5, 2, 6, 3) });
    fc.assert(fc.property(grey, (frame) => {
      expect(turned(turned(turned(turned(frame))))).toEqual(frame);
    }));
  });

  it('is as light in colour as in grey', () => {
    fc.assert(fc.property(grey, (frame) => {
      expect(greyOf(colourOf(frame))).toEqual(frame);
    }));
    expect(greyOf({ width: 3, height: 1, data: Uint8Array.of(255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 0) }).data).toEqual(Uint8ClampedArray.of(76, 150, 29));
  });

  it('in grey bytes keeps them, whoever owns the memory around them', () => {
    const memory = Uint8Array.of(9, 9, 1, 2, 3, 4, 9);
    expect(greyOf({ width: 2, height: 2, data: memory.subarray(2, 6) }).data).toEqual(Uint8ClampedArray.of(1, 2, 3, 4));
  });

  it('twice as large, and then made half, is nearly as it was', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), (value, width, height) => {
      const frame = { width, height, data: new Uint8ClampedArray(width * height).fill(value) };
      expect(enlarged(frame)).toEqual({ width: 2 * width, height: 2 * height, data: new Uint8ClampedArray(4 * width * height).fill(value) });
    }));
    expect(enlarged({ width: 2, height: 1, data: Uint8ClampedArray.of(0, 160) }).data).toEqual(Uint8ClampedArray.of(0, 40, 120, 160, 0, 40, 120, 160));
    fc.assert(fc.property(grey, (frame) => {
      expect(shrunk(frame, 1)).toBe(frame);
    }));
    expect(shrunk({ width: 3, height: 2, data: Uint8ClampedArray.of(0, 10, 99, 20, 30, 99) }, 2)).toEqual({ width: 1, height: 1, data: Uint8ClampedArray.of(15) });
  });

  it('is whole when its bytes are as many as its sides say', () => {
    expect(isWhole({ width: 2, height: 2, data: new Uint8Array(4) })).toBe(true);
    expect(isWhole({ width: 2, height: 2, data: new Uint8Array(16) })).toBe(true);
    for (const broken of [{ width: 2, height: 2, data: new Uint8Array(5) }, { width: 0, height: 2, data: new Uint8Array(0) }, { width: 1.5, height: 2, data: new Uint8Array(3) }, { width: -1, height: -4, data: new Uint8Array(4) }]) {
      expect(isWhole(broken)).toBe(false);
    }
  });
});
