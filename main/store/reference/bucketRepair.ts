/** Puts HQ's rows of one bucket in the place of this desk's, after the two were found to differ. */
import { aedLineText, readAedLine, type AedLine } from '../../../domain/snapshot/aedLine.ts';
import { bucketOf, BucketSums, type BucketSum } from '../../../domain/snapshot/buckets.ts';
import { isLargeRemoval, type RemovalPolicy } from '../../../domain/snapshot/removal.ts';
import type { BucketPage } from '../../../domain/sync/messages.ts';
import type { Database } from '../driver.ts';
import { lineOfStored, sha256OfText, writeBucket, type StoredAed } from './aedBuckets.ts';
import { aedRows } from './aedRows.ts';

/** signed: count and checksum of the bucket in the list HQ has signed, which stands at the page's cursor. */
export interface Replacement {
  readonly page: BucketPage;
  readonly signed: BucketSum;
  /** Rows removed by the buckets before it in this comparison. */
  readonly removedBefore: number;
  /** A person has agreed to a large removal. */
  readonly isAllowed: boolean;
}

/**
 * other-place: the desk has read on in the feed; compare anew. not-as-signed: the page is not what HQ signed, nothing of it is used.
 * large-removal: nothing was changed, a person must agree.
 */
export type ReplacementEnd =
  | { readonly kind: 'replaced'; readonly put: number; readonly removed: number }
  | { readonly kind: 'other-place' | 'not-as-signed' }
  | { readonly kind: 'large-removal'; readonly removed: number; readonly before: number };

export function bucketRepair(db: Database, policy: RemovalPolicy) {
  const aed = aedRows(db);
  const selectCursor = db.prepare<[], { cursor: string }>('SELECT cursor FROM sync_cursor WHERE one = 1');
  const selectTally = db.prepare<[], { rows: number }>(`SELECT rows FROM tally WHERE name = 'aed'`);
  /** From the index alone: the rows themselves are read only where the bucket is the one. */
  const selectIds = db.prepare<[], { item_id: string }>('SELECT DISTINCT item_id FROM aed ORDER BY item_id');
  const selectOfItem = db.prepare<[string], StoredAed & { is_local: number }>('SELECT * FROM aed WHERE item_id = ? AND is_local = 0');

  const inOneTransaction = db.transaction(({ page, signed, removedBefore, isAllowed }: Replacement): ReplacementEnd => {
    if (selectCursor.get()?.cursor !== page.cursor) return { kind: 'other-place' };
    const theirs = linesAsSigned(page, signed);
    if (theirs === null) return { kind: 'not-as-signed' };
    const mine = rowsOf(page.bucket);
    const gone = mine.filter((row) => !theirs.has(keyOf(lineOfStored(row))));
    const removed = removedBefore + gone.length;
    const before = (selectTally.get()?.rows ?? 0) + removedBefore;
    if (!isAllowed && gone.length > 0 && isLargeRemoval(removed, before, policy)) return { kind: 'large-removal', removed, before };
    const here = new Set(mine.map((row) => aedLineText(lineOfStored(row))));
    const differing = [...theirs.values()].filter((line) => !here.has(aedLineText(line)));
    for (const row of gone) aed.removeVersion(row);
    for (const line of differing) aed.putLine(line);
    aed.saveCount();
    // Not what was kept and what changed: kept sums that were wrong would stay so, and this bucket be fetched at every comparison.
    writeBucket(db, page.bucket, signed);
    return { kind: 'replaced', put: differing.length, removed: gone.length };
  });

  function rowsOf(bucket: number): (StoredAed & { is_local: number })[] {
    const ids = selectIds.all().filter(({ item_id }) => bucketOf(item_id) === bucket);
    return ids.flatMap(({ item_id }) => selectOfItem.all(item_id));
  }

  return {
    replaceBucket(replacement: Replacement): ReplacementEnd {
      try {
        return inOneTransaction.immediate(replacement);
      } catch (error) {
        aed.forgetCount();
        throw error;
      }
    },
  };
}

/** By key; null when they are not the rows that HQ counted and signed. */
function linesAsSigned({ bucket, lines }: BucketPage, signed: BucketSum): ReadonlyMap<string, AedLine> | null {
  const sums = new BucketSums(sha256OfText);
  const rows = new Map<string, AedLine>();
  for (const text of lines) {
    const row = readAedLine(text);
    if (row === null || bucketOf(row.itemId) !== bucket) return null;
    sums.add(row.itemId, text);
    rows.set(keyOf(row), row);
  }
  const counted = sums.list()[bucket];
  return counted?.rows === signed.rows && counted.sum === signed.sum && rows.size === signed.rows ? rows : null;
}

function keyOf({ itemId, postedOn, version }: AedLine): string {
  return `${itemId}\t${postedOn}\t${version}`;
}
