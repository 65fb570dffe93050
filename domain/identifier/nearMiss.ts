/** "Did you mean": held items whose number is one slip away from a number that cannot be right. */
import { classify } from './classify.ts';

/** substitution: one character read as another. swap: two neighbours exchanged. lookAlike: O for 0 or I for 1, in any number of places. */
export type Slip = 'lookAlike' | 'swap' | 'substitution';

export interface NearMiss {
  readonly heldId: string;
  readonly slip: Slip;
}

/**
 * The held ids one slip away, the likeliest slip first, then by id. id: normalised, as scanned or typed. Empty when the number is right:
 * another right number is another item, and proposing a hold for it would cost trust. A proposal only: the officer compares with the
 * label, and what was scanned stays recorded as it was scanned (domain facts §1.5: never corrected silently).
 */
export function heldNearMisses(id: string, heldIds: Iterable<string>): readonly NearMiss[] {
  if (classify(id).valid) return [];
  const misses = [...new Set(heldIds)].flatMap((heldId) => {
    const slip = slipBetween(id, heldId);
    return slip === null ? [] : [{ heldId, slip }];
  });
  return misses.sort((a, b) => SLIPS.indexOf(a.slip) - SLIPS.indexOf(b.slip) || (a.heldId < b.heldId ? -1 : 1));
}

const SLIPS: readonly Slip[] = ['lookAlike', 'swap', 'substitution'];

/** null when the texts are the same, of unlike length, or further apart. */
function slipBetween(a: string, b: string): Slip | null {
  if (a.length !== b.length || a === b) return null;
  if (withoutLookAlikes(a) === withoutLookAlikes(b)) return 'lookAlike';
  const first = firstDifference(a, b, 0);
  const second = firstDifference(a, b, first + 1);
  if (second === a.length) return 'substitution';
  const isSwap = second === first + 1 && a[first] === b[second] && a[second] === b[first];
  return isSwap && firstDifference(a, b, second + 1) === a.length ? 'swap' : null;
}

function withoutLookAlikes(text: string): string {
  return text.replaceAll('O', '0').replaceAll('I', '1');
}

/** Place of the first difference from a place on; the length when there is none. */
function firstDifference(a: string, b: string, from: number): number {
  let place = from;
  while (place < a.length && a[place] === b[place]) place += 1;
  return Math.min(place, a.length);
}
