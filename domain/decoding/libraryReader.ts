/** The second reader: @zxing/library, another implementation, for frames of which the first has not read everything. */
import {
  BarcodeFormat, BinaryBitmap, DataMatrixReader, DecodeHintType, HybridBinarizer, MultiFormatOneDReader, PDF417Reader, QRCodeReader, RGBLuminanceSource,
  type Result,
} from '@zxing/library';
import { correctCode128Start } from './code128Start.ts';
import { greyOf, shrunk, turned, type Frame, type GreyFrame } from './frame.ts';
import { GROUP_SEPARATOR } from '../identifier/normalise.ts';
import { distinct, withoutLastSeparator, type Read, type Symbology } from './read.ts';

/** symbologies: those that are looked for. */
export type LibraryReader = (frame: Frame, symbologies: readonly Symbology[]) => readonly Read[];

interface Part {
  readonly symbologies: readonly Symbology[];
  /** Turns of the frame that are tried: a reader of lines reads each of them forwards and backwards by itself. */
  readonly turns: readonly number[];
  readonly decode: (picture: BinaryBitmap) => Result;
}

const LINEAR_FORMATS = { Code128: BarcodeFormat.CODE_128, Code39: BarcodeFormat.CODE_39, ITF: BarcodeFormat.ITF } as const;

type LinearSymbology = keyof typeof LINEAR_FORMATS;

const NAMES: ReadonlyMap<BarcodeFormat, Symbology> = new Map<BarcodeFormat, Symbology>([
  [BarcodeFormat.CODE_128, 'Code128'], [BarcodeFormat.CODE_39, 'Code39'], [BarcodeFormat.ITF, 'ITF'],
  [BarcodeFormat.DATA_MATRIX, 'DataMatrix'], [BarcodeFormat.QR_CODE, 'QRCode'], [BarcodeFormat.PDF_417, 'PDF417'],
]);

/** Even numbers of digits only, as ITF has them; below six a piece of any other code may look like one. */
const ITF_LENGTHS = Array.from({ length: 20 }, (_, n) => 6 + 2 * n);

/** Its time grows with the pixels, and beyond this many a symbol is large enough to be read smaller. */
const MOST_PIXELS = 2_100_000;

/** FNC1 as a value of Code 128, and as a codeword of Data Matrix. */
const FNC1_OF_CODE128 = 102;
const FNC1_OF_DATA_MATRIX = 232;

export function startLibraryReader(): LibraryReader {
  correctCode128Start();
  const hints = new Map<DecodeHintType, unknown>([[DecodeHintType.TRY_HARDER, true], [DecodeHintType.ASSUME_GS1, true], [DecodeHintType.ALLOWED_LENGTHS, ITF_LENGTHS]]);
  const qr = new QRCodeReader();
  const dataMatrix = new DataMatrixReader();
  const pdf417 = new PDF417Reader();
  // The library's reader of several formats is not used: it writes to the console whatever its parts did not foresee.
  const parts: readonly Part[] = [
    { symbologies: ['QRCode'], turns: [0, 1, 2, 3], decode: (picture) => qr.decode(picture, hints) },
    { symbologies: ['DataMatrix'], turns: [0, 1, 2, 3], decode: (picture) => dataMatrix.decode(picture, hints) },
    { symbologies: ['PDF417'], turns: [0, 1], decode: (picture) => pdf417.decode(picture, hints) },
  ];
  return (frame, symbologies) => {
    const all = [...parts.filter((part) => part.symbologies.some((one) => symbologies.includes(one))), ...linearPart(symbologies, hints)];
    const grey = greyOf(frame);
    return inAllTurns(shrunk(grey, Math.ceil(Math.sqrt((grey.width * grey.height) / MOST_PIXELS))), all);
  };
}

/** One part for all of them: finding the threshold of a row is most of the work. */
function linearPart(symbologies: readonly Symbology[], hints: ReadonlyMap<DecodeHintType, unknown>): readonly Part[] {
  const wanted = (Object.keys(LINEAR_FORMATS) as LinearSymbology[]).filter((one) => symbologies.includes(one));
  if (wanted.length === 0) return [];
  const ownHints = new Map([...hints, [DecodeHintType.POSSIBLE_FORMATS, wanted.map((one) => LINEAR_FORMATS[one])]]);
  const lines = new MultiFormatOneDReader(ownHints);
  return [{ symbologies: wanted, turns: [0, 1], decode: (picture) => lines.decode(picture, ownHints) }];
}

/** The frame is turned here: the library's own turning keeps width and height as they were, and spoils a portrait frame. */
function inAllTurns(frame: GreyFrame, parts: readonly Part[]): readonly Read[] {
  const reads: Read[] = [];
  let at = frame;
  for (let turn = 0; turn < 4; turn += 1) {
    if (turn > 0) at = turned(at);
    const picture = pictureOf(at);
    for (const part of parts) {
      const isDone = reads.some(({ symbology }) => part.symbologies.includes(symbology));
      if (!isDone && part.turns.includes(turn)) reads.push(...readOf(picture, part));
    }
  }
  return distinct(reads);
}

function pictureOf({ width, height, data }: GreyFrame): BinaryBitmap {
  return new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(data, width, height)));
}

/** Finding nothing is an exception in this library, and so is now and then what it did not foresee; both mean: not read. */
function readOf(picture: BinaryBitmap, { decode }: Part): readonly Read[] {
  try {
    const result = decode(picture);
    const symbology = NAMES.get(result.getBarcodeFormat());
    const text = symbology === undefined ? '' : textOf(result, symbology);
    return symbology === undefined || text === '' ? [] : [{ text, symbology, reader: '@zxing/library' }];
  } catch {
    return [];
  }
}

/**
 * The text as the first reader gives it: FNC1 in front says that the symbol is GS1 and is no part of the number. Whether a `]C1` in front
 * stands for FNC1 is seen from the codewords.
 */
function textOf(result: Result, symbology: Symbology): string {
  const text = result.getText();
  const codewords = result.getRawBytes();
  if (symbology === 'Code128') return withoutLastSeparator(codewords[1] === FNC1_OF_CODE128 ? text.replace(/^\]C1/, '') : text);
  if (symbology === 'DataMatrix' && codewords[0] === FNC1_OF_DATA_MATRIX && text.startsWith(GROUP_SEPARATOR)) return text.slice(1);
  return text;
}
