/** Cuts long lists for statements that carry many rows: databases have a limit for the values of one statement. */

/** SQLite takes 32,766 values in a statement; pieces of one size are statements of one shape, which it prepares once. */
export const ROWS_PER_STATEMENT = 125;
/** Look-ups carry one value for each. */
export const KEYS_PER_STATEMENT = 1_000;

export function inPieces<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));
}
