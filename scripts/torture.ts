/**
 * `npm run torture [points | processes | windows]`: a failing disk and a death at every write point; 500 kills of desk or HQ on each of HQ's
 * stores, with a line between them that breaks at any byte; 50 kills of each process of the window. KILLS and KILL_SEED change that.
 */
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { buildIfStale } from './buildIfStale.ts';
import { electronEnvironment, electronRuntime } from './runtime/electron.ts';
import { withDesktop } from './runtime/display.ts';

const root = resolve(import.meta.dirname, '..');
process.chdir(root);

const seed = process.env['KILL_SEED'] ?? String(randomInt(1, 2 ** 31 - 1));
const PARTS: Readonly<Record<string, () => Promise<number>>> = {
  points: () => vitest('test/contract/writePoints', { WRITE_POINTS: 'all' }),
  processes: () => vitest('test/contract/kills', killsOf('500')),
  windows,
};

const [only] = process.argv.slice(2);
const parts = only === undefined ? Object.values(PARTS) : [PARTS[only]];
console.log(`To repeat the same moments: KILL_SEED=${seed} npm run torture${only === undefined ? '' : ` ${only}`}`);
process.exitCode = 0;
for (const part of parts) {
  if (part === undefined) throw new Error(`there is no such part; the parts are ${Object.keys(PARTS).join(', ')}`);
  if ((await part()) !== 0) process.exitCode = 1;
}

function killsOf(normally: string): Record<string, string> {
  return { KILLS: process.env['KILLS'] ?? normally, KILL_SEED: seed };
}

async function vitest(tests: string, more: Record<string, string>): Promise<number> {
  const run = spawn(process.execPath, [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', tests], { stdio: 'inherit', env: { ...process.env, ...more } });
  const [code] = (await once(run, 'exit')) as [number | null];
  return code ?? 1;
}

async function windows(): Promise<number> {
  await buildIfStale(root);
  return withDesktop(
    process.execPath,
    [join(root, 'node_modules', '@playwright', 'test', 'cli.js'), 'test', 'kills'],
    { env: { ...electronEnvironment(electronRuntime()), ...killsOf('50') } },
  );
}
