/** Opens ledger, reference store and loader in the right order; on any fault nothing stays open and no file was changed. */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startLoader } from '../loader/client.ts';
import { openDatabase, StorageDamaged } from '../store/driver.ts';
import { openLedger, type Ledger } from '../store/ledger/ledger.ts';
import { NewerDatabase } from '../store/migrate.ts';
import { discardReference, openReferenceReader, prepareReference } from '../store/reference/open.ts';
import type { ReferenceReader } from '../store/reference/reader.ts';
import type { Loader } from './ports.ts';

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
}

export type StoreFault = 'ledger-damaged' | 'newer-store' | 'store-unusable';

export type StoresResult = { readonly ok: true; readonly value: DeskStores } | { readonly ok: false; readonly fault: StoreFault; readonly why: string };

export function openDeskStores(place: StorePlace): StoresResult {
  const key = Buffer.from(place.key, 'base64');
  const binding = place.sqliteBinding;
  try {
    const ledger = openLedger(openDatabase(join(place.storeFolder, 'ledger.db'), { key, binding, synchronous: 'FULL' }));
    const referencePlace = { file: join(place.storeFolder, 'reference.db'), key, binding };
    if (takeRebuildMark(place.storeFolder)) discardReference(referencePlace.file);
    prepareReference(referencePlace);
    const reference = openReferenceReader(referencePlace);
    const loader = startLoader({ workerFile: place.loaderFile, ...referencePlace });
    return { ok: true, value: { ledger, reference, loader } };
  } catch (error) {
    return { ok: false, fault: faultOf(error), why: error instanceof Error ? error.message : 'unknown' };
  }
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

function takeRebuildMark(storeFolder: string): boolean {
  const mark = join(storeFolder, REBUILD_MARK);
  if (!existsSync(mark)) return false;
  rmSync(mark);
  return true;
}
