/** `aed check`: reads an AED file as the desk would, takes nothing in, and reports rows, refusals, the fault, and quality by origin. */
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { faultDetail } from '../../domain/aed/fileFaults.ts';
import { AED_FILE_FORMATS, readAedFile, type AedFileFormat } from '../../domain/aed/fileReader.ts';
import type { AedFileRow, RefusedRow } from '../../domain/aed/fileRows.ts';
import { portStateOf } from '../../domain/aed/portState.ts';
import { checkAed } from '../../domain/aed/validity.ts';
import { classify } from '../../domain/identifier/classify.ts';
import { itemFacts } from '../../domain/identifier/facts.ts';

const MAX_REFUSED_SHOWN = 20;

/** invalid: rows with an invalid field by the official rules (OIG-23-56 fn 17). Shares are 0 to 1. */
export interface OriginQuality {
  readonly rows: number;
  readonly invalid: number;
  readonly invalidShare: number;
}

export interface AedReport {
  readonly file: string;
  readonly format: AedFileFormat | null;
  readonly rows: number;
  readonly refused: number;
  readonly refusedByReason: Readonly<Record<string, number>>;
  /** The first of them: places and reasons, never what stood there. */
  readonly refusedRows: readonly Omit<RefusedRow, 'value'>[];
  readonly fault: { readonly kind: string; readonly detail: Readonly<Record<string, string | number | null>> } | null;
  /** By the country letters of the item id; '' where it has none. */
  readonly qualityByOrigin: Readonly<Record<string, OriginQuality>>;
  readonly portCodes: { readonly noneShare: number; readonly unknownShare: number; readonly byFacility: Readonly<Record<string, number>> };
}

/** Prints one JSON report; answers the exit code: 0 when the file can be taken in, 1 when it cannot. */
export async function checkAedFile(path: string, format: string | undefined, out: NodeJS.WritableStream): Promise<number> {
  const { exitCode, report } = await aedCheck(path, format);
  out.write(`${JSON.stringify(report, null, 2)}\n`);
  return exitCode;
}

/** today: for tests; posting dates after it are in the future. */
export async function aedCheck(
  path: string, format?: string, today = new Date().toISOString().slice(0, 10),
): Promise<{ readonly exitCode: 0 | 1; readonly report: AedReport }> {
  const counts = newCounts();
  const chosen = AED_FILE_FORMATS.find((one) => one === (format ?? formatOf(path))) ?? null;
  const fault = chosen === null ? unknownFormat : await countRows(path, chosen, today, counts);
  return { exitCode: fault === null ? 0 : 1, report: reportOf(path, chosen, counts, fault) };
}

const unknownFormat = { kind: 'unknown-format', detail: { known: AED_FILE_FORMATS.join(', ') } } as const;

interface Counts {
  rows: number;
  readonly refusals: Map<string, number>;
  readonly refusedRows: Omit<RefusedRow, 'value'>[];
  readonly origins: Map<string, { rows: number; invalid: number }>;
  /** By IMF code; `none` and `unknown` beside them. */
  readonly ports: Map<string, number>;
}

function newCounts(): Counts {
  return { rows: 0, refusals: new Map(), refusedRows: [], origins: new Map(), ports: new Map() };
}

async function countRows(path: string, format: AedFileFormat, today: string, counts: Counts): Promise<AedReport['fault']> {
  try {
    for await (const event of readAedFile(createReadStream(path), format, { today })) {
      if (event.kind === 'fault') return { kind: event.fault.kind, detail: faultDetail(event.fault) };
      for (const row of event.rows) countRow(counts, row);
      for (const { line, column, reason } of event.refused) {
        add(counts.refusals, reason);
        if (counts.refusedRows.length < MAX_REFUSED_SHOWN) counts.refusedRows.push({ line, column, reason });
      }
    }
    return null;
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return { kind: 'file-unreadable', detail: {} };
    throw error;
  }
}

function countRow(counts: Counts, { itemId, fields }: AedFileRow): void {
  counts.rows += 1;
  const origin = itemFacts(classify(itemId)).originCode ?? '';
  const quality = counts.origins.get(origin) ?? { rows: 0, invalid: 0 };
  quality.rows += 1;
  if (!checkAed(fields).isValid) quality.invalid += 1;
  counts.origins.set(origin, quality);
  const port = portStateOf(fields.portCode, '');
  add(counts.ports, port.state === 'known' ? port.facility : port.state);
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function reportOf(path: string, format: AedFileFormat | null, counts: Counts, fault: AedReport['fault']): AedReport {
  const { rows, refusals, refusedRows, origins, ports } = counts;
  const { none = 0, unknown = 0, ...byFacility } = Object.fromEntries(ports);
  const qualityByOrigin = [...origins].sort(([, a], [, b]) => b.rows - a.rows).map(([origin, quality]) =>
    [origin, { ...quality, invalidShare: share(quality.invalid, quality.rows) }] as const);
  return {
    file: basename(path),
    format,
    rows,
    refused: [...refusals.values()].reduce((sum, count) => sum + count, 0),
    refusedByReason: Object.fromEntries(refusals),
    refusedRows,
    fault,
    qualityByOrigin: Object.fromEntries(qualityByOrigin),
    portCodes: { noneShare: share(none, rows), unknownShare: share(unknown, rows), byFacility },
  };
}

/** Four decimals: enough for a percentage with two. */
function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 10_000;
}

/** As the desk decides it: what is not named as NDJSON is read as CSV. */
function formatOf(path: string): AedFileFormat {
  return /\.(ndjson|jsonl)$/i.test(path) ? 'ndjson' : 'csv';
}
