/** The routes of protocol version 1: parse, check who asks, do it, reply. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { z } from 'zod';
import { MAX_ROWS_PER_PAGE, enrolRequestSchema, relayRequestSchema, uploadSchema, type RelayReply, type UploadReply } from '../../domain/sync/messages.ts';
import { enrol } from '../enrol.ts';
import { done, faulty, type HqFault, type Outcome } from '../fault.ts';
import { feedPage } from '../feedPage.ts';
import { ingest } from '../ingest/ingest.ts';
import { takeInPart, type PartTaken } from '../ingest/relay.ts';
import type { Device } from '../store/devices.ts';
import type { HqStore } from '../store/store.ts';
import { readMessage, sentBytes } from './body.ts';
import { sendFault, sendJson, sendPage } from './reply.ts';
import { authenticate } from './signature.ts';
import { makeTurns } from './turns.ts';

/** Uploads write, and one writes at a time: two let one be read and checked while the other is written. */
const UPLOADS_AT_ONCE = 2;

export interface RouteOptions {
  readonly store: HqStore;
  readonly log: Logger;
  readonly now: () => Date;
}

export function addRoutes(app: FastifyInstance, { store, log, now }: RouteOptions): void {
  const takeTurn = makeTurns(UPLOADS_AT_ONCE);

  app.get('/v1/health', async (_request, reply) => sendJson(reply, JSON.stringify({ hqId: store.hqId, hqTime: now().toISOString() })));

  app.post('/v1/enrol', async (request, reply) => {
    const message = await readMessage(request, enrolRequestSchema);
    if (!message.ok) return sendFault(reply, message.fault);
    const outcome = await enrol(store, message.value, now());
    log.info(outcome.ok ? { device: outcome.value.deviceId } : { fault: outcome.fault.code }, 'enrolment');
    return send(reply, outcome);
  });

  app.post('/v1/entries', (request, reply) => inTurn(request, reply, takeUpload));
  app.post('/v1/relay', (request, reply) => inTurn(request, reply, takePart));

  /** The turn is of the desk that sends, whosever the entries are. */
  async function inTurn(request: FastifyRequest, reply: FastifyReply, take: Take): Promise<FastifyReply> {
    const sender = await authenticate(store, request, sentBytes(request), now());
    if (!sender.ok) return sendFault(reply, sender.fault);
    const endTurn = await takeTurn(sender.value.id);
    if (endTurn === null) return sendFault(reply, BEFORE_IS_AT_WORK);
    return send(reply, await take(request, sender.value).finally(endTurn));
  }

  async function takeUpload(request: FastifyRequest, sender: Device): Promise<Outcome<UploadReply>> {
    const message = await readMessage(request, uploadSchema);
    if (!message.ok) return message;
    const outcome = await ingest(store, sender, message.value, now());
    logUpload(log, message.value.deviceId, sender.id, outcome);
    return outcome;
  }

  async function takePart(request: FastifyRequest, carrier: Device): Promise<Outcome<RelayReply>> {
    const message = await readMessage(request, relayRequestSchema);
    if (!message.ok) return message;
    const taken = await takeInPart(store, carrier, Buffer.from(message.value.part, 'base64'), now());
    logPart(log, carrier.id, taken);
    return taken.outcome;
  }

  app.get('/v1/feed', async (request, reply) => {
    const sender = await authenticate(store, request, sentBytes(request), now());
    if (!sender.ok) return sendFault(reply, sender.fault);
    const query = pageQuerySchema.safeParse(request.query);
    if (!query.success) return sendFault(reply, faulty('bad-request', 'cursor or limit is not of this protocol').fault);
    const page = await feedPage(store, sender.value, query.data, now());
    return page.ok ? sendPage(request, reply, page.value) : sendFault(reply, page.fault);
  });
}

type Take = (request: FastifyRequest, sender: Device) => Promise<Outcome<object>>;

/** A desk sends one upload at a time; two come when it gave the first one up. */
const BEFORE_IS_AT_WORK: HqFault = { code: 'busy', message: 'an upload of this device is at work; come again' };

/** An empty cursor is none: both mean "from the beginning". */
const pageQuerySchema = z.object({
  cursor: z.string().max(200).default('').transform((cursor) => (cursor === '' ? null : cursor)),
  limit: z.coerce.number().int().min(1).max(MAX_ROWS_PER_PAGE).nullable().default(null),
});

function send(reply: FastifyReply, outcome: Outcome<object>): FastifyReply {
  return outcome.ok ? sendJson(reply, JSON.stringify(outcome.value)) : sendFault(reply, outcome.fault);
}

/** Nobody has proved that the part is of the device it names. */
function logPart(log: Logger, sentBy: string, { origin, outcome }: PartTaken): void {
  if (!outcome.ok) return logUpload(log, origin, sentBy, outcome);
  if ('receipt' in outcome.value) return logUpload(log, origin, sentBy, done(outcome.value));
  const { reason } = outcome.value.refused;
  if (reason === 'fork') log.error({ alarm: 'fork', device: origin, sentBy }, 'HQ holds another history than the part');
  else log.warn({ device: origin, sentBy, refused: reason }, 'part not taken');
}

function logUpload(log: Logger, device: string | null, sentBy: string, outcome: Outcome<UploadReply>): void {
  if (outcome.ok) {
    const { fromSeq, toSeq, refused } = outcome.value.receipt.body;
    log.info({ device, sentBy, fromSeq, toSeq, refused: refused.length }, 'entries received');
  } else if (outcome.fault.code === 'fork') {
    log.error({ alarm: 'fork', device, sentBy }, outcome.fault.message);
  } else {
    log.warn({ device, sentBy, fault: outcome.fault.code }, 'entries not taken');
  }
}
