/** A sample of real photos, each hard in its own way: how many are read rightly, and that nothing is read where there is nothing. */
import { beforeAll, describe, expect, it } from 'vitest';
import { startDecoder, type Decoder } from '../../../domain/decoding/decoder.ts';
import { READERS, SYMBOLOGIES } from '../../../domain/decoding/read.ts';
import { wasmBinary } from '../../../main/headless/wasmBinary.ts';
import { expectShares } from './due.ts';
import { photoSet, readSet, reportOf, SAMPLE, shareRight } from './photoSet.ts';

const MINUTES = 60_000;

let decoder: Decoder;

beforeAll(async () => {
  decoder = await startDecoder(await wasmBinary());
});

describe('the sample', () => {
  it('holds every symbology, photos without a barcode, and texts with GS', () => {
    const { photos } = photoSet(SAMPLE);
    expect(new Set(photos.map(({ symbology }) => symbology))).toEqual(new Set([...SYMBOLOGIES, 'NONE']));
    expect(photos.filter(({ text }) => text === null).length).toBeGreaterThan(10);
    expect(photos.filter(({ text }) => text?.includes('\u001d') === true).length).toBeGreaterThan(4);
  });

  it('is read rightly by a capture, and each reader has a part in it', async () => {
    const judged = await readSet(photoSet(SAMPLE), decoder, 'capture');
    expectShares(judged, 'capture');
    expect(new Set(judged.flatMap(({ reads }) => reads.map(({ reader }) => reader)))).toEqual(new Set(READERS));
  }, 5 * MINUTES);

  it('is mostly read by a single frame of the live picture, and never wrongly', async () => {
    const judged = await readSet(photoSet(SAMPLE), decoder, 'live');
    const report = reportOf(judged);
    expect(judged.filter(({ verdict }) => verdict === 'wrong'), report).toEqual([]);
    // It was made of the photos that are hard.
    expect(shareRight(judged), report).toBeGreaterThanOrEqual(0.9);
  }, 2 * MINUTES);
});
