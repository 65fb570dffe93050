/** Where a command finds HQ's store: PostgreSQL when DATABASE_URL names one, else SQLite in the data folder. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { z } from 'zod';
import type { HqPlace } from '../store/database.ts';
import { openHqStore, type HqStore } from '../store/store.ts';

export const DEFAULT_DATA_FOLDER = fileURLToPath(new URL('../../out/hq', import.meta.url));

const globalOptions = z.object({ data: z.string() });
const environment = z.object({ DATABASE_URL: z.string().optional() });

export function placeOf(command: Command): HqPlace {
  const { DATABASE_URL: url = '' } = environment.parse(process.env);
  return url === '' ? { folder: globalOptions.parse(command.optsWithGlobals()).data } : { url };
}

/** Where snapshots put their chunks when nobody says. */
export function chunkFolderOf(command: Command): string {
  return join(globalOptions.parse(command.optsWithGlobals()).data, 'chunks');
}

/** Where photos lie when nobody says. */
export function photoFolderOf(command: Command): string {
  return join(globalOptions.parse(command.optsWithGlobals()).data, 'photos');
}

/** Opens the store for one admin command; servers may be running on it at the same time. */
export async function withStore(command: Command, work: (store: HqStore) => Promise<void>): Promise<void> {
  const store = await openHqStore(placeOf(command));
  try {
    await work(store);
  } finally {
    await store.close();
  }
}
