/** A file that is wrong as a whole says how and where. */
import { describe, expect, it } from 'vitest';
import { faultDetail } from '../../../domain/aed/fileFaults.ts';
import type { AedFileFault } from '../../../domain/aed/fileFaults.ts';
import type { AedFileFormat } from '../../../domain/aed/fileReader.ts';
import { MAX_ROW_BYTES } from '../../../domain/aed/fileRows.ts';
import { AED_COLUMNS } from '../../../domain/aed/record.ts';
import { bytesOf, cellsOf, csvFile, csvRow, found, HEADER, readAll } from './aedFiles.ts';

const two = csvFile([cellsOf(1), cellsOf(2)]);
const json = (more: object = {}) => JSON.stringify({ itemId: 'RB000000001GB', postedOn: '2026-03-01', ...more });
const utf16le = (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
const utf16be = (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le').swap16());
const joined = (...parts: (string | readonly number[])[]) =>
  new Uint8Array(Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part)))));

const wrongHeader = (missing: readonly string[], unknown: readonly string[] = [], duplicate: readonly string[] = []): AedFileFault => ({
  kind: 'wrong-header', missing, unknown, duplicate,
});

const cases: readonly [string, AedFileFormat, string | Uint8Array, AedFileFault][] = [
  ['an empty CSV file', 'csv', '', { kind: 'empty', hasHeader: false }],
  ['a CSV file of blank lines', 'csv', '\n\r\n\n', { kind: 'empty', hasHeader: false }],
  ['a byte order mark alone', 'csv', '\ufeff', { kind: 'empty', hasHeader: false }],
  ['a header without rows', 'csv', `${HEADER}\n`, { kind: 'empty', hasHeader: true }],
  ['an empty NDJSON file', 'ndjson', '', { kind: 'empty', hasHeader: false }],
  ['an NDJSON file of blank lines', 'ndjson', '\n \n', { kind: 'empty', hasHeader: false }],
  ['a missing column', 'csv', two.replace('senderName,', ''), wrongHeader(['senderName'])],
  ['an unknown column', 'csv', two.replace('senderName', 'sender'), wrongHeader(['senderName'], ['sender'])],
  ['a column named twice', 'csv', two.replace('senderName', 'portCode'), wrongHeader(['senderName'], [], ['portCode'])],
  ['semicolons', 'csv', two.replaceAll(',', ';'), wrongHeader([...AED_COLUMNS], [HEADER.replaceAll(',', ';')])],
  ['a file without a header', 'csv', `${csvRow(cellsOf(1))}\n`, wrongHeader([...AED_COLUMNS], ['RB000000001GB', '2026-03-01', 'Sender 1', ''])],
  ['a broken quote in the header', 'csv', two.replace('itemId', 'item"Id'), wrongHeader([...AED_COLUMNS])],
  ['CSV called NDJSON', 'ndjson', two, wrongHeader([...AED_COLUMNS])],
  ['a JSON array', 'ndjson', '[{"itemId":"A"}]\n', wrongHeader([...AED_COLUMNS])],
  ['JSON about other things', 'ndjson', '{"name":"A","size":1}\n', wrongHeader([...AED_COLUMNS], ['name', 'size'])],
  ['UTF-16 little endian', 'csv', utf16le(two), { kind: 'wrong-encoding', encoding: 'utf-16le', byteOffset: 0, line: 1 }],
  ['UTF-16 big endian', 'csv', utf16be(two), { kind: 'wrong-encoding', encoding: 'utf-16be', byteOffset: 0, line: 1 }],
  ['Latin-1', 'csv', joined(two, 'RB1,', [0x43, 0x61, 0x66, 0xe9], ',\n'), { kind: 'wrong-encoding', encoding: 'not-utf-8', byteOffset: two.length + 7, line: 4 }],
  ['an overlong form', 'csv', joined(two, [0xc0, 0xaf], ',\n'), { kind: 'wrong-encoding', encoding: 'not-utf-8', byteOffset: two.length, line: 4 }],
  ['an encoded surrogate', 'csv', joined(two, [0xed, 0xa0, 0x80], ',\n'), { kind: 'wrong-encoding', encoding: 'not-utf-8', byteOffset: two.length, line: 4 }],
  ['a code point above U+10FFFF', 'csv', joined(two, [0xf4, 0x90, 0x80, 0x80], ',\n'), { kind: 'wrong-encoding', encoding: 'not-utf-8', byteOffset: two.length, line: 4 }],
  ['Latin-1 in NDJSON', 'ndjson', joined(`${json()}\n{"itemId":"`, [0xe9], '"}\n'), { kind: 'wrong-encoding', encoding: 'not-utf-8', byteOffset: json().length + 12, line: 2 }],
  ['a last row with too few columns and no line end', 'csv', `${two}RB000000003GB,2026-03-01`, { kind: 'ends-mid-row', line: 4 }],
  ['a quote open at the end', 'csv', `${two}RB000000003GB,2026-03-01,"Smi`, { kind: 'ends-mid-row', line: 4 }],
  ['a quote open over lines at the end', 'csv', `${two}RB3,,"Smi\nth\n`, { kind: 'ends-mid-row', line: 4 }],
  ['half a character at the end', 'csv', joined(two, 'RB3,,', [0xe2, 0x82]), { kind: 'ends-mid-row', line: 4 }],
  ['half a JSON object at the end', 'ndjson', `${json()}\n{"itemId":"RB`, { kind: 'ends-mid-row', line: 2 }],
  ['nothing but half a JSON object', 'ndjson', '{"itemId":"RB', { kind: 'ends-mid-row', line: 1 }],
  ['a CSV row above the limit', 'csv', `${two}RB3,,"${'x'.repeat(MAX_ROW_BYTES)}"\n${csvRow(cellsOf(4))}\n`, { kind: 'row-too-long', line: 4, limitBytes: MAX_ROW_BYTES }],
  ['commas without end', 'csv', `${two}${','.repeat(MAX_ROW_BYTES + 100)}`, { kind: 'row-too-long', line: 4, limitBytes: MAX_ROW_BYTES }],
  ['an NDJSON row above the limit', 'ndjson', `${json()}\n${json({ contents: 'x'.repeat(MAX_ROW_BYTES) })}\n`, { kind: 'row-too-long', line: 2, limitBytes: MAX_ROW_BYTES }],
];

