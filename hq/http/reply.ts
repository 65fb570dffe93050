/** Turns outcomes into replies: status by error code, as the table in domain/sync/messages.ts has it. */
import type { FastifyReply } from 'fastify';
import { hqErrorSchema, type HqErrorCode } from '../../domain/sync/messages.ts';
import type { HqFault } from '../fault.ts';

export const STATUS: Readonly<Record<HqErrorCode, number>> = {
  'bad-request': 400,
  'code-not-valid': 403,
  'signature-invalid': 401,
  'nonce-stale': 401,
  'device-unknown': 403,
  'device-revoked': 403,
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

export function sendFault(reply: FastifyReply, fault: HqFault): FastifyReply {
  if (fault.code === 'busy') reply.header('retry-after', String(RETRY_AFTER_SECONDS));
  return reply.code(STATUS[fault.code]).type('application/json').send(JSON.stringify(hqErrorSchema.parse({ error: fault })));
}
