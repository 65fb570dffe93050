/** Migration 100: photos that HQ holds whole; their bytes lie in files. */
import type { Migration, PostgresMigration } from '../migrate.ts';

export const photos: Migration = { number: 100, up: (db) => { db.exec(tables('TEXT', 'INTEGER', ' STRICT')); } };

export const photosPostgres: PostgresMigration = { number: 100, sql: tables('text COLLATE "C"', 'bigint', '') };

function tables(text: string, integer: string, end: string): string {
  return `
    -- device_id: the desk that sent it. named_by, named_seq: the entry by which it was taken, of that desk or of a former device of it.
    CREATE TABLE photo (
      id ${text} NOT NULL PRIMARY KEY,
      bytes ${integer} NOT NULL CHECK (bytes >= 1),
      device_id ${text} NOT NULL REFERENCES device (id),
      named_by ${text} NOT NULL REFERENCES device (id),
      named_seq ${integer} NOT NULL,
      received_at ${text} NOT NULL
    )${end};
    CREATE INDEX photo_by_device ON photo (device_id, received_at);
  `;
}
