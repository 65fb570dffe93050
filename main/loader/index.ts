/** Entry of the loader, a worker thread of the desk service: the one writer of reference.db, one job after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import { parsedJson } from '../../domain/json.ts';
import { REMOVAL_POLICY } from '../../domain/snapshot/removal.ts';
import { bucketPageSchema, feedPageSchema } from '../../domain/sync/messages.ts';
import { isDamage, isFull, StorageDamaged } from '../store/driver.ts';
import { countAnew, readBuckets } from '../store/reference/aedBuckets.ts';
import { bucketRepair } from '../store/reference/bucketRepair.ts';
import { openForWriting } from '../store/reference/open.ts';
import { referenceReader } from '../store/reference/reader.ts';
import { snapshotLoad } from '../store/reference/snapshotLoad.ts';
import { LargeRemoval, referenceWriter } from '../store/reference/writer.ts';
import { importFile } from './importFile.ts';
import { loaderDataSchema, loaderRequestSchema } from './messages.ts';
import type { LoaderFaultKind, LoaderReply, LoaderRequest } from './messages.ts';
import { unpackChunk } from './unpackChunk.ts';

const port = parentPort;
if (port === null) throw new Error('the loader runs as a worker thread');

const { file, key, binding } = loaderDataSchema.parse(workerData);
const db = openForWriting({ file, key: key === null ? null : Buffer.from(key), binding });
const writer = referenceWriter(db);
const snapshot = snapshotLoad(db, writer);
const repair = bucketRepair(db, REMOVAL_POLICY);
const reader = referenceReader(db);
const cancelled = new Set<string>();

/** Pages that come while a file is taken in wait behind it. */
let lastJob: Promise<void> = Promise.resolve();

port.on('message', (data) => {
  const request = loaderRequestSchema.parse(data);
  // Not a job: it must overtake the import it ends.
  if (request.kind === 'cancel') {
    cancelled.add(request.importId);
    tell({ kind: 'done', id: request.id });
    return;
  }
  // A chunk is unpacked on other threads while the one before it is stored.
  const chunk = request.kind === 'snapshotChunk' ? unpackChunk(request.bytes, () => snapshot.sealOf(request.index)) : null;
  lastJob = lastJob.then(() => run(request, chunk));
});

type Job = Exclude<LoaderRequest, { kind: 'cancel' }>;

async function run(request: Job, chunk: ReturnType<typeof unpackChunk> | null): Promise<void> {
  try {
    tell(await answer(request, chunk));
    if (request.kind === 'close') port?.close();
  } catch (error) {
    tell({ kind: 'failed', id: request.id, fault: faultOf(error), why: error instanceof Error ? error.message : 'unknown' });
  }
}

async function answer(request: Job, chunk: ReturnType<typeof unpackChunk> | null): Promise<LoaderReply> {
  const { id } = request;
  switch (request.kind) {
    case 'applyPage':
      return applyPage(request);
    case 'importFile': {
      const outcome = await importFile(db, request, () => cancelled.has(request.importId), (progress) => tell({ kind: 'progress', progress }));
      cancelled.delete(request.importId);
      // A load leaves a write-ahead log as large as itself; a reader in the middle of a query only makes this do less.
      shortenLog();
      return { kind: 'imported', id, ...outcome };
    }
    case 'snapshotHeld':
      return { kind: 'snapshotHolds', id, manifest: snapshot.manifest() };
    case 'snapshotBegin':
      return { kind: 'snapshotBegun', id, state: snapshot.begin(request.manifest) };
    case 'snapshotChunk':
      return takeChunk(request, await (chunk ?? unpackChunk(request.bytes, () => snapshot.sealOf(request.index))));
    case 'snapshotEnd': {
      const end = snapshot.end();
      shortenLog();
      return { kind: 'snapshotEnded', id, end };
    }
    case 'snapshotDiscard':
      snapshot.discard();
      return { kind: 'done', id };
    case 'bucketsHeld':
      return { kind: 'bucketsHold', id, cursor: reader.cursor(), buckets: [...(request.isCounted ? countAnew(db) : readBuckets(db))] };
    case 'replaceBucket':
      return replaceBucket(request);
    case 'close':
      db.close();
      return { kind: 'done', id };
  }
}

function takeChunk({ id, index }: { readonly id: number; readonly index: number }, chunk: Awaited<ReturnType<typeof unpackChunk>>): LoaderReply {
  return { kind: 'snapshotChunkEnded', id, end: snapshot.putChunk(index, chunk), state: snapshot.state() };
}

/** The rows are committed: a disk that is full now must not make the work look failed. SQLite shortens the log some time later. */
function shortenLog(): void {
  try {
    db.pragma('wal_checkpoint(TRUNCATE)');
  } catch (error) {
    if (isDamage(error)) throw error;
  }
}

/** HQ's words are not believed before they are parsed, whoever brought them. */
function applyPage({ id, text, isRemovalAllowed }: Extract<LoaderRequest, { kind: 'applyPage' }>): LoaderReply {
  const page = feedPageSchema.safeParse(parsedJson(text));
  if (!page.success) return { kind: 'pageApplied', id, page: null };
  const { more, hqTime, lastSeq, hqKeys } = page.data;
  try {
    const { parked } = writer.applyPage(page.data, isRemovalAllowed);
    return { kind: 'pageApplied', id, page: { more, hqTime, parked, lastSeq, hqKeys } };
  } catch (error) {
    if (error instanceof LargeRemoval) return { kind: 'pageApplied', id, page: { more, hqTime, parked: 0, removalAsked: error.asked } };
    throw error;
  }
}

function replaceBucket({ id, text, bucket, ...signedAs }: Extract<LoaderRequest, { kind: 'replaceBucket' }>): LoaderReply {
  const page = bucketPageSchema.safeParse(parsedJson(text));
  const isAsked = page.success && page.data.bucket === bucket;
  return { kind: 'bucketReplaced', id, end: isAsked ? repair.replaceBucket({ page: page.data, ...signedAs }) : { kind: 'not-as-signed' } };
}

function faultOf(error: unknown): LoaderFaultKind {
  if (isFull(error)) return 'storage-full';
  return isDamage(error) || error instanceof StorageDamaged ? 'storage-damaged' : 'bug';
}

function tell(reply: LoaderReply): void {
  port?.postMessage(reply);
}
