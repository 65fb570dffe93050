/** AED as lines of text: nothing is lost or changed on the way, and the fast check takes and refuses what the schema does. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AED_FIELDS, aedFieldsSchema, aedVersionSchema } from '../../../domain/aed/record.ts';
import type { AedFields, AedVersion } from '../../../domain/aed/record.ts';
import { normalise } from '../../../domain/identifier/normalise.ts';
import { aedLineOf, aedLineText, fieldsByName, fieldsText, readAedLine, readAedLines, type AedLine } from '../../../domain/snapshot/aedLine.ts';

function read(text: string): { rows: AedLine[]; lines: string[]; refused: string[] } {
  const [rows, lines, refused]: [AedLine[], string[], string[]] = [[], [], []];
  readAedLines(text, (row, line) => { rows.push(row); lines.push(line); }, (line) => refused.push(line));
  return { rows, lines, refused };
}

/** Any text, with what is hard to carry: quotes, escapes, control characters, tabs, line feeds, half characters, other scripts. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: fc.constantFrom('a', '"', '\\', '\n', '\t', '\r', '\u0000', '\u001f', '\u007f', '\u2028', 'é', '中', '😀', '\ud800', '\udc00', '/'), maxLength: 12 }),
);
const anyFields = fc.record(Object.fromEntries(AED_FIELDS.map((field) => [field, fc.option(anyText, { nil: null, freq: 2 })]))) as unknown as fc.Arbitrary<AedFields>;
const anyAed: fc.Arbitrary<AedVersion> = fc.record({
  itemId: fc.oneof(fc.stringMatching(/^[0-9A-Z]{1,64}$/), fc.string({ minLength: 1, maxLength: 20 }).map((text) => normalise(text).id).filter((id) => id !== '')),
  postedOn: fc.constantFrom('', '2026-03-01', '9999-99-99'),
  version: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })),
  receivedAt: fc.constantFrom('2026-03-02T00:00:00Z', '2026-03-02T00:00:00.123Z', '2024-02-29T23:59:59.999Z'),
  fields: anyFields,
});

describe('a line of AED', () => {
  it('brings every field back as it was, in the order of the rows', () => {
    fc.assert(fc.property(fc.array(anyAed, { maxLength: 5 }), (versions) => {
      const { rows, lines, refused } = read(versions.map((aed) => `${aedLineText(aedLineOf(aed))}\n`).join(''));
      expect(refused).toEqual([]);
      expect(rows.map((row) => ({ ...row, fields: aedFieldsSchema.parse(fieldsByName(row.fields)) }))).toEqual(versions);
      expect(lines).toEqual(versions.map((aed) => aedLineText(aedLineOf(aed))));
    }));
  });

  it('keeps what a newer HQ has sent and this version has no name for, byte for byte', () => {
    const known = JSON.stringify(AED_FIELDS.map(() => 'x')).slice(0, -1);
    const line = `RB000000001GB\t2026-03-01\t1\t2026-03-02T00:00:00Z\t${known},"a 23rd place", {"later" : [1.0]}]`;
    const { rows, lines } = read(`${line}\n`);
    expect(lines).toEqual([line]);
    expect(rows.map((row) => aedLineText(row))).toEqual([line]);
    expect(fieldsByName(rows[0]?.fields ?? '')).toEqual(Object.fromEntries(AED_FIELDS.map((field) => [field, 'x'])));
  });

  it('keeps unknown members of fields in an order of their own', () => {
    const fields = Object.fromEntries(AED_FIELDS.map((field) => [field, null])) as AedFields;
    const one = fieldsText({ ...fields, zone: 'Z', area: 'A' } as AedFields);
    expect(one).toBe(fieldsText({ area: 'A', zone: 'Z', ...fields } as AedFields));
    expect(JSON.parse(one)).toEqual([...AED_FIELDS.map(() => null), { area: 'A', zone: 'Z' }]);
  });

  it('has its places in the order that lines out there already have', () => {
    expect(AED_FIELDS.slice(0, 22)).toEqual([
      'senderName', 'senderAddress', 'senderCity', 'senderCountry', 'recipientName', 'recipientAddress', 'recipientCity', 'recipientState', 'recipientZip',
      'contents', 'category', 'pieces', 'weightGrams', 'value', 'currency', 'hsCode', 'goodsOrigin', 'mailClass', 'originOffice', 'destinationOffice', 'portCode', 'receptacleId',
    ]);
  });

  /** What the schema says of a line's cells, written without the code under test. */
  function schemaTakes(line: string): boolean {
    const cells = line.split('\t');
    const [itemId = '', postedOn, version = '', receivedAt, fields = ''] = cells;
    let places: unknown;
    try {
      places = JSON.parse(fields);
    } catch {
      return false;
    }
    if (cells.length !== 5 || !Array.isArray(places) || String(Number(version)) !== version) return false;
    const named = Object.fromEntries(AED_FIELDS.map((field, place) => [field, places[place] as unknown]));
    return aedVersionSchema.safeParse({ itemId, postedOn, version: Number(version), receivedAt, fields: named }).success && normalise(itemId).id === itemId;
  }

  const longest = (length: number) => JSON.stringify(AED_FIELDS.map((_, place) => (place === 3 ? 'x'.repeat(length) : null)));
  const good = JSON.stringify(AED_FIELDS.map((_, place) => (place % 2 === 0 ? `"\\\u0001é ${place}` : null)));
  const cells = [
    fc.constantFrom('RB000000001GB', 'X', 'rb000000001gb', '', 'A B', 'A'.repeat(64), 'A'.repeat(65), '*A*', ']C1A', '中', '\u001d', 'A\r'),
    fc.constantFrom('', '2026-03-01', '2026-3-1', '20260301', 'x', '2026-99-99'),
    fc.constantFrom('1', '12', '0', '01', '-1', '1.5', '1e3', '', ' 1', '9007199254740991', '9007199254740993', '99999999999999999999'),
    fc.constantFrom('2026-03-02T00:00:00Z', '2026-03-02T00:00Z', '2026-03-02', '2026-02-30T00:00:00Z', '2025-02-29T00:00:00Z', '2026-03-02T00:00:00+01:00', '2026-03-02T24:00:00Z', '', 'now'),
    fc.constantFrom(
      good, '[]', '{}', 'null', '', '["x"', `${good.slice(0, -1)},"more"]`, `${good.slice(0, -1)},1]`, good.replace('null', '7'), good.replace('null', '"\\u000G"'),
      good.replace('null', '"\u0001"'), good.replace('null', '"\\ud800"'), good.replace('null', '"\\x"'), ` ${good}`, good.replace(',', ' , '), longest(19_000), longest(20_000), longest(20_001),
    ),
  ] as const;

  it('is taken and refused by the fast check exactly as by the schema', () => {
    const fewerOrMore = fc.constantFrom('', '\tmore', '\t', '\r');
    // Mostly good cells: else the first bad one would hide the others.
    const mostly = cells.map((cell, n) => fc.oneof({ weight: 4, arbitrary: fc.constant(['RB000000001GB', '2026-03-01', '1', '2026-03-02T00:00:00Z', good][n] ?? '') }, { weight: 1, arbitrary: cell }));
    fc.assert(fc.property(fc.tuple(...mostly), fewerOrMore, (parts, end) => {
      const line = parts.join('\t') + end;
      const { rows, refused } = read(`${line}\n`);
      expect([line, rows.length, refused.length]).toEqual(schemaTakes(line) ? [line, 1, 0] : [line, 0, 1]);
      expect(readAedLine(line)).toEqual(rows[0] ?? null);
    }), { numRuns: 3_000 });
  });

  it.each(cells.map((cell, n) => [n, cell] as const))('is so for each odd cell in place %i', (n, cell) => {
    fc.assert(fc.property(cell, (odd) => {
      const line = ['RB000000001GB', '2026-03-01', '1', '2026-03-02T00:00:00Z', good].with(n, odd).join('\t');
      expect([line, read(`${line}\n`).rows.length]).toEqual([line, schemaTakes(line) ? 1 : 0]);
    }), { numRuns: 200 });
  });

  it('that is wrong takes nothing from the lines around it', () => {
    const line = (id: string) => `${id}\t\t1\t2026-03-02T00:00:00Z\t${good}`;
    const { rows, refused } = read(`${line('A')}\nnonsense\n\n${line('B')}\n${line('b')}\n${line('C')}`);
    expect(rows.map((row) => row.itemId)).toEqual(['A', 'B', 'C']);
    expect(refused).toEqual(['nonsense', '', line('b')]);
  });
});
