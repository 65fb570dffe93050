/** AED rows in reference.db: how one version is written, and that the kept count stays right. For writers only. */
import { AED_FIELDS } from '../../../domain/aed/record.ts';
import type { AedFields, AedVersion } from '../../../domain/aed/record.ts';
import type { Database } from '../driver.ts';

export type AedRows = ReturnType<typeof aedRows>;

/** Call the functions inside a transaction that ends with `saveCount`. */
export function aedRows(db: Database) {
  const selectNewest = db.prepare<[string, string], { version: number; fields: string }>(
    'SELECT version, fields FROM aed WHERE item_id = ? AND posted_on = ? ORDER BY version DESC LIMIT 1',
  );
  const selectKey = db.prepare<[string, string, number], { version: number }>(
    'SELECT version FROM aed WHERE item_id = ? AND posted_on = ? AND version = ?',
  );
  const insert = db.prepare<[string, string, number, string, string]>(
    'INSERT INTO aed (item_id, posted_on, version, received_at, fields) VALUES (?, ?, ?, ?, ?)',
  );
  const update = db.prepare<[string, string, string, string, number]>(
    'UPDATE aed SET received_at = ?, fields = ? WHERE item_id = ? AND posted_on = ? AND version = ?',
  );
  const removePosting = db.prepare<[string, string]>('DELETE FROM aed WHERE item_id = ? AND posted_on = ?');
  const addToTally = db.prepare<[number]>(`UPDATE tally SET rows = rows + ? WHERE name = 'aed'`);
  let added = 0;

  return {
    /** Stores a version that HQ numbered; the same number again replaces what is here. */
    put({ itemId, postedOn, version, receivedAt, fields }: AedVersion): void {
      if (selectKey.get(itemId, postedOn, version)) {
        update.run(receivedAt, fieldsText(fields), itemId, postedOn, version);
        return;
      }
      insert.run(itemId, postedOn, version, receivedAt, fieldsText(fields));
      added += 1;
    },

    /** Stores fields as the posting's next version, unless its newest one says the same already. Was anything stored? */
    putIfNew(itemId: string, postedOn: string, receivedAt: string, fields: AedFields): boolean {
      const newest = selectNewest.get(itemId, postedOn);
      const text = fieldsText(fields);
      if (newest?.fields === text) return false;
      insert.run(itemId, postedOn, (newest?.version ?? 0) + 1, receivedAt, text);
      added += 1;
      return true;
    },

    /** Removes every version of a posting; returns how many there were. */
    removePosting(itemId: string, postedOn: string): number {
      const { changes } = removePosting.run(itemId, postedOn);
      added -= changes;
      return changes;
    },

    saveCount(): void {
      if (added !== 0) addToTally.run(added);
      added = 0;
    },

    /** After a rollback. */
    forgetCount(): void {
      added = 0;
    },
  };
}

/** In the order of AED_FIELDS, so that equal fields are equal text; what was not sent is left out and read back as null. */
function fieldsText(fields: AedFields): string {
  const sent: Record<string, string> = {};
  for (const field of AED_FIELDS) {
    const text = fields[field];
    if (text !== null) sent[field] = text;
  }
  return JSON.stringify(sent);
}
