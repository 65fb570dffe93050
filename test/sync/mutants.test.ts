/** The simulation can fail: it notices each piece of the program that is replaced by a wrong one, within a few seeds. */
import { expect, test } from 'vitest';
import { HARMLESS, MUTANTS } from './mutants.ts';
import { playSeed, type Mutant } from './world.ts';

const MOST_SEEDS = 60;

async function findingsOf(mutant: Mutant, seeds: number): Promise<string | null> {
  for (let seed = 1; seed <= seeds; seed += 1) {
    const { broken } = await playSeed(seed, mutant);
    if (broken !== null) return broken.invariant;
  }
  return null;
}

test.for(MUTANTS)('it is noticed when $name', { timeout: 300_000 }, async (mutant) => {
  expect(mutant.breaks).toContain(await findingsOf(mutant, MOST_SEEDS));
});

test.for(HARMLESS)('it does no harm when $name', { timeout: 300_000 }, async (mutant) => {
  expect(await findingsOf(mutant, 20)).toBeNull();
});
