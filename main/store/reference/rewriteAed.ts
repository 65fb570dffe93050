/** Brings AED of an older store into today's table: fields by place, the index apart, buckets counted. */
import { aedFieldsSchema } from '../../../domain/aed/record.ts';
import { fieldsText } from '../../../domain/snapshot/aedLine.ts';
import type { Database } from '../driver.ts';
import { countBuckets, writeBuckets, type StoredAed } from './aedBuckets.ts';
import { createAedTable, indexAedTable } from './aedTable.ts';

const ROWS_AT_ONCE = 5_000;

/** Nothing says which of the old rows came from a file; they count as HQ's, and a bucket that differs for it is fetched again. */
export function rewriteAed(db: Database): void {
  createAedTable(db, 'aed_load');
  const select = db.prepare<[number, number], StoredAed & { rowid: number }>('SELECT rowid, * FROM aed WHERE rowid > ? ORDER BY rowid LIMIT ?');
  const insert = db.prepare<[string, string, number, string, string]>(
    'INSERT INTO aed_load (item_id, posted_on, version, received_at, fields) VALUES (?, ?, ?, ?, ?)',
  );
  for (let after = 0, rows = select.all(after, ROWS_AT_ONCE); rows.length > 0; rows = select.all(after, ROWS_AT_ONCE)) {
    for (const { item_id, posted_on, version, received_at, fields } of rows) {
      insert.run(item_id, posted_on, version, received_at, fieldsText(aedFieldsSchema.parse(JSON.parse(fields))));
    }
    after = rows.at(-1)?.rowid ?? after;
  }
  db.exec('DROP TABLE aed; ALTER TABLE aed_load RENAME TO aed');
  indexAedTable(db, 'aed');
  writeBuckets(db, countBuckets(db));
}
