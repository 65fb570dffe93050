/** How long a frame of the camera and a photo wait for the readers of barcodes. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startDecoder } from '../../domain/decoding/decoder.ts';
import { greyOf, type Frame } from '../../domain/decoding/frame.ts';
import { startWasmReader } from '../../domain/decoding/wasmReader.ts';
import { photoPixels } from '../../main/headless/photoPixels.ts';
import { wasmBinary } from '../../main/headless/wasmBinary.ts';
import type { Measurement } from './measurement.ts';

const PHOTOS = resolve(import.meta.dirname, '..', '..', 'test', 'data', 'barcodes');
const FRAMES = 25;

export async function measureDecode(): Promise<readonly Measurement[]> {
  const binary = await wasmBinary();
  const decoder = await startDecoder(binary);
  const alone = await startWasmReader(binary);

  const empty: Frame = { width: 1_280, height: 720, data: new Uint8ClampedArray(1_280 * 720 * 4).fill(200) };
  const frames = Array.from({ length: FRAMES }, () => empty);
  const walked = await times(frames, async (frame) => greyOf(frame));
  const live = await times(frames, (frame) => decoder.read(frame, 'live'));

  const photos = await loaded();
  const first = await times(photos, (photo) => alone(photo, 'capture'));
  const capture = await times(photos, (photo) => decoder.read(photo, 'capture'));

  const pixels = 'walking once over its pixels';
  const wasm = 'the first reader alone';
  return [
    { what: 'empty 1280x720 frame, live, median', rate: share(live, 0.5), unit: 'ms', limit: share(walked, 0.5), limitIs: pixels },
    { what: 'photo, capture, median', rate: share(capture, 0.5), unit: 'ms', limit: share(first, 0.5), limitIs: wasm },
    { what: 'photo, capture, slowest of twenty', rate: share(capture, 0.95), unit: 'ms', limit: share(first, 0.95), limitIs: wasm },
  ];
}

async function loaded(): Promise<readonly Frame[]> {
  const { images } = JSON.parse(readFileSync(join(PHOTOS, 'index.json'), 'utf8')) as { images: readonly { file: string }[] };
  const frames: Frame[] = [];
  for (const { file } of images) {
    const pixels = await photoPixels(join(PHOTOS, file));
    if (typeof pixels !== 'string') frames.push(pixels);
  }
  return frames;
}

async function times(frames: readonly Frame[], work: (frame: Frame) => Promise<unknown>): Promise<readonly number[]> {
  const taken: number[] = [];
  for (const frame of frames) {
    const start = performance.now();
    await work(frame);
    taken.push(performance.now() - start);
  }
  return taken.toSorted((a, b) => a - b);
}

function share(sorted: readonly number[], part: number): number {
  return sorted[Math.floor(sorted.length * part)] ?? 0;
}
