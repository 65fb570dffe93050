/** Opens ledger, reference store and loader in the right order; on any fault nothing stays open and no file was changed. */
import { join } from 'node:path';
import { startLoader } from '../loader/client.ts';
import { openDatabase, StorageDamaged } from '../store/driver.ts';
import { openLedger, type Ledger } from '../store/ledger/ledger.ts';
import { NewerDatabase } from '../store/migrate.ts';
import { openReferenceReader, prepareReference } from '../store/reference/open.ts';
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
