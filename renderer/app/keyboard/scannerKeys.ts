/** Reads the presses of a scan by the bench's scanner profile, and remembers which reading a right number proved last. */
import type { KeyPress } from '../../../domain/scan/burst.ts';
import type { ScannerProfile } from '../../../domain/scan/profile.ts';
import { readPresses, type ReadBy } from '../../../domain/scan/reading.ts';

export type ReadKeys = (keys: readonly KeyPress[]) => string;

export function makeReadKeys(profile: () => ScannerProfile): ReadKeys {
  let provenBy: ReadBy = 'code';
  return (keys) => {
    const { text, by } = readPresses(keys, profile(), provenBy);
    provenBy = by;
    return text;
  };
}
