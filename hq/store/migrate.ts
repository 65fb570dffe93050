/**
 * Brings HQ's database to the newest schema: numbered steps, each one transaction that also writes its number down. SQLite and PostgreSQL
 * have steps of their own words with the same numbers; a test compares what they end with.
 */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Database, Reads, Tx } from './database.ts';
import { openSqliteFile, type SqliteFile } from './dialects/sqliteFile.ts';
import { firstTables } from './migrations/0010-first-tables.ts';
import { openPlaces } from './migrations/0020-open-places.ts';
import { newsOfDesks } from './migrations/0030-news-of-desks.ts';
import { plainColumns } from './migrations/0040-plain-columns.ts';
import { postgresTables } from './migrations/0040-postgres-tables.ts';
import { approvalAndSecondVerdicts, approvalAndSecondVerdictsPostgres } from './migrations/0050-approval-and-second-verdicts.ts';
import { bucketsAndSnapshots, bucketsAndSnapshotsPostgres } from './migrations/0070-buckets-and-snapshots.ts';
import { sealingKey, sealingKeyPostgres } from './migrations/0080-sealing-key.ts';
import { marksOfRows, marksOfRowsPostgres } from './migrations/0090-marks-of-rows.ts';
import { photos, photosPostgres } from './migrations/0100-photos.ts';

export interface Migration {
  /** Numbered in tens; never edited once it has run anywhere. */
  readonly number: number;
  readonly up: (db: SqliteFile) => void;
}

export interface PostgresMigration {
  readonly number: number;
  /** Statements with semicolons between. */
  readonly sql: string;
}

const MIGRATIONS: readonly Migration[] = [firstTables, openPlaces, newsOfDesks, plainColumns, approvalAndSecondVerdicts, bucketsAndSnapshots, sealingKey, marksOfRows, photos];
/** PostgreSQL came with number 40. */
const POSTGRES_MIGRATIONS: readonly PostgresMigration[] = [postgresTables, approvalAndSecondVerdictsPostgres, bucketsAndSnapshotsPostgres, sealingKeyPostgres, marksOfRowsPostgres, photosPostgres];
const NEWEST = MIGRATIONS.at(-1)?.number ?? 0;

/** The database was written by a newer program: it is not touched. */
export class NewerDatabase extends Error {
  override readonly name = 'NewerDatabase';

  constructor(found: number, known: number) {
    super(`The data was written by a newer HQ (schema ${found}, this program knows ${known}). Please update this program.`);
  }
}

function refuseNewer(found: number): void {
  if (found > NEWEST) throw new NewerDatabase(found, NEWEST);
}

export function migrateFile(file: string, busyTimeoutMs: number): void {
  const db = openSqliteFile(file, busyTimeoutMs);
  try {
    refuseNewer(versionOfFile(db));
    for (const step of MIGRATIONS) runOnce(db, step);
  } finally {
    db.close();
  }
}

function runOnce(db: SqliteFile, step: Migration): void {
  if (versionOfFile(db) >= step.number) return;
  db.transaction(() => {
    // Asked again inside: the server and an admin command may open a new folder at the same moment.
    if (versionOfFile(db) >= step.number) return;
    step.up(db);
    db.pragma(`user_version = ${step.number}`);
  }).immediate();
}

function versionOfFile(db: SqliteFile): number {
  return z.int().parse(db.pragma('user_version', { simple: true }));
}

/** Any number that no other program takes in this database; it says who migrates. */
const MIGRATION_LOCK = 1_229_801_046;

export async function migratePostgres(database: Database): Promise<void> {
  const found = await versionOfPostgres(database.reads);
  refuseNewer(found);
  if (found === NEWEST) return;
  await database.inTransaction(async (tx) => {
    await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(tx);
    // Asked again inside: several HQ processes may start at the same moment.
    const version = await versionOfPostgres(tx);
    for (const step of POSTGRES_MIGRATIONS) if (step.number > version) await runStep(tx, step);
  });
}

async function runStep(tx: Tx, step: PostgresMigration): Promise<void> {
  await sql.raw(step.sql).execute(tx);
  await sql.raw(`create table if not exists schema_version (version integer not null primary key); delete from schema_version;
    insert into schema_version (version) values (${step.number})`).execute(tx);
}

const versionRows = z.array(z.object({ version: z.int() }));

async function versionOfPostgres(db: Reads): Promise<number> {
  const { rows: [table] } = await sql<{ found: boolean }>`select to_regclass('schema_version') is not null as found`.execute(db);
  if (table?.found !== true) return 0;
  const { rows } = await sql`select version from schema_version`.execute(db);
  return versionRows.parse(rows)[0]?.version ?? 0;
}
