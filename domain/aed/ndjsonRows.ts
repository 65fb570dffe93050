/** Reads AED rows out of NDJSON: one JSON object a line, keys named like the columns, a missing key meaning "not sent". */
import { parsedJson } from '../json.ts';
import { MAX_ROW_BYTES, putRow, refusal } from './fileRows.ts';
import type { RowSink, RowSource } from './fileRows.ts';
import type { LineIndex } from './lineIndex.ts';
import { AED_COLUMNS } from './record.ts';

const LF = 10;
const POSITIONS = new Map<string, number>(AED_COLUMNS.map((column, position) => [column, position]));

/** start: offset of the first byte that comes, so that lines are right behind a byte order mark. */
export function ndjsonRows(sink: RowSink, lines: LineIndex, start: number, latestPosting: string): RowSource {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let parts: Uint8Array[] = [];
  let length = 0;
  let lineStart = start;
  let isFirst = true;

  function takeLine(isLast: boolean): void {
    const text = decoder.decode(joined(parts, length)).trim();
    const line = lines.lineAt(lineStart);
    parts = [];
    length = 0;
    if (text === '') return;
    const value = parsedJson(text);
    if (value === undefined && isLast && text.startsWith('{')) sink.fault = { kind: 'ends-mid-row', line };
    else if (isFirst && !text.startsWith('{')) sink.fault = { kind: 'wrong-header', missing: [...AED_COLUMNS], unknown: [], duplicate: [] };
    else if (value === undefined) sink.refused.push(refusal(line, '', 'json-invalid', text));
    else if (typeof value !== 'object' || value === null || Array.isArray(value)) sink.refused.push(refusal(line, '', 'not-an-object', text));
    else takeObject(value, line, text.includes('\\u'));
    isFirst = false;
  }

  function takeObject(value: object, line: number, mayHaveSurrogates: boolean): void {
    const entries = Object.entries(value);
    // Without a single column name this is another kind of file; refusing its rows one by one would only hide that.
    if (isFirst && !entries.some(([key]) => POSITIONS.has(key))) {
      sink.fault = { kind: 'wrong-header', missing: [...AED_COLUMNS], unknown: entries.map(([key]) => key), duplicate: [] };
      return;
    }
    const cells = new Array<string | null>(AED_COLUMNS.length).fill(null);
    for (const [key, cell] of entries) {
      const position = POSITIONS.get(key);
      if (position === undefined) return void sink.refused.push(refusal(line, key.slice(0, 40), 'unknown-column', ''));
      if (!isText(cell, mayHaveSurrogates)) return void sink.refused.push(refusal(line, key, 'not-text', JSON.stringify(cell)));
      cells[position] = cell;
    }
    putRow(sink, line, cells, latestPosting);
  }

  /** Does the line still fit? */
  function keep(part: Uint8Array): boolean {
    // A copy: the stream may use its buffer again, and a slice would keep all of it alive.
    parts.push(part.slice());
    length += part.length;
    if (length <= MAX_ROW_BYTES) return true;
    sink.fault = { kind: 'row-too-long', line: lines.lineAt(lineStart), limitBytes: MAX_ROW_BYTES };
    return false;
  }

  return {
    take(piece) {
      let from = 0;
      for (let end = piece.indexOf(LF); end !== -1 && sink.fault === null; end = piece.indexOf(LF, from)) {
        const isWhole = keep(piece.subarray(from, end));
        const next = lineStart + length + 1;
        if (isWhole) takeLine(false);
        lineStart = next;
        from = end + 1;
      }
      if (sink.fault === null) keep(piece.subarray(from));
      return Promise.resolve();
    },
    end() {
      takeLine(true);
      if (sink.fault === null && isFirst) sink.fault = { kind: 'empty', hasHeader: false };
      return Promise.resolve();
    },
    close() {
      parts = [];
    },
  };
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  if (parts.length === 1 && parts[0] !== undefined) return parts[0];
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A lone surrogate (only an escape can make one) is no text: it cannot be stored or sent as UTF-8 without becoming another character. */
function isText(cell: unknown, mayHaveSurrogates: boolean): cell is string | null {
  return cell === null || (typeof cell === 'string' && !(mayHaveSurrogates && /\p{Surrogate}/u.test(cell)));
}
