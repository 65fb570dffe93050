/** Opens SQLite files the way HQ needs them; with postgres.ts the only files of HQ that import a database's own module. */
import SqliteModule from 'better-sqlite3';

export type SqliteFile = SqliteModule.Database;

export function openSqliteFile(file: string, busyTimeoutMs: number): SqliteFile {
  const db = new SqliteModule(file);
  // The server must not stand still while an admin command writes: it answers `busy` and the desk comes again.
  db.pragma(`busy_timeout = ${busyTimeoutMs}`);
  db.pragma('journal_mode = WAL');
  // A receipt is a promise (sync rule 1): WAL with NORMAL may forget the last commits when the power fails.
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('trusted_schema = OFF');
  return db;
}

/** A second connection to a file that is open for writing: it sees what is committed, whatever write is under way. */
export function openSqliteReader(file: string, busyTimeoutMs: number): SqliteFile {
  const db = new SqliteModule(file, { readonly: true });
  db.pragma(`busy_timeout = ${busyTimeoutMs}`);
  db.pragma('trusted_schema = OFF');
  return db;
}

/** A database of its own that nobody else sees and that is gone when it is closed. */
export function openSpool(): SqliteFile {
  return new SqliteModule('');
}

/** Another program holds the write lock, e.g. an admin command that loads a large file. */
export function isSqliteBusy(error: unknown): boolean {
  return error instanceof SqliteModule.SqliteError && error.code.startsWith('SQLITE_BUSY');
}
