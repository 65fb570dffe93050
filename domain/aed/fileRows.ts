/** Turns the cells of one file row into an AED row, or says which column is wrong and why. */
import { normalise } from '../identifier/normalise.ts';
import type { AedFileFault } from './fileFaults.ts';
import { AED_COLUMNS, AED_FIELDS } from './record.ts';
import type { AedField, AedFields } from './record.ts';

export const ROW_REFUSALS = [
  'wrong-column-count', // more or fewer columns than the header
  'quote-invalid', //      a quote in the middle of a CSV field, or text after a closing quote
  'json-invalid',
  'not-an-object', //      a JSON line that is not an object
  'unknown-column', //     a JSON key that is no AED column
  'not-text', //           a JSON value that is neither text nor null, or no well-formed text
  'item-id-empty',
  'item-id-too-long',
  'date-invalid',
  'date-in-future',
  'field-too-long',
  'nul-byte',
] as const;

export type RowRefusal = (typeof ROW_REFUSALS)[number];

export interface AedFileRow {
  readonly line: number;
  readonly itemId: string;
  readonly postedOn: string;
  readonly fields: AedFields;
}

/** line: where the row starts, from 1. column: '' when the row as a whole is wrong. value: the first characters of what stood there. */
export interface RefusedRow {
  readonly line: number;
  readonly column: string;
  readonly reason: RowRefusal;
  readonly value: string;
}

/** Where a format's parser puts what it found; the reader takes it out piece by piece. */
export interface RowSink {
  rows: AedFileRow[];
  refused: RefusedRow[];
  fault: AedFileFault | null;
}

/** What both formats offer to the reader. */
export interface RowSource {
  take(piece: Uint8Array): Promise<void>;
  end(): Promise<void>;
  close(): void;
}

/** Longest field and identifier that the record's schema takes. */
export const MAX_FIELD_LENGTH = 20_000;
export const MAX_ITEM_ID_LENGTH = 64;
/** Every field at its longest, each character escaped, and some room: no right row is longer. */
export const MAX_ROW_BYTES = 4 * 1024 * 1024;

const MAX_SHOWN = 80;

/** cells: in the order of AED_COLUMNS, null for "not sent". latestPosting: see `latestPostingDate`. */
export function putRow(sink: RowSink, line: number, cells: readonly (string | null)[], latestPosting: string): void {
  const wrong = firstWrongCell(line, cells);
  if (wrong !== null) {
    sink.refused.push(wrong);
    return;
  }
  const id = cells[0] ?? '';
  const itemId = normalise(id).id;
  const postedOn = cells[1] ?? '';
  if (itemId === '') sink.refused.push(refusal(line, 'itemId', 'item-id-empty', id));
  else if (itemId.length > MAX_ITEM_ID_LENGTH) sink.refused.push(refusal(line, 'itemId', 'item-id-too-long', id));
  else if (postedOn !== '' && !isCalendarDate(postedOn)) sink.refused.push(refusal(line, 'postedOn', 'date-invalid', postedOn));
  else if (postedOn > latestPosting) sink.refused.push(refusal(line, 'postedOn', 'date-in-future', postedOn));
  else sink.rows.push({ line, itemId, postedOn, fields: fieldsOf(cells) });
}

export function refusal(line: number, column: string, reason: RowRefusal, value: string): RefusedRow {
  return { line, column, reason, value: value.slice(0, MAX_SHOWN).replace(/\p{Surrogate}/gu, '\ufffd') };
}

/**
 * The last posting date that is not in the future. One day of grace: east of the date line it is tomorrow already, and an item posted
 * there this minute is real.
 */
export function latestPostingDate(today: string): string {
  return new Date(Date.parse(`${today}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

function firstWrongCell(line: number, cells: readonly (string | null)[]): RefusedRow | null {
  for (const [position, column] of AED_COLUMNS.entries()) {
    const text = cells[position] ?? null;
    if (text === null) continue;
    if (text.includes('\0')) return refusal(line, column, 'nul-byte', text);
    if (text.length > MAX_FIELD_LENGTH) return refusal(line, column, 'field-too-long', text);
  }
  return null;
}

/** Text stays as it came, formulas and all: what a post really sent must be showable. */
function fieldsOf(cells: readonly (string | null)[]): AedFields {
  const fields: Partial<Record<AedField, string | null>> = {};
  for (const [position, field] of AED_FIELDS.entries()) fields[field] = cells[position + 2] ?? null;
  return fields as AedFields;
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

function isCalendarDate(text: string): boolean {
  const found = DATE.exec(text);
  if (found === null) return false;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const isLeapYear = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 && isLeapYear ? 29 : (MONTH_DAYS[month - 1] ?? 0);
  return day >= 1 && day <= days;
}
