/** Makes AED files for tests: a CSV writer that quotes as RFC 4180 says, and readers' answers in one piece. */
import { readAedFile } from '../../../domain/aed/fileReader.ts';
import type { AedFileFormat } from '../../../domain/aed/fileReader.ts';
import type { AedFileFault } from '../../../domain/aed/fileFaults.ts';
import type { AedFileRow, RefusedRow } from '../../../domain/aed/fileRows.ts';
import { AED_COLUMNS } from '../../../domain/aed/record.ts';

export type Cells = Partial<Record<(typeof AED_COLUMNS)[number], string>>;

export const TODAY = '2026-03-04';
export const HEADER = AED_COLUMNS.join(',');

export function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function csvRow(cells: Cells, columns: readonly (keyof Cells)[] = AED_COLUMNS): string {
  return columns.map((column) => csvCell(cells[column] ?? '')).join(',');
}

export function cellsOf(number: number, more: Cells = {}): Cells {
  return { itemId: `RB${String(number).padStart(9, '0')}GB`, postedOn: '2026-03-01', senderName: `Sender ${number}`, ...more };
}

export function csvFile(rows: readonly Cells[], lineEnd = '\n'): string {
  return [HEADER, ...rows.map((row) => csvRow(row))].map((line) => line + lineEnd).join('');
}

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export interface Reading {
  readonly rows: AedFileRow[];
  readonly refused: RefusedRow[];
  readonly fault: AedFileFault | null;
  readonly bytesRead: number;
}

/** What was found, without how far the reader had come when it said so: that depends on the chunks. */
export function found({ rows, refused, fault }: Reading): Omit<Reading, 'bytesRead'> {
  return { rows, refused, fault };
}

/** chunk: size in which the bytes arrive. */
export async function readAll(file: string | Uint8Array, format: AedFileFormat = 'csv', chunk = Number.MAX_SAFE_INTEGER): Promise<Reading> {
  const bytes = typeof file === 'string' ? bytesOf(file) : file;
  const rows: AedFileRow[] = [];
  const refused: RefusedRow[] = [];
  let fault: AedFileFault | null = null;
  let bytesRead = 0;
  for await (const event of readAedFile(inChunks(bytes, chunk), format, { today: TODAY })) {
    if (fault !== null) throw new Error('something came after the fault');
    if (event.kind === 'fault') fault = event.fault;
    else {
      rows.push(...event.rows);
      refused.push(...event.refused);
      bytesRead = event.bytesRead;
    }
  }
  return { rows, refused, fault, bytesRead };
}

export async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield Promise.resolve(bytes.subarray(from, from + size));
}
