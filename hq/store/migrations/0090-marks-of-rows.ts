/** Migration 90: a random mark on each row of the feed, so that a cursor of a feed that HQ lost never fits the row which stands there now. */
import type { Migration, PostgresMigration } from '../migrate.ts';

/** Rows of before have the empty mark: the cursors that desks hold of them stay good. */
export const marksOfRows: Migration = {
  number: 90,
  up: (db) => { db.exec(`ALTER TABLE feed ADD COLUMN mark TEXT NOT NULL DEFAULT ''`); },
};

export const marksOfRowsPostgres: PostgresMigration = {
  number: 90,
  sql: `ALTER TABLE feed ADD COLUMN mark text COLLATE "C" NOT NULL DEFAULT ''`,
};
