/** Entry of the loader, a worker thread of the desk service: the one writer of reference.db, one job after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import { feedPageSchema } from '../../domain/sync/messages.ts';
import { isDamage, isFull, StorageDamaged } from '../store/driver.ts';
import { openForWriting } from '../store/reference/open.ts';
import { referenceWriter } from '../store/reference/writer.ts';
import { importFile } from './importFile.ts';
import { loaderDataSchema, loaderRequestSchema } from './messages.ts';
import type { LoaderFaultKind, LoaderReply, LoaderRequest } from './messages.ts';

const port = parentPort;
if (port === null) throw new Error('the loader runs as a worker thread');

const { file, key, binding } = loaderDataSchema.parse(workerData);
const db = openForWriting({ file, key: key === null ? null : Buffer.from(key), binding });
const writer = referenceWriter(db);
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
  lastJob = lastJob.then(() => run(request));
});

async function run(request: Exclude<LoaderRequest, { kind: 'cancel' }>): Promise<void> {
  try {
    tell(await answer(request));
    if (request.kind === 'close') port?.close();
  } catch (error) {
    tell({ kind: 'failed', id: request.id, fault: faultOf(error), why: error instanceof Error ? error.message : 'unknown' });
  }
}

async function answer(request: Exclude<LoaderRequest, { kind: 'cancel' }>): Promise<LoaderReply> {
  const { id } = request;
  switch (request.kind) {
    case 'applyPage':
      return { kind: 'pageApplied', id, page: applyPage(request.text) };
    case 'importFile': {
      const outcome = await importFile(db, request, () => cancelled.has(request.importId), (progress) => tell({ kind: 'progress', progress }));
      cancelled.delete(request.importId);
      // A load leaves a write-ahead log as large as itself; a reader in the middle of a query only makes this do less.
      db.pragma('wal_checkpoint(TRUNCATE)');
      return { kind: 'imported', id, ...outcome };
    }
    case 'close':
      db.close();
      return { kind: 'done', id };
  }
}

/** null: no feed page. HQ's words are not believed before they are parsed, whoever brought them. */
function applyPage(text: string): Extract<LoaderReply, { kind: 'pageApplied' }>['page'] {
  const page = feedPageSchema.safeParse(parsed(text));
  if (!page.success) return null;
  const { parked } = writer.applyPage(page.data);
  const { more, hqTime, lastSeq } = page.data;
  return { more, hqTime, parked, lastSeq };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function faultOf(error: unknown): LoaderFaultKind {
  if (isFull(error)) return 'storage-full';
  return isDamage(error) || error instanceof StorageDamaged ? 'storage-damaged' : 'bug';
}

function tell(reply: LoaderReply): void {
  port?.postMessage(reply);
}
