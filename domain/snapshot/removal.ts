/** When HQ would take so many rows away that a person should look first (sync rule 6). */

export interface RemovalPolicy {
  /** Of the rows that were here before, 0 to 1. */
  readonly share: number;
  /** Fewer than these are never many, however few rows there are. */
  readonly atLeastRows: number;
}

export const REMOVAL_POLICY: RemovalPolicy = { share: 0.05, atLeastRows: 100 };

/** removed: in this run so far, the ones asked for now among them. before: rows that were here when the run began. */
export function isLargeRemoval(removed: number, before: number, { share, atLeastRows }: RemovalPolicy = REMOVAL_POLICY): boolean {
  return removed >= atLeastRows && removed > before * share;
}
