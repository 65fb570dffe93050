/** `npm run bench`: measures what officers and HQ wait for, each beside the raw limit of this machine in the same run. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureImport } from './bench/aedImport.ts';
import { measureDelta } from './bench/delta.ts';
import { measureDrain } from './bench/drain.ts';
import { measureLedger } from './bench/ledger.ts';
import { measureLookUp } from './bench/lookUp.ts';
import type { Measurement } from './bench/measurement.ts';
import { measurePaint } from './bench/paint.ts';
import { measurePhotos } from './bench/photos.ts';
import { measureSnapshot } from './bench/snapshot.ts';

const folder = mkdtempSync(join(tmpdir(), 'bench-'));
try {
  for (const measure of [measureLedger, measureDrain, measurePhotos, measureImport, measureLookUp, measureSnapshot, measureDelta, measurePaint]) {
    for (const result of await measure(folder)) print(result);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function print({ what, rate, unit, limit, limitIs }: Measurement): void {
  const share = limit === null ? '' : `  ${((rate / limit) * 100).toFixed(0)} % of ${limitIs} (${format(limit)} ${unit})`;
  console.log(`${what.padEnd(46)} ${format(rate).padStart(10)} ${unit}${share}`);
}

function format(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toFixed(2);
}
