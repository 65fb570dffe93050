/** What must be reached on a set of photos; every photo that was not read rightly is printed. */
import { expect } from 'vitest';
import type { Effort } from '../../../domain/decoding/read.ts';
import { reportOf, shareRight, type Judged } from './photoSet.ts';

/** Shares of all photos with a barcode, and of those with Code 128, which is what an item's number is printed in. */
const DUE: Readonly<Record<Effort, { readonly all: number; readonly code128: number }>> = {
  capture: { all: 0.985, code128: 0.99 },
  // The picture comes again, so a frame may be missed; a wrong text may not.
  live: { all: 0.96, code128: 0.92 },
};

export function expectShares(judged: readonly Judged[], effort: Effort): void {
  const report = `${effort}\n${reportOf(judged)}`;
  console.log(report);
  const withBarcode = judged.filter(({ photo }) => photo.text !== null);
  expect(shareRight(withBarcode), report).toBeGreaterThanOrEqual(DUE[effort].all);
  expect(shareRight(judged.filter(({ photo }) => photo.symbology === 'Code128')), report).toBeGreaterThanOrEqual(DUE[effort].code128);
  expect(judged.filter(({ verdict }) => verdict === 'wrong'), report).toEqual([]);
}
