/** What a seed has in store: how many desks, how long, which faults at all and how often. */
import { LINE_FAULTS, type Weather } from './network.ts';
import type { Chance } from './random.ts';

export const TROUBLES = [
  'HQ is down', 'HQ restarts', 'HQ is restored', 'HQ is locked', "HQ's disk fails", "HQ's clock is set", 'a desk is killed', 'a desk dies at a step', 'a disk is full',
  'an old ledger is put back', 'a desk is cloned', 'a clock jumps', 'a desk sleeps', 'an officer presses now', 'the network wakes a desk', 'a device is revoked',
  'a reference is lost', 'a roster is mended', 'a line is down',
] as const;

export type Trouble = (typeof TROUBLES)[number];

export interface Plan {
  readonly desks: number;
  readonly troubleMs: number;
  readonly weather: Weather;
  readonly troubles: readonly Trouble[];
  /** Mean time between two troubles. */
  readonly troubleEveryMs: number;
  readonly sealEveryMs: number;
  readonly publishEveryMs: number;
}

/** Troubles after which less can be asked of a world: few worlds have them, and those have them for sure. */
export const RARE: readonly Trouble[] = ['HQ is restored', 'an old ledger is put back', 'a desk is cloned', 'a device is revoked'];

/** Not every fault in every world: what one hides, another world shows. */
export function planOf(chance: Chance): Plan {
  const isFine = chance.happens(0.05);
  const rough = chance.pick([0.02, 0.08, 0.25]);
  return {
    desks: chance.pick([1, 1, 2, 2, 2, 3, 4]),
    troubleMs: chance.pick([15_000, 30_000, 60_000, 120_000]),
    weather: Object.fromEntries(LINE_FAULTS.filter(() => !isFine && chance.happens(0.4)).map((fault) => [fault, rough * chance.fraction()])),
    troubles: TROUBLES.filter((trouble) => !isFine && chance.happens(RARE.includes(trouble) ? 0.15 : 0.4)),
    troubleEveryMs: chance.pick([8_000, 20_000, 60_000]),
    sealEveryMs: chance.pick([5_000, 20_000, 60_000]),
    publishEveryMs: chance.pick([10_000, 30_000, 90_000]),
  };
}
