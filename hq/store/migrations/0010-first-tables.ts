/** Migration 10: the first tables of HQ. */
import type { Migration } from '../migrate.ts';

export const firstTables: Migration = {
  number: 10,
  up: (db) => {
    db.exec(`
      CREATE TABLE facility (
        id TEXT NOT NULL PRIMARY KEY,
        name TEXT NOT NULL
      ) STRICT;

      -- HQ's own secrets: 'signing' (Ed25519, PKCS #8) signs receipts; 'token' (HMAC) closes nonces and cursors.
      CREATE TABLE key (
        name TEXT NOT NULL PRIMARY KEY CHECK (name IN ('signing', 'token')),
        secret BLOB NOT NULL,
        created_at TEXT NOT NULL
      ) STRICT;

      CREATE TABLE device (
        id TEXT NOT NULL PRIMARY KEY,
        facility_id TEXT NOT NULL REFERENCES facility (id),
        public_key TEXT NOT NULL,
        desk_name TEXT NOT NULL,
        enrolled_at TEXT NOT NULL,
        revoked_at TEXT,
        last_seq INTEGER NOT NULL DEFAULT 0,
        head_hash TEXT NOT NULL
      ) STRICT;
      CREATE INDEX device_by_facility ON device (facility_id);

      -- Only the hash: who reads this table cannot enrol with it.
      CREATE TABLE enrolment_code (
        code_hash TEXT NOT NULL PRIMARY KEY,
        facility_id TEXT NOT NULL REFERENCES facility (id),
        desk_name TEXT,
        created_at TEXT NOT NULL,
        expires_at TEXT NOT NULL,
        used_at TEXT,
        device_id TEXT REFERENCES device (id)
      ) STRICT;

      CREATE TABLE entry (
        device_id TEXT NOT NULL REFERENCES device (id),
        seq INTEGER NOT NULL CHECK (seq >= 1),
        id TEXT NOT NULL,
        kind TEXT NOT NULL,
        hash TEXT NOT NULL,
        text TEXT NOT NULL,
        received_at TEXT NOT NULL,
        sent_by TEXT NOT NULL REFERENCES device (id),
        verdict TEXT NOT NULL CHECK (verdict IN ('accepted', 'refused')),
        reason TEXT,
        detail TEXT,
        PRIMARY KEY (device_id, seq),
        CHECK ((verdict = 'refused') = (reason IS NOT NULL))
      ) STRICT;
      -- A refused entry keeps its place in the chain even when it is refused because its id is taken.
      CREATE UNIQUE INDEX entry_by_id ON entry (id) WHERE verdict = 'accepted';
      CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry
        BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END;
      CREATE TRIGGER entry_is_never_deleted BEFORE DELETE ON entry
        BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END;

      -- The body is enough: Ed25519 gives the same signature over it every time.
      CREATE TABLE receipt (
        device_id TEXT NOT NULL REFERENCES device (id),
        from_seq INTEGER NOT NULL,
        to_seq INTEGER NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (device_id, from_seq, to_seq)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE fork (
        device_id TEXT NOT NULL REFERENCES device (id),
        seq INTEGER NOT NULL,
        known_hash TEXT NOT NULL,
        other_hash TEXT NOT NULL,
        seen_at TEXT NOT NULL,
        sent_by TEXT NOT NULL REFERENCES device (id),
        PRIMARY KEY (device_id, seq, other_hash)
      ) STRICT, WITHOUT ROWID;

      -- facility_id null: for every facility.
      CREATE TABLE feed (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        facility_id TEXT REFERENCES facility (id),
        kind TEXT NOT NULL,
        text TEXT NOT NULL
      ) STRICT;

      -- The newest version HQ has sent of each posting: the same row again makes no new version.
      CREATE TABLE aed_head (
        item_id TEXT NOT NULL,
        posted_on TEXT NOT NULL,
        version INTEGER NOT NULL,
        content_hash TEXT NOT NULL,
        PRIMARY KEY (item_id, posted_on)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE hold (
        id TEXT NOT NULL PRIMARY KEY,
        item_id TEXT NOT NULL,
        facility_id TEXT NOT NULL REFERENCES facility (id),
        placed_at TEXT NOT NULL,
        closed_at TEXT,
        closed_as TEXT CHECK (closed_as IN ('released', 'cancelled'))
      ) STRICT;

      CREATE TABLE list_version (
        list_id TEXT NOT NULL,
        version INTEGER NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (list_id, version)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE roster_version (
        facility_id TEXT NOT NULL REFERENCES facility (id),
        version INTEGER NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (facility_id, version)
      ) STRICT, WITHOUT ROWID;

      -- Everyone who ever stood on a roster: entries of an officer who has left may still arrive.
      CREATE TABLE officer (
        facility_id TEXT NOT NULL REFERENCES facility (id),
        id TEXT NOT NULL,
        PRIMARY KEY (facility_id, id)
      ) STRICT, WITHOUT ROWID;
    `);
  },
};
