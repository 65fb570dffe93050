/** Reads an AED file that comes as bytes: rows in batches, refused rows with their place, and at last the file's own fault if it has one. */
import { csvRows } from './csvRows.ts';
import type { AedFileFault, FileEncoding } from './fileFaults.ts';
import { latestPostingDate } from './fileRows.ts';
import type { AedFileRow, RefusedRow, RowSink } from './fileRows.ts';
import { lineIndex } from './lineIndex.ts';
import { ndjsonRows } from './ndjsonRows.ts';
import { utf8Watch } from './utf8Watch.ts';

export const AED_FILE_FORMATS = ['csv', 'ndjson'] as const;

export type AedFileFormat = (typeof AED_FILE_FORMATS)[number];

export type AedFileEvent =
  | { readonly kind: 'batch'; readonly rows: readonly AedFileRow[]; readonly refused: readonly RefusedRow[]; readonly bytesRead: number }
  | { readonly kind: 'fault'; readonly fault: AedFileFault };

/** Memory stays bounded by this, however large the chunks are that the caller reads. */
const PIECE_BYTES = 64 * 1024;

/**
 * today: YYYY-MM-DD, against which posting dates are seen to lie in the future. bytesRead counts from the start of the file. A caller that
 * stops early must end the loop (break or return), which closes the byte source too.
 */
export async function* readAedFile(
  bytes: AsyncIterable<Uint8Array>,
  format: AedFileFormat,
  { today }: { readonly today: string },
): AsyncGenerator<AedFileEvent, void, void> {
  const sink: RowSink = { rows: [], refused: [], fault: null };
  const lines = lineIndex();
  const watch = utf8Watch();
  const pieces = inPieces(bytes)[Symbol.asyncIterator]();
  const head = await readHead(pieces);
  const bom = isUtf8Bom(head) ? 3 : 0;
  const latestPosting = latestPostingDate(today);
  const source = format === 'csv' ? csvRows(sink, lines, bom, latestPosting) : ndjsonRows(sink, lines, bom, latestPosting);
  let bytesRead = 0;
  let held: Uint8Array = new Uint8Array(0);

  /** Gives on whole characters only, so that what is found does not depend on where the chunks end. */
  async function take(piece: Uint8Array): Promise<void> {
    const from = bytesRead - held.length;
    const wrongAt = watch.see(piece);
    const upTo = wrongAt ?? watch.wholeUpTo();
    const bytes = held.length === 0 ? piece : joined(held, piece);
    lines.add(piece);
    bytesRead += piece.length;
    held = bytes.subarray(upTo - from);
    await source.take(bytes.subarray(from < bom ? bom : 0, upTo - from));
    if (wrongAt !== null) sink.fault ??= { kind: 'wrong-encoding', encoding: encodingOf(head), byteOffset: wrongAt, line: lines.lineAt(wrongAt) };
  }

  try {
    for (let piece: Uint8Array | null = head; piece !== null && sink.fault === null; piece = await nextPiece(pieces)) {
      await take(piece);
      if (sink.rows.length + sink.refused.length > 0) yield drain(sink, bytesRead);
    }
    if (sink.fault === null) {
      await source.end();
      if (held.length > 0) sink.fault ??= { kind: 'ends-mid-row', line: lines.lineAt(bytesRead) };
    }
    if (sink.rows.length + sink.refused.length > 0) yield drain(sink, bytesRead);
    if (sink.fault !== null) yield { kind: 'fault', fault: sink.fault };
  } finally {
    source.close();
    await pieces.return();
  }
}

function drain(sink: RowSink, bytesRead: number): AedFileEvent {
  const { rows, refused } = sink;
  sink.rows = [];
  sink.refused = [];
  return { kind: 'batch', rows, refused, bytesRead };
}

async function* inPieces(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  for await (const chunk of bytes) {
    for (let from = 0; from < chunk.length; from += PIECE_BYTES) yield chunk.subarray(from, from + PIECE_BYTES);
  }
}

async function nextPiece(pieces: AsyncIterator<Uint8Array, void>): Promise<Uint8Array | null> {
  const next = await pieces.next();
  return next.done ? null : next.value;
}

/** At least the three bytes that a byte order mark may have, when the file has them. */
async function readHead(pieces: AsyncIterator<Uint8Array, void>): Promise<Uint8Array> {
  let head: Uint8Array = new Uint8Array(0);
  while (head.length < 3) {
    const piece = await nextPiece(pieces);
    if (piece === null) break;
    head = joined(head, piece);
  }
  return head;
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

function isUtf8Bom(head: Uint8Array): boolean {
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
}

function encodingOf(head: Uint8Array): FileEncoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : 'not-utf-8';
}
