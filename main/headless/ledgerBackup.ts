/** `ledger backup`: a whole, encrypted copy of a ledger, also of a desk at work. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { v7 as uuidv7 } from 'uuid';
import { backUpLedger, type BackupFault } from '../store/ledger/backup.ts';
import { countPhotos } from '../store/ledger/photos.ts';
import { cannotRead, keyFor, openWithItsKey } from './ledger.ts';

const SENTENCES: Readonly<Record<BackupFault, string>> = {
  'in-use':
    'The copy was not made: under that name is a ledger in use. Nothing was changed. Choose another name.',
  'storage-full':
    'The copy was not made: there is no room for it. The ledger is safe, and so is an older copy of that name. Free space or choose another disk, then try again.',
  'not-writable':
    'The copy was not made: that place cannot be written, or another program has the older copy open. The ledger is safe. Close it or choose another place, then try again.',
  'ledger-damaged':
    'The copy was not made: the ledger cannot be read to its end. It was left exactly as it is, and so was an older copy of that name. Keep both, and ask your administrator to rescue the ledger.',
  'copy-not-whole':
    'The copy was not kept: it does not read back as a whole ledger. The ledger was not changed, and an older copy of that name is safe. Run ledger verify on the ledger; if it is whole, choose another disk.',
};

/** One JSON line about a copy that was made, with how many photos are not in it, for they lie beside the ledger; a sentence on the error output about one that was not. Answers the exit code. */
export function backUpLedgerTo(file: string, copy: string, output: Writable, errors: Writable): number {
  if (!existsSync(file)) return cannotRead(errors, `There is no file ${file}. Nothing was read.`);
  try {
    const key = keyFor(file);
    // Read-only: a copy changes nothing of what it copies, not even the version of its tables.
    const db = openWithItsKey(file, true);
    try {
      const result = backUpLedger(db, { file: resolve(copy), open: { key, binding: process.env['DESK_SQLITE_BINDING'] ?? null }, newId: () => uuidv7() });
      if (result.ok) output.write(`${JSON.stringify({ copy, entries: result.head.seq, head: result.head.hash, photosNotCopied: countPhotos(db) })}\n`);
      else errors.write(`${SENTENCES[result.fault]}\n`);
      return result.ok ? 0 : 1;
    } finally {
      db.close();
    }
  } catch (error) {
    return cannotRead(errors, error instanceof Error ? error.message : 'The file cannot be opened.');
  }
}
