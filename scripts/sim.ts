/** `npm run sim -- --seeds N [--from S]`: the simulation of sync, on all cores; `--from S --trace` shows one seed line by line. */
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const sim = spawn(process.execPath, [join(root, 'test', 'sync', 'run.ts'), ...process.argv.slice(2)], { stdio: 'inherit' });
sim.on('exit', (code) => { process.exitCode = code ?? 1; });
