/** Migration 80: a key of HQ's to which desks seal relay files. */
import type { Migration, PostgresMigration } from '../migrate.ts';

export const sealingKey: Migration = {
  number: 80,
  up: (db) => {
    db.exec(`
      -- HQ's own secrets: 'signing' (Ed25519, PKCS #8) signs receipts; 'token' (HMAC) closes nonces and cursors; 'sealing' (X25519, PKCS #8)
      -- opens relay files. SQLite cannot change a check: the table is made anew.
      CREATE TABLE key_with_sealing (
        name TEXT NOT NULL PRIMARY KEY CHECK (name IN ('signing', 'token', 'sealing')),
        secret BLOB NOT NULL,
        created_at TEXT NOT NULL
      ) STRICT;
      INSERT INTO key_with_sealing (name, secret, created_at) SELECT name, secret, created_at FROM key;
      DROP TABLE key;
      ALTER TABLE key_with_sealing RENAME TO key;
    `);
  },
};

export const sealingKeyPostgres: PostgresMigration = {
  number: 80,
  sql: `
    ALTER TABLE key DROP CONSTRAINT key_name_check;
    ALTER TABLE key ADD CONSTRAINT key_name_check CHECK (name IN ('signing', 'token', 'sealing'));
  `,
};
