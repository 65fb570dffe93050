/** The loader: a file is taken in whole or not at all, pages wait their turn, and its death loses nothing. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LoaderFailure, startLoader } from '../../../main/loader/client.ts';
import type { LoaderClient } from '../../../main/loader/client.ts';
import { MAX_REFUSED_KEPT } from '../../../main/loader/importFile.ts';
import { openReferenceReader, prepareReference } from '../../../main/store/reference/open.ts';
import type { ReferenceReader } from '../../../main/store/reference/reader.ts';
import type { ImportProgress } from '../../../preload/contract/views.ts';
import { threadProgram } from '../../support/threadPrograms.ts';
import { cellsOf, csvFile, csvRow, HEADER, TODAY } from '../../unit/aed/aedFiles.ts';
import type { Cells } from '../../unit/aed/aedFiles.ts';
import { aed, contents, hold, newPlace, page } from './referenceFiles.ts';
import type { Place } from './referenceFiles.ts';

let place: Place;
let loader: LoaderClient;
let reader: ReferenceReader;
let path: string;

beforeEach(() => {
  place = newPlace();
  path = join(place.folder, 'aed.csv');
  prepareReference(place);
  loader = startLoader({ ...place, workerFile: threadProgram('LOADER') });
  reader = openReferenceReader(place);
});
afterEach(async () => {
  await loader.close();
  reader.close();
  place.remove();
});

const request = (importId = 'I1') => ({ importId, path, format: 'csv' as const, today: TODAY, receivedAt: '2026-03-04T12:00:00Z' });
const ignore = () => undefined;
const pageText = (cursor: string, ...rows: Record<string, unknown>[]) => JSON.stringify(page(rows, cursor));

function take(file: string | readonly Cells[], importId?: string) {
  writeFileSync(path, typeof file === 'string' ? file : csvFile(file));
  return loader.importFile(request(importId), ignore);
}

/** Writes a file that takes the loader a while. */
function writeLargeFile(rows = 30_000, end = ''): void {
  writeFileSync(path, `${HEADER}\n`);
  for (let from = 0; from < rows; from += 5_000) {
    appendFileSync(path, Array.from({ length: Math.min(5_000, rows - from) }, (_, n) => `${csvRow(cellsOf(from + n))}\n`).join(''));
  }
  appendFileSync(path, end);
}

function failureOf(answer: PromiseSettledResult<unknown>): string | null {
  return answer.status === 'rejected' && answer.reason instanceof LoaderFailure ? answer.reason.fault : null;
}

/** Kills a process in the middle of its import; answers how many rows it had taken in by then. */
function rowsWhenKilled(): Promise<number> {
  const script = join(import.meta.dirname, 'importUntilKilled.ts');
  const child = spawn(process.execPath, [script, place.file, place.key?.toString('hex') ?? '', path], { stdio: ['ignore', 'pipe', 'inherit'] });
  let rows = 0;
  child.stdout.on('data', (text: Buffer) => {
    rows = Number(text.toString().trim().split('\n').at(-1));
    if (rows > 0) child.kill('SIGKILL');
  });
  return new Promise((resolve) => child.once('exit', () => resolve(rows)));
}

