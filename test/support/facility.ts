/** An HQ with the officers of one facility, and desks enrolled there: for tests of whole desks without a window. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ItemView } from '../../preload/contract/views.ts';
import { startHq, type HqProcess } from '../../scripts/window/hqProcess.ts';
import { openNodeDesk, valueOf, type NodeDesk } from './nodeDesk.ts';

export const OFFICERS = [
  { officerId: 'o-1', badge: '4711', name: 'Ortiz, R.', role: 'officer', pin: '135790' },
  { officerId: 'o-2', badge: '4712', name: 'Haddad, L.', role: 'officer', pin: '097531' },
  { officerId: 's-1', badge: '9000', name: 'Supple, V.', role: 'supervisor', pin: '246802' },
] as const;

export interface Facility {
  readonly hq: HqProcess;
  /** A folder for files that HQ or a desk is to read. */
  readonly files: string;
  /** A one-time code for one more desk. */
  code(): Promise<string>;
  /** An enrolled desk that has read the feed to its end. */
  desk(name?: string): Promise<NodeDesk>;
  stop(): Promise<void>;
}

export async function openFacility(): Promise<Facility> {
  const files = mkdtempSync(join(tmpdir(), 'facility-'));
  const hq = await startHq();
  const roster = join(files, 'roster.json');
  writeFileSync(roster, JSON.stringify(OFFICERS));
  await hq.admin('publish-roster', roster, '--facility', 'JFK');
  const code = async () => (await hq.admin('enrolment-code', '--approved', '--facility', 'JFK')).trim();
  return {
    hq,
    files,
    code,
    async desk(name = 'Bench 07') {
      const desk = openNodeDesk();
      valueOf(await desk.desk.handlers['desk/enrol']({ hqUrl: hq.url, code: await code(), deskName: name }));
      await desk.until((status) => status.feedAsOf !== null);
      return desk;
    },
    async stop() {
      await hq.stop();
      rmSync(files, { recursive: true });
    },
  };
}

/** n: place in OFFICERS. */
export async function signIn(desk: NodeDesk, n = 0): Promise<void> {
  const { badge = '', pin = '' } = OFFICERS[n] ?? {};
  valueOf(await desk.desk.handlers['session/signIn']({ badge, pin }));
}

export async function scan(desk: NodeDesk, raw: string): Promise<ItemView> {
  return valueOf(await desk.desk.handlers['item/scan']({ raw, source: 'wedge' }));
}

/** Asks HQ for news until what it was asked for is here. */
export async function fetchUntil(desk: NodeDesk, isHere: () => boolean): Promise<void> {
  await desk.desk.handlers['delivery/now'](undefined);
  await desk.until(() => isHere());
}
