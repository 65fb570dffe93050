/** Both readers on drawn symbols: directions, GS, dark things beside a symbol, silence. */
import { BinaryBitmap, Code128Reader, HybridBinarizer, RGBLuminanceSource } from '@zxing/library';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { correctCode128Start } from '../../../domain/decoding/code128Start.ts';
import { colourOf, turned, type GreyFrame } from '../../../domain/decoding/frame.ts';
import { startLibraryReader, type LibraryReader } from '../../../domain/decoding/libraryReader.ts';
import { SYMBOLOGIES, type Symbology } from '../../../domain/decoding/read.ts';
import { startWasmReader, type WasmReader } from '../../../domain/decoding/wasmReader.ts';
import { wasmBinary } from '../../../main/headless/wasmBinary.ts';
import { drawn, inverted, onto } from './drawn.ts';

const GS = '\u001d';
const ITEM = 'RB123456785GB';

/** As it is before anything has corrected it. */
const inside = Code128Reader as unknown as { findStartPattern: unknown };
const uncorrected = inside.findStartPattern;

let wasm: WasmReader;
let library: LibraryReader;

beforeAll(async () => {
  wasm = await startWasmReader(await wasmBinary());
  library = startLibraryReader();
});

afterEach(() => vi.restoreAllMocks());

// Seconds of work when the machine has others.
vi.setConfig({ testTimeout: 120_000 });

type Reading = (frame: GreyFrame) => Promise<readonly (readonly [string, string])[]>;

const byWasm: Reading = async (frame) => (await wasm(frame, 'capture')).map(({ text, symbology }) => [symbology, text]);
const byLibrary: Reading = async (frame) => library(frame, SYMBOLOGIES).map(({ text, symbology }) => [symbology, text]);

const SYMBOLS: readonly (readonly [Symbology, string, string])[] = [
  ['Code128', 'code128', ITEM], ['Code39', 'code39', ITEM], ['ITF', 'interleaved2of5', '0123456789'], ['DataMatrix', 'datamatrix', ITEM], ['QRCode', 'qrcode', ITEM], ['PDF417', 'pdf417', ITEM],
];

describe.each([['the first reader', byWasm], ['the second reader', byLibrary]] as const)('%s', (_name, reading) => {
  it.each(SYMBOLS)('reads %s in each of four directions, upright and across', async (symbology, bcid, text) => {
    // Not square: a frame whose sides were mistaken for each other would be torn. Near the middle, where the second reader seeks squares.
    const symbol = await drawn(bcid, text);
    let frame = onto(symbol, 560, 400, Math.round((560 - symbol.width) / 2) - 7, Math.round((400 - symbol.height) / 2) + 5);
    for (let turn = 0; turn < 4; turn += 1) {
      expect(await reading(frame), `turn ${turn}, ${frame.width} wide`).toEqual([[symbology, text]]);
      frame = turned(frame);
    }
  });

  it('reads a colour frame as it reads a grey one', async () => {
    expect(await reading(colourOf(await drawn('code128', ITEM)))).toEqual([['Code128', ITEM]]);
  });

  it('keeps GS between the fields of a GS1 symbol, and puts no sign of GS1 before them', async () => {
    const fields = '(420)123456789(92)12345678901234567890(93)X';
    expect(await reading(await drawn('gs1-128', fields))).toEqual([['Code128', `420123456789${GS}9212345678901234567890${GS}93X`]]);
    expect(await reading(await drawn('gs1datamatrix', fields))).toEqual([['DataMatrix', `420123456789${GS}9212345678901234567890${GS}93X`]]);
  });

  it('drops FNC1 at the end, where it separates nothing', async () => {
    expect(await reading(await drawn('code128', 'ABC^FNC1', { parsefnc: true }))).toEqual([['Code128', 'ABC']]);
  });

  it('keeps a text that only looks as if it had the sign of GS1 before it', async () => {
    expect(await reading(await drawn('code128', ']C1ABC'))).toEqual([['Code128', ']C1ABC']]);
  });

  it('reads nothing on an empty frame, on a tiny one and on stripes, and tells no console', async () => {
    const consoles = (['log', 'warn', 'error', 'info', 'debug', 'trace'] as const).map((one) => vi.spyOn(console, one));
    const empty = new Uint8ClampedArray(320 * 240).fill(200);
    const stripes = empty.map((_, n) => (n % 6 < 3 ? 20 : 230));
    expect(await reading({ width: 320, height: 240, data: empty })).toEqual([]);
    expect(await reading({ width: 1, height: 1, data: new Uint8ClampedArray(1) })).toEqual([]);
    expect(await reading({ width: 320, height: 240, data: stripes })).toEqual([]);
    for (const spy of consoles) expect(spy).not.toHaveBeenCalled();
  });
});

