/** Numbers that look random and are the same for the same seed, so that demo data can be asserted. */

export interface Random {
  /** A whole number from 0 to below `end`. */
  below(end: number): number;
  between(low: number, high: number): number;
  pick<T>(from: readonly T[]): T;
  /** True in `percent` of 100 calls, on average. */
  chance(percent: number): boolean;
}

/** xorshift32 (Marsaglia 2003): good enough for names and weights, and never for a secret. */
export function seededRandom(seed: number): Random {
  let state = (Math.imul(seed, 2_654_435_761) ^ 0x9e3779b9) >>> 0 || 1;

  function below(end: number): number {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % end;
  }

  return {
    below,
    between: (low, high) => low + below(high - low + 1),
    pick: (from) => {
      const one = from[below(from.length)];
      if (one === undefined) throw new RangeError('nothing to pick from');
      return one;
    },
    chance: (percent) => below(100) < percent,
  };
}

/**
 * Deals `cards` in random order, and again when all are dealt: every full round has the exact shares of the cards, where independent
 * draws would only come near them.
 */
export function deck<T>(random: Random, cards: readonly T[]): () => T {
  let left: T[] = [];
  return () => {
    if (left.length === 0) left = [...cards];
    const [card] = left.splice(random.below(left.length), 1);
    if (card === undefined) throw new RangeError('an empty deck');
    return card;
  };
}

/** Cards for a deck: each value as often as its count says. */
export function cards<T>(...counts: readonly (readonly [value: T, count: number])[]): readonly T[] {
  return counts.flatMap(([value, count]) => new Array<T>(count).fill(value));
}
