/** The tabs of the Holds screen, and where cursor and selection stand in the rows of one. */
import type { DetainedItemView, HoldListName, HoldListsView, HoldRowView } from '../../../preload/contract/holdViews.ts';

/** In the order of their keys, 1 to 6. */
export const HOLD_TABS = [
  'expected', 'presented', 'neverPresented', 'outstanding', 'all', 'detained',
] as const satisfies readonly (HoldListName | 'detained')[];

export type HoldTab = (typeof HOLD_TABS)[number];

/** What the service told last. */
export interface TabRows {
  readonly holdLists: HoldListsView | null;
  readonly detained: readonly DetainedItemView[] | null;
}

export function holdRowsOf({ holdLists }: TabRows, tab: HoldTab): readonly HoldRowView[] {
  return tab === 'detained' ? [] : (holdLists?.lists[tab] ?? []);
}

/** How many there are, shown or not; null while that is not known. */
export function countOfTab({ holdLists, detained }: TabRows, tab: HoldTab): number | null {
  if (tab === 'detained') return detained?.length ?? null;
  return holdLists?.counts[tab] ?? null;
}

/** The rows' keys, in the order shown. */
export function rowKeysOf(rows: TabRows, tab: HoldTab): readonly string[] {
  if (tab === 'detained') return (rows.detained ?? []).map(({ itemKey }) => itemKey);
  return holdRowsOf(rows, tab).map(holdKey);
}

/** One hold id on two items is two holds. */
export function holdKey({ holdId, itemId }: Pick<HoldRowView, 'holdId' | 'itemId'>): string {
  return JSON.stringify([holdId, itemId]);
}

/** Only a hold of which nothing is known yet can be marked not presented; the service says the same. */
export function isSelectable({ status }: HoldRowView): boolean {
  return status === 'open';
}

/** Keys of all rows shown that can be marked. */
export function selectableIn(rows: TabRows, tab: HoldTab): readonly string[] {
  return holdRowsOf(rows, tab).filter(isSelectable).map(holdKey);
}

/** What of a selection can still be marked when the rows are fresh. */
export function stillSelectable(rows: TabRows, tab: HoldTab, selected: readonly string[]): readonly string[] {
  const selectable = new Set(selectableIn(rows, tab));
  return selected.filter((key) => selectable.has(key));
}

/** The same row where it is still there; else the one that took its place; null in an empty list. */
export function cursorIn(keys: readonly string[], cursor: string | null, before: readonly string[]): string | null {
  if (cursor !== null && keys.includes(cursor)) return cursor;
  const place = cursor === null ? 0 : Math.max(0, before.indexOf(cursor));
  return keys[Math.min(place, keys.length - 1)] ?? null;
}

export function cursorMoved(keys: readonly string[], cursor: string | null, step: 1 | -1): string | null {
  const at = cursor === null ? -1 : keys.indexOf(cursor);
  return keys[Math.min(Math.max(at + step, 0), keys.length - 1)] ?? null;
}
