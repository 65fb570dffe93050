/** Migration 40 on PostgreSQL: the tables as SQLite has them after its migration 40. */
import type { PostgresMigration } from '../migrate.ts';

/** Order and equality by bytes, as in SQLite: it does not change with the server's language or the version of its libraries. */
const TEXT = 'text COLLATE "C"';

export const postgresTables: PostgresMigration = {
  number: 40,
  sql: `
    CREATE TABLE facility (
      id ${TEXT} NOT NULL PRIMARY KEY,
      name ${TEXT} NOT NULL
    );

    -- HQ's own secrets: 'signing' (Ed25519, PKCS #8) signs receipts; 'token' (HMAC) closes nonces and cursors.
    CREATE TABLE key (
      name ${TEXT} NOT NULL PRIMARY KEY CHECK (name IN ('signing', 'token')),
      secret bytea NOT NULL,
      created_at ${TEXT} NOT NULL
    );

    CREATE TABLE device (
      id ${TEXT} NOT NULL PRIMARY KEY,
      facility_id ${TEXT} NOT NULL REFERENCES facility (id),
      public_key ${TEXT} NOT NULL,
      desk_name ${TEXT} NOT NULL,
      enrolled_at ${TEXT} NOT NULL,
      revoked_at ${TEXT},
      last_seq bigint NOT NULL DEFAULT 0
    );
    CREATE INDEX device_by_facility ON device (facility_id);

    -- Only the hash: who reads this table cannot enrol with it.
    CREATE TABLE enrolment_code (
      code_hash ${TEXT} NOT NULL PRIMARY KEY,
      facility_id ${TEXT} NOT NULL REFERENCES facility (id),
      desk_name ${TEXT},
      created_at ${TEXT} NOT NULL,
      expires_at ${TEXT} NOT NULL,
      used_at ${TEXT},
      device_id ${TEXT} REFERENCES device (id)
    );

    CREATE TABLE entry (
      device_id ${TEXT} NOT NULL REFERENCES device (id),
      seq bigint NOT NULL CHECK (seq >= 1),
      id ${TEXT} NOT NULL,
      kind ${TEXT} NOT NULL,
      hash ${TEXT} NOT NULL,
      text ${TEXT} NOT NULL,
      received_at ${TEXT} NOT NULL,
      sent_by ${TEXT} NOT NULL REFERENCES device (id),
      verdict ${TEXT} NOT NULL CHECK (verdict IN ('accepted', 'refused')),
      reason ${TEXT},
      detail ${TEXT},
      prev_hash ${TEXT} NOT NULL DEFAULT '',
      exam_id ${TEXT},
      PRIMARY KEY (device_id, seq),
      CHECK ((verdict = 'refused') = (reason IS NOT NULL))
    );
    -- A refused entry keeps its place in the chain even when it is refused because its id is taken.
    CREATE UNIQUE INDEX entry_by_id ON entry (id) WHERE verdict = 'accepted';
    CREATE INDEX entry_by_exam ON entry (exam_id) WHERE exam_id IS NOT NULL;

    -- Kept as evidence, beside the chain: the place under seq stays open for the entry that fits.
    CREATE TABLE misfit (
      device_id ${TEXT} NOT NULL REFERENCES device (id),
      seq bigint NOT NULL CHECK (seq >= 1),
      text ${TEXT} NOT NULL,
      id ${TEXT} NOT NULL,
      kind ${TEXT} NOT NULL,
      hash ${TEXT} NOT NULL,
      received_at ${TEXT} NOT NULL,
      sent_by ${TEXT} NOT NULL REFERENCES device (id),
      detail ${TEXT} NOT NULL
    );
    -- Texts are longer than a row of an index may be. convert_to is called STABLE only because encodings can be redefined; UTF-8 is not.
    CREATE FUNCTION digest_of(words text) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT sha256(convert_to(words, 'UTF8')) $$;
    CREATE UNIQUE INDEX misfit_once ON misfit (device_id, seq, digest_of(text));

    CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'entries are append-only'; END $$;
    CREATE TRIGGER entry_is_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER misfit_is_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON misfit FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

    -- The body is enough: Ed25519 gives the same signature over it every time. refused: JSON, as in the body, and too long for an index.
    CREATE TABLE receipt (
      device_id ${TEXT} NOT NULL REFERENCES device (id),
      from_seq bigint NOT NULL,
      to_seq bigint NOT NULL,
      head ${TEXT} NOT NULL,
      refused ${TEXT} NOT NULL,
      body ${TEXT} NOT NULL
    );
    CREATE UNIQUE INDEX receipt_once ON receipt (device_id, from_seq, to_seq, head, md5(refused));

    CREATE TABLE fork (
      device_id ${TEXT} NOT NULL REFERENCES device (id),
      seq bigint NOT NULL,
      known_hash ${TEXT} NOT NULL,
      other_hash ${TEXT} NOT NULL,
      seen_at ${TEXT} NOT NULL,
      sent_by ${TEXT} NOT NULL REFERENCES device (id),
      PRIMARY KEY (device_id, seq, other_hash)
    );

    -- seq: given by who holds the lock, never by a sequence, which would count in the order of asking and not of committing.
    CREATE TABLE feed (
      seq bigint NOT NULL PRIMARY KEY,
      facility_id ${TEXT} REFERENCES facility (id),
      kind ${TEXT} NOT NULL,
      text ${TEXT} NOT NULL,
      event_id ${TEXT},
      exam_id ${TEXT}
    );
    CREATE UNIQUE INDEX feed_by_event ON feed (kind, event_id) WHERE event_id IS NOT NULL;
    CREATE INDEX feed_by_exam ON feed (exam_id, seq) WHERE exam_id IS NOT NULL;

    CREATE TABLE feed_lock (id integer NOT NULL PRIMARY KEY CHECK (id = 1));
    INSERT INTO feed_lock (id) VALUES (1);

    -- The newest version HQ has sent of each posting: the same row again makes no new version.
    CREATE TABLE aed_head (
      item_id ${TEXT} NOT NULL,
      posted_on ${TEXT} NOT NULL,
      version integer NOT NULL,
      content_hash ${TEXT} NOT NULL,
      PRIMARY KEY (item_id, posted_on)
    );

    CREATE TABLE hold (
      id ${TEXT} NOT NULL PRIMARY KEY,
      item_id ${TEXT} NOT NULL,
      facility_id ${TEXT} NOT NULL REFERENCES facility (id),
      placed_at ${TEXT} NOT NULL,
      closed_at ${TEXT},
      closed_as ${TEXT} CHECK (closed_as IN ('released', 'cancelled'))
    );

    CREATE TABLE list_version (
      list_id ${TEXT} NOT NULL,
      version integer NOT NULL,
      text ${TEXT} NOT NULL,
      PRIMARY KEY (list_id, version)
    );

    CREATE TABLE roster_version (
      facility_id ${TEXT} NOT NULL REFERENCES facility (id),
      version integer NOT NULL,
      text ${TEXT} NOT NULL,
      PRIMARY KEY (facility_id, version)
    );

    -- Everyone who ever stood on a roster: entries of an officer who has left may still arrive.
    CREATE TABLE officer (
      facility_id ${TEXT} NOT NULL REFERENCES facility (id),
      id ${TEXT} NOT NULL,
      PRIMARY KEY (facility_id, id)
    );
  `,
};
