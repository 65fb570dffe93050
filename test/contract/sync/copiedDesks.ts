/** Desks of which copies are made, with the real HQ behind a line of their own that can be cut. */
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { canonicalText, entrySchema, type Entry } from '../../../domain/ledger/entry.ts';
import { entryCarriedSchema, originalOf } from '../../../domain/ledger/succession.ts';
import { openDatabase } from '../../../main/store/driver.ts';
import { openLedger } from '../../../main/store/ledger/ledger.ts';
import type { DeskState } from '../../../preload/contract/views.ts';
import type { Facility } from '../../support/facility.ts';
import { startFaultProxy, type FaultProxy } from '../../support/faultProxy.ts';
import { openNodeDesk, valueOf, type NodeDesk } from '../../support/nodeDesk.ts';

export interface CopiedDesk {
  node: NodeDesk;
  readonly place: { readonly folder: string; readonly key: string };
  readonly line: FaultProxy;
  isOnline(isOnline: boolean): void;
  state(): Promise<DeskState>;
  /** Tries now and waits until the desk is so. */
  untilPhase(phase: DeskState['phase']): Promise<DeskState>;
  enrolAnew(code: string): Promise<DeskState>;
  /** As the supervisor does when the service has ended itself. */
  startAnew(): Promise<void>;
  stop(): Promise<void>;
}

export async function enrolledThroughALine(facility: Facility): Promise<CopiedDesk> {
  const place = { folder: mkdtempSync(join(tmpdir(), 'desk-')), key: randomBytes(32).toString('base64') };
  const desk = around(place, await startFaultProxy(facility.hq.url));
  valueOf(await desk.node.desk.handlers['desk/enrol']({ hqUrl: desk.line.url, code: await facility.code(), deskName: 'Bench 07' }));
  await desk.node.until((status) => status.feedAsOf !== null);
  return desk;
}

/** The same files on another machine, as far as a program can tell. The desk they are copied from is closed. */
export function clonedOf(desk: CopiedDesk): string {
  const folder = mkdtempSync(join(tmpdir(), 'clone-'));
  cpSync(desk.place.folder, folder, { recursive: true });
  return folder;
}

/** The line of a clone is the original's: the address of HQ is in its files. */
export function openedFrom(folder: string, original: CopiedDesk): CopiedDesk {
  return around({ folder, key: original.place.key }, original.line);
}

function around(place: CopiedDesk['place'], line: FaultProxy): CopiedDesk {
  const desk: CopiedDesk = {
    node: openNodeDesk(place),
    place,
    line,
    isOnline: (isOnline) => line.set(isOnline ? null : 'cut'),
    state: async () => valueOf(await desk.node.desk.handlers['desk/state'](undefined)),
    async untilPhase(phase) {
      const end = Date.now() + 15_000;
      for (;;) {
        await desk.node.desk.handlers['delivery/now'](undefined);
        const state = await desk.state();
        if (state.phase === phase) return state;
        if (Date.now() > end) throw new Error(`the desk does not become ${phase}: ${JSON.stringify(state)} ${JSON.stringify(await desk.node.status())}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    enrolAnew: async (code) => valueOf(await desk.node.desk.handlers['desk/enrol']({ hqUrl: line.url, code, deskName: 'Bench 07 again' })),
    startAnew: async () => {
      desk.node = await desk.node.reopen();
    },
    stop: () => desk.node.stop(),
  };
  return desk;
}

/** Replaces the desk's files by an earlier copy of them. The desk is closed. */
export function putBack(desk: CopiedDesk, copy: string): void {
  rmSync(desk.place.folder, { recursive: true });
  cpSync(copy, desk.place.folder, { recursive: true });
}

export function filesIn(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => name.startsWith('ledger')).sort();
}

/** Every entry of a former ledger, read from its file as it was left. */
export function entriesInFile(desk: CopiedDesk, name: string): readonly Entry[] {
  const ledger = openLedger(openDatabase(join(desk.place.folder, name), { key: Buffer.from(desk.place.key, 'base64'), binding: null, readonly: true, synchronous: 'FULL' }));
  const entries = ledger.after(0, 10_000);
  ledger.close();
  return entries;
}

const rowSchema = z.object({ verdict: z.string(), entry: entrySchema });

/** All HQ holds, whoever sent it. */
export async function entriesAtHq(facility: Facility): Promise<readonly Entry[]> {
  const lines = (await facility.hq.admin('entries', '--json')).split('\n').filter((line) => line !== '');
  return lines.map((line) => rowSchema.parse(JSON.parse(line)).entry);
}

/** Exam ids as HQ holds them, by their own desk or carried; one that is there twice stands here twice. */
export function examsIn(entries: readonly Entry[]): readonly string[] {
  return entries.flatMap((entry) => {
    const fact = entry.kind === 'entry.carried' ? originalOf(entryCarriedSchema.parse(entry.payload)) : entry;
    const examId = fact?.kind === 'exam.recorded' ? fact.payload['examId'] : undefined;
    return typeof examId === 'string' ? [examId] : [];
  });
}

export function sameTexts(entries: readonly Entry[]): readonly string[] {
  return entries.map((entry) => canonicalText(entry));
}
