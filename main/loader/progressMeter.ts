/** Counts what an import has done and says how far it is, how fast, and how long it will still take. */
import type { ImportProgress } from '../../preload/contract/views.ts';

const REPORT_EVERY_MS = 200;

export interface ProgressMeter {
  /** Adds to the counts; true when it is time to tell. */
  count(rows: number, refused: number, bytesRead: number): boolean;
  at(state: ImportProgress['state'], fault: ImportProgress['fault']): ImportProgress;
}

export function progressMeter(importId: string, fileName: string, bytesTotal: number, now: () => number = () => performance.now()): ProgressMeter {
  const startedAt = now();
  let toldAt = startedAt;
  let rows = 0;
  let refused = 0;
  let bytesRead = 0;

  return {
    count(moreRows, moreRefused, read) {
      rows += moreRows;
      refused += moreRefused;
      bytesRead = read;
      const isDue = now() - toldAt >= REPORT_EVERY_MS;
      if (isDue) toldAt = now();
      return isDue;
    },
    at(state, fault) {
      const seconds = Math.max(0.001, (now() - startedAt) / 1000);
      // The file may have grown since its size was asked for.
      const bytesLeft = Math.max(0, bytesTotal - bytesRead);
      return {
        importId,
        state,
        fileName,
        bytesRead: state === 'done' ? Math.max(bytesRead, bytesTotal) : bytesRead,
        bytesTotal: Math.max(bytesTotal, bytesRead),
        rows,
        refused,
        rowsPerSecond: Math.round(rows / seconds),
        secondsLeft: state === 'running' && bytesRead > 0 ? Math.ceil((bytesLeft / bytesRead) * seconds) : null,
        fault,
      };
    },
  };
}
