/** Where an HQ of a test keeps its store: a new folder with SQLite, or a new database of PostgreSQL. The same tests run on both. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { openDatabase, type HqPlace } from '../../hq/store/database.ts';
import { openSqliteFile } from '../../hq/store/dialects/sqliteFile.ts';
import { makePostgresDatabase, removePostgresDatabase } from './postgres/databases.ts';

export interface HqHome {
  readonly place: HqPlace;
  /** A home with what is committed here now: HQ is restored from an older copy. */
  copy(): Promise<HqHome>;
  /** Everything that is kept, to search for what must not be. */
  everything(): Promise<string>;
  remove(): Promise<void>;
}

export const HQ_HOMES: readonly (readonly [name: string, make: () => Promise<HqHome>])[] = [
  ['SQLite', async () => sqliteHome()],
  ['PostgreSQL', async () => postgresHome(await makePostgresDatabase())],
];

/** For `startHq`: HQ as a process of its own on this home. */
export function programOptions({ place }: HqHome): { data: string } | { databaseUrl: string } {
  return 'url' in place ? { databaseUrl: place.url } : { data: place.folder };
}

export function sqliteHome(copyOf: Buffer | null = null): HqHome {
  const folder = mkdtempSync(join(tmpdir(), 'hq-home-'));
  const file = join(folder, 'hq.db');
  if (copyOf !== null) writeFileSync(file, copyOf);
  return {
    place: { folder },
    copy: async () => sqliteHome(bytesOf(file)),
    everything: async () => bytesOf(file).toString('latin1'),
    remove: async () => { rmSync(folder, { recursive: true, force: true }); },
  };
}

function bytesOf(file: string): Buffer {
  const db = openSqliteFile(file, 1_000);
  try {
    return db.serialize();
  } finally {
    db.close();
  }
}

function postgresHome(url: string): HqHome {
  return {
    place: { url },
    copy: async () => postgresHome(await makePostgresDatabase(url)),
    everything: () => rowsOf(url),
    remove: () => removePostgresDatabase(url),
  };
}

async function rowsOf(url: string): Promise<string> {
  const database = await openDatabase({ url });
  try {
    const { rows } = await sql<{ text: string }>`select database_to_xml(true, false, '')::text as text`.execute(database.reads);
    return JSON.stringify(rows);
  } finally {
    await database.close();
  }
}
