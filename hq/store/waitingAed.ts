/** AED on its way into the feed: rows of a load wait in a database of their own, which nobody else sees and which is gone afterwards. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AED_FIELDS, aedFieldsSchema, type AedFields } from '../../domain/aed/record.ts';
import { openSpool } from './dialects/sqliteFile.ts';

export interface AedRow {
  readonly itemId: string;
  readonly postedOn: string;
  readonly fields: AedFields;
}

const waitingRow = z.object({ n: z.int(), itemId: z.string(), postedOn: z.string(), fields: z.string(), contentHash: z.string() });

export type WaitingRow = Readonly<z.infer<typeof waitingRow>>;

export interface WaitingAed {
  add(rows: readonly AedRow[]): void;
  /** As they came. May be walked again. */
  pages(): Generator<readonly WaitingRow[]>;
  drop(): void;
}

/**
 * Outside HQ's database, so that reading a long file takes no lock that an upload needs, and a file found faulty at its end leaves nothing
 * behind.
 */
export function waitingAed(): WaitingAed {
  const spool = openSpool();
  spool.exec(`CREATE TABLE waiting (
    n INTEGER PRIMARY KEY, item_id TEXT NOT NULL, posted_on TEXT NOT NULL, fields TEXT NOT NULL, content_hash TEXT NOT NULL) STRICT`);
  const insert = spool.prepare('INSERT INTO waiting (item_id, posted_on, fields, content_hash) VALUES (?, ?, ?, ?)');
  const select = spool.prepare(`SELECT n, item_id AS itemId, posted_on AS postedOn, fields, content_hash AS contentHash
    FROM waiting WHERE n > ? ORDER BY n LIMIT 1000`);
  const addAll = spool.transaction((rows: readonly AedRow[]) => {
    for (const { itemId, postedOn, fields } of rows) insert.run(itemId, postedOn, JSON.stringify(fields), contentHash(fields));
  });
  const pageAfter = (after: number) => z.array(waitingRow).parse(select.all(after));
  return {
    add: (rows) => { addAll(rows); },
    *pages() {
      for (let page = pageAfter(0); page.length > 0; page = pageAfter(page.at(-1)?.n ?? 0)) yield page;
    },
    drop: () => { spool.close(); },
  };
}

export function fieldsOf(row: WaitingRow): AedFields {
  return aedFieldsSchema.parse(JSON.parse(row.fields));
}

/** Over the fields that were sent only, so that a field added to the list some day does not make every row a new version. */
function contentHash(fields: AedFields): string {
  const sent = AED_FIELDS.filter((field) => fields[field] !== null).map((field) => [field, fields[field]]);
  return createHash('sha256').update(JSON.stringify(sent)).digest('hex');
}
