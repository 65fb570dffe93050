/** AED files that an officer takes in: one at a time, with progress, cancel and a report of refused rows. */
import { basename } from 'node:path';
import { fault, ok, type FaultKind, type Result } from '../../preload/contract/result.ts';
import type { ImportProgress, RefusedRowView } from '../../preload/contract/views.ts';
import { LoaderFailure } from '../loader/client.ts';
import type { Clock } from './clock.ts';
import type { Emit } from './desk.ts';
import type { Append, Loader } from './ports.ts';
import type { OpenSession } from './session.ts';

/** What the loader could not do, in the words of the contract; nothing was taken in with any of them. */
const FAULT_OF: Record<LoaderFailure['fault'], FaultKind> = {
  'storage-full': 'storage-full',
  'storage-damaged': 'storage-damaged',
  bug: 'bug',
  gone: 'service-gone',
  closed: 'service-gone',
};

export interface ImportPorts {
  readonly loader: Loader;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly append: Append;
  readonly emit: Emit;
  readonly session: () => OpenSession | null;
  readonly onImported: () => void;
}

export function makeImports(ports: ImportPorts) {
  /** Paths the officer chose in a system dialog, by the token the page knows; each is used once. */
  const paths = new Map<string, string>();
  let running: string | null = null;

  function take(token: string): string | null {
    const path = paths.get(token) ?? null;
    paths.delete(token);
    return path;
  }

  async function run(session: OpenSession, fileToken: string): Promise<Result<ImportProgress>> {
    if (running !== null) return fault('import-running');
    const path = take(fileToken);
    if (path === null) return fault('invalid', { why: 'file token' });
    const importId = ports.newId();
    running = importId;
    try {
      const { progress, sha256 } = await ports.loader.importFile(
        { importId, path, format: formatOf(path), today: ports.clock.stamp().slice(0, 10), receivedAt: ports.clock.utc() },
        (step) => ports.emit('aed/importProgress', step),
      );
      if (progress.state === 'done' && sha256 !== null) {
        ports.append({
          kind: 'aed.imported',
          payload: { fileName: basename(path).slice(0, 255), sha256, rows: progress.rows, refused: progress.refused },
          officerId: session.officer.officerId,
          sessionId: session.sessionId,
        });
        ports.emit('reference/changed', null);
        ports.onImported();
      }
      ports.emit('aed/importProgress', progress);
      return ok(progress);
    } catch (error) {
      // The rows may be in and only their entry not: the router names the store's faults, and the same file again ends as one import.
      if (!(error instanceof LoaderFailure)) throw error;
      return fault(FAULT_OF[error.fault]);
    } finally {
      running = null;
    }
  }

  return {
    chosen: (token: string, path: string) => void paths.set(token, path),
    take,
    run,
    async cancel(): Promise<Result<null>> {
      if (running !== null) await ports.loader.cancelImport(running);
      return ok(null);
    },
    async refusedRows(importId: string, limit: number): Promise<Result<readonly RefusedRowView[]>> {
      return ok(await ports.loader.refusedRows(importId, limit));
    },
    async saveRefused(importId: string, fileToken: string): Promise<Result<{ readonly rows: number }>> {
      const path = take(fileToken);
      if (path === null) return fault('invalid', { why: 'file token' });
      return ok({ rows: await ports.loader.saveRefusedRows(importId, path) });
    },
  };
}

function formatOf(path: string): 'csv' | 'ndjson' {
  return /\.(ndjson|jsonl)$/i.test(path) ? 'ndjson' : 'csv';
}
