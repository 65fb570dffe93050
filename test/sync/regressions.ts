/** Seeds that once broke an invariant: npm test plays them first, for ever. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const FILE = join(import.meta.dirname, 'regressions.json');
const regressionsSchema = z.array(z.object({ seed: z.int(), invariant: z.string(), found: z.iso.date() }));

export type Regression = z.infer<typeof regressionsSchema>[number];

export function regressions(): readonly Regression[] {
  return existsSync(FILE) ? regressionsSchema.parse(JSON.parse(readFileSync(FILE, 'utf8'))) : [];
}

export function addRegressions(found: readonly Regression[]): void {
  const known = regressions();
  const fresh = found.filter(({ seed }) => !known.some((one) => one.seed === seed));
  if (fresh.length === 0) return;
  writeFileSync(FILE, `[\n${[...known, ...fresh].map((one) => `  ${JSON.stringify(one)}`).join(',\n')}\n]\n`);
}
