/** Plays seeds and says what broke: `npm run sim -- --seeds N [--from S]`. One process for each core, each takes every n-th seed. */
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { addRegressions } from './regressions.ts';
import { playSeed, type WorldEnd } from './world.ts';

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '1000' }, from: { type: 'string', default: '1' }, every: { type: 'string' }, trace: { type: 'boolean', default: false } },
});
const count = z.coerce.number().int().min(1);
const seeds = count.parse(values.seeds);
const from = count.parse(values.from);

if (values.trace) await trace(from);
else if (values.every !== undefined) await playMine(count.parse(values.every));
else process.exitCode = await playAll();

/** One seed with every line of its world. */
async function trace(seed: number): Promise<void> {
  const { broken } = await playSeed(seed, null, (line) => console.log(line));
  console.log(broken === null ? `seed ${seed} passes` : `seed ${seed}: ${broken.detail}`);
  process.exitCode = broken === null ? 0 : 1;
}

async function playMine(every: number): Promise<void> {
  for (let seed = from; seed < from + seeds; seed += every) {
    const end = await playSeed(seed);
    process.send?.(end);
  }
  process.disconnect();
}

async function playAll(): Promise<number> {
  const processes = Math.min(availableParallelism(), 8, seeds);
  const began = performance.now();
  let [played, requests, entries] = [0, 0, 0];
  const broken: WorldEnd[] = [];
  const hear = (end: WorldEnd) => {
    played += 1;
    requests += end.requests;
    entries += end.entries;
    if (end.broken !== null) broken.push(end);
    if (end.broken !== null) tell(end);
    if (played % Math.max(100, Math.floor(seeds / 20)) === 0) console.log(`${played} of ${seeds} seeds, ${Math.round(played / ((performance.now() - began) / 1_000))} a second`);
  };
  const codes = await Promise.all(Array.from({ length: processes }, (_, at) => playIn(from + at, seeds - at, processes, hear)));
  addRegressions(broken.map(({ seed, broken: what }) => ({ seed, invariant: what?.invariant ?? '', found: new Date().toISOString().slice(0, 10) })));
  console.log(`${requests} requests, ${entries} entries, ${Math.round((performance.now() - began) / 1_000)} s`);
  console.log(`${played - broken.length} of ${seeds} seeds passed`);
  return broken.length === 0 && played === seeds && codes.every((code) => code === 0) ? 0 : 1;
}

function playIn(first: number, span: number, every: number, hear: (end: WorldEnd) => void): Promise<number> {
  const child = fork(import.meta.filename, ['--from', String(first), '--seeds', String(span), '--every', String(every)]);
  child.on('message', (end) => hear(end as WorldEnd));
  return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
}

function tell({ seed, broken, lastLines }: WorldEnd): void {
  console.log(`\nseed ${seed}: ${broken?.invariant ?? ''}\n${broken?.detail ?? ''}\n${lastLines.map((line) => `  ${line}`).join('\n')}\n`);
}
