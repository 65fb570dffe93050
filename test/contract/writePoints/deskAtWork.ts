/** A desk on given stores as its service runs it: calls go through the router, so that what is thrown becomes the fault the window sees. */
import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { makeDesk, type Desk } from '../../../main/service/desk.ts';
import { openDeskStores, type DeskStores, type StorePlace } from '../../../main/service/openStores.ts';
import { makeRouter } from '../../../main/service/router.ts';
import { makeTransport } from '../../../main/sync/transport.ts';
import type { Result } from '../../../preload/contract/result.ts';
import type { AnswerOf, ArgsOf, ServiceMethod } from '../../../preload/contract/service.ts';
import { FEED_PAGES } from './material.ts';

export const OFFICER = { officerId: 'o-1', name: 'Ortiz, R.', role: 'officer' } as const;
export const SESSION_ID = 'session-1';

/** It stands still, so that the same work leaves the same rows. */
const CLOCK = { stamp: () => '2026-11-24T10:00:00.000-05:00', utc: () => '2026-11-24T15:00:00.000Z', monotonicMs: () => 1_000 };

/** Made before the test run (test/support/threadPrograms.ts, which brings a bundler that has no place in a scenario's process). */
const LOADER = process.env['THREAD_LOADER'] ?? '';

export interface DeskAtWork {
  readonly desk: Desk;
  readonly stores: DeskStores;
  /** HQ can be reached from now on: it has the pages of FEED_PAGES. */
  readonly online: () => void;
  ask<M extends ServiceMethod>(method: M, args: ArgsOf<M>): Promise<Result<AnswerOf<M>>>;
}

export function placeOf(folder: string, key: string): StorePlace {
  return { storeFolder: folder, key, sqliteBinding: null, loaderFile: LOADER };
}

export function openStores(folder: string, key: string): DeskStores {
  const stores = openDeskStores(placeOf(folder, key));
  if (!stores.ok) throw new Error(`the stores do not open: ${stores.fault}, ${stores.why}`);
  return stores.value;
}

export function openDeskAtWork(folder: string, key: string): DeskAtWork {
  const stores = openStores(folder, key);
  let isOnline = false;
  const offline = { ok: false, failure: { kind: 'unreachable', retryAfterMs: null }, code: null, expectedSeq: null } as const;
  const desk = makeDesk(
    { keyProtection: 'os', appVersion: 'test', demo: null, resume: { sessionId: SESSION_ID, officer: OFFICER } },
    stores,
    {
      clock: CLOCK,
      // The whole back-off: the lane tries again when the scenario says so, not by itself.
      random: { id: () => uuidv7(), bytes: (count) => randomBytes(count), fraction: () => 0.999 },
      transport: {
        ...makeTransport(1_000),
        upload: async () => offline,
        feedPage: async (_partner, cursor) => (isOnline ? { ok: true, value: pageAfter(cursor) } : offline),
      },
      loader: stores.loader,
    },
    () => undefined,
    () => undefined,
  );
  const route = makeRouter(desk.handlers, (method, error) => {
    lastFailure = `${method}: ${error instanceof Error ? error.message : String(error)}`;
  });
  return {
    desk,
    stores,
    online: () => {
      isOnline = true;
    },
    ask: (method, args) => new Promise((resolve) => {
      void route({ postMessage: (message) => resolve((message as { result: never }).result) }, { call: 1, method, args });
    }),
  };
}

/** What was thrown last, for the report of a test that fails. */
export let lastFailure = '';

function pageAfter(cursor: string | null): string {
  const next = FEED_PAGES.findIndex((page) => page.cursor === cursor) + 1;
  return JSON.stringify(FEED_PAGES[next] ?? { ...FEED_PAGES.at(-1), rows: [] });
}