describe('an import', () => {
  it('stores every row, tells what it did and logs the file', async () => {
    const { progress, sha256, newVersions } = await take([cellsOf(1), cellsOf(2), { ...cellsOf(3), postedOn: '2999-01-01' }]);
    const bytes = readFileSync(path);
    expect(progress).toMatchObject({ importId: 'I1', state: 'done', fileName: 'aed.csv', rows: 2, refused: 1, bytesRead: bytes.length, bytesTotal: bytes.length, fault: null });
    expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(newVersions).toBe(2);
    expect(reader.aedOf('RB000000001GB')[0]).toMatchObject({ version: 1, postedOn: '2026-03-01', receivedAt: '2026-03-04T12:00:00Z', fields: { senderName: 'Sender 1', contents: null } });
    expect(contents(place)['import_log']).toEqual([
      { import_id: 'I1', file_name: 'aed.csv', sha256, received_at: '2026-03-04T12:00:00Z', rows: 2, refused: 1, new_versions: 2 },
    ]);
    expect(reader.counts().aed).toBe(2);
  });

  it('makes a new version only of a posting whose fields differ from its newest one', async () => {
    await take([cellsOf(1), cellsOf(2)]);
    const again = await take([cellsOf(1), { ...cellsOf(2), contents: 'SHOES' }, { ...cellsOf(2), contents: 'SHOES' }, { ...cellsOf(1), postedOn: '2026-02-01' }], 'I2');
    expect(again.newVersions).toBe(2);
    expect(reader.aedOf('RB000000001GB').map((one) => [one.postedOn, one.version])).toEqual([['2026-03-01', 1], ['2026-02-01', 1]]);
    expect(reader.aedOf('RB000000002GB').map((one) => [one.version, one.fields.contents])).toEqual([[2, 'SHOES'], [1, null]]);
  });

  it('sees the same fields in HQ’s feed and in a file as the same version', async () => {
    await take([cellsOf(1)]);
    const [fromFile] = reader.aedOf('RB000000001GB');
    await loader.applyPage(pageText('c1', { kind: 'aed', aed: { ...fromFile, itemId: 'RB000000009GB' } }));
    expect((await take([{ ...cellsOf(1), itemId: 'RB000000009GB' }], 'I2')).newVersions).toBe(0);
  });

  it('lists refused rows with line, column and reason, and saves them without what they said', async () => {
    const { progress } = await take(`${csvFile([cellsOf(1)])}short\n${csvRow({ ...cellsOf(2), postedOn: '1.3.2026' })}\n`);
    const rows = [{ line: 3, column: '', reason: 'wrong-column-count' }, { line: 4, column: 'postedOn', reason: 'date-invalid' }];
    expect(progress.refused).toBe(2);
    expect(await loader.refusedRows('I1', 100)).toEqual(rows);
    expect(await loader.refusedRows('I1', 1)).toEqual(rows.slice(0, 1));
    expect(await loader.refusedRows('another', 100)).toEqual([]);
    expect(await loader.saveRefusedRows('I1', join(place.folder, 'refused.csv'))).toBe(2);
    expect(readFileSync(join(place.folder, 'refused.csv'), 'utf8')).toBe('line,column,reason\r\n3,,wrong-column-count\r\n4,postedOn,date-invalid\r\n');
  });

  it('counts all refused rows and keeps the first of them', async () => {
    const { progress } = await take(`${csvFile([cellsOf(1)])}${'short\n'.repeat(MAX_REFUSED_KEPT + 5)}`);
    expect(progress).toMatchObject({ state: 'done', rows: 1, refused: MAX_REFUSED_KEPT + 5 });
    expect((await loader.refusedRows('I1', 20_000)).length).toBe(MAX_REFUSED_KEPT);
  });

  it('tells how far it is while it runs', async () => {
    writeLargeFile(60_000);
    const steps: ImportProgress[] = [];
    const { progress } = await loader.importFile(request(), (step) => steps.push(step));
    const { size } = statSync(path);
    expect(steps.length).toBeGreaterThan(2);
    expect(steps.every((step) => step.state === 'running' && step.bytesTotal === size)).toBe(true);
    expect(steps.map((step) => step.rows)).toEqual(steps.map((step) => step.rows).toSorted((a, b) => a - b));
    expect(steps.at(-1)?.secondsLeft).toBeGreaterThanOrEqual(0);
    expect(progress).toMatchObject({ state: 'done', rows: 60_000, secondsLeft: null });
    expect(progress.rowsPerSecond).toBeGreaterThan(1_000);
  });

  it('leaves readers what was there before until it is done', async () => {
    writeLargeFile();
    const counts: number[] = [];
    await loader.importFile(request(), () => counts.push(reader.counts().aed, reader.aedOf('RB000000001GB').length));
    expect(new Set(counts)).toEqual(new Set([0]));
    expect(reader.counts().aed).toBe(30_000);
  });

  it('leaves no write-ahead log as large as itself', async () => {
    writeLargeFile();
    await loader.importFile(request(), ignore);
    expect(statSync(`${place.file}-wal`).size).toBeLessThan(100_000);
  });
});

