/** AED rows in reference.db: how one version is written, and that the kept count and bucket sums stay right. For writers only. */
import type { AedFields, AedVersion } from '../../../domain/aed/record.ts';
import { aedLineOf, aedLineText, fieldsText, type AedLine } from '../../../domain/snapshot/aedLine.ts';
import { BucketSums } from '../../../domain/snapshot/buckets.ts';
import type { Database } from '../driver.ts';
import { lineOfStored, readBuckets, sha256OfText, writeBuckets, type StoredAed } from './aedBuckets.ts';

export type AedRows = ReturnType<typeof aedRows>;

interface Stored extends StoredAed {
  readonly is_local: number;
}

/** Call the functions inside a transaction that ends with `saveCount`. */
export function aedRows(db: Database) {
  const selectNewest = db.prepare<[string, string], { version: number; fields: string }>(
    'SELECT version, fields FROM aed WHERE item_id = ? AND posted_on = ? ORDER BY version DESC LIMIT 1',
  );
  const select = db.prepare<[string, string, number], Stored>('SELECT * FROM aed WHERE item_id = ? AND posted_on = ? AND version = ?');
  const insert = db.prepare<[string, string, number, string, string, number]>(
    `INSERT INTO aed (item_id, posted_on, version, received_at, fields, is_local) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (item_id, posted_on, version) DO NOTHING`,
  );
  const update = db.prepare<[string, string, string, string, number]>(
    'UPDATE aed SET received_at = ?, fields = ?, is_local = 0 WHERE item_id = ? AND posted_on = ? AND version = ?',
  );
  const selectPosting = db.prepare<[string, string], Stored>('SELECT * FROM aed WHERE item_id = ? AND posted_on = ?');
  const removePosting = db.prepare<[string, string]>('DELETE FROM aed WHERE item_id = ? AND posted_on = ?');
  const removeVersion = db.prepare<[string, string, number]>('DELETE FROM aed WHERE item_id = ? AND posted_on = ? AND version = ?');
  const addToTally = db.prepare<[number]>(`UPDATE tally SET rows = rows + ? WHERE name = 'aed'`);
  let added = 0;
  /** Read when first needed, forgotten when saved: whoever else changes the rows writes the sums too. */
  let sums: BucketSums | null = null;

  function counted(): BucketSums {
    sums ??= new BucketSums(sha256OfText, readBuckets(db));
    return sums;
  }

  function uncount(row: Stored): void {
    if (row.is_local === 0) counted().remove(row.item_id, aedLineText(lineOfStored(row)));
  }

  function replace({ itemId, postedOn, version, receivedAt, fields }: AedLine): void {
    const stored = select.get(itemId, postedOn, version);
    if (stored !== undefined) uncount(stored);
    update.run(receivedAt, fields, itemId, postedOn, version);
  }

  function putLine(line: AedLine): void {
    const { itemId, postedOn, version, receivedAt, fields } = line;
    // Nearly every row is new: asking first whether it is here would be a search more for each.
    const { changes } = insert.run(itemId, postedOn, version, receivedAt, fields, 0);
    added += changes;
    if (changes === 0) replace(line);
    counted().add(itemId, aedLineText(line));
  }

  return {
    /** Stores a version that HQ numbered; the same number again replaces what is here. */
    put: (aed: AedVersion): void => putLine(aedLineOf(aed)),

    putLine,

    /** Stores a file's fields as the posting's next version, unless its newest one says the same already. Was anything stored? */
    putIfNew(itemId: string, postedOn: string, receivedAt: string, fields: AedFields): boolean {
      const newest = selectNewest.get(itemId, postedOn);
      const text = fieldsText(fields);
      if (newest?.fields === text) return false;
      insert.run(itemId, postedOn, (newest?.version ?? 0) + 1, receivedAt, text, 1);
      added += 1;
      return true;
    },

    /** Removes every version of a posting; returns how many there were. */
    removePosting(itemId: string, postedOn: string): number {
      for (const row of selectPosting.all(itemId, postedOn)) uncount(row);
      const { changes } = removePosting.run(itemId, postedOn);
      added -= changes;
      return changes;
    },

    /** Removes one version that HQ sent and now says is not there. */
    removeVersion(row: Stored): void {
      uncount(row);
      added -= removeVersion.run(row.item_id, row.posted_on, row.version).changes;
    },

    saveCount(): void {
      if (added !== 0) addToTally.run(added);
      if (sums !== null) writeBuckets(db, sums.list());
      added = 0;
      sums = null;
    },

    /** After a rollback. */
    forgetCount(): void {
      added = 0;
      sums = null;
    },
  };
}
