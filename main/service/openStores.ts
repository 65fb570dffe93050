/** Opens ledger, reference store and loader in the right order; on any fault nothing stays open and no file was changed. */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startLoader } from '../loader/client.ts';
import { openDatabase, StorageDamaged, type Database } from '../store/driver.ts';
import { openLedger, type Ledger } from '../store/ledger/ledger.ts';
import { LEDGER_FILE, leaveNextLedger, takeNextLedger } from '../store/ledger/turnover.ts';
import { photoFiles, type PhotoFiles } from '../store/photos/photoFiles.ts';
import { NewerDatabase } from '../store/migrate.ts';
import { discardReference, openReferenceReader, prepareReference } from '../store/reference/open.ts';
import type { ReferenceReader } from '../store/reference/reader.ts';
import type { LeaveNextLedger, Loader } from './ports.ts';

export interface StorePlace {
  readonly storeFolder: string;
  /** Raw 256-bit key, base64. */
  readonly key: string;
  readonly sqliteBinding: string | null;
  readonly loaderFile: string;
}

export interface DeskStores {
  readonly ledger: Ledger;
  readonly reference: ReferenceReader;
  readonly loader: Loader;
  readonly leaveNextLedger: LeaveNextLedger;
  readonly photos: PhotoFiles;
}

export type StoreFault = 'ledger-damaged' | 'newer-store' | 'store-unusable';

export type StoresResult = { readonly ok: true; readonly value: DeskStores } | { readonly ok: false; readonly fault: StoreFault; readonly why: string };

export function openDeskStores(place: StorePlace): StoresResult {
  const key = Buffer.from(place.key, 'base64');
  const binding = place.sqliteBinding;
  let ledgerFile: Database | null = null;
  try {
    takeNextLedger(place.storeFolder, { key, binding });
    ledgerFile = openDatabase(join(place.storeFolder, LEDGER_FILE), { key, binding, synchronous: 'FULL' });
    const ledger = openLedger(ledgerFile);
    const referencePlace = { file: join(place.storeFolder, 'reference.db'), key, binding };
    discardIfMarked(place.storeFolder, referencePlace.file);
    prepareReference(referencePlace);
    const reference = openReferenceReader(referencePlace);
    const loader = startLoader({ workerFile: place.loaderFile, ...referencePlace });
    const photos = photoFiles(place.storeFolder, key);
    return { ok: true, value: { ledger, reference, loader, photos, leaveNextLedger: leaverIn(place.storeFolder, { key, binding }) } };
  } catch (error) {
    ledgerFile?.close();
    return { ok: false, fault: faultOf(error), why: error instanceof Error ? error.message : 'unknown' };
  }
}

function leaverIn(storeFolder: string, open: { readonly key: Buffer; readonly binding: string | null }): LeaveNextLedger {
  return (former, heir) => {
    // Made for another facility: what HQ told the former device does not fit, and its cursor would leave out what does.
    if (former.identity()?.facilityId !== heir.identity.facilityId) markForRebuild(storeFolder);
    leaveNextLedger(storeFolder, open, former, heir);
  };
}

function faultOf(error: unknown): StoreFault {
  if (error instanceof StorageDamaged) return 'ledger-damaged';
  return error instanceof NewerDatabase ? 'newer-store' : 'store-unusable';
}

const REBUILD_MARK = 'reference.rebuild';

/** Damage was found while the store was open: the next start makes it anew. HQ can tell all of it again; the ledger is not touched. */
export function markForRebuild(storeFolder: string): void {
  writeFileSync(join(storeFolder, REBUILD_MARK), '');
}

/** The mark goes last: a process that ends between the two must find it again. */
function discardIfMarked(storeFolder: string, referenceFile: string): void {
  const mark = join(storeFolder, REBUILD_MARK);
  if (!existsSync(mark)) return;
  discardReference(referenceFile);
  rmSync(mark);
}
