/** Opens reference.db for its one writer or for a reader; a damaged one is replaced by an empty one, because HQ can fill it again. */
import { rmSync } from 'node:fs';
import { isDamage, openDatabase, StorageDamaged } from '../driver.ts';
import type { Database } from '../driver.ts';
import { migrate, NewerDatabase } from '../migrate.ts';
import { REFERENCE_MIGRATIONS } from './migrations.ts';
import { referenceReader } from './reader.ts';
import type { ReferenceReader } from './reader.ts';
import { referenceWriter } from './writer.ts';

export interface ReferenceFile {
  readonly file: string;
  readonly key: Buffer | null;
  readonly binding: string | null;
}

/** Makes sure that the file is there with today's schema; call it before the loader starts. `rebuilt`: it was damaged or too new, and is empty now. */
export function prepareReference(place: ReferenceFile): 'ready' | 'rebuilt' {
  try {
    openForWriting(place).close();
    return 'ready';
  } catch (error) {
    if (!(error instanceof StorageDamaged || error instanceof NewerDatabase || isDamage(error))) throw error;
    discardReference(place.file);
    openForWriting(place).close();
    return 'rebuilt';
  }
}

/** Removes the file with what SQLite keeps beside it; nobody may have it open. */
export function discardReference(file: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
}

/** For the loader only: nothing else writes this file. */
export function openForWriting({ file, key, binding }: ReferenceFile): Database {
  const db = openDatabase(file, { key, binding, synchronous: 'NORMAL' });
  try {
    migrate(db, REFERENCE_MIGRATIONS);
    // Each time, not only after a step: a kill between the two must not leave parked for ever what can be used now.
    referenceWriter(db).replayParked();
    // 64 MiB: a load touches index pages all over, and each page that leaves the cache too early is encrypted and written once more.
    db.pragma('cache_size = -65536');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** A read-only connection: it never waits for a load and cannot write by mistake. */
export function openReferenceReader({ file, key, binding }: ReferenceFile): ReferenceReader {
  return referenceReader(openDatabase(file, { key, binding, readonly: true, synchronous: 'NORMAL' }));
}
