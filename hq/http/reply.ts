/** Turns outcomes into replies: status by error code, as the table in domain/sync/messages.ts has it. */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { hqErrorSchema, type HqErrorCode } from '../../domain/sync/messages.ts';
import type { HqFault } from '../fault.ts';

export const STATUS: Readonly<Record<HqErrorCode, number>> = {
  'bad-request': 400,
  'code-not-valid': 403,
  'signature-invalid': 401,
  'nonce-stale': 401,
  'device-unknown': 403,
  'device-revoked': 403,
  'device-pending': 403,
  gap: 409,
  fork: 409,
  'cursor-unknown': 409,
  'too-large': 413,
  busy: 503,
  internal: 500,
};

const RETRY_AFTER_SECONDS = 2;

/** `text` is JSON already. */
export function sendJson(reply: FastifyReply, text: string): FastifyReply {
  return reply.code(200).type('application/json').send(text);
}

const packed = promisify(gzip);

/** Pages of the feed are large and much alike from row to row: compressed they pass a thin line. `text` is JSON already. */
export async function sendPage(request: FastifyRequest, reply: FastifyReply, text: string): Promise<FastifyReply> {
  if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return sendJson(reply, text);
  const bytes = await packed(text, { level: PAGE_LEVEL });
  return reply.code(200).type('application/json').header('content-encoding', 'gzip').send(bytes);
}

/** The fastest: a page of 5,000 rows is read and sent at once, and a better level gains little on rows. */
const PAGE_LEVEL = 1;

/** The name is the hash of the bytes: whoever keeps them under it can never have old ones (RFC 8246). */
export function sendChunk(reply: FastifyReply, bytes: Uint8Array): FastifyReply {
  return reply.code(200).type('application/octet-stream')
    .header('cache-control', 'public, max-age=31536000, immutable').send(bytes);
}

export function sendFault(reply: FastifyReply, fault: HqFault): FastifyReply {
  if (fault.code === 'busy') reply.header('retry-after', String(RETRY_AFTER_SECONDS));
  return reply.code(STATUS[fault.code]).type('application/json').send(JSON.stringify(hqErrorSchema.parse({ error: fault })));
}
