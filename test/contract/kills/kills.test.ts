/** Desk and HQ as real processes with a bad line between them, killed at random moments: nothing is lost, nothing is doubled. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { examRecordedSchema } from '../../../domain/exam/recorded.ts';
import { verifyChain } from '../../../domain/ledger/chain.ts';
import { canonicalText, entrySchema, type Entry } from '../../../domain/ledger/entry.ts';
import { startHq, type HqProcess } from '../../../scripts/window/hqProcess.ts';
import { OFFICERS } from '../../support/facility.ts';
import { HQ_HOMES, programOptions, type HqHome } from '../../support/hqHomes.ts';
import { openNodeDesk, valueOf } from '../../support/nodeDesk.ts';
import { startByteProxy, type ByteProxy } from './byteProxy.ts';

const KILLS = Number(process.env['KILLS'] ?? '20');
/** Reproducible moments and fates of connections; what the processes do between is their own. */
const SEED = Number(process.env['KILL_SEED'] ?? '20261124');

describe.each(HQ_HOMES)('a desk that records while it, HQ on %s and the line between them die', (_name, newHome) => {
  it(`loses nothing and doubles nothing in ${KILLS} kills (seed ${SEED})`, async () => {
    const scene = await openScene(await newHome(), seeded(SEED));
    try {
      const saved = await recordThroughKills(scene);
      await drain(scene);
      await everythingIsKept(scene, saved);
    } finally {
      await scene.close();
    }
  }, 120_000 + KILLS * 5_000);
});

interface Scene {
  readonly random: () => number;
  readonly folder: string;
  readonly key: string;
  readonly home: HqHome;
  readonly proxy: ByteProxy;
  hq: HqProcess;
  close(): Promise<void>;
}

async function openScene(home: HqHome, random: () => number): Promise<Scene> {
  const root = mkdtempSync(join(tmpdir(), 'kills-'));
  const folder = join(root, 'desk');
  mkdirSync(folder);
  const hq = await startHq(programOptions(home));
  writeFileSync(join(root, 'roster.json'), JSON.stringify(OFFICERS));
  await hq.admin('publish-roster', join(root, 'roster.json'), '--facility', 'JFK');
  const proxy = await startByteProxy(hq.url, random);
  const key = randomBytes(32).toString('base64');
  await enrol(folder, key, proxy.url, await hq.admin('enrolment-code', '--approved', '--facility', 'JFK'));
  const scene: Scene = {
    random, folder, key, home, proxy, hq,
    close: async () => {
      await scene.hq.kill('SIGKILL');
      await proxy.stop();
      await home.remove();
      rmSync(root, { recursive: true, force: true });
    },
  };
  return scene;
}

async function enrol(folder: string, key: string, hqUrl: string, code: string): Promise<void> {
  const desk = openNodeDesk({ folder, key });
  // The line is bad from the first byte: an officer would press again, too.
  for (let tries = 0; ; tries += 1) {
    const enrolled = await desk.desk.handlers['desk/enrol']({ hqUrl, code: code.trim(), deskName: 'Bench 07' });
    if (enrolled.ok) break;
    if (tries === 50) valueOf(enrolled);
  }
  await desk.desk.handlers['delivery/now'](undefined);
  await desk.until((status) => status.feedAsOf !== null, 60_000);
  await desk.desk.close();
}

/** Returns the ids of all exams that the desk has called saved. */
async function recordThroughKills(scene: Scene): Promise<ReadonlySet<string>> {
  const saved = new Set<string>();
  let desk = startDesk(scene, saved);
  for (let kill = 0; kill < KILLS; kill += 1) {
    await somethingMoreIsSaved(saved, desk);
    await pause(scene.random() * 400);
    if (scene.random() < 0.5) {
      await killed(desk);
      desk = startDesk(scene, saved);
    } else {
      await scene.hq.kill('SIGKILL');
      await pause(scene.random() * 100);
      scene.hq = await startHq(programOptions(scene.home));
      scene.proxy.pointTo(scene.hq.url);
    }
  }
  await killed(desk);
  return saved;
}

function startDesk({ folder, key }: Scene, saved: Set<string>): ChildProcess {
  const desk = deskProgram(folder, key, 'work');
  let text = '';
  desk.stdout?.on('data', (bytes: Buffer) => {
    text += bytes.toString('utf8');
    const lines = text.split('\n');
    text = lines.pop() ?? '';
    for (const line of lines) if (line.startsWith('saved ')) saved.add(line.slice('saved '.length));
  });
  return desk;
}

function deskProgram(folder: string, key: string, mode: 'work' | 'drain'): ChildProcess {
  return spawn(process.execPath, [join(import.meta.dirname, 'deskProgram.ts'), JSON.stringify({ folder, key, mode })], { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Each kill comes in the middle of work, and a desk that ended by itself is no kill. */
async function somethingMoreIsSaved(saved: ReadonlySet<string>, desk: ChildProcess): Promise<void> {
  const before = saved.size;
  for (let waited = 0; saved.size === before; waited += 1) {
    if (desk.exitCode !== null || desk.signalCode !== null) throw new Error(`the desk ended by itself: ${String(desk.exitCode ?? desk.signalCode)}`);
    if (waited > 3_000) throw new Error('the desk saves nothing any more');
    await pause(10);
  }
}

async function killed(process: ChildProcess): Promise<void> {
  const closed = once(process, 'close');
  process.kill('SIGKILL');
  await closed;
}

async function drain({ folder, key, proxy }: Scene): Promise<void> {
  proxy.heal();
  const desk = deskProgram(folder, key, 'drain');
  const [code] = (await once(desk, 'exit')) as [number | null];
  expect(code, 'the desk delivers everything once the line is good').toBe(0);
}

async function everythingIsKept(scene: Scene, saved: ReadonlySet<string>): Promise<void> {
  const desk = openNodeDesk({ folder: scene.folder, key: scene.key });
  const { ledger } = desk.stores;
  const own = [...ledger.after(0, 1_000_000)];
  const deviceId = ledger.identity()?.deviceId ?? '';
  await desk.desk.close();
  const atHq = await entriesAtHq(scene);

  expect(saved.size).toBeGreaterThan(KILLS);
  // A line that broke nothing, or let nothing through, would have proved nothing.
  const { passes, cut, flipped, trickles, refused } = scene.proxy.fates;
  expect(Math.min(passes, cut + refused, flipped + trickles), JSON.stringify(scene.proxy.fates)).toBeGreaterThan(0);
  expect(verifyChain(own, deviceId).ok, 'the ledger is one whole chain').toBe(true);
  const inLedger = new Set(own.filter((entry) => entry.kind === 'exam.recorded').map((entry) => examRecordedSchema.parse(entry.payload).examId));
  expect([...saved].filter((id) => !inLedger.has(id)), 'what was called saved is in the ledger').toEqual([]);
  // Entry by entry and in order: one more at HQ would be doubled, one less lost, another text altered.
  expect(atHq.map(canonicalText)).toEqual(own.map(canonicalText));
}

const lineSchema = z.object({ entry: entrySchema });

async function entriesAtHq({ hq }: Scene): Promise<Entry[]> {
  const lines = (await hq.admin('entries', '--json')).split('\n').filter((line) => line !== '');
  return lines.map((line) => lineSchema.parse(JSON.parse(line)).entry);
}

/** mulberry32: small, and the same on every machine. */
function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
