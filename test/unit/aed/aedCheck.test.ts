/** `desk aed check` reports what the desk would make of a file, and takes nothing in. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AED_COLUMNS } from '../../../domain/aed/record.ts';
import { aedCheck, checkAedFile } from '../../../main/headless/aedCheck.ts';
import { demoAedRows } from '../../../scripts/demo/aedRows.ts';
import { csvFile, csvRow, HEADER } from './aedFiles.ts';
import type { Cells } from './aedFiles.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'aed-check-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fileOf(text: string, name = 'aed.csv'): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const full: Cells = { itemId: 'RB123456785GB', senderName: 'Al', senderAddress: 'Road 1', recipientName: 'Bo', recipientAddress: 'Road 2', contents: 'TEA' };

describe('the report on an AED file', () => {
  it('counts rows, quality by origin and port codes', async () => {
    const { exitCode, report } = await aedCheck(fileOf(csvFile([
      { ...full, portCode: 'JFK' }, { ...full, senderName: 'UNK' }, { ...full, itemId: 'LZ482109379CN', portCode: 'EWR' }, { ...full, itemId: '12345', portCode: '?' },
    ])));
    expect(exitCode).toBe(0);
    expect(report).toEqual({
      file: 'aed.csv', format: 'csv', rows: 4, refused: 0, refusedByReason: {}, refusedRows: [], fault: null,
      qualityByOrigin: {
        GB: { rows: 2, invalid: 1, invalidShare: 0.5 }, CN: { rows: 1, invalid: 0, invalidShare: 0 }, '': { rows: 1, invalid: 0, invalidShare: 0 },
      },
      portCodes: { noneShare: 0.25, unknownShare: 0.25, byFacility: { JFK: 1, EWR: 1 } },
    });
  });

  it('finds the report’s shares in demo data', async () => {
    const lines = [...demoAedRows(3, 10_000)].map(({ itemId, postedOn, fields }) =>
      csvRow({ itemId, postedOn, ...Object.fromEntries(Object.entries(fields).map(([field, text]) => [field, text ?? ''])) }));
    const { report } = await aedCheck(fileOf(`${HEADER}\n${lines.join('\n')}\n`));
    expect(report.rows).toBe(10_000);
    expect(report.portCodes.noneShare).toBe(0.11);
    expect(report.qualityByOrigin['GB']).toEqual({ rows: 1_800, invalid: 1_494, invalidShare: 0.83 });
  });

  it('shows the first twenty refused rows by place and reason, never by what stood there', async () => {
    const { exitCode, report } = await aedCheck(fileOf(csvFile([full]) + 'Jane Doe,secret\n'.repeat(30)));
    expect(exitCode).toBe(0);
    expect([report.rows, report.refused, report.refusedRows.length]).toEqual([1, 30, 20]);
    expect(report.refusedRows[0]).toEqual({ line: 3, column: '', reason: 'wrong-column-count' });
    expect(JSON.stringify(report)).not.toContain('Jane');
  });

  it.each([
    ['a fault of the file', 'aed.csv', `${HEADER}\nRB1`, undefined, 'ends-mid-row'],
    ['a file that is not there', null, '', undefined, 'file-unreadable'],
    ['a format nobody knows', 'aed.csv', csvFile([full]), 'xml', 'unknown-format'],
    ['CSV read as NDJSON', 'aed.csv', csvFile([full]), 'ndjson', 'wrong-header'],
  ])('answers 1 on %s', async (_words, name, text, format, kind) => {
    const { exitCode, report } = await aedCheck(name === null ? join(folder, 'nowhere.csv') : fileOf(text, name), format);
    expect([exitCode, report.fault?.kind]).toEqual([1, kind]);
  });

  it('takes the format from the name as the desk does', async () => {
    const { report } = await aedCheck(fileOf(`${JSON.stringify(full)}\n`, 'aed.jsonl'));
    expect([report.format, report.rows]).toEqual(['ndjson', 1]);
    expect(AED_COLUMNS.length).toBe(24);
  });

  it('is printed as one JSON text', async () => {
    let text = '';
    const out = new Writable({
      write(chunk: Buffer, _encoding, done) {
        text += chunk.toString();
        done();
      },
    });
    expect(await checkAedFile(fileOf(csvFile([full])), undefined, out)).toBe(0);
    expect(JSON.parse(text)).toMatchObject({ rows: 1, fault: null });
  });
});
