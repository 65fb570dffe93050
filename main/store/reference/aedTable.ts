/** The table of AED and its one index, made anew by a migration and by each load from a snapshot. */
import type { Database } from '../driver.ts';

/**
 * Keeps its rowid: loads come in any order of item ids, and appending wide rows beside a narrow index moves far fewer pages. The index is
 * no part of the table, so that a load can build it once at its end. is_local: taken from a file on this desk; HQ knows nothing of it, so
 * it is in no bucket. fields: see domain/snapshot/aedLine.ts.
 */
export function createAedTable(db: Database, name: 'aed' | 'aed_load'): void {
  db.exec(`
    CREATE TABLE ${name} (
      item_id     TEXT NOT NULL,
      posted_on   TEXT NOT NULL,
      version     INTEGER NOT NULL,
      received_at TEXT NOT NULL,
      fields      TEXT NOT NULL,
      is_local    INTEGER NOT NULL DEFAULT 0
    ) STRICT`);
}

/** Throws a constraint error when two rows have one key. */
export function indexAedTable(db: Database, name: 'aed' | 'aed_load'): void {
  db.exec(`CREATE UNIQUE INDEX aed_by_item ON ${name} (item_id, posted_on, version)`);
}
