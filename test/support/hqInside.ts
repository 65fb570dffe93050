/** HQ inside the test's own process: real HTTP on a free port, a temporary data folder, and a clock the test can move. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { makeEnrolmentCode } from '../../hq/admin/makeEnrolmentCode.ts';
import { createHq } from '../../hq/server.ts';
import { openHqStore, type HqStore } from '../../hq/store/store.ts';

export interface HqInside {
  readonly url: string;
  readonly folder: string;
  readonly store: HqStore;
  /** What HQ logged: one object a line. */
  readonly log: readonly string[];
  clock: Date;
  code(facilityId?: string): string;
  stop(): Promise<void>;
}

/** copy: the bytes of a database that HQ is restored from. */
export async function openHqInside(clock = new Date('2026-03-02T14:00:00.000Z'), copy: Buffer | null = null): Promise<HqInside> {
  const folder = mkdtempSync(join(tmpdir(), 'hq-inside-'));
  if (copy !== null) writeFileSync(join(folder, 'hq.db'), copy);
  const store = openHqStore(folder);
  const log: string[] = [];
  const app = createHq({ store, log: pino({ base: null }, { write: (line: string) => { log.push(line); } }), now: () => hq.clock });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const hq: HqInside = {
    url, folder, store, log, clock,
    code: (facilityId = 'JFK') => {
      const made = makeEnrolmentCode(store, { facilityId }, hq.clock);
      if (!made.ok) throw new Error(made.fault.message);
      return made.value.code;
    },
    stop: async () => {
      await app.close();
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return hq;
}
