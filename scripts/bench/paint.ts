/** How long an officer waits for the band: from the scan's last key to the painted word, in the real window over a million AED rows. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { buildIfStale } from '../buildIfStale.ts';
import { withDesktop } from '../runtime/display.ts';
import { electronEnvironment, electronRuntime } from '../runtime/electron.ts';
import type { Measurement } from './measurement.ts';

/** ms: of every scan; and how long a frame stands on this screen. */
export const paintFigures = z.object({ rows: z.number(), scans: z.array(z.number()), frameMs: z.number() });

export async function measurePaint(folder: string): Promise<readonly Measurement[]> {
  const place = join(folder, 'paint');
  mkdirSync(place);
  await buildIfStale(resolve(import.meta.dirname, '..', '..'));
  const result = join(place, 'figures.json');
  const code = await withDesktop(process.execPath, [join(import.meta.dirname, 'paintWindow.ts'), place, result], { env: electronEnvironment(electronRuntime()) });
  if (code !== 0) throw new Error(`the window that is measured ended with ${code}`);
  const { rows, scans, frameMs } = paintFigures.parse(JSON.parse(readFileSync(result, 'utf8')));
  const over = `scan to painted band, ${rows.toLocaleString('en-US')} rows`;
  return [0.5, 0.99].map((share) => ({
    what: `${over}, p${share * 100}`, rate: at(scans, share), unit: 'ms', limit: frameMs, limitIs: 'a frame of this screen',
  }));
}

function at(times: readonly number[], share: number): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? 0;
}
