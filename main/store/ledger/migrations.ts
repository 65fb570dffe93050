/** Schema steps of ledger.db. */
import { migration } from '../migrate.ts';

export const LEDGER_MIGRATIONS = [
  migration(10, 'entries, receipts, refusals and the device identity', (db) => {
    // Append-only by trigger as well as by the code: a defect elsewhere must not be able to change a saved record.
    db.exec(`
      CREATE TABLE entry (
        seq          INTEGER PRIMARY KEY,
        id           TEXT NOT NULL UNIQUE,
        kind         TEXT NOT NULL,
        recorded_utc TEXT NOT NULL,
        officer_id   TEXT,
        hash         TEXT NOT NULL,
        canonical    TEXT NOT NULL
      ) STRICT;
      CREATE INDEX entry_by_time ON entry (recorded_utc);
      CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry
        BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END;
      CREATE TRIGGER entry_is_never_removed BEFORE DELETE ON entry
        BEGIN SELECT RAISE(ABORT, 'an entry is never removed'); END;
      CREATE TRIGGER entry_has_no_gap BEFORE INSERT ON entry
        WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM entry)
        BEGIN SELECT RAISE(ABORT, 'an entry continues the sequence'); END;

      CREATE TABLE receipt (
        to_seq      INTEGER PRIMARY KEY,
        from_seq    INTEGER NOT NULL,
        received_at TEXT NOT NULL,
        body        TEXT NOT NULL,
        signature   TEXT NOT NULL
      ) STRICT;
      CREATE TRIGGER receipt_is_never_changed BEFORE UPDATE ON receipt
        BEGIN SELECT RAISE(ABORT, 'a receipt is never changed'); END;

      CREATE TABLE refusal (
        seq    INTEGER PRIMARY KEY REFERENCES entry (seq),
        reason TEXT NOT NULL,
        detail TEXT NOT NULL
      ) STRICT;

      CREATE TABLE identity (
        one           INTEGER PRIMARY KEY CHECK (one = 1),
        device_id     TEXT NOT NULL,
        facility_id   TEXT NOT NULL,
        facility_name TEXT NOT NULL,
        desk_name     TEXT NOT NULL,
        hq_url        TEXT NOT NULL,
        hq_id         TEXT NOT NULL,
        hq_public_key TEXT NOT NULL,
        private_key   TEXT NOT NULL
      ) STRICT;
    `);
  }),
  migration(20, 'exam projection', (db) => {
    db.exec(`
      CREATE TABLE exam (
        seq         INTEGER PRIMARY KEY,
        exam_id     TEXT NOT NULL UNIQUE,
        recorded_at TEXT NOT NULL,
        officer_id  TEXT,
        item_key    TEXT,
        band        TEXT NOT NULL,
        outcome     TEXT NOT NULL
      ) STRICT;
      CREATE INDEX exam_by_item ON exam (item_key, seq);
      CREATE TABLE projection (name TEXT PRIMARY KEY, through_seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;
      INSERT INTO projection (name, through_seq) VALUES ('exam', 0);
    `);
  }),
  migration(30, 'entries by kind, and the last roster', (db) => {
    // The roster is HQ's and lies in reference.db; the copy lets officers sign in when that file is lost and HQ is away.
    db.exec(`
      CREATE INDEX entry_by_kind ON entry (kind, seq);
      CREATE TABLE known_roster (one INTEGER PRIMARY KEY CHECK (one = 1), officers TEXT NOT NULL) STRICT;
    `);
  }),
  migration(40, 'entries by item, amended exams', (db) => {
    // Both are made again from the entries right after this step.
    db.exec(`
      ALTER TABLE exam ADD COLUMN is_amended INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE exam ADD COLUMN is_withdrawn INTEGER NOT NULL DEFAULT 0;
      CREATE TABLE item_entry (item_key TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (item_key, seq)) STRICT, WITHOUT ROWID;
    `);
  }),
  migration(50, 'exams without AED, exams by outcome, drafts and what was scanned from the open bag', (db) => {
    // lacks_aed: examined without AED and not linked since. draft and bag_scan are working papers, no records: they may change and go.
    db.exec(`
      ALTER TABLE exam ADD COLUMN lacks_aed INTEGER NOT NULL DEFAULT 0;
      CREATE INDEX exam_without_aed ON exam (seq) WHERE lacks_aed = 1;
      CREATE INDEX exam_by_outcome ON exam (outcome, item_key);
      CREATE TABLE draft (
        scan_id      TEXT NOT NULL PRIMARY KEY,
        officer_id   TEXT NOT NULL,
        raw          TEXT NOT NULL,
        desk_item_id TEXT,
        bag_id       TEXT,
        form         TEXT NOT NULL,
        saved_at     TEXT NOT NULL
      ) STRICT;
      CREATE INDEX draft_by_officer ON draft (officer_id, saved_at);
      CREATE TABLE bag_scan (
        bag_id   TEXT NOT NULL,
        item_key TEXT NOT NULL,
        band     TEXT NOT NULL,
        place    INTEGER NOT NULL,
        PRIMARY KEY (bag_id, item_key)
      ) STRICT, WITHOUT ROWID;
    `);
  }),
  migration(60, 'several receipts over one range, the history of refusals, and the wish to offer an entry again', (db) => {
    // verdict: every judgement of an entry that was ever refused, reason null where HQ took it after all; refusal: those that stand.
    db.exec(`
      ALTER TABLE receipt RENAME TO receipt_before;
      CREATE TABLE receipt (
        place       INTEGER PRIMARY KEY,
        to_seq      INTEGER NOT NULL,
        from_seq    INTEGER NOT NULL,
        received_at TEXT NOT NULL,
        body        TEXT NOT NULL,
        signature   TEXT NOT NULL
      ) STRICT;
      INSERT INTO receipt (to_seq, from_seq, received_at, body, signature)
        SELECT to_seq, from_seq, received_at, body, signature FROM receipt_before ORDER BY to_seq;
      DROP TABLE receipt_before;
      CREATE INDEX receipt_by_end ON receipt (to_seq, from_seq);
      CREATE TRIGGER receipt_is_never_changed BEFORE UPDATE ON receipt
        BEGIN SELECT RAISE(ABORT, 'a receipt is never changed'); END;
      CREATE TRIGGER receipt_is_never_removed BEFORE DELETE ON receipt
        BEGIN SELECT RAISE(ABORT, 'a receipt is never removed'); END;

      ALTER TABLE refusal ADD COLUMN refused_at TEXT;
      ALTER TABLE refusal ADD COLUMN again_at TEXT;
      UPDATE refusal SET refused_at =
        (SELECT received_at FROM receipt WHERE to_seq >= refusal.seq AND from_seq <= refusal.seq ORDER BY to_seq LIMIT 1);

      CREATE TABLE verdict (
        place     INTEGER PRIMARY KEY,
        seq       INTEGER NOT NULL REFERENCES entry (seq),
        reason    TEXT,
        detail    TEXT NOT NULL,
        judged_at TEXT
      ) STRICT;
      CREATE INDEX verdict_by_entry ON verdict (seq, place);
      INSERT INTO verdict (seq, reason, detail, judged_at) SELECT seq, reason, detail, refused_at FROM refusal ORDER BY seq;
      CREATE TRIGGER verdict_is_never_changed BEFORE UPDATE ON verdict
        BEGIN SELECT RAISE(ABORT, 'a verdict is never changed'); END;
      CREATE TRIGGER verdict_is_never_removed BEFORE DELETE ON verdict
        BEGIN SELECT RAISE(ABORT, 'a verdict is never removed'); END;
    `);
  }),
  migration(70, 'what HQ signed about keys, and parts of relay files that are carried for other desks', (db) => {
    // Pinned keys belong here: reference.db may be emptied at any time. hq_key is HQ's word and may be told anew; carried are other
    // desks' sealed entries, which this desk cannot read: bytes go once HQ has them, the rest stays.
    db.exec(`
      CREATE TABLE hq_key (one INTEGER PRIMARY KEY CHECK (one = 1), keys TEXT NOT NULL) STRICT;
      CREATE TABLE carried (
        place       INTEGER PRIMARY KEY,
        sealed_hash TEXT NOT NULL UNIQUE,
        header      TEXT NOT NULL,
        export_id   TEXT NOT NULL,
        device_id   TEXT NOT NULL,
        facility_id TEXT NOT NULL,
        from_seq    INTEGER NOT NULL,
        to_seq      INTEGER NOT NULL,
        taken_in_at TEXT NOT NULL,
        bytes       BLOB,
        state       TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'refused')),
        settled_at  TEXT,
        reason      TEXT,
        reply       TEXT,
        CHECK (bytes IS NOT NULL OR state = 'delivered')
      ) STRICT;
      CREATE INDEX carried_by_state ON carried (state, place);
    `);
  }),
  migration(90, 'the mark of a ledger that is an older copy of one that went further', (db) => {
    db.exec(`
      CREATE TABLE copied (
        one          INTEGER PRIMARY KEY CHECK (one = 1),
        noticed_at   TEXT NOT NULL,
        noticed_by   TEXT NOT NULL CHECK (noticed_by IN ('feed', 'gap', 'receipt', 'fork')),
        hq_seq       INTEGER,
        hq_lost_some INTEGER NOT NULL
      ) STRICT;
      CREATE TRIGGER copied_is_never_changed BEFORE UPDATE ON copied
        BEGIN SELECT RAISE(ABORT, 'a copy stays a copy'); END;
      CREATE TRIGGER copied_is_never_removed BEFORE DELETE ON copied
        BEGIN SELECT RAISE(ABORT, 'a copy stays a copy'); END;
    `);
  }),
  migration(100, 'photos: those on this desk, who names them, and what HQ holds', (db) => {
    // photo: a row for each file. photo_name: device_id '' of entries of this ledger, which are made again right after this step; else of a
    // former ledger. is_sent repeats that there is a photo_receipt, so that what waits is found without what does not.
    db.exec(`
      CREATE TABLE photo (
        photo_id TEXT NOT NULL PRIMARY KEY,
        bytes    INTEGER NOT NULL,
        taken_at TEXT NOT NULL,
        kept_at  TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX photo_by_time ON photo (kept_at);
      CREATE TABLE photo_name (
        photo_id  TEXT NOT NULL,
        device_id TEXT NOT NULL,
        seq       INTEGER NOT NULL,
        is_sent   INTEGER NOT NULL,
        PRIMARY KEY (photo_id, device_id, seq)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX photo_to_send ON photo_name (photo_id, device_id, seq) WHERE is_sent = 0;
      CREATE TABLE photo_receipt (
        photo_id    TEXT NOT NULL PRIMARY KEY,
        received_at TEXT NOT NULL,
        body        TEXT NOT NULL,
        signature   TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
    `);
  }),
] as const;

/** Steps that change a projection: after one of them every projection is made again. */
export const PROJECTION_STEPS: readonly number[] = [20, 40, 50, 100];
