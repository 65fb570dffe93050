/** Cuts AED and feed rows into the texts of snapshot chunks. HQ packs each text with gzip, seals it (seal.ts) and names it by the SHA-256 of what came out. */
import type { AedVersion } from '../aed/record.ts';
import { aedLineOf, aedLineText, type AedLine } from './aedLine.ts';
import type { BucketSums } from './buckets.ts';
import { ROWS_PER_CHUNK } from './manifest.ts';

export interface ChunkText {
  readonly text: string;
  readonly rows: number;
}

/** Counts each row into `sums` on its way: at the end they are the manifest's. The order of the rows is free; equal order makes equal chunks. */
export function* aedChunkTexts(rows: Iterable<AedVersion | AedLine>, sums: BucketSums, rowsPerChunk = ROWS_PER_CHUNK): Generator<ChunkText, void, void> {
  yield* cut(aedTexts(rows, sums), rowsPerChunk);
}

/** texts: feed rows as JSON without line breaks, in HQ's order; those of AED are in the other chunks. */
export function* feedChunkTexts(texts: Iterable<string>, rowsPerChunk = ROWS_PER_CHUNK): Generator<ChunkText, void, void> {
  yield* cut(texts, rowsPerChunk);
}

function* aedTexts(rows: Iterable<AedVersion | AedLine>, sums: BucketSums): Generator<string, void, void> {
  for (const row of rows) {
    const line = aedLineText(typeof row.fields === 'string' ? (row as AedLine) : aedLineOf(row as AedVersion));
    sums.add(row.itemId, line);
    yield line;
  }
}

function* cut(lines: Iterable<string>, rowsPerChunk: number): Generator<ChunkText, void, void> {
  let waiting: string[] = [];
  for (const line of lines) {
    waiting.push(line);
    if (waiting.length < rowsPerChunk) continue;
    yield chunkOf(waiting);
    waiting = [];
  }
  if (waiting.length > 0) yield chunkOf(waiting);
}

function chunkOf(lines: readonly string[]): ChunkText {
  return { text: `${lines.join('\n')}\n`, rows: lines.length };
}
