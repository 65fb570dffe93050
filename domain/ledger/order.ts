/** The one order of ledger entries: by device and number, never by a wall clock. */
import type { Entry } from './entry.ts';

/** Entries of one or several desks in order of (deviceId, seq); one given twice stands there once, a fork's two entries both. */
export function inLedgerOrder(entries: Iterable<Entry>): readonly Entry[] {
  const byPlace = new Map<string, Entry>();
  for (const entry of entries) byPlace.set(JSON.stringify([entry.deviceId, entry.seq, entry.hash]), entry);
  return [...byPlace.values()].sort((a, b) => compareText(a.deviceId, b.deviceId) || a.seq - b.seq || compareText(a.hash, b.hash));
}

/** By UTF-16 units: the same on every machine, whatever its language. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
