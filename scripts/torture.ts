/** `npm run torture`: the kill tests with 200 kills of each process instead of 20; KILLS and KILL_SEED change that. */
import { randomInt } from 'node:crypto';
import { join, resolve } from 'node:path';
import { buildIfStale } from './buildIfStale.ts';
import { electronEnvironment, electronRuntime } from './runtime/electron.ts';
import { withDesktop } from './runtime/display.ts';

const root = resolve(import.meta.dirname, '..');
process.chdir(root);
await buildIfStale(root);

const seed = process.env['KILL_SEED'] ?? String(randomInt(1, 2 ** 31 - 1));
const kills = process.env['KILLS'] ?? '200';
console.log(`${kills} kills of each process; to repeat the same moments: KILL_SEED=${seed} npm run torture`);
process.exitCode = await withDesktop(
  process.execPath,
  [join(root, 'node_modules', '@playwright', 'test', 'cli.js'), 'test', 'kills', ...process.argv.slice(2)],
  { env: { ...electronEnvironment(electronRuntime()), KILLS: kills, KILL_SEED: seed } },
);
