/** The items of the model of projections: each with the number that is said of it, and the key under which all of it must be found. */
import type { ExaminedItem } from '../../../domain/exam/recorded.ts';

/** key: said here and not worked out; '' for an item without any number. */
export interface ModelItem {
  readonly item: ExaminedItem;
  readonly key: string;
}

export const LETTER = numbered('s10', 'RB123456785GB');
export const DESK_MADE: ModelItem = { item: { kind: 'none', id: null, deskItemId: 'IMF-JFK-7K3M9Q2T4A', raw: null }, key: 'IMF-JFK-7K3M9Q2T4A' };
/** The desk-made number as it comes back from the printed label. */
export const SCANNED_BACK = numbered('other', 'IMFJFK7K3M9Q2T4A', 'IMF-JFK-7K3M9Q2T4A');
export const HYPHENED = numbered('other', 'AB-1234-56');
const HYPHENLESS = numbered('other', 'AB123456');
/** Nothing is left of the scan when its framing is taken away. */
export const NUMBERLESS = numbered('other', '');

export const NUMBERED_ITEMS: readonly ModelItem[] = [LETTER, DESK_MADE, SCANNED_BACK, HYPHENED, HYPHENLESS];

/** The number as an entry that is no exam says it. */
export function nameOf({ item: { id, deskItemId } }: ModelItem): string {
  return id ?? deskItemId ?? '';
}

function numbered(kind: ExaminedItem['kind'], id: string, key = id): ModelItem {
  return { item: { kind, id, deskItemId: null, raw: `*${id}*` }, key };
}
