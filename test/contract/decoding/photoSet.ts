/** Photos whose texts are known: loaded, read, and counted by symbology. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { Decoder } from '../../../domain/decoding/decoder.ts';
import type { Effort, Read } from '../../../domain/decoding/read.ts';
import { photoPixels } from '../../../main/headless/photoPixels.ts';

const ROOT = resolve(import.meta.dirname, '..', '..', '..');

/** text: null when there is no barcode on the photo, whose symbology then is NONE. */
const indexSchema = z.object({ images: z.array(z.object({ file: z.string(), symbology: z.string(), text: z.string().nullable() })) });

export type Photo = z.infer<typeof indexSchema>['images'][number];

export interface PhotoSet {
  readonly folder: string;
  readonly photos: readonly Photo[];
}

export const SAMPLE = join(ROOT, 'test', 'data', 'barcodes');

/** Null when it is not on this machine: it is too large to be kept with the program. */
export function wholeSet(): string | null {
  const folder = process.env['BARCODE_PHOTOS'] ?? resolve(ROOT, '..', 'shared', 'data', 'barcodes');
  return existsSync(join(folder, 'index.json')) ? folder : null;
}

export function photoSet(folder: string): PhotoSet {
  return { folder, photos: indexSchema.parse(JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'))).images };
}

/** right: the text was read, of its symbology. missed: nothing was. wrong: something else was, or anything where there is nothing. */
export type Verdict = 'right' | 'missed' | 'wrong';

export interface Judged {
  readonly photo: Photo;
  readonly reads: readonly Read[];
  readonly verdict: Verdict;
  readonly ms: number;
}

export async function readSet({ folder, photos }: PhotoSet, decoder: Decoder, effort: Effort): Promise<readonly Judged[]> {
  const judged: Judged[] = [];
  for (const photo of photos) {
    const pixels = await photoPixels(join(folder, photo.file));
    if (typeof pixels === 'string') throw new Error(`${photo.file}: ${pixels}`);
    const start = performance.now();
    const reads = await decoder.read(pixels, effort);
    judged.push({ photo, reads, verdict: verdictOf(photo, reads), ms: performance.now() - start });
  }
  return judged;
}

function verdictOf({ symbology, text }: Photo, reads: readonly Read[]): Verdict {
  if (text === null) return reads.length === 0 ? 'right' : 'wrong';
  if (reads.some((read) => read.text === text && read.symbology === symbology)) return 'right';
  return reads.length === 0 ? 'missed' : 'wrong';
}

export function shareRight(judged: readonly Judged[]): number {
  return judged.filter(({ verdict }) => verdict === 'right').length / judged.length;
}

/** A table by symbology, every photo that was not read rightly, and every text beside the right one. */
export function reportOf(judged: readonly Judged[]): string {
  const rows = [...new Set(judged.map(({ photo }) => photo.symbology))].sort().map((symbology) => row(symbology, judged.filter(({ photo }) => photo.symbology === symbology)));
  const misses = judged.filter(({ verdict }) => verdict !== 'right').map(({ photo, verdict, reads }) => `${verdict} ${photo.file} ${said(reads)}`);
  const beside = judged.flatMap(({ photo, verdict, reads }) => {
    const others = reads.filter(({ text }) => text !== photo.text);
    return verdict === 'right' && others.length > 0 ? [`beside ${photo.file} ${said(others)}`] : [];
  });
  const helped = judged.filter(({ reads }) => reads.some(({ reader }) => reader !== 'zxing-wasm')).map(({ photo, reads }) => `${reads.map(({ reader }) => reader).join(', ')} ${photo.file}`);
  return [...rows, row('all', judged), ...misses, ...beside, ...helped].join('\n');
}

function row(name: string, judged: readonly Judged[]): string {
  const count = (verdict: Verdict): number => judged.filter((one) => one.verdict === verdict).length;
  return `${name.padEnd(10)} ${judged.length} photos: ${count('right')} right, ${count('wrong')} wrong, ${count('missed')} missed (${(shareRight(judged) * 100).toFixed(1)} %)`;
}

function said(reads: readonly Read[]): string {
  return reads.map(({ reader, symbology, text }) => `${reader} ${symbology} ${JSON.stringify(text)}`).join('; ');
}
