/** `decode`: reads the symbols on photos with the readers of the camera screen; one JSON line a file, in order and as they come. */
import { startDecoder, type Decoder } from '../../domain/decoding/decoder.ts';
import type { Read } from '../../domain/decoding/read.ts';
import { photoPixels, type PhotoFault } from './photoPixels.ts';
import { wasmBinary } from './wasmBinary.ts';

const SENTENCES: Readonly<Record<PhotoFault, string>> = {
  'not-readable': 'cannot be opened. The other files are read. Check the name and the rights, and try again',
  'not-a-picture': 'is no whole PNG, JPEG or WebP picture. The other files are read. Save the photo again, and try that file',
  'too-large': 'has more than 100 million pixels. The other files are read. Cut the photo to the label, and try again',
};

interface Line {
  readonly file: string;
  readonly reads: readonly Read[];
  readonly fault?: PhotoFault;
}

/** Answers the exit code: 0 when every file could be looked through, whatever was found on it; 1 when one could not. */
export async function decodePhotos(files: readonly string[], out: NodeJS.WritableStream, complaints: NodeJS.WritableStream): Promise<0 | 1> {
  const decoder = await startDecoder(await wasmBinary());
  let exitCode: 0 | 1 = 0;
  for (const file of files) {
    const line = await lineOf(decoder, file);
    out.write(`${JSON.stringify(line)}\n`);
    if (line.fault === undefined) continue;
    complaints.write(`${file} ${SENTENCES[line.fault]}.\n`);
    exitCode = 1;
  }
  return exitCode;
}

async function lineOf(decoder: Decoder, file: string): Promise<Line> {
  const pixels = await photoPixels(file);
  if (typeof pixels === 'string') return { file, reads: [], fault: pixels };
  return { file, reads: await decoder.read(pixels, 'capture') };
}
