/** Copies a ledger, encrypted with its own key, while the desk works; a file has the copy's final name only when it was read back whole. */
import { closeSync, existsSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { EMPTY_CHAIN, verifyChain, type ChainHead } from '../../../domain/ledger/chain.ts';
import { isDamage, isFull, openDatabase, type Database, type OpenOptions } from '../driver.ts';
import { entryOf, type StoredEntry } from './stored.ts';

export interface LedgerBackup {
  /** The copy, under its final name. */
  readonly file: string;
  /** Of the same desk as the ledger. */
  readonly open: Pick<OpenOptions, 'key' | 'binding'>;
  /** Makes the name of the unfinished copy one that no other backup has. */
  readonly newId: () => string;
}

/** With any of them the final name is where it was: on the copy of before or on nothing. Only a flush that fails at the very end leaves the new one there. */
export type BackupFault =
  | 'in-use' //             the final name is that of a ledger at work
  | 'storage-full' //       no room for the copy
  | 'not-writable' //       the place is gone, or does not let itself be written or replaced
  | 'ledger-damaged' //     the ledger itself cannot be read
  | 'copy-not-whole'; //    what was written does not read back as the ledger

export type BackupResult =
  | { readonly ok: true; readonly head: ChainHead }
  | { readonly ok: false; readonly fault: BackupFault };

/**
 * db: the open ledger; it is only read, in one transaction, so that the desk may seal entries meanwhile. Blocks its thread until it is
 * done, so it is not for the process that serves the officer.
 */
export function backUpLedger(db: Database, { file, open, newId }: LedgerBackup): BackupResult {
  const unfinished = `${file}.${newId()}${UNFINISHED}`;
  try {
    if (isAtWork(db, file)) return failed('in-use');
    const atStart = headOf(db);
    removeUnfinished(file);
    const written = copyTo(db, unfinished);
    if (written !== null) return failed(written);
    const head = wholeHead(unfinished, open);
    if (head === null || head.seq < atStart.seq) return failed('copy-not-whole');
    // The older copy goes in the same step in which the new one comes: at no moment is there none.
    renameSync(unfinished, file);
    flush(dirname(file), 'folder');
    return { ok: true, head };
  } catch (error) {
    return failed(faultOf(error));
  } finally {
    removeUnfinished(file);
  }
}

const UNFINISHED = '.unfinished';

/** A copy over the ledger itself, or over any database that somebody has open, would take their entries away. */
function isAtWork(db: Database, file: string): boolean {
  if (existsSync(`${file}-wal`)) return true;
  if (!existsSync(file)) return false;
  const [ledger, target] = [statSync(db.name), statSync(file)];
  return ledger.ino === target.ino && ledger.dev === target.dev;
}

/** VACUUM INTO: SQLite's own copy is of one moment and keeps the key; a copy of the file alone would miss what is in the write-ahead log. */
function copyTo(db: Database, unfinished: string): BackupFault | null {
  try {
    db.prepare<[string]>('VACUUM INTO ?').run(unfinished);
  } catch (error) {
    // Reading the ledger and writing the copy fail in one statement; damage can only be the ledger's.
    return faultOf(error);
  }
  flush(unfinished, 'file');
  return null;
}

/** The head of a copy of which every page and every entry is right; null for any other. */
function wholeHead(file: string, open: LedgerBackup['open']): ChainHead | null {
  try {
    const copy = openDatabase(file, { ...open, readonly: true, synchronous: 'FULL' });
    try {
      if (copy.pragma('quick_check', { simple: true }) !== 'ok') return null;
      return chainOf(copy);
    } finally {
      copy.close();
    }
  } catch (error) {
    // What the system and SQLite's writing say has a code of its own; damage, and a text that is no entry, is what was looked for.
    if (codeOf(error) === '' || isDamage(error)) return null;
    throw error;
  }
}

/** By its entries alone, so that a ledger of an older version can be copied before it is migrated. */
function chainOf(db: Database): ChainHead | null {
  const page = db.prepare<[number], StoredEntry>('SELECT hash, canonical FROM entry WHERE seq > ? ORDER BY seq LIMIT 1000');
  let head = EMPTY_CHAIN;
  for (let rows = page.all(head.seq); rows.length > 0; rows = page.all(head.seq)) {
    const entries = rows.map(entryOf);
    const linked = verifyChain(entries, entries[0]?.deviceId ?? '', head);
    if (!linked.ok) return null;
    head = linked.head;
  }
  return head;
}

function headOf(db: Database): ChainHead {
  return db.prepare<[], ChainHead>('SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1').get() ?? EMPTY_CHAIN;
}

/** A power cut must not leave the final name on a file of which parts were never written. Windows cannot flush a folder and need not. */
function flush(path: string, kind: 'file' | 'folder'): void {
  if (kind === 'folder' && process.platform === 'win32') return;
  const handle = openSync(path, kind === 'file' ? 'r+' : 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/**
 * Also of backups that were killed. A backup of the same name that still runs loses its file by it (or keeps it, on Windows) and then says
 * that it failed: its copy has a name of its own and can never be renamed by another. What cannot be removed now is for the next time.
 */
function removeUnfinished(file: string): void {
  const isUnfinished = (name: string): boolean => name.startsWith(`${basename(file)}.`) && name.includes(UNFINISHED);
  try {
    for (const name of readdirSync(dirname(file)).filter(isUnfinished)) rmSync(join(dirname(file), name), { force: true });
  } catch {
    // It is called a copy by nobody, and it is encrypted.
  }
}

const FULL_CODES = new Set(['ENOSPC', 'EDQUOT']);

function faultOf(error: unknown): BackupFault {
  if (isFull(error) || FULL_CODES.has(codeOf(error))) return 'storage-full';
  return isDamage(error) ? 'ledger-damaged' : 'not-writable';
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function failed(fault: BackupFault): BackupResult {
  return { ok: false, fault };
}
