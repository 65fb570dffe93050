/** HQ's HTTP server: the routes of protocol version 1 over an open store (PROTOCOL.md). */
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import fastify, { type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { DEVICE_HEADER, NONCE_HEADER } from '../domain/sync/messages.ts';
import type { HqFault } from './fault.ts';
import { ACCEPTED_CODINGS, MAX_BODY_BYTES } from './http/body.ts';
import { sendFault } from './http/reply.ts';
import { makeNonce } from './http/token.ts';
import { addCopyRoutes } from './http/copyRoutes.ts';
import { addPhotoRoutes } from './http/photoRoutes.ts';
import { addRoutes } from './http/routes.ts';
import { isBusy } from './store/database.ts';
import type { HqStore } from './store/store.ts';

export interface HqOptions {
  readonly store: HqStore;
  readonly log: Logger;
  /** Folder of the chunks of snapshots; without it this HQ has none. */
  readonly chunks?: string;
  /** Folder of the photos; without it this HQ takes none, as one of a version before did. */
  readonly photos?: string;
  /** HQ's clock; tests set it. */
  readonly now?: () => Date;
  /** PEM texts. Without them plain HTTP is spoken, which only the loopback interface may hear. */
  readonly tls?: { readonly cert: string; readonly key: string };
}

/** Not listening yet: call `listen` on it. It does not close the store. */
export function createHq({ store, log, chunks, photos, now = () => new Date(), tls }: HqOptions): FastifyInstance {
  const app: FastifyInstance = fastify({
    bodyLimit: MAX_BODY_BYTES,
    exposeHeadRoutes: false,
    serverFactory: (handler) => (tls === undefined ? createHttpServer(handler) : createHttpsServer({ ...tls, minVersion: 'TLSv1.2' }, handler)),
  });
  acceptJsonOnly(app);
  // On every reply, errors too: a desk that never spoke to HQ, or long ago, learns the nonce by failing once.
  app.addHook('onSend', async (request, reply) => {
    // What a cache may keep says nothing that is of now.
    if (reply.hasHeader('cache-control')) return;
    reply.header(NONCE_HEADER, makeNonce(store.tokenSecret, now()));
    reply.header('accept-encoding', ACCEPTED_CODINGS);
    reply.header('cache-control', 'no-store');
    // A cache may heed nothing of that: a desk that is handed another desk's reply sees it by this.
    const deviceId = request.headers[DEVICE_HEADER];
    if (deviceId !== undefined) reply.header(DEVICE_HEADER, deviceId);
  });
  app.addHook('onResponse', async (request, reply) => {
    log.info({ method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'request');
  });
  app.setNotFoundHandler((_request, reply) => sendFault(reply, { code: 'bad-request', message: 'no such message' }));
  app.setErrorHandler((error, _request, reply) => sendFault(reply, faultOf(error, log)));
  addRoutes(app, { store, log, now });
  addCopyRoutes(app, { store, log, chunks: chunks ?? null, now });
  if (photos !== undefined) addPhotoRoutes(app, { store, log, photos, now });
  return app;
}

/** Bodies stay bytes until their digest and signature are checked. */
function acceptJsonOnly(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body));
}

function faultOf(error: unknown, log: Logger): HqFault {
  if (isBusy(error)) return { code: 'busy', message: 'HQ is busy; come again' };
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return { code: 'too-large', message: `a message has at most ${MAX_BODY_BYTES} bytes` };
  if (typeof code === 'string' && code.startsWith('FST_ERR_CTP_')) return { code: 'bad-request', message: 'messages are application/json' };
  log.error(traceOf(error), 'request failed');
  return { code: 'internal', message: 'HQ could not do this' };
}

/** Where it happened, without the error's own words: those may quote what the request held. */
function traceOf(error: unknown): { name: string; code: string | null; trace: readonly string[] } {
  if (!(error instanceof Error)) return { name: typeof error, code: null, trace: [] };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  return { name: error.name, code, trace: (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).slice(0, 8) };
}
