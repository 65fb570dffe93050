/** The seeds that broke something once, then half of the seeds of every run. */
import { expect, test } from 'vitest';
import { expectNothingBroken, playChunks } from './chunks.ts';
import { regressions } from './regressions.ts';
import { playSeed } from './world.ts';

for (const { seed, invariant } of regressions()) {
  test(`seed ${seed} does not break again: ${invariant}`, { timeout: 60_000 }, () => expectNothingBroken(seed));
}

test('the same seed plays out the same, to the last line', { timeout: 60_000 }, async () => {
  for (const seed of [3, 17, 20]) {
    const first = await playSeed(seed);
    expect((await playSeed(seed)).traceHash).toBe(first.traceHash);
    expect((await playSeed(seed + 1)).traceHash).not.toBe(first.traceHash);
  }
});

playChunks(1, 1_000);
