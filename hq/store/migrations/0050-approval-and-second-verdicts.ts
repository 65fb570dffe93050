/** Migration 50: a device works when a person has approved it; a refused entry may be judged again once something was put right. */
import type { Migration, PostgresMigration } from '../migrate.ts';

/** Devices that worked until now have been approved by working. */
const APPROVE_THOSE_ENROLLED = 'UPDATE device SET approved_at = enrolled_at';

/** What was sealed is never changed; a verdict may be, as long as it is a refusal. */
const SEALED = ['device_id', 'seq', 'id', 'kind', 'hash', 'prev_hash', 'text', 'received_at', 'sent_by'] as const;

export const approvalAndSecondVerdicts: Migration = {
  number: 50,
  up: (db) => {
    db.exec(`
      ALTER TABLE device ADD COLUMN approved_at TEXT;
      ${APPROVE_THOSE_ENROLLED};
      ALTER TABLE enrolment_code ADD COLUMN is_approved INTEGER NOT NULL DEFAULT 0;

      DROP TRIGGER entry_is_never_changed;
      CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry
        WHEN OLD.verdict <> 'refused' OR ${SEALED.map((column) => `OLD.${column} IS NOT NEW.${column}`).join(' OR ')}
        BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END;

      CREATE TABLE earlier_verdict (
        device_id TEXT NOT NULL REFERENCES device (id),
        seq INTEGER NOT NULL,
        judged_again_at TEXT NOT NULL,
        reason TEXT NOT NULL,
        detail TEXT NOT NULL
      ) STRICT;
      CREATE INDEX earlier_verdict_by_entry ON earlier_verdict (device_id, seq);
    `);
  },
};

const TEXT = 'text COLLATE "C"';

export const approvalAndSecondVerdictsPostgres: PostgresMigration = {
  number: 50,
  sql: `
    ALTER TABLE device ADD COLUMN approved_at ${TEXT};
    ${APPROVE_THOSE_ENROLLED};
    ALTER TABLE enrolment_code ADD COLUMN is_approved bigint NOT NULL DEFAULT 0;

    DROP TRIGGER entry_is_never_changed ON entry;
    CREATE TRIGGER entry_is_never_removed BEFORE DELETE OR TRUNCATE ON entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry FOR EACH ROW
      WHEN (OLD.verdict <> 'refused' OR ${SEALED.map((column) => `OLD.${column} IS DISTINCT FROM NEW.${column}`).join(' OR ')})
      EXECUTE FUNCTION refuse_change();

    CREATE TABLE earlier_verdict (
      device_id ${TEXT} NOT NULL REFERENCES device (id),
      seq bigint NOT NULL,
      judged_again_at ${TEXT} NOT NULL,
      reason ${TEXT} NOT NULL,
      detail ${TEXT} NOT NULL
    );
    CREATE INDEX earlier_verdict_by_entry ON earlier_verdict (device_id, seq);
  `,
};
