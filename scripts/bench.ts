/** `npm run bench`, or `npm run bench -- paint drain` for some of it: measures what officers and HQ wait for, each beside the raw limit of this machine in the same run. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureImport } from './bench/aedImport.ts';
import { measureDecode } from './bench/decode.ts';
import { measureDelta } from './bench/delta.ts';
import { measureDrain } from './bench/drain.ts';
import { measureLedger } from './bench/ledger.ts';
import { measureLookUp } from './bench/lookUp.ts';
import type { Measurement } from './bench/measurement.ts';
import { measurePaint } from './bench/paint.ts';
import { measurePhotos } from './bench/photos.ts';
import { measureSnapshot } from './bench/snapshot.ts';

const MEASURES: Readonly<Record<string, (folder: string) => Promise<readonly Measurement[]> | readonly Measurement[]>> = {
  ledger: measureLedger, drain: measureDrain, photos: measurePhotos, aedImport: measureImport, lookUp: measureLookUp, snapshot: measureSnapshot,
  delta: measureDelta, decode: measureDecode, paint: measurePaint,
};

const wanted = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'bench-'));
try {
  for (const [name, measure] of Object.entries(MEASURES)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
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
