/** The service's side of the loader: a promise for each request, progress as it comes, a new worker when the old one died. */
import { writeFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import type { ImportProgress, RefusedRowView } from '../../preload/contract/views.ts';
import { loaderReplySchema } from './messages.ts';
import type { ImportRequest, LoaderFaultKind, LoaderReply, LoaderRequest } from './messages.ts';
import { refusedRowsCsv } from './refusedRowsCsv.ts';

export interface LoaderPlace {
  /** loader.cjs beside the service in the bundle; main/loader/index.ts under Node 24. */
  readonly workerFile: string;
  readonly file: string;
  readonly key: Buffer | null;
  readonly binding: string | null;
}

export interface LoaderClient {
  /** null: the text is no feed page. Rejects with LoaderFailure when nothing could be stored. */
  readonly applyPage: (text: string) => Promise<{ readonly more: boolean; readonly hqTime: string; readonly parked: number; readonly lastSeq?: number | undefined } | null>;
  /** Answers when the import has ended in whatever way; sha256 and newVersions only when it is done. */
  readonly importFile: (
    request: ImportRequest,
    onProgress: (progress: ImportProgress) => void,
  ) => Promise<{ readonly progress: ImportProgress; readonly sha256: string | null; readonly newVersions: number }>;
  readonly cancelImport: (importId: string) => Promise<void>;
  /** Of the last import only. */
  readonly refusedRows: (importId: string, limit: number) => Promise<readonly RefusedRowView[]>;
  /** Returns how many rows were written. */
  readonly saveRefusedRows: (importId: string, path: string) => Promise<number>;
  /** Ends the worker after the job it has; later requests are rejected. */
  readonly close: () => Promise<void>;
}

export class LoaderFailure extends Error {
  override readonly name = 'LoaderFailure';
  readonly fault: LoaderFaultKind | 'gone' | 'closed';

  constructor(fault: LoaderFailure['fault'], why: string) {
    super(why);
    this.fault = fault;
  }
}

type Answer = Extract<LoaderReply, { id: number }>;
type RequestBody = LoaderRequest extends infer R ? (R extends { id: number } ? Omit<R, 'id'> : never) : never;

interface Pending {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (failure: LoaderFailure) => void;
}

export function startLoader(place: LoaderPlace): LoaderClient {
  const pending = new Map<number, Pending>();
  const listeners = new Map<string, (progress: ImportProgress) => void>();
  let worker: Worker | null = null;
  let lastId = 0;
  let isClosed = false;
  let lastRefused: { readonly importId: string; readonly rows: readonly RefusedRowView[] } | null = null;

  function start(): Worker {
    const { workerFile, file, key, binding } = place;
    const started = new Worker(workerFile, { workerData: { file, key, binding }, name: 'loader' });
    let why = 'the loader ended';
    started.on('message', (data) => take(loaderReplySchema.parse(data)));
    started.on('error', (error) => {
      why = error.message;
    });
    started.on('exit', () => {
      if (worker === started) worker = null;
      failAll(new LoaderFailure('gone', why));
    });
    return started;
  }

  function take(reply: LoaderReply): void {
    if (reply.kind === 'progress') {
      listeners.get(reply.progress.importId)?.(reply.progress);
      return;
    }
    const asked = pending.get(reply.id);
    pending.delete(reply.id);
    if (reply.kind === 'failed') asked?.reject(new LoaderFailure(reply.fault, reply.why));
    else asked?.resolve(reply);
  }

  function failAll(failure: LoaderFailure): void {
    const asked = [...pending.values()];
    pending.clear();
    for (const { reject } of asked) reject(failure);
  }

  /** A dead worker is replaced by the next request, not at once: a worker that cannot start must not be started in a circle. */
  function ask(body: RequestBody): Promise<Answer> {
    if (isClosed) return Promise.reject(new LoaderFailure('closed', 'the loader is closed'));
    worker ??= start();
    const to = worker;
    const id = ++lastId;
    return new Promise((resolve, reject) => {
      pending.set(id, { resolve, reject });
      to.postMessage({ ...body, id });
    });
  }

  return {
    async applyPage(text) {
      const answer = await ask({ kind: 'applyPage', text });
      return expected(answer, 'pageApplied').page;
    },

    async importFile(request, onProgress) {
      listeners.set(request.importId, onProgress);
      try {
        const { progress, sha256, newVersions, refusedRows } = expected(await ask({ kind: 'importFile', ...request }), 'imported');
        lastRefused = { importId: request.importId, rows: refusedRows };
        return { progress, sha256, newVersions };
      } finally {
        listeners.delete(request.importId);
      }
    },

    async cancelImport(importId) {
      if (worker !== null) await ask({ kind: 'cancel', importId });
    },

    refusedRows(importId, limit) {
      return Promise.resolve(lastRefused?.importId === importId ? lastRefused.rows.slice(0, limit) : []);
    },

    async saveRefusedRows(importId, path) {
      const rows = lastRefused?.importId === importId ? lastRefused.rows : [];
      await writeFile(path, refusedRowsCsv(rows));
      return rows.length;
    },

    async close() {
      const ended = worker;
      if (ended !== null) {
        const exit = new Promise((resolve) => ended.once('exit', resolve));
        await ask({ kind: 'close' }).catch(() => undefined);
        isClosed = true;
        await exit;
      }
      isClosed = true;
    },
  };
}

function expected<K extends Answer['kind']>(answer: Answer, kind: K): Extract<Answer, { kind: K }> {
  if (answer.kind !== kind) throw new Error(`the loader answered ${answer.kind} where ${kind} was due`);
  return answer as Extract<Answer, { kind: K }>;
}