describe('a wrong AED file', () => {
  it.each(cases)('names %s (%s)', async (_words, format, file, fault) => {
    expect((await readAll(file, format)).fault).toEqual(fault);
  });

  const small = cases.filter(([, , file]) => file.length < 5_000);

  it.each(small)('names %s (%s) the same when it comes byte by byte', async (_words, format, file, fault) => {
    const whole = await readAll(file, format);
    expect(found(await readAll(file, format, 1))).toEqual({ ...found(whole), fault });
  });

  it('gives the rows before the fault, for whoever wants to show them', async () => {
    const { rows, fault } = await readAll(`${two}RB3,,"Smi`);
    expect(rows.map((row) => row.line)).toEqual([2, 3]);
    expect(fault?.kind).toBe('ends-mid-row');
  });

  it('cuts names that come from the file before they go to the screen', () => {
    const detail = faultDetail(wrongHeader([], Array.from({ length: 100 }, () => 'x'.repeat(500))));
    expect(String(detail['unknown']).length).toBeLessThan(1_500);
  });
});

describe('a right AED file', () => {
  it.each([
    ['the last line has no end', two.trimEnd()],
    ['it begins with a UTF-8 byte order mark', `\ufeff${two}`],
    ['lines end in CR LF', csvFile([cellsOf(1), cellsOf(2)], '\r\n')],
    ['lines end in CR', csvFile([cellsOf(1), cellsOf(2)], '\r')],
    ['blank lines stand between and after', two.replace('\nRB000000002', '\n\n\r\nRB000000002') + '\n\n'],
    ['columns come in another order', [...AED_COLUMNS].reverse().join(',') + '\n' + [1, 2].map((n) => csvRow(cellsOf(n), [...AED_COLUMNS].reverse()) + '\n').join('')],
    ['column names have blanks around', two.replace('senderName', ' senderName ')],
    ['column names are quoted', two.replace('senderName', '"senderName"')],
  ])('reads when %s', async (_words, file) => {
    const { rows, refused, fault, bytesRead } = await readAll(file);
    expect({ fault, refused }).toEqual({ fault: null, refused: [] });
    expect(rows.map((row) => [row.itemId, row.postedOn, row.fields.senderName])).toEqual([
      ['RB000000001GB', '2026-03-01', 'Sender 1'],
      ['RB000000002GB', '2026-03-01', 'Sender 2'],
    ]);
    expect(bytesRead).toBe(bytesOf(file).length);
  });

  it('reads NDJSON whose last line has no end', async () => {
    const { rows, fault } = await readAll(`\ufeff${json()}\r\n\n${json({ contents: null, value: '' })}`, 'ndjson');
    expect(fault).toBeNull();
    expect(rows.map((row) => [row.line, row.fields.contents, row.fields.value])).toEqual([[1, null, null], [3, null, '']]);
  });
});
