/** The page's decoding as the real window runs it: its modules beside the page's own files, under the same content security policy. */
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { build } from 'vite';
import type { Read } from '../../domain/decoding/read.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
const PLACE = join(ROOT, 'out', 'app', 'renderer', 'decoding');

/** Built as electron.vite.config.ts builds the page and its workers. */
export async function buildDecoding(): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    root: join(ROOT, 'renderer'),
    base: './',
    worker: { format: 'es' },
    build: {
      outDir: PLACE,
      emptyOutDir: true,
      target: 'chrome130',
      assetsInlineLimit: 0,
      rolldownOptions: { input: 'renderer/decoding/index.ts', preserveEntrySignatures: 'strict', output: { entryFileNames: 'index.js' } },
    },
  });
}

export function removeDecoding(): void {
  rmSync(PLACE, { recursive: true, force: true });
}

export interface SeenInPage {
  readonly reads: readonly Read[];
  /** Of a frame without anything, in ms from handing it over to its answer; the first is the start of the worker. */
  readonly empty: readonly number[];
  readonly refused: readonly string[];
}

/** photo: read as one that the officer opened; frames: how many empty ones of 1280x720 are given to the live reader after it. */
export async function decodeInPage(page: Page, photo: Buffer, frames: number): Promise<SeenInPage> {
  return page.evaluate(`(async () => {
    const refused = [];
    document.addEventListener('securitypolicyviolation', (event) => refused.push(event.violatedDirective + ' ' + event.blockedURI));
    const { openDecoding, photoFrame } = await import('app://desk/decoding/index.js');
    const bytes = Uint8Array.from(atob('${photo.toString('base64')}'), (character) => character.charCodeAt(0));
    const client = openDecoding();
    const photo = await photoFrame(new Blob([bytes]));
    if (typeof photo === 'string') throw new Error(photo);
    const decoded = await client.decode(photo, 'capture');
    if (!decoded.ok) throw new Error(decoded.fault);
    const empty = [];
    for (let n = 0; n < ${frames}; n += 1) {
      const frame = { width: 1280, height: 720, data: new Uint8ClampedArray(1280 * 720 * 4).fill(200) };
      const start = performance.now();
      const answer = await client.decode(frame, 'live');
      if (!answer.ok || answer.reads.length > 0) throw new Error('not read as empty');
      empty.push(performance.now() - start);
    }
    client.close();
    return { reads: decoded.reads, empty, refused };
  })()`);
}
