/** Chance under a seed: every draw of a world comes from here, so that a seed plays out the same each time. */

export interface Chance {
  /** 0 ≤ n < 1. */
  fraction(): number;
  /** A whole number from low to high, both included. */
  int(low: number, high: number): number;
  happens(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** A stream of its own: what one part of the world draws does not move what another part draws. */
  branch(): Chance;
}

/** sfc32 (C. Doty-Humphrey): small, fast, passes PractRand. */
export function chanceOf(seed: number): Chance {
  let [a, b, c, d] = [0x9e3779b9 ^ seed, 0x243f6a88, 0xb7e15162 ^ Math.floor(seed / 2 ** 32), 1];
  function next(): number {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    return (t >>> 0) / 2 ** 32;
  }
  for (let round = 0; round < 12; round += 1) next();

  const chance: Chance = {
    fraction: next,
    int: (low, high) => low + Math.floor(next() * (high - low + 1)),
    happens: (probability) => next() < probability,
    pick: <T>(from: readonly T[]): T => {
      const one = from[Math.floor(next() * from.length)];
      if (one === undefined) throw new RangeError('nothing to pick from');
      return one;
    },
    branch: () => chanceOf(Math.floor(next() * 2 ** 32)),
  };
  return chance;
}
