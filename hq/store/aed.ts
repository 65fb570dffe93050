/** AED on its way into the feed: rows of a load wait in a temporary table, heads tell which version each posting is at. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AED_FIELDS, aedFieldsSchema, type AedFields } from '../../domain/aed/record.ts';
import type { Db } from './driver.ts';

export interface AedRow {
  readonly itemId: string;
  readonly postedOn: string;
  readonly fields: AedFields;
}

const waitingRow = z.object({ n: z.int(), itemId: z.string(), postedOn: z.string(), fields: z.string(), contentHash: z.string() });

export type WaitingRow = Readonly<z.infer<typeof waitingRow>>;

/**
 * Temporary, so that reading a long file takes no lock that an upload needs, and a file found faulty at its end leaves nothing behind.
 */
export function waitingRows(db: Db, loadId: string) {
  db.exec(`CREATE TABLE IF NOT EXISTS temp.aed_waiting (
    n INTEGER PRIMARY KEY, load_id TEXT NOT NULL, item_id TEXT NOT NULL, posted_on TEXT NOT NULL, fields TEXT NOT NULL,
    content_hash TEXT NOT NULL) STRICT`);
  const insert = db.prepare('INSERT INTO temp.aed_waiting (load_id, item_id, posted_on, fields, content_hash) VALUES (?, ?, ?, ?, ?)');
  const select = db.prepare(`SELECT n, item_id AS itemId, posted_on AS postedOn, fields, content_hash AS contentHash
    FROM temp.aed_waiting WHERE load_id = ? AND n > ? ORDER BY n LIMIT 2000`);
  const addAll = db.transaction((rows: readonly AedRow[]) => {
    for (const { itemId, postedOn, fields } of rows) {
      insert.run(loadId, itemId, postedOn, JSON.stringify(fields), contentHash(fields));
    }
  });
  return {
    add(rows: readonly AedRow[]): void {
      addAll(rows);
    },
    /** In pages, because no other statement may run while a result is being walked. */
    *all(): Generator<WaitingRow> {
      for (let after = 0, page = pageAfter(after); page.length > 0; page = pageAfter(after)) {
        yield* page;
        after = page.at(-1)?.n ?? after;
      }
    },
    drop(): void {
      db.prepare('DELETE FROM temp.aed_waiting WHERE load_id = ?').run(loadId);
    },
  };

  function pageAfter(after: number): readonly WaitingRow[] {
    return z.array(waitingRow).parse(select.all(loadId, after));
  }
}

export function fieldsOf(row: WaitingRow): AedFields {
  return aedFieldsSchema.parse(JSON.parse(row.fields));
}

/** Over the fields that were sent only, so that a field added to the list some day does not make every row a new version. */
function contentHash(fields: AedFields): string {
  const sent = AED_FIELDS.filter((field) => fields[field] !== null).map((field) => [field, fields[field]]);
  return createHash('sha256').update(JSON.stringify(sent)).digest('hex');
}

const headRow = z.object({ version: z.int(), contentHash: z.string() });

export function aedHeads(db: Db) {
  const find = db.prepare('SELECT version, content_hash AS contentHash FROM aed_head WHERE item_id = ? AND posted_on = ?');
  const put = db.prepare(`INSERT INTO aed_head (item_id, posted_on, version, content_hash) VALUES (?, ?, ?, ?)
    ON CONFLICT (item_id, posted_on) DO UPDATE SET version = excluded.version, content_hash = excluded.content_hash`);
  return {
    find(itemId: string, postedOn: string): { version: number; contentHash: string } | null {
      const row = find.get(itemId, postedOn);
      return row === undefined ? null : headRow.parse(row);
    },
    put(itemId: string, postedOn: string, version: number, hash: string): void {
      put.run(itemId, postedOn, version, hash);
    },
  };
}
