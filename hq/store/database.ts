/** HQ's database, open and migrated: SQLite in a folder, or PostgreSQL at an address; everything above sees one and the same. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Kysely, Transaction } from 'kysely';
import { QueueTooLong } from './dialects/connectionQueue.ts';
import { connectPostgres, isConflict, isPostgresBusy, isPostgresRefusal } from './dialects/postgres.ts';
import { connectSqlite } from './dialects/sqlite.ts';
import { isSqliteBusy } from './dialects/sqliteFile.ts';
import { migrateFile, migratePostgres } from './migrate.ts';
import type { Tables } from './tables.ts';

export type HqPlace = { readonly folder: string } | { readonly url: string };

/** What only reads takes this: outside a transaction it sees what is committed. A transaction fits too. */
export type Reads = Kysely<Tables>;

/** What writes takes this, so that nothing is written outside a transaction. */
export type Tx = Transaction<Tables>;

export interface Database {
  readonly dialect: 'sqlite' | 'postgres';
  readonly reads: Reads;
  /**
   * One write transaction: all of it is committed and durable when this returns, or nothing is. `work` may run more than once, so it does
   * nothing but read and write in `tx`. It must not call this again: it would wait for itself.
   */
  inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** How long a write waits for another program's write. Default 30 s; the server waits less and answers `busy`. */
  readonly busyTimeoutMs?: number;
}

const DATABASE_FILE = 'hq.db';
const DEFAULT_BUSY_TIMEOUT_MS = 30_000;

/** Throws NewerDatabase when a newer program has written it. */
export function openDatabase(place: HqPlace, { busyTimeoutMs = DEFAULT_BUSY_TIMEOUT_MS }: OpenOptions = {}): Promise<Database> {
  return 'url' in place ? openPostgres(place.url, busyTimeoutMs) : openSqlite(place.folder, busyTimeoutMs);
}

async function openSqlite(folder: string, busyTimeoutMs: number): Promise<Database> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, DATABASE_FILE);
  migrateFile(file, busyTimeoutMs);
  const { reads, writes, close } = connectSqlite(file, busyTimeoutMs);
  return { dialect: 'sqlite', reads, inTransaction: (work) => writes.transaction().execute(work), close };
}

async function openPostgres(url: string, busyTimeoutMs: number): Promise<Database> {
  const { reads, writes, close } = connectPostgres(url, busyTimeoutMs);
  const database: Database = { dialect: 'postgres', reads, inTransaction: (work) => again(() => writes.transaction().execute(work)), close };
  try {
    await migratePostgres(database);
  } catch (error) {
    await close();
    throw error;
  }
  return database;
}

const MOST_TRIES = 4;

/** Several processes write at once: where two meet, one is undone, and what it does next time rests on what the other did. */
async function again<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (tries === MOST_TRIES || !isConflict(error)) throw error;
    }
  }
}

/** It could not be done now, and nothing of it was done or its end is unknown; sending it again is safe and may help. */
export function isBusy(error: unknown): boolean {
  return isSqliteBusy(error) || isPostgresBusy(error) || error instanceof QueueTooLong;
}

/** The database is there and wants nothing to do with this user, or there is none of this name. */
export function isRefused(error: unknown): error is Error {
  return isPostgresRefusal(error);
}