describe('the first reader', () => {
  it('reads all symbols of a frame', async () => {
    const [code, square] = await Promise.all([drawn('code128', ITEM), drawn('qrcode', 'https://example.org')]);
    const frame = onto(code, 640, 480, 20, 20);
    const both = onto(frame, 640, 900, 0, 0);
    square.data.forEach((value, n) => (both.data[(600 + Math.floor(n / square.width)) * 640 + 200 + (n % square.width)] = value));
    expect(new Set((await byWasm(both)).map(([symbology]) => symbology))).toEqual(new Set(['Code128', 'QRCode']));
  });

  it('looks for light symbols on dark when it is worth the time', async () => {
    const frame = inverted(await drawn('qrcode', ITEM));
    expect(await wasm(frame, 'live')).toEqual([]);
    expect(await wasm(frame, 'capture')).toHaveLength(1);
  });

  it('does not start from other bytes, asks no network for better ones, and starts from the right ones afterwards', async () => {
    const network = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('no network'));
    const consoles = vi.spyOn(console, 'error');
    await expect(startWasmReader(new ArrayBuffer(8))).rejects.toThrow();
    expect(network).not.toHaveBeenCalled();
    expect(consoles).not.toHaveBeenCalled();
    wasm = await startWasmReader(await wasmBinary());
    expect(await byWasm(await drawn('code128', ITEM))).toEqual([['Code128', ITEM]]);
  });
});

describe('the second reader', () => {
  /** Two dark strips left of the label, as the edges of a table are. */
  const beside = async (): Promise<GreyFrame> => onto(await drawn('code128', ITEM), 560, 120, 80, 10, (x) => ((x > 8 && x < 16) || (x > 30 && x < 40) ? 240 : 0));

  it('reads Code 128 with something dark left of it, which its library alone does not', async () => {
    const { width, height, data } = await beside();
    const picture = (): BinaryBitmap => new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(data, width, height)));
    inside.findStartPattern = uncorrected;
    try {
      expect(() => new Code128Reader().decode(picture())).toThrow();
    } finally {
      correctCode128Start();
    }
    expect(new Code128Reader().decode(picture()).getText()).toBe(ITEM);
    expect(await byLibrary(await beside())).toEqual([['Code128', ITEM]]);
  });

  it('does not begin a symbol where there is no white before it', async () => {
    const code = await drawn('code128', ITEM, { paddingwidth: 0, paddingheight: 0 });
    const touched = onto(code, code.width + 300, code.height, 150, 0, (x) => (x < 150 && x > 145 ? 255 : 0));
    expect(library(touched, ['Code128'])).toEqual([]);
  });

  it('looks for the symbologies it is asked for', async () => {
    expect(library(await drawn('code128', ITEM), ['QRCode', 'Code39'])).toEqual([]);
    expect(library(await drawn('code128', ITEM), ['Code128'])).toHaveLength(1);
  });

  it('reads a frame of many pixels, made smaller', async () => {
    const large = await drawn('code128', ITEM, { scale: 6 });
    expect(library(onto(large, 3_000, 2_000, 600, 700), SYMBOLOGIES)).toEqual([{ text: ITEM, symbology: 'Code128', reader: '@zxing/library' }]);
  });
});
