/** Starts scenario processes with a disk that can fail, and hears what they say until they have ended or died. */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { bundleThread } from '../../../scripts/testing/bundleThread.ts';
import { buildFaultyDisk, DiskControl, type DiskFacts, type FaultMode } from '../../support/faultyDisk/faultyDisk.ts';
import type { ScenarioName } from './scenarios.ts';

export interface Order {
  readonly scenario: ScenarioName;
  readonly folder: string;
  readonly key: string;
  readonly mode: FaultMode | null;
  readonly at: number;
}

export interface Outcome {
  /** silent: it neither answered nor died, and was ended. */
  readonly end: 'ended' | 'died' | 'broken' | 'silent';
  /** Of a broken run. */
  readonly why: string;
  readonly saved: readonly string[];
  readonly faults: readonly string[];
  readonly disk: DiskFacts;
}

export interface ScenarioRunner {
  /** Folders that scenarios work in are made in here. */
  readonly folder: string;
  run(order: Order): Promise<Outcome>;
  stop(): Promise<void>;
}

interface Started {
  readonly child: ChildProcessByStdio<Writable, Readable, null>;
  readonly lines: Interface;
  readonly control: DiskControl;
}

/** A scenario takes less than a second; this is far beyond a slow machine. */
const SILENCE_MS = 15_000;

const CACHE = resolve(import.meta.dirname, '..', '..', '..', 'node_modules', '.cache', 'imf-exam-desk');

/** Bundled, because a process is started for each kill. */
export async function makeScenarioRunner(): Promise<ScenarioRunner> {
  mkdirSync(CACHE, { recursive: true });
  // As the system sees it: the disk watches real paths.
  const programs = realpathSync(mkdtempSync(join(CACHE, 'write-points-')));
  const program = await bundleThread('SCENARIO', join(import.meta.dirname, 'scenarioProgram.ts'), programs);
  const library = buildFaultyDisk(programs);
  const folder = mkdtempSync(join(programs, 'stores-'));
  let made = 0;
  let ready: Started | null = null;

  function start(): Started {
    const control = DiskControl.create(join(programs, `control-${++made}`));
    const child = spawn(process.execPath, [program], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, ...control.environment(library, folder) },
    });
    // A killed process takes no orders; its end is heard by its exit.
    child.stdin.on('error', () => undefined);
    return { child, lines: createInterface({ input: child.stdout }), control };
  }

  return {
    folder,
    async run(order) {
      const started = ready ?? start();
      // The next one starts while this one dies.
      ready = order.mode === 'kill' || order.mode === 'tornWrite' ? start() : null;
      const outcome = await heard(started, order);
      if (outcome.end === 'died') return outcome;
      if (outcome.end === 'silent') started.child.kill('SIGKILL');
      if (ready === null && outcome.end === 'ended') ready = started;
      else await ended(started);
      return outcome;
    },
    async stop() {
      if (ready !== null) await ended(ready);
      rmSync(programs, { recursive: true, force: true });
    },
  };
}

async function heard({ child, lines, control }: Started, order: Order): Promise<Outcome> {
  const saved: string[] = [];
  const faults: string[] = [];
  const closed = once(child, 'close').then(() => ['died', ''] as const);
  const said = new Promise<readonly ['ended' | 'broken', string]>((resolveSaid) => {
    lines.on('line', (line) => {
      const [what, words] = JSON.parse(line) as [string, string];
      if (what === 'saved') saved.push(words);
      else if (what === 'fault') faults.push(words);
      else resolveSaid([what === 'end' ? 'ended' : 'broken', words]);
    });
  });
  const patience = new AbortController();
  const silent = pause(SILENCE_MS, ['silent', 'neither an answer nor a death'] as const, { signal: patience.signal });
  child.stdin.write(`${JSON.stringify(order)}\n`);
  const [end, why] = await Promise.race([said, closed, silent]);
  patience.abort();
  silent.catch(() => undefined);
  lines.removeAllListeners('line');
  return { end, why, saved, faults, disk: control.facts() };
}

async function ended({ child }: Started): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  child.stdin.end();
  await closed;
}
