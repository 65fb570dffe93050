/** The routes of protocol version 1: parse, check who asks, do it, reply. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { z } from 'zod';
import { MAX_ROWS_PER_PAGE, enrolRequestSchema, uploadSchema } from '../../domain/sync/messages.ts';
import { enrol } from '../enrol.ts';
import { done, faulty, type Outcome } from '../fault.ts';
import { feedPage } from '../feedPage.ts';
import { ingest } from '../ingest/ingest.ts';
import type { HqStore } from '../store/store.ts';
import { sendFault, sendJson } from './reply.ts';
import { authenticate } from './signature.ts';

export interface RouteOptions {
  readonly store: HqStore;
  readonly log: Logger;
  readonly now: () => Date;
}

export function addRoutes(app: FastifyInstance, { store, log, now }: RouteOptions): void {
  app.get('/v1/health', async (_request, reply) => sendJson(reply, JSON.stringify({ hqId: store.hqId, hqTime: now().toISOString() })));

  app.post('/v1/enrol', async (request, reply) => {
    const message = parseBody(request, enrolRequestSchema);
    if (!message.ok) return sendFault(reply, message.fault);
    const outcome = enrol(store, message.value, now());
    log.info(outcome.ok ? { device: outcome.value.deviceId } : { fault: outcome.fault.code }, 'enrolment');
    return send(reply, outcome);
  });

  app.post('/v1/entries', async (request, reply) => {
    const sender = await authenticate(store, request, bodyOf(request), now());
    if (!sender.ok) return sendFault(reply, sender.fault);
    const message = parseBody(request, uploadSchema);
    if (!message.ok) return sendFault(reply, message.fault);
    const outcome = ingest(store, sender.value, message.value, now());
    logUpload(log, message.value.deviceId, sender.value.id, outcome);
    return send(reply, outcome);
  });

  app.get('/v1/feed', async (request, reply) => {
    const sender = await authenticate(store, request, bodyOf(request), now());
    if (!sender.ok) return sendFault(reply, sender.fault);
    const query = pageQuerySchema.safeParse(request.query);
    if (!query.success) return sendFault(reply, faulty('bad-request', 'cursor or limit is not of this protocol').fault);
    const page = feedPage(store, sender.value, query.data, now());
    return page.ok ? sendJson(reply, page.value) : sendFault(reply, page.fault);
  });
}

/** An empty cursor is none: both mean "from the beginning". */
const pageQuerySchema = z.object({
  cursor: z.string().max(200).default('').transform((cursor) => (cursor === '' ? null : cursor)),
  limit: z.coerce.number().int().min(1).max(MAX_ROWS_PER_PAGE).nullable().default(null),
});

function bodyOf(request: FastifyRequest): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}

function parseBody<T>(request: FastifyRequest, schema: z.ZodType<T>): Outcome<T> {
  const json = parseJson(bodyOf(request).toString('utf8'));
  const message = schema.safeParse(json);
  if (message.success) return done(message.data);
  const where = message.error.issues[0]?.path.map(String).join('.') ?? '';
  return faulty('bad-request', `the message is not of this protocol${where === '' ? '' : ` (at ${where.slice(0, 200)})`}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function send(reply: FastifyReply, outcome: Outcome<object>): FastifyReply {
  return outcome.ok ? sendJson(reply, JSON.stringify(outcome.value)) : sendFault(reply, outcome.fault);
}

function logUpload(log: Logger, device: string, sentBy: string, outcome: ReturnType<typeof ingest>): void {
  if (outcome.ok) {
    const { fromSeq, toSeq, refused } = outcome.value.receipt.body;
    log.info({ device, sentBy, fromSeq, toSeq, refused: refused.length }, 'entries received');
  } else if (outcome.fault.code === 'fork') {
    log.error({ alarm: 'fork', device, sentBy }, outcome.fault.message);
  } else {
    log.warn({ device, sentBy, fault: outcome.fault.code }, 'entries not taken');
  }
}
