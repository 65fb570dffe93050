/** The programs of worker threads that tests start, bundled once before the run; their places are told in the environment. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundleThread } from '../../scripts/testing/bundleThread.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');

const THREADS = {
  LOADER: 'main/loader/index.ts',
  DOOMED_LOADER: 'test/contract/reference/doomedLoader.ts',
} as const;

/** Vitest calls it before the first test; the returned function after the last. */
export default async function makeThreadPrograms(): Promise<() => void> {
  const parent = join(ROOT, 'node_modules', '.cache', 'imf-exam-desk');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'threads-'));
  for (const [name, source] of Object.entries(THREADS)) {
    process.env[`THREAD_${name}`] = await bundleThread(name, join(ROOT, source), folder);
  }
  return () => rmSync(folder, { recursive: true, force: true });
}

/** A process that no test run has started gets the source. */
export function threadProgram(name: keyof typeof THREADS): string {
  return process.env[`THREAD_${name}`] ?? join(ROOT, THREADS[name]);
}
