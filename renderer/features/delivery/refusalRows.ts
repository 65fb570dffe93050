/** The rows of refused entries that the cursor goes through: by number, as they stand in the ledger. */
import type { RefusalView } from '../../../preload/contract/refusalViews.ts';

/** The row the keys act on: where the cursor stood, or the next one when that row is gone, or the last. */
export function refusalInFront(rows: readonly RefusalView[], cursor: number | null): RefusalView | null {
  return rows.find(({ seq }) => seq >= (cursor ?? 0)) ?? rows.at(-1) ?? null;
}

/** Stops at both ends. */
export function refusalAfter(rows: readonly RefusalView[], cursor: number | null, by: 1 | -1): RefusalView | null {
  const front = refusalInFront(rows, cursor);
  if (front === null) return null;
  return rows[Math.min(rows.length - 1, Math.max(0, rows.indexOf(front) + by))] ?? null;
}

export interface Answered {
  readonly taken: number;
  readonly still: number;
}

/** What HQ answered between two lists: of the rows that were offered again, those that are gone were taken. null: nothing was answered. */
export function answeredBetween(before: readonly RefusalView[], after: readonly RefusalView[]): Answered | null {
  const now = new Map(after.map((row) => [row.seq, row]));
  const offered = before.filter(({ isOfferedAgain }) => isOfferedAgain);
  const taken = offered.filter(({ seq }) => !now.has(seq)).length;
  const still = offered.filter(({ seq }) => now.get(seq)?.isOfferedAgain === false).length;
  return taken + still === 0 ? null : { taken, still };
}
