/** How long a day's news takes: 77,000 rows as pages of the feed into a store that has a million, beside bare inserts of the same rows. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { AED_FIELDS } from '../../domain/aed/record.ts';
import { aedLineOf } from '../../domain/snapshot/aedLine.ts';
import { feedPageSchema, MAX_ROWS_PER_PAGE, PROTOCOL_VERSION } from '../../domain/sync/messages.ts';
import { openDatabase, type Database } from '../../main/store/driver.ts';
import { createAedTable, indexAedTable } from '../../main/store/reference/aedTable.ts';
import { openForWriting } from '../../main/store/reference/open.ts';
import { referenceWriter } from '../../main/store/reference/writer.ts';
import { demoAedRows } from '../demo/aedRows.ts';
import type { Measurement } from './measurement.ts';
import { numbered } from './snapshot.ts';

const ROWS_HERE = 1_000_000;
const ROWS_NEW = 77_000;
const HQ_TIME = '2026-11-25T00:00:00.000Z';

export function measureDelta(folder: string): readonly Measurement[] {
  const key = randomBytes(32);
  const pages = newPages();
  const db = openForWriting({ file: join(folder, 'delta.db'), key, binding: null });
  fill(db);
  const writer = referenceWriter(db);
  const start = performance.now();
  // As the loader does it: HQ's text is parsed and checked, then applied.
  for (const text of pages) writer.applyPage(feedPageSchema.parse(JSON.parse(text)));
  const seconds = (performance.now() - start) / 1_000;
  db.close();
  const limit = bareInserts(folder, key, pages);
  return [
    { what: "a day's 77,000 rows applied as pages of the feed", rate: ROWS_NEW / seconds, unit: 'rows/s', limit, limitIs: 'bare inserts, parsed before' },
    { what: "a day's 77,000 rows, in all", rate: seconds, unit: 's', limit: null, limitIs: '' },
  ];
}

/** Another day's items; of another seed, so that none of them is here already. */
function newPages(): string[] {
  const rows = [...numbered(demoAedRows(2, ROWS_NEW))].map((aed) => ({ kind: 'aed', aed }));
  const pages: string[] = [];
  for (let from = 0; from < rows.length; from += MAX_ROWS_PER_PAGE) {
    pages.push(JSON.stringify({ protocol: PROTOCOL_VERSION, rows: rows.slice(from, from + MAX_ROWS_PER_PAGE), cursor: `c${from}`, more: true, hqTime: HQ_TIME }));
  }
  return pages;
}

/** Straight into the table: what is here already is not what is measured. */
function fill(db: Database): void {
  const fields = JSON.stringify(AED_FIELDS.map((field) => `a text of ${field}`));
  const insert = db.prepare('INSERT INTO aed (item_id, posted_on, version, received_at, fields) VALUES (?, ?, 1, ?, ?)');
  db.exec('DROP INDEX aed_by_item');
  db.transaction(() => {
    for (let n = 0; n < ROWS_HERE; n += 1) insert.run(`CA${String((n * 7_919) % 100_000_000).padStart(8, '0')}${n % 10}FR`, '2026-02-01', HQ_TIME, fields);
  })();
  indexAedTable(db, 'aed');
}

function bareInserts(folder: string, key: Buffer, pages: readonly string[]): number {
  const db = openDatabase(join(folder, 'bare-delta.db'), { key, binding: null, synchronous: 'NORMAL' });
  db.pragma('cache_size = -65536');
  createAedTable(db, 'aed');
  indexAedTable(db, 'aed');
  fill(db);
  const insert = db.prepare('INSERT INTO aed (item_id, posted_on, version, received_at, fields) VALUES (?, ?, ?, ?, ?)');
  let [rows, ms] = [0, 0];
  for (const text of pages) {
    const lines = (JSON.parse(text) as { rows: { aed: Parameters<typeof aedLineOf>[0] }[] }).rows.map(({ aed }) => aedLineOf(aed));
    const start = performance.now();
    db.transaction(() => {
      for (const { itemId, postedOn, version, receivedAt, fields } of lines) insert.run(itemId, postedOn, version, receivedAt, fields);
    })();
    ms += performance.now() - start;
    rows += lines.length;
  }
  db.close();
  return (rows * 1_000) / ms;
}
