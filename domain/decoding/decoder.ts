/** The readers one after the other, as hard as it is worth: this is what a frame is given to. */
import { enlarged, greyOf, shrunk, turned, type Frame, type GreyFrame } from './frame.ts';
import { isItem } from './itemRead.ts';
import { startLibraryReader, type LibraryReader } from './libraryReader.ts';
import { distinct, SYMBOLOGIES, type Effort, type Read, type Symbology } from './read.ts';
import { refocused, WIDEST_REFOCUSED } from './refocus.ts';
import { startWasmReader, type WasmReader } from './wasmReader.ts';

export interface Decoder {
  /** Every symbol that can be read in the frame. Rejects only when the reader has broken, and then for every later frame too. */
  readonly read: (frame: Frame, effort: Effort) => Promise<readonly Read[]>;
}

/** Frames that are larger have pixels enough for any symbol on them, and twice as large they would only take time. */
const LARGEST_ENLARGED = 1_000_000;

/** Widths of blur in pixels that are tried, the likelier first. */
const BLURS = [6.3, 5, 3.7, 7.7] as const;

/** wasmBinary: the bytes of zxing_reader.wasm. */
export async function startDecoder(wasmBinary: ArrayBuffer): Promise<Decoder> {
  return decoderOf(await startWasmReader(wasmBinary), startLibraryReader());
}

export function decoderOf(first: WasmReader, second: LibraryReader): Decoder {
  /**
   * What the first reader leaves goes to the second: the symbologies of which there is no read. Nothing is left once the number of an item
   * is read, which is what a label is looked at for. Only a frame without any read is worth the rest.
   */
  async function capture(frame: Frame): Promise<readonly Read[]> {
    const reads = await first(frame, 'capture');
    if (reads.some(isItem)) return distinct(reads);
    const grey = greyOf(frame);
    const both = distinct([...reads, ...second(grey, left(reads))]);
    if (both.length > 0) return both;
    const larger = await enlargedReads(grey);
    return larger.length > 0 ? larger : refocusedReads(grey);
  }

  async function enlargedReads(grey: GreyFrame): Promise<readonly Read[]> {
    return grey.data.length > LARGEST_ENLARGED ? [] : distinct(await first(enlarged(grey), 'capture'));
  }

  async function refocusedReads(grey: GreyFrame): Promise<readonly Read[]> {
    const upright = shrunk(grey, Math.ceil(Math.max(grey.width, grey.height) / WIDEST_REFOCUSED));
    for (const frame of [upright, turned(upright)]) {
      for (const blur of BLURS) {
        const lines = refocused(frame, blur);
        const reads = lines === null ? [] : await first(lines, 'lines');
        if (reads.length > 0) return distinct(reads.map((read) => ({ ...read, reader: 'refocused' })));
      }
    }
    return [];
  }

  return {
    read: async (frame, effort) => (effort === 'live' ? distinct(await first(frame, 'live')) : capture(frame)),
  };
}

function left(reads: readonly Read[]): readonly Symbology[] {
  return SYMBOLOGIES.filter((symbology) => reads.every((read) => read.symbology !== symbology));
}
