/** Migration 30: finds all entries about an exam, and what the feed has told already of an event or an exam. */
import type { Migration } from '../migrate.ts';

export const newsOfDesks: Migration = {
  number: 30,
  up: (db) => {
    // Indexes on what the rows say themselves: nothing to keep in step with them, and an older database has them at once.
    db.exec(`
      CREATE INDEX entry_by_exam ON entry (text ->> '$.payload.examId') WHERE kind IN ('exam.recorded', 'exam.amended', 'aed.linked');

      CREATE UNIQUE INDEX feed_by_event ON feed (kind, text ->> '$.event.eventId') WHERE kind IN ('hold', 'usps');
      CREATE INDEX feed_by_exam ON feed (text ->> '$.digest.examId') WHERE kind = 'examDigest';
    `);
  },
};
