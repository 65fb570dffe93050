/** Loads an AED file; a file with a fault changes nothing, a refused row is reported and left out. */
import { createReadStream } from 'node:fs';
import { faultDetail, type AedFileFault } from '../../domain/aed/fileFaults.ts';
import { readAedFile, type AedFileFormat } from '../../domain/aed/fileReader.ts';
import type { RefusedRow } from '../../domain/aed/fileRows.ts';
import type { HqStore } from '../store/store.ts';
import type { AedRow } from '../store/waitingAed.ts';
import { readAed, type LoadedAed } from './loadAed.ts';
import { did, didNot, type AdminResult } from './result.ts';

export interface LoadedFile extends LoadedAed {
  readonly refused: readonly RefusedRow[];
}

interface Findings {
  readonly refused: RefusedRow[];
  fault: AedFileFault | null;
}

/** The format is the end of the file's name: .csv, or .ndjson or .jsonl. */
export async function loadAedFile(store: HqStore, file: string, now = new Date()): Promise<AdminResult<LoadedFile>> {
  const format = formatOf(file);
  if (format === null) return didNot('invalid', 'an AED file is named .csv, .ndjson or .jsonl');
  const findings: Findings = { refused: [], fault: null };
  try {
    const load = await readAed(store, rowsOf(file, format, findings, now));
    if (findings.fault === null) return did({ ...await load.commit(now), refused: findings.refused });
    load.drop();
    return didNot('file-unreadable', wordsFor(findings.fault));
  } catch (error) {
    if (!isFileError(error)) throw error;
    return didNot('file-unreadable', `the file cannot be read (${error.code})`);
  }
}

async function* rowsOf(file: string, format: AedFileFormat, findings: Findings, now: Date): AsyncGenerator<AedRow> {
  for await (const event of readAedFile(createReadStream(file), format, { today: now.toISOString().slice(0, 10) })) {
    if (event.kind === 'fault') {
      findings.fault = event.fault;
      continue;
    }
    findings.refused.push(...event.refused);
    yield* event.rows;
  }
}

function formatOf(file: string): AedFileFormat | null {
  const ending = /\.(csv|ndjson|jsonl)$/i.exec(file)?.[1]?.toLowerCase();
  if (ending === undefined) return null;
  return ending === 'csv' ? 'csv' : 'ndjson';
}

function wordsFor(fault: AedFileFault): string {
  const detail = Object.entries(faultDetail(fault)).filter(([, value]) => value !== '').map(([name, value]) => `${name}: ${String(value)}`);
  return `nothing was loaded; the file has a fault: ${fault.kind} (${detail.join('; ')})`;
}

function isFileError(error: unknown): error is Error & { code: string } {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string';
}
