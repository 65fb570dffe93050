/** Puts a next ledger in the place of a copied one by renames, so that a kill at any moment leaves the old state or the new one. */
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { deviceEnrolledSchema } from '../../../domain/ledger/kinds.ts';
import { openDatabase, type OpenOptions } from '../driver.ts';
import { openLedger, type Ledger } from './ledger.ts';
import { writeSuccessor, type Heir } from './successor.ts';

export const LEDGER_FILE = 'ledger.db';
/** Whole and flushed; from here on the old ledger is the former one. */
const NEXT_FILE = 'ledger-next.db';
const UNFINISHED_FILE = 'ledger-next.unfinished.db';

type Open = Pick<OpenOptions, 'key' | 'binding'>;

/** The ledger at work goes on untouched until the stores are opened next. Throws when the next one could not be written; nothing changed then. */
export function leaveNextLedger(folder: string, open: Open, former: Ledger, heir: Heir): void {
  const unfinished = join(folder, UNFINISHED_FILE);
  writeSuccessor(former, unfinished, open, heir);
  renameSync(unfinished, join(folder, NEXT_FILE));
  flushFolder(folder);
}

/**
 * At the start, while nobody has the ledger open: Windows renames no open file. Without a whole next ledger everything stays as it is; with
 * one, whatever was renamed before a kill, the former ledger gets its name for ever and the next one its place.
 */
export function takeNextLedger(folder: string, open: Open): void {
  removeWithItsFiles(join(folder, UNFINISHED_FILE));
  const next = join(folder, NEXT_FILE);
  if (!existsSync(next)) return;
  const ledger = join(folder, LEDGER_FILE);
  if (existsSync(ledger)) {
    intoOneFile(ledger, open);
    renameSync(ledger, freeName(join(folder, formerNameIn(next, open))));
    flushFolder(folder);
  }
  renameSync(next, ledger);
  flushFolder(folder);
}

/** Told by the next ledger itself: of which device the former one is, and when it ended. */
function formerNameIn(next: string, open: Open): string {
  const ledger = openLedger(openDatabase(next, { ...open, readonly: true, synchronous: 'FULL' }));
  try {
    const first = ledger.after(0, 1).at(0);
    const { former } = deviceEnrolledSchema.parse(first?.payload);
    const time = new Date(first?.recordedAt ?? 0).toISOString().replace(/[-:.]/g, '');
    // HQ names devices; what it says must not lead out of this folder.
    return `ledger-former-${(former?.deviceId ?? 'unknown').replace(/[^A-Za-z0-9_-]/g, '_')}-${time}`;
  } finally {
    ledger.close();
    for (const end of ['-wal', '-shm']) rmSync(next + end, { force: true });
  }
}

/** A former ledger is never written over, even when somebody has put files back by hand. */
function freeName(base: string): string {
  let file = `${base}.db`;
  for (let n = 2; existsSync(file); n += 1) file = `${base}-${n}.db`;
  return file;
}

/**
 * Folds the log in and takes the file out of WAL mode, which SQLite does only while nobody else has it open. Its log beside the next ledger
 * would be taken for that one's, and another program that still read the former one would remove the next one's log when it closes.
 */
function intoOneFile(ledger: string, open: Open): void {
  const db = openDatabase(ledger, { ...open, synchronous: 'FULL' });
  try {
    db.pragma('journal_mode = DELETE');
  } finally {
    db.close();
  }
}

function removeWithItsFiles(file: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(file + end, { force: true });
}

/** The renames lie in the folder. Windows cannot flush one and need not: NTFS journals renames. */
function flushFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
