/** The service's side of the loader: a promise for each request, progress as it comes, a new worker when the old one died. */
import { writeFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import type { BucketSum } from '../../domain/snapshot/buckets.ts';
import type { HqKeys } from '../../domain/sync/messages.ts';
import type { ImportProgress, RefusedRowView } from '../../preload/contract/views.ts';
import type { ChunkEnd, LoadEnd, LoadState } from '../store/reference/snapshotLoad.ts';
import type { ReplacementEnd } from '../store/reference/bucketRepair.ts';
import type { RemovalAsked } from '../store/reference/writer.ts';
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
  /** null: the text is no feed page. removalAsked: nothing of it was applied, a person must agree first (sync rule 6). Rejects with LoaderFailure when nothing could be stored. */
  readonly applyPage: (text: string, isRemovalAllowed?: boolean) => Promise<{ readonly more: boolean; readonly hqTime: string; readonly parked: number; readonly lastSeq?: number | undefined; readonly hqKeys?: HqKeys | undefined; readonly removalAsked?: RemovalAsked | undefined } | null>;
  /** Answers when the import has ended in whatever way; sha256 and newVersions only when it is done. */
  readonly importFile: (
    request: ImportRequest,
    onProgress: (progress: ImportProgress) => void,
  ) => Promise<{ readonly progress: ImportProgress; readonly sha256: string | null; readonly newVersions: number }>;
  /** manifest: JSON of a snapshot's body whose signature was checked. A load of the same snapshot goes on where it stood. */
  readonly beginSnapshot: (manifest: string) => Promise<LoadState>;
  /** Manifest of the load that is under way; null when none is. */
  readonly heldSnapshot: () => Promise<string | null>;
  /** The bytes are handed over: the caller has them no more. */
  readonly putSnapshotChunk: (index: number, bytes: Uint8Array<ArrayBuffer>) => Promise<{ readonly end: ChunkEnd; readonly state: LoadState | null }>;
  readonly endSnapshot: () => Promise<LoadEnd>;
  readonly discardSnapshot: () => Promise<void>;
  /** Bucket sums of HQ's AED and the cursor they are of. isCounted: counted from the rows, which takes a while. */
  readonly heldBuckets: (isCounted?: boolean) => Promise<{ readonly cursor: string | null; readonly buckets: readonly BucketSum[] }>;
  /** text: the page as HQ sent it; it must be of this bucket. The bucket is replaced in one transaction, or nothing is changed. */
  readonly replaceBucket: (replacement: { readonly text: string; readonly bucket: number; readonly signed: BucketSum; readonly removedBefore: number; readonly isAllowed: boolean }) => Promise<ReplacementEnd>;
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
  function ask(body: RequestBody, handedOver: readonly ArrayBuffer[] = []): Promise<Answer> {
    if (isClosed) return Promise.reject(new LoaderFailure('closed', 'the loader is closed'));
    worker ??= start();
    const to = worker;
    const id = ++lastId;
    return new Promise((resolve, reject) => {
      pending.set(id, { resolve, reject });
      to.postMessage({ ...body, id }, handedOver);
    });
  }

  return {
    async applyPage(text, isRemovalAllowed = false) {
      const answer = await ask({ kind: 'applyPage', text, isRemovalAllowed });
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

    async beginSnapshot(manifest) {
      return expected(await ask({ kind: 'snapshotBegin', manifest }), 'snapshotBegun').state;
    },

    async heldSnapshot() {
      return expected(await ask({ kind: 'snapshotHeld' }), 'snapshotHolds').manifest;
    },

    async putSnapshotChunk(index, bytes) {
      // A view into a larger buffer is copied: others have the rest of it.
      const own = bytes.length === bytes.buffer.byteLength ? bytes : bytes.slice();
      const { end, state } = expected(await ask({ kind: 'snapshotChunk', index, bytes: own }, [own.buffer]), 'snapshotChunkEnded');
      return { end, state };
    },

    async endSnapshot() {
      return expected(await ask({ kind: 'snapshotEnd' }), 'snapshotEnded').end;
    },

    async discardSnapshot() {
      await ask({ kind: 'snapshotDiscard' });
    },

    async heldBuckets(isCounted = false) {
      const { cursor, buckets } = expected(await ask({ kind: 'bucketsHeld', isCounted }), 'bucketsHold');
      return { cursor, buckets };
    },

    async replaceBucket(replacement) {
      return expected(await ask({ kind: 'replaceBucket', ...replacement }), 'bucketReplaced').end;
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
