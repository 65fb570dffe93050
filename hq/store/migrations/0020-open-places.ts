/** Migration 20: entries whose hash does not fit their content no longer take a place in the chain. */
import type { Migration } from '../migrate.ts';

export const openPlaces: Migration = {
  number: 20,
  up: (db) => {
    db.exec(`
      -- Kept as evidence, beside the chain: the place under seq stays open for the entry that fits. WITHOUT ROWID: the text is stored once.
      CREATE TABLE misfit (
        device_id TEXT NOT NULL REFERENCES device (id),
        seq INTEGER NOT NULL CHECK (seq >= 1),
        text TEXT NOT NULL,
        id TEXT NOT NULL,
        kind TEXT NOT NULL,
        hash TEXT NOT NULL,
        received_at TEXT NOT NULL,
        sent_by TEXT NOT NULL REFERENCES device (id),
        detail TEXT NOT NULL,
        PRIMARY KEY (device_id, seq, text)
      ) STRICT, WITHOUT ROWID;
      CREATE TRIGGER misfit_is_never_changed BEFORE UPDATE ON misfit
        BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END;
      CREATE TRIGGER misfit_is_never_deleted BEFORE DELETE ON misfit
        BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END;

      INSERT INTO misfit (device_id, seq, text, id, kind, hash, received_at, sent_by, detail)
        SELECT device_id, seq, text, id, kind, hash, received_at, sent_by, coalesce(detail, '') FROM entry WHERE reason = 'hash-mismatch';
      DROP TRIGGER entry_is_never_deleted;
      DELETE FROM entry WHERE reason = 'hash-mismatch';
      CREATE TRIGGER entry_is_never_deleted BEFORE DELETE ON entry
        BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END;

      -- One range may get a second receipt, which says something else: an open place was filled. refused: JSON, as in the body.
      CREATE TABLE receipt_by_content (
        device_id TEXT NOT NULL REFERENCES device (id),
        from_seq INTEGER NOT NULL,
        to_seq INTEGER NOT NULL,
        head TEXT NOT NULL,
        refused TEXT NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (device_id, from_seq, to_seq, head, refused)
      ) STRICT, WITHOUT ROWID;
      INSERT INTO receipt_by_content (device_id, from_seq, to_seq, head, refused, body)
        SELECT device_id, from_seq, to_seq, body ->> '$.head', body -> '$.refused', body FROM receipt;
      DROP TABLE receipt;
      ALTER TABLE receipt_by_content RENAME TO receipt;

      -- The last place may be open, and then nobody knows its hash yet: the entries themselves are asked.
      ALTER TABLE device DROP COLUMN head_hash;
    `);
  },
};
