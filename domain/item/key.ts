/** The key under which everything about one mail item is kept. */
import type { ExaminedItem } from '../exam/recorded.ts';
import { deskMadeId } from '../identifier/deskMade.ts';

/**
 * The normalised identifier, or the id a desk made for an item without one; '' when there is neither. A desk-made number scanned back
 * from its printed label arrives without hyphens (`IMFJFK7K3M9Q2T4A`) and has the same key as when it was made.
 */
export function itemKeyOf({ id, deskItemId }: Pick<ExaminedItem, 'id' | 'deskItemId'>): string {
  const key = id ?? deskItemId ?? '';
  return deskMadeId(key) ?? key;
}
