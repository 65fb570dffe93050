/** Schema steps of reference.db: what HQ told this desk, all of which HQ can tell again. */
import { migration } from '../migrate.ts';
import { rewriteAed } from './rewriteAed.ts';

export const REFERENCE_MIGRATIONS = [
  migration(10, 'AED, hold events, lists, roster, parked rows, cursor and import log', (db) => {
    // aed keeps its rowid: loads come in any order of item ids, and appending wide rows beside a narrow index moves far fewer pages.
    db.exec(`
      CREATE TABLE aed (
        item_id     TEXT NOT NULL,
        posted_on   TEXT NOT NULL,
        version     INTEGER NOT NULL,
        received_at TEXT NOT NULL,
        fields      TEXT NOT NULL,
        PRIMARY KEY (item_id, posted_on, version)
      ) STRICT;

      CREATE TABLE hold_event (
        event_id    TEXT NOT NULL PRIMARY KEY,
        hold_id     TEXT NOT NULL,
        item_id     TEXT NOT NULL,
        kind        TEXT NOT NULL,
        at          TEXT NOT NULL,
        facility_id TEXT NOT NULL,
        by          TEXT NOT NULL,
        reason      TEXT
      ) STRICT;
      CREATE INDEX hold_event_by_item ON hold_event (item_id);

      CREATE TABLE country_list (
        list_id   TEXT NOT NULL PRIMARY KEY,
        version   INTEGER NOT NULL,
        as_of     TEXT NOT NULL,
        countries TEXT NOT NULL
      ) STRICT;

      CREATE TABLE roster_officer (
        officer_id     TEXT NOT NULL PRIMARY KEY,
        badge          TEXT NOT NULL,
        name           TEXT NOT NULL,
        role           TEXT NOT NULL,
        pin_salt       TEXT NOT NULL,
        pin_hash       TEXT NOT NULL,
        roster_version INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX roster_officer_by_badge ON roster_officer (badge);

      CREATE TABLE parked_row (
        digest    TEXT NOT NULL PRIMARY KEY,
        kind      TEXT NOT NULL,
        why       TEXT NOT NULL,
        body      TEXT NOT NULL,
        cursor    TEXT NOT NULL,
        hq_time   TEXT NOT NULL
      ) STRICT;

      CREATE TABLE sync_cursor (
        one     INTEGER PRIMARY KEY CHECK (one = 1),
        cursor  TEXT NOT NULL,
        hq_time TEXT NOT NULL
      ) STRICT;

      CREATE TABLE import_log (
        import_id    TEXT NOT NULL PRIMARY KEY,
        file_name    TEXT NOT NULL,
        sha256       TEXT NOT NULL,
        received_at  TEXT NOT NULL,
        rows         INTEGER NOT NULL,
        refused      INTEGER NOT NULL,
        new_versions INTEGER NOT NULL
      ) STRICT;
    `);
    // Counting millions of rows on each status line would read the whole index; the count is kept with the rows instead.
    db.exec(`
      CREATE TABLE tally (name TEXT NOT NULL PRIMARY KEY, rows INTEGER NOT NULL) STRICT, WITHOUT ROWID;
      INSERT INTO tally (name, rows) VALUES ('aed', 0);
    `);
  }),
  migration(20, 'the data is as of the last time the feed was read to its end', (db) => {
    // A page in the middle of a first load says nothing about what is still to come: absence must not be dated by it.
    db.exec(`
      ALTER TABLE sync_cursor ADD COLUMN as_of TEXT;
      UPDATE sync_cursor SET as_of = hq_time;
    `);
  }),
  migration(30, 'USPS tracking events, and exams of other desks', (db) => {
    db.exec(`
      CREATE TABLE usps_event (
        event_id TEXT NOT NULL PRIMARY KEY,
        item_id  TEXT NOT NULL,
        code     TEXT NOT NULL,
        at       TEXT NOT NULL,
        office   TEXT
      ) STRICT;
      CREATE INDEX usps_event_by_item ON usps_event (item_id);

      CREATE TABLE exam_digest (
        exam_id      TEXT NOT NULL PRIMARY KEY,
        device_id    TEXT NOT NULL,
        facility_id  TEXT NOT NULL,
        item_key     TEXT NOT NULL,
        posted_on    TEXT,
        outcome      TEXT NOT NULL,
        band         TEXT NOT NULL,
        recorded_at  TEXT NOT NULL,
        is_withdrawn INTEGER NOT NULL CHECK (is_withdrawn IN (0, 1))
      ) STRICT;
      CREATE INDEX exam_digest_by_item ON exam_digest (item_key);
    `);
  }),
  migration(40, "the site's detention policy", (db) => {
    db.exec('CREATE TABLE detention_policy (one INTEGER PRIMARY KEY CHECK (one = 1), policy TEXT NOT NULL) STRICT');
  }),
  migration(50, 'first load from a snapshot, and AED counted by bucket', (db) => {
    db.exec('CREATE TABLE aed_bucket (bucket INTEGER PRIMARY KEY, rows INTEGER NOT NULL, sum TEXT NOT NULL) STRICT');
    // What a snapshot has brought so far lies in the table aed_load until all of it is here and compared: see snapshotLoad.ts.
    db.exec(`
      CREATE TABLE snapshot_load (
        one      INTEGER PRIMARY KEY CHECK (one = 1),
        manifest TEXT NOT NULL,
        sums     TEXT NOT NULL,
        parked   INTEGER NOT NULL
      ) STRICT;
      CREATE TABLE snapshot_chunk (chunk INTEGER PRIMARY KEY) STRICT;
    `);
    rewriteAed(db);
  }),
] as const;
