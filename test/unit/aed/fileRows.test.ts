/** Rows come back as they were sent; a row that cannot be taken is refused with its place and reason, and holds up nothing. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AedFileFormat } from '../../../domain/aed/fileReader.ts';
import { readAedFile } from '../../../domain/aed/fileReader.ts';
import { MAX_FIELD_LENGTH, MAX_ITEM_ID_LENGTH, ROW_REFUSALS } from '../../../domain/aed/fileRows.ts';
import type { RowRefusal } from '../../../domain/aed/fileRows.ts';
import { AED_COLUMNS, AED_FIELDS, aedVersionSchema } from '../../../domain/aed/record.ts';
import { bytesOf, cellsOf, csvCell, csvFile, csvRow, found, HEADER, inChunks, readAll, TODAY } from './aedFiles.ts';

const good = cellsOf(1);
const object = (more: object) => JSON.stringify({ ...good, ...more });

const refusals: readonly [RowRefusal, AedFileFormat, string, string, string][] = [
  ['wrong-column-count', 'csv', 'RB9,2026-03-01', '', '2'],
  ['wrong-column-count', 'csv', `${csvRow(good)},`, '', '25'],
  ['quote-invalid', 'csv', csvRow(good).replace('Sender 1', 'Sen"der'), 'senderName', ''],
  ['quote-invalid', 'csv', csvRow(good).replace('Sender 1', '"Sen"der"'), 'senderName', ''],
  ['item-id-empty', 'csv', csvRow({ ...good, itemId: '' }), 'itemId', ''],
  ['item-id-empty', 'csv', csvRow({ ...good, itemId: ' - ' }), 'itemId', ' - '],
  ['item-id-too-long', 'csv', csvRow({ ...good, itemId: 'X'.repeat(65) }), 'itemId', 'X'.repeat(65)],
  ['date-invalid', 'csv', csvRow({ ...good, postedOn: '03/01/2026' }), 'postedOn', '03/01/2026'],
  ['date-invalid', 'csv', csvRow({ ...good, postedOn: '2026-02-29' }), 'postedOn', '2026-02-29'],
  ['date-invalid', 'csv', csvRow({ ...good, postedOn: '2026-13-01' }), 'postedOn', '2026-13-01'],
  ['date-invalid', 'csv', csvRow({ ...good, postedOn: '2026-00-10' }), 'postedOn', '2026-00-10'],
  ['date-in-future', 'csv', csvRow({ ...good, postedOn: '2026-03-06' }), 'postedOn', '2026-03-06'],
  ['field-too-long', 'csv', csvRow({ ...good, contents: 'y'.repeat(20_001) }), 'contents', 'y'.repeat(80)],
  ['nul-byte', 'csv', csvRow({ ...good, senderCity: 'Lon\0don' }), 'senderCity', 'Lon\0don'],
  ['nul-byte', 'ndjson', object({ itemId: 'A\0' }), 'itemId', 'A\0'],
  ['json-invalid', 'ndjson', '{"itemId":', '', '{"itemId":'],
  ['not-an-object', 'ndjson', '["RB1"]', '', '["RB1"]'],
  ['not-an-object', 'ndjson', 'null', '', 'null'],
  ['unknown-column', 'ndjson', object({ sender: 'x' }), 'sender', ''],
  ['unknown-column', 'ndjson', '{"itemId":"A","__proto__":{"postedOn":"x"}}', '__proto__', ''],
  ['not-text', 'ndjson', object({ weightGrams: 240 }), 'weightGrams', '240'],
  ['not-text', 'ndjson', '{"itemId":"A","contents":"\\ud800"}', 'contents', '"\\ud800"'],
  ['item-id-empty', 'ndjson', '{"postedOn":"2026-03-01"}', 'itemId', ''],
  ['date-in-future', 'ndjson', object({ postedOn: '2999-01-01' }), 'postedOn', '2999-01-01'],
];

describe('a refused row', () => {
  it.each(refusals)('is listed as %s (%s: %.40s) with line and column, and the rows around it are taken', async (reason, format, bad, column, value) => {
    const file = format === 'csv' ? `${HEADER}\n${csvRow(cellsOf(1))}\n${bad}\n${csvRow(cellsOf(2))}\n` : `${object({})}\n\n${bad}\n${JSON.stringify(cellsOf(2))}\n`;
    const { rows, refused, fault } = await readAll(file, format);
    expect(fault).toBeNull();
    expect(refused).toEqual([{ line: 3, column, reason, value: value.slice(0, 80) }]);
    expect(rows.map((row) => [row.line, row.itemId])).toEqual([[format === 'csv' ? 2 : 1, 'RB000000001GB'], [4, 'RB000000002GB']]);
  });

  it('has a case here for every reason', () => {
    expect([...new Set(refusals.map(([reason]) => reason))].sort()).toEqual([...ROW_REFUSALS].sort());
  });

  it('has its right line behind fields with line breaks, blank lines and broken quotes', async () => {
    const rows = [csvRow({ ...good, contents: 'a\r\nb\nc' }), '', 'short', csvRow(good).replace('Sender 1', 'x"y'), csvRow({ ...good, value: 'p\nq' }), 'short'];
    const { rows: taken, refused } = await readAll(`${HEADER}\r\n${rows.join('\r\n')}\r\n`);
    expect(taken.map((row) => row.line)).toEqual([2, 8]);
    expect(refused.map((row) => [row.line, row.reason])).toEqual([[6, 'wrong-column-count'], [7, 'quote-invalid'], [10, 'wrong-column-count']]);
  });

  it('is never a longer field than the record takes', () => {
    const version = { itemId: 'X'.repeat(MAX_ITEM_ID_LENGTH), postedOn: '', version: 1, receivedAt: '2026-03-04T00:00:00Z', fields: { contents: 'x'.repeat(MAX_FIELD_LENGTH) } };
    expect(aedVersionSchema.safeParse(version).success).toBe(true);
    expect(aedVersionSchema.safeParse({ ...version, itemId: `${version.itemId}X` }).success).toBe(false);
    expect(aedVersionSchema.safeParse({ ...version, fields: { contents: 'x'.repeat(MAX_FIELD_LENGTH + 1) } }).success).toBe(false);
  });
});

describe('an AED row', () => {
  it.each([
    ['a formula', '=HYPERLINK("http://x","y")'],
    ['text from right to left', 'שלום ‏مرحبا'],
    ['emoji', '👩‍👩‍👧 🎁'],
    ['line breaks of every kind', 'a\nb\r\nc\rd'],
    ['quotes and commas', '19" monitor, "new"'],
    ['blanks around', '  padded\t'],
    ['a byte order mark inside', '\ufeffx'],
    ['10,000 characters', 'ß'.repeat(10_000)],
    ['a quoted field of 20,000 quotes', '"'.repeat(20_000)],
  ])('keeps %s as it came', async (_words, text) => {
    const { rows, refused, fault } = await readAll(csvFile([{ ...good, contents: text, senderName: text }]));
    expect({ refused, fault }).toEqual({ refused: [], fault: null });
    expect([rows[0]?.fields.contents, rows[0]?.fields.senderName]).toEqual([text, text]);
  });

  it('has a normalised item id and null for what was not sent', async () => {
    const { rows } = await readAll(csvFile([{ itemId: 'rb 123 456 785 gb' }]));
    expect(rows).toEqual([{ line: 2, itemId: 'RB123456785GB', postedOn: '', fields: Object.fromEntries(AED_FIELDS.map((field) => [field, null])) }]);
  });

  it('may be posted tomorrow, where it is tomorrow already', async () => {
    expect((await readAll(csvFile([{ ...good, postedOn: '2026-03-05' }]))).rows.length).toBe(1);
  });
});

// Everything a CSV writer may be given but NUL, which no field may have.
const cell = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', ' ', 'a', '=', 'é', '🎁') })).filter((text) => !text.includes('\0'));
const row = fc.array(cell, { minLength: AED_FIELDS.length, maxLength: AED_FIELDS.length });

describe('any rows', () => {
  it('come back from CSV as a CSV writer wrote them, wherever the chunks end', async () => {
    await fc.assert(fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 4 }), fc.constantFrom('\n', '\r\n'), fc.boolean(), fc.integer({ min: 1, max: 40 }), async (rows, lineEnd, quoteAll, chunk) => {
      const quoted = (text: string) => (quoteAll ? `"${text.replaceAll('"', '""')}"` : csvCell(text));
      const file = HEADER + lineEnd + rows.map((fields) => ['RB1', '', ...fields].map(quoted).join(',') + lineEnd).join('');
      const reading = await readAll(file, 'csv', chunk);
      expect({ refused: reading.refused, fault: reading.fault }).toEqual({ refused: [], fault: null });
      expect(reading.rows.map((taken) => AED_FIELDS.map((field) => taken.fields[field] ?? ''))).toEqual(rows);
    }), { numRuns: 150 });
  });

  it('come back from NDJSON as they were, wherever the chunks end', async () => {
    await fc.assert(fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 40 }), async (rows, chunk) => {
      const lines = rows.map((fields) => JSON.stringify(Object.fromEntries(AED_COLUMNS.map((column, at) => [column, ['RB1', '', ...fields][at]]))));
      const reading = await readAll(`${lines.join('\n')}\n`, 'ndjson', chunk);
      expect({ refused: reading.refused, fault: reading.fault }).toEqual({ refused: [], fault: null });
      expect(reading.rows.map((taken) => AED_FIELDS.map((field) => taken.fields[field]))).toEqual(rows);
    }), { numRuns: 100 });
  });

  it('never make the reader throw, whatever the bytes are', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.constantFrom<AedFileFormat>('csv', 'ndjson'), fc.integer({ min: 1, max: 9 }), async (tail, format, chunk) => {
      const file = new Uint8Array([...bytesOf(format === 'csv' ? csvFile([good]) : `${object({})}\n`), ...tail]);
      const [whole, cut] = [await readAll(file, format), await readAll(file, format, chunk)];
      expect(found(cut)).toEqual(found(whole));
    }), { numRuns: 300 });
  });

  it('are the same with a chunk boundary at every byte', async () => {
    const file = bytesOf(`\ufeff${csvFile([{ ...good, contents: 'a,"b"\r\n👩 é' }, cellsOf(2)], '\r\n')}short\r\n${csvRow(cellsOf(3))}`);
    const whole = await readAll(file);
    expect(whole.rows.length).toBe(3);
    for (let cut = 1; cut < file.length; cut++) {
      const reading = await readCut(file, cut);
      expect(reading, `cut at ${cut}`).toEqual({ rows: whole.rows, refused: whole.refused });
    }
  });

  it('close the byte source when the caller stops early', async () => {
    let isClosed = false;
    async function* source() {
      try {
        for (;;) yield* inChunks(bytesOf(csvFile([good])), 1_000);
      } finally {
        isClosed = true;
      }
    }
    for await (const event of readAedFile(source(), 'csv', { today: TODAY })) if (event.kind === 'batch') break;
    expect(isClosed).toBe(true);
  });
});

async function readCut(file: Uint8Array, cut: number) {
  async function* source() {
    yield Promise.resolve(file.subarray(0, cut));
    yield Promise.resolve(file.subarray(cut));
  }
  const rows = [];
  const refused = [];
  for await (const event of readAedFile(source(), 'csv', { today: TODAY })) {
    if (event.kind === 'fault') throw new Error(event.fault.kind);
    rows.push(...event.rows);
    refused.push(...event.refused);
  }
  return { rows, refused };
}
