/** The first reader: zxing-cpp as WebAssembly (zxing-wasm), which finds every symbol of a frame in any direction. */
import { prepareZXingModule, purgeZXingModule, readBarcodes, type ReaderOptions } from 'zxing-wasm/reader';
import { colourOf, type Frame } from './frame.ts';
import { SYMBOLOGIES, withoutLastSeparator, type Read, type Symbology } from './read.ts';

/**
 * live: no search for light symbols on dark, which no mail label has; a quarter of the time for one photo in a hundred. capture: everything,
 * with bars and dots closed that a printer or a low light has broken.
 * lines: the rows of a refocused frame. Code 128 alone, because its check character is never left out: what undoing blur makes up must not
 * pass for a number.
 */
export type WasmEffort = 'live' | 'capture' | 'lines';

export type WasmReader = (frame: Frame, effort: WasmEffort) => Promise<readonly Read[]>;

/** Plain keeps GS; the library's default would write brackets around GS1 fields. */
const ALWAYS = { formats: [...SYMBOLOGIES], textMode: 'Plain', tryHarder: true, tryDownscale: true } as const satisfies ReaderOptions;

const OPTIONS: Readonly<Record<WasmEffort, ReaderOptions>> = {
  live: { ...ALWAYS, tryRotate: true, tryInvert: false, tryDenoise: false },
  capture: { ...ALWAYS, tryRotate: true, tryInvert: true, tryDenoise: true },
  lines: { ...ALWAYS, formats: ['Code128'], tryRotate: false, tryInvert: false, tryDenoise: false, tryDownscale: false },
};

/** wasmBinary: the bytes of zxing_reader.wasm. Rejects when they are not; the library would fetch them from a public server by itself. */
export async function startWasmReader(wasmBinary: ArrayBuffer): Promise<WasmReader> {
  try {
    await prepareZXingModule({ overrides: { wasmBinary, print: silent, printErr: silent }, fireImmediately: true });
  } catch (error) {
    purgeZXingModule();
    throw error;
  }
  return async (frame, effort) => {
    const { width, height, data } = colourOf(frame);
    // The library copies the bytes into its own memory, so it is the same to it whose they are; a page's types ask for unshared ones.
    const picture = { width, height, data: data as Uint8ClampedArray<ArrayBuffer>, colorSpace: 'srgb' } as const;
    const results = await readBarcodes(picture, OPTIONS[effort]);
    return results.flatMap(({ isValid, text, symbology }): readonly Read[] => {
      if (!isValid || !isOfMail(symbology)) return [];
      const said = symbology === 'Code128' ? withoutLastSeparator(text) : text;
      return said === '' ? [] : [{ text: said, symbology, reader: 'zxing-wasm' }];
    });
  };
}

function isOfMail(symbology: string): symbology is Symbology {
  return SYMBOLOGIES.some((known) => known === symbology);
}

/** Whatever goes wrong arrives as a rejection. */
function silent(): void {
  // Nothing is told to a console.
}
