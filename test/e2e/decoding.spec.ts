/** Barcodes are read in a worker of the real window, under its content security policy and without any network. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildDecoding, decodeInPage, removeDecoding } from './decodingPage.ts';
import { expect, test } from './desk.ts';

const PHOTOS = resolve(import.meta.dirname, '..', 'data', 'barcodes');

const photo = (file: string): Buffer => readFileSync(join(PHOTOS, file));

test('a photo is read in the worker of the window by either reader, and an empty frame has nothing on it', async ({ bench }) => {
  // Before a window is open that could ask for the files; the page itself needs none of them.
  await buildDecoding();
  try {
    const page = bench.page();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));

    const byFirst = await decodeInPage(page, photo('zxing-cpp__code128-2__12.webp'), 25);
    expect(byFirst.reads).toEqual([{ text: 'CNK8181G2C', symbology: 'Code128', reader: 'zxing-wasm' }]);
    const bySecond = await decodeInPage(page, photo('zxing__pdf417-2__22.png'), 0);
    expect(bySecond.reads.map(({ reader }) => reader)).toEqual(['@zxing/library']);

    expect([...byFirst.refused, ...bySecond.refused]).toEqual([]);
    expect(asked.filter((url) => !url.startsWith('app://desk/decoding/'))).toEqual([]);
    const sorted = byFirst.empty.toSorted((a, b) => a - b);
    console.log(`an empty 1280x720 frame in the window's worker, median of ${sorted.length}: ${sorted[Math.floor(sorted.length / 2)]?.toFixed(1)} ms`);
  } finally {
    removeDecoding();
  }
});
