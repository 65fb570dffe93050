/** Runs HQ's server on its store in this process, from listening to a clean end on SIGINT or SIGTERM. */
import pino from 'pino';
import { createHq } from './server.ts';
import type { HqPlace } from './store/database.ts';
import { openHqStore } from './store/store.ts';

/**
 * The server is one thread: while it waits for an admin command's write to SQLite it serves nobody, so it soon answers `busy` instead. Waiting
 * for PostgreSQL keeps only the connection, of which there are few.
 */
const BUSY_TIMEOUT_MS = { folder: 500, url: 5_000 } as const;

export interface ServerOptions {
  readonly place: HqPlace;
  /** Folder of the chunks of snapshots. */
  readonly chunks: string;
  readonly photos: string;
  readonly host: string;
  readonly port: number;
  readonly tls: { readonly cert: string; readonly key: string } | null;
  readonly level: 'info' | 'warn';
}

export type Started = { readonly ok: true; readonly url: string } | { readonly ok: false; readonly cause: string };

export async function runServer({ place, chunks, photos, host, port, tls, level }: ServerOptions): Promise<Started> {
  const log = pino({ level, base: null }, pino.destination({ dest: 2, sync: true }));
  const store = await openHqStore(place, { busyTimeoutMs: 'url' in place ? BUSY_TIMEOUT_MS.url : BUSY_TIMEOUT_MS.folder });
  const app = createHq({ store, log, chunks, photos, ...(tls === null ? {} : { tls }) });
  const stop = async (signal: string) => {
    log.info({ signal }, 'closing');
    await app.close();
    await store.close();
  };
  try {
    await app.listen({ host, port });
  } catch (error) {
    await store.close();
    return { ok: false, cause: error instanceof Error ? error.message : 'unknown cause' };
  }
  process.once('SIGINT', (signal) => void stop(signal));
  process.once('SIGTERM', (signal) => void stop(signal));
  const address = app.server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return { ok: true, url: `${tls === null ? 'http' : 'https'}://${host.includes(':') ? `[${host}]` : host}:${bound}` };
}
