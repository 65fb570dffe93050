/** The routes by which photos come: a desk asks how far HQ is, and sends the next chunk from there. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { z } from 'zod';
import { MAX_PHOTO_CHUNK_BYTES, photoChunkQuerySchema, photoQuerySchema, type PhotoReply } from '../../domain/photo/messages.ts';
import { PHOTO_ID } from '../../domain/photo/photo.ts';
import { done, faulty, type HqFault, type Outcome } from '../fault.ts';
import { photoReply, type PhotoRequest } from '../photos/takePhoto.ts';
import type { Device } from '../store/devices.ts';
import type { HqStore } from '../store/store.ts';
import { sentBytes } from './body.ts';
import { sendFault, sendJson } from './reply.ts';
import { authenticate } from './signature.ts';
import { makeTurns } from './turns.ts';

export interface PhotoRouteOptions {
  readonly store: HqStore;
  readonly log: Logger;
  readonly photos: string;
  readonly now: () => Date;
}

/** Apart from the turns of uploads: a photo never keeps an entry waiting. */
const PHOTOS_AT_ONCE = 2;

export function addPhotoRoutes(app: FastifyInstance, options: PhotoRouteOptions): void {
  const takeTurn = makeTurns(PHOTOS_AT_ONCE);
  // In a scope of its own: everywhere else a message is JSON.
  void app.register(async (scope) => {
    scope.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body));
    scope.get('/v1/photos/:photoId', (request, reply) => inTurn(request, reply, questionIn));
    scope.post('/v1/photos/:photoId', (request, reply) => inTurn(request, reply, chunkIn));
  });

  async function inTurn(request: FastifyRequest, reply: FastifyReply, read: Read): Promise<FastifyReply> {
    const { store, now } = options;
    const sender = await authenticate(store, request, sentBytes(request), now());
    if (!sender.ok) return sendFault(reply, sender.fault);
    const asked = read(request, sender.value);
    if (!asked.ok) return sendFault(reply, asked.fault);
    const endTurn = await takeTurn(sender.value.id);
    if (endTurn === null) return sendFault(reply, BEFORE_IS_AT_WORK);
    const answer = await photoReply(store, options.photos, asked.value, now()).finally(endTurn);
    logPhoto(options.log, asked.value, answer);
    return sendJson(reply, JSON.stringify(answer));
  }
}

type Read = (request: FastifyRequest, sender: Device) => Outcome<PhotoRequest>;

/** A desk has one flight of photos at a time; two come when it gave the first one up. */
const BEFORE_IS_AT_WORK: HqFault = { code: 'busy', message: 'a photo of this device is at work; come again' };

const paramsSchema = z.object({ photoId: z.string().regex(PHOTO_ID) });

const NOT_OF_THIS_PROTOCOL = faulty('bad-request', 'the photo, its size, its entry or the offset is not of this protocol');

function questionIn(request: FastifyRequest, sender: Device): Outcome<PhotoRequest> {
  const [params, query] = [paramsSchema.safeParse(request.params), photoQuerySchema.safeParse(request.query)];
  return params.success && query.success ? done({ sender, photoId: params.data.photoId, query: query.data, chunk: null }) : NOT_OF_THIS_PROTOCOL;
}

function chunkIn(request: FastifyRequest, sender: Device): Outcome<PhotoRequest> {
  const [params, query] = [paramsSchema.safeParse(request.params), photoChunkQuerySchema.safeParse(request.query)];
  if (!params.success || !query.success) return NOT_OF_THIS_PROTOCOL;
  if (request.headers['content-encoding'] !== undefined) return faulty('bad-request', 'chunks of photos are plain');
  const bytes = sentBytes(request);
  if (bytes.length > MAX_PHOTO_CHUNK_BYTES) return faulty('too-large', `a chunk of a photo has at most ${MAX_PHOTO_CHUNK_BYTES} bytes`);
  const { offset, ...asked } = query.data;
  return done({ sender, photoId: params.data.photoId, query: asked, chunk: { offset, bytes } });
}

/** Never the name: it is the hash of what the photo shows, by which somebody who has the photo could find it in a log. */
function logPhoto(log: Logger, { sender, query: { bytes } }: PhotoRequest, answer: PhotoReply): void {
  const facts = { device: sender.id, bytes };
  if ('receipt' in answer) log.info(facts, 'photo received');
  else if ('held' in answer) log.debug({ ...facts, held: answer.held }, 'a part of a photo');
  else log.warn({ ...facts, refused: answer.refused.reason }, 'photo not taken');
}
