/** The routes by which desks get and compare their copy of the feed: snapshots, chunks, buckets. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { z } from 'zod';
import { BUCKETS } from '../../domain/snapshot/buckets.ts';
import { makeBuckets } from '../buckets.ts';
import { faulty, type HqFault, type Outcome } from '../fault.ts';
import { readChunk } from '../snapshot/chunkFolder.ts';
import { snapshotReply } from '../snapshot/snapshotReply.ts';
import type { HqStore } from '../store/store.ts';
import { sentBytes } from './body.ts';
import { sendChunk, sendFault, sendPage } from './reply.ts';
import { authenticate } from './signature.ts';

export interface CopyRouteOptions {
  readonly store: HqStore;
  readonly log: Logger;
  /** Folder of the chunks; null: this HQ has none. */
  readonly chunks: string | null;
  readonly now: () => Date;
}

export function addCopyRoutes(app: FastifyInstance, { store, log, chunks, now }: CopyRouteOptions): void {
  const buckets = makeBuckets(store);
  const senderOf = (request: FastifyRequest) => authenticate(store, request, sentBytes(request), now());

  app.get('/v1/snapshot', async (request, reply) => {
    const sender = await senderOf(request);
    return sender.ok ? sendPage(request, reply, await snapshotReply(store, sender.value, chunks)) : sendFault(reply, sender.fault);
  });

  app.get('/v1/chunks/:sha256', async (request, reply) => {
    const sender = await senderOf(request);
    if (!sender.ok) return sendFault(reply, sender.fault);
    const { sha256 } = z.object({ sha256: z.string() }).parse(request.params);
    const chunk = chunks === null ? 'none' : await readChunk(chunks, sha256);
    if (chunk === 'damaged') log.error({ alarm: 'chunk-damaged', chunk: sha256 }, 'a chunk on the disk is not what was written; make a new snapshot');
    return typeof chunk === 'string' ? sendFault(reply, NO_CHUNK) : sendChunk(reply, chunk);
  });

  app.get('/v1/buckets', async (request, reply) => {
    const sender = await senderOf(request);
    if (!sender.ok) return sendFault(reply, sender.fault);
    return sendText(request, reply, await buckets.sums(cursorOf(request)));
  });

  app.get('/v1/buckets/:bucket', async (request, reply) => {
    const sender = await senderOf(request);
    if (!sender.ok) return sendFault(reply, sender.fault);
    const params = bucketSchema.safeParse(request.params);
    if (!params.success) return sendFault(reply, NO_BUCKET);
    return sendText(request, reply, await buckets.page(params.data.bucket, cursorOf(request)));
  });
}

const NO_CHUNK: HqFault = faulty('bad-request', 'HQ has no such chunk').fault;
const NO_BUCKET: HqFault = faulty('bad-request', `buckets are numbered 0 to ${BUCKETS - 1}`).fault;

const bucketSchema = z.object({ bucket: z.string().regex(/^\d{1,3}$/).transform(Number).pipe(z.int().max(BUCKETS - 1)) });
const querySchema = z.object({ cursor: z.string().default('') }).catch({ cursor: 'not one' });

/** An empty cursor is none, as with the feed. */
function cursorOf(request: FastifyRequest): string | null {
  const { cursor } = querySchema.parse(request.query);
  return cursor === '' ? null : cursor;
}

async function sendText(request: FastifyRequest, reply: FastifyReply, outcome: Outcome<string>): Promise<FastifyReply> {
  return outcome.ok ? sendPage(request, reply, outcome.value) : sendFault(reply, outcome.fault);
}
