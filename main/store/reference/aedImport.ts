/** One AED file on its way into reference.db: all of it or, after a fault, a cancel or a kill, nothing. */
import type { AedFileRow } from '../../../domain/aed/fileRows.ts';
import type { Database } from '../driver.ts';
import { aedRows } from './aedRows.ts';

export interface ImportLogEntry {
  readonly importId: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly receivedAt: string;
  readonly rows: number;
  readonly refused: number;
}

export interface AedImport {
  /** Rows become the next version of their posting, unless its newest version says the same. */
  put(rows: readonly AedFileRow[], receivedAt: string): void;
  /** Returns how many versions were new. */
  commit(entry: ImportLogEntry): number;
  /** Also right after a failed commit. */
  rollback(): void;
}

/**
 * Takes the write lock until commit or rollback. This transaction spans awaits, which nothing else may do (style rule P10): the file is
 * read meanwhile. It is safe because the loader alone writes reference.db and does one thing after the other; readers see the state before.
 */
export function openAedImport(db: Database): AedImport {
  const aed = aedRows(db);
  const log = db.prepare<[string, string, string, string, number, number, number]>(
    'INSERT INTO import_log (import_id, file_name, sha256, received_at, rows, refused, new_versions) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  let newVersions = 0;
  db.exec('BEGIN IMMEDIATE');

  return {
    put(rows, receivedAt) {
      for (const row of rows) if (aed.putIfNew(row.itemId, row.postedOn, receivedAt, row.fields)) newVersions += 1;
    },
    commit({ importId, fileName, sha256, receivedAt, rows, refused }) {
      aed.saveCount();
      log.run(importId, fileName, sha256, receivedAt, rows, refused, newVersions);
      db.exec('COMMIT');
      return newVersions;
    },
    rollback() {
      // A full disk may have ended the transaction already.
      if (db.inTransaction) db.exec('ROLLBACK');
    },
  };
}
