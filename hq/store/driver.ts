/** Opens HQ's SQLite database; the only file of HQ that imports the SQLite module. */
import Database from 'better-sqlite3';

export type Db = Database.Database;

export function openDatabase(file: string, busyTimeoutMs: number): Db {
  const db = new Database(file);
  // The server must not stand still while an admin command writes: it answers `busy` and the desk comes again.
  db.pragma(`busy_timeout = ${busyTimeoutMs}`);
  db.pragma('journal_mode = WAL');
  // A receipt is a promise (sync rule 1): WAL with NORMAL may forget the last commits when the power fails.
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('trusted_schema = OFF');
  return db;
}

/** Another program holds the write lock, e.g. an admin command that loads a large file. */
export function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
}

/** Runs work in one write transaction; it takes the write lock at once, so that what it reads stays true until it commits. */
export function inTransaction<T>(db: Db, work: () => T): T {
  return db.transaction(work).immediate();
}
