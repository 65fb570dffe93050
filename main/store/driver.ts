/** Opens encrypted SQLite databases; the only file that imports the SQLite module. */
import { createRequire } from 'node:module';
import type BetterSqlite3 from 'better-sqlite3';

export type Database = BetterSqlite3.Database;

export interface OpenOptions {
  /** Raw 256-bit key; null opens a plain database (in memory for the drill; tests). */
  readonly key: Buffer | null;
  /** Path of a native module built for an older Node-API, or null for the packaged one (see docs/runtime.md). */
  readonly binding: string | null;
  readonly readonly?: boolean;
  /** FULL for the ledger: WAL with NORMAL may lose the last commits when the power fails. NORMAL for what HQ can send again. */
  readonly synchronous: 'FULL' | 'NORMAL';
}

export class StorageDamaged extends Error {
  override readonly name = 'StorageDamaged';
}

/**
 * Opens or creates a database file. Throws StorageDamaged when the key does not fit or the file is no database; the file is left as it
 * is, because a file that cannot be read today may hold records that can be rescued tomorrow.
 */
export function openDatabase(file: string, options: OpenOptions): Database {
  const Module = loadModule();
  const db = new Module(file, {
    ...(options.readonly ? { readonly: true } : {}),
    ...(options.binding ? { nativeBinding: options.binding } : {}),
  });
  try {
    setKey(db, options.key);
    // The first read is what finds a wrong key; everything before it succeeds silently.
    db.pragma('schema_version');
    setPragmas(db, options);
    return db;
  } catch (error) {
    db.close();
    if (isDamage(error)) throw new StorageDamaged(`cannot read ${file.split(/[\\/]/).at(-1) ?? file}`, { cause: error });
    throw error;
  }
}

// Loaded on first use and by require, so that a program part that never opens a database also runs where the native module does not fit.
function loadModule(): typeof BetterSqlite3 {
  return createRequire(import.meta.url)('better-sqlite3') as typeof BetterSqlite3;
}

function setKey(db: Database, key: Buffer | null): void {
  if (key === null) return;
  if (key.length !== 32) throw new TypeError('the store key has 32 bytes');
  db.pragma(`cipher='sqlcipher'`);
  db.pragma(`legacy=0`);
  db.pragma(`key="x'${key.toString('hex')}'"`);
}

function setPragmas(db: Database, options: OpenOptions): void {
  db.pragma('busy_timeout = 5000');
  // Sorting and indexing must not spill plain text to a temporary file.
  db.pragma('temp_store = MEMORY');
  db.pragma('foreign_keys = ON');
  db.pragma('trusted_schema = OFF');
  if (options.readonly) return;
  db.pragma('journal_mode = WAL');
  db.pragma(`synchronous = ${options.synchronous}`);
}

const DAMAGE_CODES = new Set(['SQLITE_NOTADB', 'SQLITE_CORRUPT']);

/** Is this SQLite's word for a damaged file (or a wrong key, which looks the same)? */
export function isDamage(error: unknown): boolean {
  return DAMAGE_CODES.has(sqliteCode(error).split('_').slice(0, 2).join('_'));
}

/** Is the disk full, or the file not writable? */
export function isFull(error: unknown): boolean {
  const code = sqliteCode(error);
  return code.startsWith('SQLITE_FULL') || code.startsWith('SQLITE_IOERR_WRITE') || code.startsWith('SQLITE_IOERR_FSYNC');
}

/** Did a statement break a rule of the schema, such as two rows under one key? */
export function isConstraint(error: unknown): boolean {
  return sqliteCode(error).startsWith('SQLITE_CONSTRAINT');
}

function sqliteCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
