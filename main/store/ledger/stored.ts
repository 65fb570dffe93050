/** How an entry lies in its row: canonical text and hash, with the columns that queries need taken out beside them. */
import { entrySchema, type Entry } from '../../../domain/ledger/entry.ts';

export interface StoredEntry {
  readonly hash: string;
  readonly canonical: string;
}

/** Parses a stored entry; throws when the stored text is no entry, which only damage can cause. */
export function entryOf(row: StoredEntry): Entry {
  return entrySchema.parse({ ...(JSON.parse(row.canonical) as object), hash: row.hash });
}

/** RFC 3339 with any offset to UTC with milliseconds, so that text order is time order. */
export function utcOf(instant: string): string {
  return new Date(instant).toISOString();
}
