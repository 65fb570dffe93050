/** Migration 40: what queries look for inside JSON texts gets columns of its own, so that PostgreSQL can answer the same queries. */
import type { Migration } from '../migrate.ts';

export const plainColumns: Migration = {
  number: 40,
  up: (db) => {
    db.exec(`
      -- The texts stay what they are, byte for byte: the new columns repeat what they say.
      DROP INDEX entry_by_exam;
      ALTER TABLE entry ADD COLUMN prev_hash TEXT NOT NULL DEFAULT '';
      ALTER TABLE entry ADD COLUMN exam_id TEXT;
      DROP TRIGGER entry_is_never_changed;
      UPDATE entry SET prev_hash = text ->> '$.prevHash',
        exam_id = iif(verdict = 'accepted' AND kind IN ('exam.recorded', 'exam.amended', 'aed.linked'), text ->> '$.payload.examId', NULL);
      CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry
        BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END;
      CREATE INDEX entry_by_exam ON entry (exam_id) WHERE exam_id IS NOT NULL;

      DROP INDEX feed_by_event;
      DROP INDEX feed_by_exam;
      ALTER TABLE feed ADD COLUMN event_id TEXT;
      ALTER TABLE feed ADD COLUMN exam_id TEXT;
      UPDATE feed SET event_id = text ->> '$.event.eventId' WHERE kind IN ('hold', 'usps');
      UPDATE feed SET exam_id = text ->> '$.digest.examId' WHERE kind = 'examDigest';
      CREATE UNIQUE INDEX feed_by_event ON feed (kind, event_id) WHERE event_id IS NOT NULL;
      CREATE INDEX feed_by_exam ON feed (exam_id, seq) WHERE exam_id IS NOT NULL;

      -- Who holds its one row appends to the feed. SQLite has one writer anyway; PostgreSQL has many.
      CREATE TABLE feed_lock (id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1)) STRICT;
      INSERT INTO feed_lock (id) VALUES (1);
    `);
  },
};
