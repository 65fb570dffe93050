/** Which data folder a command works on. */
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { z } from 'zod';
import { openHqStore, type HqStore } from '../store/store.ts';

export const DEFAULT_DATA_FOLDER = fileURLToPath(new URL('../../out/hq', import.meta.url));

const globalOptions = z.object({ data: z.string() });

export function dataFolder(command: Command): string {
  return globalOptions.parse(command.optsWithGlobals()).data;
}

/** Opens the folder for one admin command; the server may be running on it at the same time. */
export async function withStore(command: Command, work: (store: HqStore) => Promise<void> | void): Promise<void> {
  const store = openHqStore(dataFolder(command));
  try {
    await work(store);
  } finally {
    store.close();
  }
}
