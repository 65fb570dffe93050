/** Migration 70: AED rows of the feed by bucket, what the buckets hold, and the snapshots that desks may load. */
import { normalise } from '../../../domain/identifier/normalise.ts';
import { bucketOf } from '../../../domain/snapshot/buckets.ts';
import type { Migration, PostgresMigration } from '../migrate.ts';

export const bucketsAndSnapshots: Migration = {
  number: 70,
  up: (db) => {
    db.function('bucket_of', { deterministic: true }, (itemId: unknown) => bucketOf(normalise(String(itemId)).id));
    db.exec(`
      ALTER TABLE feed ADD COLUMN bucket INTEGER;
      UPDATE feed SET bucket = bucket_of(coalesce(text ->> '$.aed.itemId', text ->> '$.itemId')) WHERE kind IN ('aed', 'aedRemoved');
      ${indexesAndTables('TEXT', 'INTEGER', ' STRICT')}
    `);
  },
};

const TEXT = 'text COLLATE "C"';

/** The bucket of an id as domain/snapshot/buckets.ts says it; ids in the feed are normalised, and so without spaces and small letters. */
export const bucketsAndSnapshotsPostgres: PostgresMigration = {
  number: 70,
  sql: `
    CREATE FUNCTION pg_temp.bucket_of(item_id text) RETURNS bigint LANGUAGE plpgsql AS $$
      DECLARE hash bigint := 2166136261;
      BEGIN
        FOR at IN 1 .. length(item_id) LOOP
          hash := ((hash # ascii(substr(item_id, at, 1))) * 16777619) & 4294967295;
        END LOOP;
        RETURN ((hash >> 24) # (hash >> 16) # (hash >> 8) # hash) & 255;
      END $$;
    ALTER TABLE feed ADD COLUMN bucket bigint;
    UPDATE feed SET bucket = pg_temp.bucket_of(coalesce(text::json #>> '{aed,itemId}', text::json ->> 'itemId')) WHERE kind IN ('aed', 'aedRemoved');
    DROP FUNCTION pg_temp.bucket_of(text);
    ${indexesAndTables(TEXT, 'bigint', '')}
  `,
};

function indexesAndTables(text: string, integer: string, end: string): string {
  return `
    CREATE INDEX feed_by_bucket ON feed (bucket, seq) WHERE bucket IS NOT NULL;
    -- A snapshot takes the rows that are no AED, which are few among many.
    CREATE INDEX feed_without_bucket ON feed (seq) WHERE bucket IS NULL;

    -- One row: what the buckets hold at the place seq of the feed. aed_seq: the last row of AED up to there. sums: JSON.
    CREATE TABLE bucket_sums (
      id ${integer} NOT NULL PRIMARY KEY CHECK (id = 1),
      seq ${integer} NOT NULL,
      aed_seq ${integer} NOT NULL,
      sums ${text} NOT NULL
    )${end};

    -- body: canonical text of what HQ signs, with the key that opens the chunks.
    CREATE TABLE snapshot (
      number ${integer} NOT NULL PRIMARY KEY,
      facility_id ${text} NOT NULL REFERENCES facility (id),
      body ${text} NOT NULL
    )${end};
    CREATE INDEX snapshot_by_facility ON snapshot (facility_id, number);
  `;
}
