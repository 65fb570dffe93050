/** Takes one AED file into reference.db in one transaction, telling how far it is, until it is done, wrong or cancelled. */
import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { faultDetail } from '../../domain/aed/fileFaults.ts';
import { readAedFile } from '../../domain/aed/fileReader.ts';
import type { RefusedRow } from '../../domain/aed/fileRows.ts';
import type { ImportProgress } from '../../preload/contract/views.ts';
import { isFull } from '../store/driver.ts';
import type { Database } from '../store/driver.ts';
import { openAedImport } from '../store/reference/aedImport.ts';
import type { AedImport } from '../store/reference/aedImport.ts';
import { progressMeter } from './progressMeter.ts';
import type { ImportOutcome, ImportRequest } from './messages.ts';

/** Refused rows that are kept for the report; the count goes on. */
export const MAX_REFUSED_KEPT = 10_000;

const READ_BYTES = 256 * 1024;

type RefusedRows = ImportOutcome['refusedRows'];
type End = Pick<ImportProgress, 'state' | 'fault'>;

export async function importFile(
  db: Database,
  request: ImportRequest,
  isCancelled: () => boolean,
  onProgress: (progress: ImportProgress) => void,
): Promise<ImportOutcome> {
  const { importId, path, receivedAt } = request;
  const size = await sizeOf(path);
  const meter = progressMeter(importId, basename(path), size ?? 0);
  if (size === null) return outcome(meter.at('failed', unreadable));
  onProgress(meter.at('running', null));

  const hash = createHash('sha256');
  const refusedRows: RefusedRows = [];
  const aedImport = openAedImport(db);
  try {
    const end = await readInto(aedImport, request, hash, isCancelled, (rows, refused, bytesRead) => {
      for (const { line, column, reason } of refused) if (refusedRows.length < MAX_REFUSED_KEPT) refusedRows.push({ line, column, reason });
      if (meter.count(rows, refused.length, bytesRead)) onProgress(meter.at('running', null));
    });
    const progress = meter.at(end.state, end.fault);
    if (end.state !== 'done') return outcome(progress, refusedRows);
    const sha256 = hash.digest('hex');
    const newVersions = aedImport.commit({ importId, fileName: progress.fileName, sha256, receivedAt, rows: progress.rows, refused: progress.refused });
    return { progress, sha256, newVersions, refusedRows };
  } catch (error) {
    if (isFull(error)) return outcome(meter.at('failed', { kind: 'storage-full', detail: {} }), refusedRows);
    throw error;
  } finally {
    aedImport.rollback();
  }
}

type OnBatch = (rows: number, refused: readonly RefusedRow[], bytesRead: number) => void;

async function readInto(aedImport: AedImport, request: ImportRequest, hash: Hash, isCancelled: () => boolean, onBatch: OnBatch): Promise<End> {
  const bytes = hashed(createReadStream(request.path, { highWaterMark: READ_BYTES }), hash);
  try {
    for await (const event of readAedFile(bytes, request.format, { today: request.today })) {
      if (isCancelled()) return { state: 'cancelled', fault: null };
      if (event.kind === 'fault') return { state: 'failed', fault: { kind: event.fault.kind, detail: faultDetail(event.fault) } };
      aedImport.put(event.rows, request.receivedAt);
      onBatch(event.rows.length, event.refused, event.bytesRead);
    }
  } catch (error) {
    // The stick was pulled out, the share went away: the system's error has a code, and SQLite's errors are for the caller.
    if (isFileError(error)) return { state: 'failed', fault: unreadable };
    throw error;
  }
  return isCancelled() ? { state: 'cancelled', fault: null } : { state: 'done', fault: null };
}

const unreadable = { kind: 'file-unreadable', detail: {} } as const;

function outcome(progress: ImportProgress, refusedRows: RefusedRows = []): ImportOutcome {
  return { progress, sha256: null, newVersions: 0, refusedRows };
}

async function* hashed(bytes: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array, void, void> {
  for await (const chunk of bytes) {
    hash.update(chunk);
    yield chunk;
  }
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    const found = await stat(path);
    return found.isFile() ? found.size : null;
  } catch (error) {
    if (isFileError(error)) return null;
    throw error;
  }
}

function isFileError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
