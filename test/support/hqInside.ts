/** HQ inside the test's own process: real HTTP on a free port, a store of its own, and a clock the test can move. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { makeEnrolmentCode } from '../../hq/admin/makeEnrolmentCode.ts';
import { createHq } from '../../hq/server.ts';
import type { OpenOptions } from '../../hq/store/database.ts';
import { openHqStore, type HqStore } from '../../hq/store/store.ts';
import { sqliteHome, type HqHome } from './hqHomes.ts';

export interface HqInside {
  readonly url: string;
  readonly home: HqHome;
  readonly store: HqStore;
  /** Folder of the chunks of snapshots; gone in the end. */
  readonly chunks: string;
  /** Folder of the photos; gone in the end. */
  readonly photos: string;
  /** What HQ logged: one object a line. */
  readonly log: readonly string[];
  clock: Date;
  code(facilityId?: string): Promise<string>;
  /** Another process of this HQ, as it were: the same store, opened once more. */
  another(): Promise<HqInside>;
  stop(): Promise<void>;
}

export interface HqInsideOptions extends OpenOptions {
  /** Default: a new folder with SQLite. It is removed in the end. */
  readonly home?: HqHome;
  readonly clock?: Date;
  /** Default: a new folder, removed in the end. Several servers share one. */
  readonly photos?: string;
}

export async function openHqInside({ home = sqliteHome(), clock = new Date('2026-03-02T14:00:00.000Z'), ...options }: HqInsideOptions = {}): Promise<HqInside> {
  const store = await openHqStore(home.place, options);
  const log: string[] = [];
  const chunks = mkdtempSync(join(tmpdir(), 'hq-chunks-'));
  const photos = options.photos ?? mkdtempSync(join(tmpdir(), 'hq-photos-'));
  const app = createHq({ store, chunks, photos, log: pino({ base: null }, { write: (line: string) => { log.push(line); } }), now: () => hq.clock });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const hq: HqInside = {
    url, home, store, chunks, photos, log, clock,
    code: async (facilityId = 'JFK') => {
      const made = await makeEnrolmentCode(store, { facilityId, isApproved: true }, hq.clock);
      if (!made.ok) throw new Error(made.fault.message);
      return made.value.code;
    },
    another: () => openHqInside({ home: { ...home, remove: async () => undefined }, clock: hq.clock, ...options, photos }),
    stop: async () => {
      await app.close();
      await store.close();
      await home.remove();
      rmSync(chunks, { recursive: true, force: true });
      if (options.photos === undefined) rmSync(photos, { recursive: true, force: true });
    },
  };
  return hq;
}
