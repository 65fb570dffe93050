/** Builds the desktop program when its sources are newer than what is in out/app. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = ['domain', 'main', 'preload', 'renderer', 'assets', 'electron.vite.config.ts', 'package-lock.json'];

export async function buildIfStale(root: string): Promise<void> {
  const built = join(root, 'out', 'app', 'renderer', 'index.html');
  if (existsSync(built) && Math.max(...SOURCES.map((source) => newest(join(root, source)))) < statSync(built).mtimeMs) return;
  console.log('Building the desk program ...');
  await import('./build.ts');
}

function newest(path: string): number {
  if (!existsSync(path)) return 0;
  const facts = statSync(path);
  if (!facts.isDirectory()) return facts.mtimeMs;
  return Math.max(facts.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