describe('nothing is changed by', () => {
  const good = csvFile([cellsOf(1), cellsOf(2)]);
  const faults: readonly [string, string, string | Buffer][] = [
    ['an empty file', 'empty', ''],
    ['a wrong header', 'wrong-header', good.replace('senderName', 'sender')],
    ['another encoding', 'wrong-encoding', Buffer.concat([Buffer.from(good), Buffer.from([0xff])])],
    ['UTF-16', 'wrong-encoding', Buffer.from(`\ufeff${good}`, 'utf16le')],
    ['a file that ends in the middle of a row', 'ends-mid-row', `${good}RB000000003GB,2026`],
    ['a quote that is never closed', 'ends-mid-row', `${good}RB000000003GB,,"Smi\n${good}`],
    ['a row without end', 'row-too-long', `${good}"${'x'.repeat(5_000_000)}`],
  ];

  beforeEach(async () => {
    await loader.applyPage(pageText('c1', { kind: 'aed', aed: aed('RB000000002GB') }, { kind: 'hold', event: hold('E1') }));
  });

  it.each(faults)('%s (%s)', async (_words, kind, file) => {
    writeFileSync(path, file);
    const before = contents(place);
    const { progress, sha256 } = await loader.importFile(request(), ignore);
    expect(progress).toMatchObject({ state: 'failed', fault: { kind } });
    expect(sha256).toBeNull();
    expect(contents(place)).toEqual(before);
  });

  it('a fault that is found behind many good rows', async () => {
    writeLargeFile(20_000, 'RB000000003GB,2026');
    const before = contents(place);
    const { progress } = await loader.importFile(request(), ignore);
    expect(progress).toMatchObject({ state: 'failed', rows: 20_000, fault: { kind: 'ends-mid-row', detail: { line: 20_002 } } });
    expect(contents(place)).toEqual(before);
    expect((await take([cellsOf(1)], 'I2')).progress.state).toBe('done');
  });

  it.each([['a file that is not there', 'nowhere.csv'], ['a folder', '.']])('%s', async (_words, name) => {
    const before = contents(place);
    const { progress } = await loader.importFile({ ...request(), path: join(place.folder, name) }, ignore);
    expect(progress).toMatchObject({ state: 'failed', fault: { kind: 'file-unreadable' } });
    expect(contents(place)).toEqual(before);
  });

  it('a cancel in the middle', async () => {
    writeLargeFile(60_000);
    const before = contents(place);
    const { progress } = await loader.importFile(request(), (step) => {
      if (step.rows > 0) void loader.cancelImport('I1');
    });
    expect(progress.state).toBe('cancelled');
    expect(progress.rows).toBeGreaterThan(0);
    expect(progress.rows).toBeLessThan(60_000);
    expect(contents(place)).toEqual(before);
    expect((await take([cellsOf(1)], 'I2')).progress.state).toBe('done');
  });

  it('a page that is no feed page', async () => {
    const before = contents(place);
    expect(await loader.applyPage('<html>Welcome to the airport Wi-Fi</html>')).toBeNull();
    expect(await loader.applyPage('{"protocol":1,"rows":[]}')).toBeNull();
    expect(await loader.applyPage(JSON.stringify({ ...page([], 'c2'), protocol: 2 }))).toBeNull();
    expect(contents(place)).toEqual(before);
  });
});

describe('feed pages', () => {
  it('answer whether more is to come, and HQ’s time', async () => {
    const text = JSON.stringify(page([{ kind: 'weather' }], 'c1', '2026-03-04T10:00:00Z', true));
    expect(await loader.applyPage(text)).toEqual({ more: true, hqTime: '2026-03-04T10:00:00Z', parked: 1 });
    expect(reader.cursor()).toBe('c1');
  });

  it('wait behind a running import and are applied in order', async () => {
    writeLargeFile();
    const ended: string[] = [];
    const running = loader.importFile(request(), ignore).then(() => ended.push('import'));
    const pages = ['c1', 'c2'].map((cursor) => loader.applyPage(pageText(cursor)).then(() => ended.push(cursor)));
    await Promise.all([running, ...pages]);
    expect(ended).toEqual(['import', 'c1', 'c2']);
    expect(reader.cursor()).toBe('c2');
  });
});

describe('a loader', () => {
  it('that dies in the middle of an import changes nothing, rejects what waits, and starts anew for the next request', async () => {
    await take([cellsOf(1)], 'I0');
    await loader.close();
    const doomed = startLoader({ ...place, workerFile: threadProgram('DOOMED_LOADER') });
    writeLargeFile(60_000);
    const before = contents(place);
    let rowsSeen = 0;
    const asked = [
      doomed.importFile({ ...request(), importId: 'dies' }, (step) => {
        rowsSeen = step.rows;
      }),
      doomed.applyPage(pageText('c9')),
    ];
    const answers = await Promise.allSettled(asked);
    expect(rowsSeen).toBeGreaterThan(0);
    expect(answers.map(failureOf)).toEqual(['gone', 'gone']);
    expect(contents(place)).toEqual(before);

    expect((await doomed.importFile({ ...request(), importId: 'I2' }, ignore)).progress).toMatchObject({ state: 'done', rows: 60_000 });
    expect(reader.counts().aed).toBe(60_000);
    await doomed.close();
  });

  it('whose whole process is killed in the middle of an import changes nothing, and the next import works', async () => {
    writeLargeFile(60_000);
    const before = contents(place);
    expect(await rowsWhenKilled()).toBeGreaterThan(0);
    expect(contents(place)).toEqual(before);
    expect((await loader.importFile(request(), ignore)).progress).toMatchObject({ state: 'done', rows: 60_000 });
  });

  it('that is closed rejects what comes later', async () => {
    await loader.applyPage(pageText('c1'));
    await loader.close();
    await expect(loader.applyPage(pageText('c2'))).rejects.toMatchObject({ fault: 'closed' });
    expect(reader.cursor()).toBe('c1');
  });

  it('that cannot open its database says so', async () => {
    const other = startLoader({ ...place, key: Buffer.alloc(32), workerFile: threadProgram('LOADER') });
    await expect(other.applyPage(pageText('c1'))).rejects.toMatchObject({ fault: 'gone' });
    await other.close();
  });
});
