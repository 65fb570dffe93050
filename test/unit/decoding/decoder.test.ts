/** Which reader is asked for what, and what undoing blur brings. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { decoderOf, startDecoder, type Decoder } from '../../../domain/decoding/decoder.ts';
import { turned, type Frame, type GreyFrame } from '../../../domain/decoding/frame.ts';
import { startLibraryReader } from '../../../domain/decoding/libraryReader.ts';
import { SYMBOLOGIES, type Read, type Symbology } from '../../../domain/decoding/read.ts';
import { refocused } from '../../../domain/decoding/refocus.ts';
import { startWasmReader, type WasmReader } from '../../../domain/decoding/wasmReader.ts';
import { wasmBinary } from '../../../main/headless/wasmBinary.ts';
import { drawn, onto, smeared } from './drawn.ts';

// Seconds of work when the machine has others.
vi.setConfig({ testTimeout: 120_000 });

const ITEM = 'RB123456785GB';
const EMPTY: GreyFrame = { width: 40, height: 30, data: new Uint8ClampedArray(1_200).fill(255) };

const read = (text: string, symbology: Symbology, reader: Read['reader'] = 'zxing-wasm'): Read => ({ text, symbology, reader });

/** A decoder whose readers say what the test wants, and what they were asked. */
function pretended(firstReads: (frame: Frame, effort: string) => readonly Read[], secondReads: readonly Read[] = []): { readonly decoder: Decoder; readonly asked: string[] } {
  const asked: string[] = [];
  const decoder = decoderOf(
    async (frame, effort) => {
      asked.push(`first ${effort} ${frame.width}x${frame.height}`);
      return firstReads(frame, effort);
    },
    (_frame, symbologies) => {
      asked.push(`second ${symbologies.join(' ')}`);
      return secondReads;
    },
  );
  return { decoder, asked };
}

describe('a frame of the live picture', () => {
  it('is given to the first reader once, whatever it reads', async () => {
    const { decoder, asked } = pretended(() => []);
    expect(await decoder.read(EMPTY, 'live')).toEqual([]);
    expect(asked).toEqual(['first live 40x30']);
  });
});

describe('a capture', () => {
  it('asks the second reader nothing when the first has read an item', async () => {
    const { decoder, asked } = pretended(() => [read('https://example.org', 'QRCode'), read(ITEM, 'Code128')]);
    expect(await decoder.read(EMPTY, 'capture')).toHaveLength(2);
    expect(asked).toEqual(['first capture 40x30']);
  });

  it('asks the second reader for the symbologies that the first has not read', async () => {
    const { decoder, asked } = pretended(() => [read('https://example.org', 'QRCode'), read('RB123456784GB', 'Code39')], [read(ITEM, 'Code128', '@zxing/library')]);
    expect((await decoder.read(EMPTY, 'capture')).map(({ reader }) => reader)).toEqual(['zxing-wasm', 'zxing-wasm', '@zxing/library']);
    expect(asked).toEqual(['first capture 40x30', 'second Code128 ITF DataMatrix PDF417']);
  });

  it('is looked at twice as large when neither has read anything', async () => {
    const { decoder, asked } = pretended(({ width }) => (width === 80 ? [read(ITEM, 'Code128')] : []));
    expect(await decoder.read(EMPTY, 'capture')).toEqual([read(ITEM, 'Code128')]);
    expect(asked).toEqual(['first capture 40x30', `second ${SYMBOLOGIES.join(' ')}`, 'first capture 80x60']);
  });

  it('says the same thing once', async () => {
    const { decoder } = pretended(() => [read('X', 'QRCode'), read('X', 'QRCode'), read('X', 'DataMatrix')]);
    expect(await decoder.read(EMPTY, 'capture')).toEqual([read('X', 'QRCode'), read('X', 'DataMatrix')]);
  });
});

describe('blur', () => {
  let first: WasmReader;
  let decoder: Decoder;

  beforeAll(async () => {
    first = await startWasmReader(await wasmBinary());
    decoder = await startDecoder(await wasmBinary());
  });

  it('over more than two bars hides a label from both readers, and is undone in either direction', async () => {
    const label = smeared(onto(await drawn('code128', ITEM), 640, 300, 90, 60), 6);
    expect(await first(label, 'capture')).toEqual([]);
    expect(startLibraryReader()(label, SYMBOLOGIES)).toEqual([]);
    expect(await decoder.read(label, 'capture')).toEqual([read(ITEM, 'Code128', 'refocused')]);
    expect(await decoder.read(turned(label), 'capture')).toEqual([read(ITEM, 'Code128', 'refocused')]);
  });

  it('is not looked for where there are no bars, nor in a single row', () => {
    expect(refocused(EMPTY, 5)).toBeNull();
    expect(refocused({ width: 400, height: 5, data: new Uint8ClampedArray(2_000).map((_, n) => (n % 8 < 4 ? 0 : 255)) }, 5)).toBeNull();
    expect(refocused({ width: 400, height: 10, data: new Uint8ClampedArray(4_000).map((_, n) => (n % 8 < 4 ? 0 : 255)) }, 5)).toMatchObject({ width: 1_200, height: 2 });
  });
});
