/** Reads AED rows out of CSV (RFC 4180) whose first row names the columns in any order. */
import { Parser, type CsvError } from 'csv-parse';
import type { AedFileFault } from './fileFaults.ts';
import { MAX_ROW_BYTES, putRow, refusal } from './fileRows.ts';
import type { RowSink, RowSource } from './fileRows.ts';
import type { LineIndex } from './lineIndex.ts';
import { AED_COLUMNS } from './record.ts';

/** The parser looks a few bytes ahead before it ends a row. */
const LOOKAHEAD_BYTES = 16;

/**
 * start: offset of the first byte that comes, so that lines are right behind a byte order mark. An empty cell is "not sent": CSV writers
 * do not agree on a way to tell it from an empty text.
 */
export function csvRows(sink: RowSink, lines: LineIndex, start: number, latestPosting: string): RowSource {
  let order: readonly number[] | null = null;
  let hasRows = false;
  let fed = start;
  let rowStart = start;
  let lastByte = 0;
  let brokenLine = 0;
  let lastLine = 0;

  // Quotes are taken strictly: a lenient reader would join the rows between two stray quotes into one and lose them without a word.
  const parser = new Parser({
    columns: false,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_records_with_error: true,
    on_record: (cells: string[], context) => takeRow(cells, start + context.bytes),
    on_skip: (error) => takeBroken(error),
  });
  // Errors reach the caller through the callbacks of write and end; without a listener they would also end the process.
  parser.on('error', () => undefined);
  parser.resume();

  function takeRow(cells: string[], end: number): null {
    if (sink.fault !== null) return null;
    const isUnterminated = end === fed && lastByte !== 10 && lastByte !== 13;
    const line = startLine(cells, lines.lineAt(end) - (isUnterminated ? 0 : 1));
    const length = end - rowStart;
    rowStart = end;
    if (cells.length === 1 && cells[0] === '') return null;
    if (length > MAX_ROW_BYTES) sink.fault = { kind: 'row-too-long', line, limitBytes: MAX_ROW_BYTES };
    else if (order === null) takeHeader(cells);
    else if (cells.length === AED_COLUMNS.length) putCells(order, cells, line);
    else if (isUnterminated && cells.length < AED_COLUMNS.length) sink.fault = { kind: 'ends-mid-row', line };
    else putWrongCount(cells, line);
    return null;
  }

  /** Counted back from the row's last line, because rows with a broken quote before it were not given out. */
  function startLine(cells: readonly string[], last: number): number {
    const isOneLine = last - lastLine <= 1;
    lastLine = last;
    return isOneLine ? last : last - cells.reduce((sum, cell) => sum + lineEndsIn(cell), 0);
  }

  function takeHeader(cells: readonly string[]): void {
    const names = cells.map((name) => name.trim());
    sink.fault = headerFault(names);
    if (sink.fault === null) order = AED_COLUMNS.map((column) => names.indexOf(column));
  }

  function putCells(positions: readonly number[], cells: readonly string[], line: number): void {
    hasRows = true;
    putRow(sink, line, positions.map((position) => cells[position] || null), latestPosting);
  }

  function putWrongCount(cells: readonly string[], line: number): void {
    hasRows = true;
    sink.refused.push(refusal(line, '', 'wrong-column-count', String(cells.length)));
  }

  /** One refusal a line: a row with one broken quote often has two. */
  function takeBroken(error: CsvError | undefined): undefined {
    if (sink.fault !== null || error === undefined) return undefined;
    const offset = start + numberIn(error, 'bytes');
    const line = lines.lineAt(offset);
    rowStart = Math.max(rowStart, offset);
    if (error.code === 'CSV_QUOTE_NOT_CLOSED') sink.fault = { kind: 'ends-mid-row', line };
    else if (order === null) sink.fault = headerFault([]);
    else if (line !== brokenLine) {
      hasRows = true;
      brokenLine = line;
      const position = order.indexOf(numberIn(error, 'column'));
      sink.refused.push(refusal(line, AED_COLUMNS[position] ?? '', 'quote-invalid', ''));
    }
    return undefined;
  }

  return {
    async take(piece) {
      fed += piece.length;
      lastByte = piece.at(-1) ?? lastByte;
      await settled((done) => parser.write(piece, done));
      if (sink.fault === null && fed - rowStart > MAX_ROW_BYTES + LOOKAHEAD_BYTES) {
        sink.fault = { kind: 'row-too-long', line: lines.lineAt(rowStart), limitBytes: MAX_ROW_BYTES };
      }
    },
    async end() {
      await settled((done) => parser.end(done));
      if (sink.fault === null && !hasRows) sink.fault = { kind: 'empty', hasHeader: order !== null };
    },
    close() {
      parser.destroy();
    },
  };
}

function headerFault(names: readonly string[]): AedFileFault | null {
  const known = new Set<string>(AED_COLUMNS);
  const missing = AED_COLUMNS.filter((column) => !names.includes(column));
  const unknown = [...new Set(names.filter((name) => !known.has(name)))];
  const duplicate = [...new Set(names.filter((name, at) => known.has(name) && names.indexOf(name) !== at))];
  return missing.length + unknown.length + duplicate.length === 0 ? null : { kind: 'wrong-header', missing, unknown, duplicate };
}

function lineEndsIn(text: string): number {
  if (!text.includes('\n') && !text.includes('\r')) return 0;
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}

function numberIn(error: CsvError, key: string): number {
  const value = error[key];
  return typeof value === 'number' ? value : 0;
}

function settled(start: (done: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    start((error) => (error ? reject(error) : resolve()));
  });
}
