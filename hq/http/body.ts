/** The bodies of requests: the bytes as they were sent, which digest and signature are about, and the message in them. */
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { parsedJson } from '../../domain/json.ts';
import { done, faulty, type Outcome } from '../fault.ts';

/** Of a body as sent, and of a compressed one when it is unpacked: nothing that is small on the line may fill the memory. */
export const MAX_BODY_BYTES = 8 * 1024 * 1024;

/** What HQ reads beside plain bodies, told to desks in every reply (RFC 9110 §12.5.3). */
export const ACCEPTED_CODINGS = 'gzip';

const unpacked = promisify(gunzip);

export function sentBytes(request: FastifyRequest): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}

/** Call it when it is known who sent the request: unpacking is work. */
export async function readMessage<T>(request: FastifyRequest, schema: z.ZodType<T>): Promise<Outcome<T>> {
  const bytes = await plainBytes(request);
  if (!bytes.ok) return bytes;
  const message = schema.safeParse(parsedJson(bytes.value.toString('utf8')));
  if (message.success) return done(message.data);
  const where = message.error.issues[0]?.path.map(String).join('.') ?? '';
  return faulty('bad-request', `the message is not of this protocol${where === '' ? '' : ` (at ${where.slice(0, 200)})`}`);
}

async function plainBytes(request: FastifyRequest): Promise<Outcome<Buffer>> {
  const coding = request.headers['content-encoding'] ?? 'identity';
  if (coding === 'identity') return done(sentBytes(request));
  if (coding !== ACCEPTED_CODINGS) return faulty('bad-request', 'bodies are plain or gzip');
  try {
    return done(await unpacked(sentBytes(request), { maxOutputLength: MAX_BODY_BYTES }));
  } catch (error) {
    const isTooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    return isTooLarge ? faulty('too-large', `a message has at most ${MAX_BODY_BYTES} bytes`) : faulty('bad-request', 'the body is not whole gzip');
  }
}
