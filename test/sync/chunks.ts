/** Plays ranges of seeds as tests: one test for a hundred seeds, so that a failure names its seed and nothing waits for all of them. */
import { expect, test } from 'vitest';
import { playSeed } from './world.ts';

const SEEDS_IN_A_CHUNK = 100;
/** For a machine ten times as slow. */
const CHUNK_TIMEOUT_MS = 300_000;

export function playChunks(from: number, count: number): void {
  for (let first = from; first < from + count; first += SEEDS_IN_A_CHUNK) {
    const last = Math.min(from + count, first + SEEDS_IN_A_CHUNK) - 1;
    test(`seeds ${first} to ${last} keep every promise`, { timeout: CHUNK_TIMEOUT_MS }, async () => {
      for (let seed = first; seed <= last; seed += 1) await expectNothingBroken(seed);
    });
  }
}

export async function expectNothingBroken(seed: number): Promise<void> {
  const { broken, lastLines } = await playSeed(seed);
  expect(broken, `seed ${seed}; replay it with: npm run sim -- --from ${seed} --trace\n${lastLines.join('\n')}`).toBeNull();
}
