/** All photos of the set, where it is at hand (BARCODE_PHOTOS, or ../shared/data/barcodes); apart from the sample, so that both run side by side. */
import { describe, expect, it } from 'vitest';
import { startDecoder } from '../../../domain/decoding/decoder.ts';
import type { Read } from '../../../domain/decoding/read.ts';
import { wasmBinary } from '../../../main/headless/wasmBinary.ts';
import { expectShares } from './due.ts';
import { photoSet, readSet, reportOf, SAMPLE, wholeSet } from './photoSet.ts';

const MINUTES = 60_000;

describe('the report of a set', () => {
  it('counts as wrong whatever is read but the text, also where there is nothing, and lists every photo that was not read rightly', async () => {
    const { folder, photos } = photoSet(SAMPLE);
    const [right, misread, missed] = photos.filter(({ symbology }) => symbology === 'Code128');
    const nothing = photos.find(({ text }) => text === null);
    if (right === undefined || misread === undefined || missed === undefined || nothing === undefined) throw new Error('the sample is too small');
    const said = [right.text ?? '', 'MISREAD', '', 'MADE UP'].map((text): readonly Read[] => (text === '' ? [] : [{ text, symbology: 'Code128', reader: 'zxing-wasm' }]));
    const judged = await readSet({ folder, photos: [right, misread, missed, nothing] }, { read: async () => said.shift() ?? [] }, 'capture');
    expect(judged.map(({ verdict }) => verdict)).toEqual(['right', 'wrong', 'missed', 'wrong']);
    expect(reportOf(judged).split('\n').slice(2)).toEqual([
      'all        4 photos: 1 right, 2 wrong, 1 missed (25.0 %)',
      `wrong ${misread.file} zxing-wasm Code128 "MISREAD"`, `missed ${missed.file} `, `wrong ${nothing.file} zxing-wasm Code128 "MADE UP"`,
    ]);
    expect(() => expectShares(judged, 'capture')).toThrow('MADE UP');
  });
});

const folder = wholeSet();

if (folder !== null) {
  describe('the whole set', () => {
    it.each(['capture', 'live'] as const)('is read rightly: %s', async (effort) => {
      const decoder = await startDecoder(await wasmBinary());
      expectShares(await readSet(photoSet(folder), decoder, effort), effort);
    }, 10 * MINUTES);
  });
}
