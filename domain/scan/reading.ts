/** Says what text a run of key presses stands for, under the scanner's profile. */
import { textByCode, textByKey, type KeyPress } from './burst.ts';
import { withoutFrame, type ScannerProfile } from './profile.ts';
import { isProven } from './proven.ts';

export type ReadBy = 'code' | 'key';

/** text: without the scanner's frame. by: which reading holds from now on. */
export interface Reading {
  readonly text: string;
  readonly by: ReadBy;
}

/**
 * A scanner plays a keyboard and cannot know the desk's layout: set to a US keyboard on a German desk its Z arrives as Y, and a wrong number
 * may even be a right one. So the places of the keys count. Whether the scanner was set to the desk's own layout instead, only a number with a
 * check digit or a structure can prove; after such a proof the same holds for the scans that prove nothing (`before`, first 'code').
 */
export function readPresses(keys: readonly KeyPress[], profile: ScannerProfile, before: ReadBy): Reading {
  const byCode = withoutFrame(textByCode(keys), profile);
  const byKey = withoutFrame(textByKey(keys), profile);
  // Apart from capitals the same: there is nothing to prove, and the places of the keys know of no Caps Lock.
  if (profile.layout !== 'byKey' && byCode.toUpperCase() === byKey.toUpperCase()) return { text: byCode, by: before };
  const by = readBy(byCode, byKey, profile, before);
  return { text: by === 'code' ? byCode : byKey, by };
}

function readBy(byCode: string, byKey: string, { layout }: ScannerProfile, before: ReadBy): ReadBy {
  if (layout !== 'auto') return layout === 'byCode' ? 'code' : 'key';
  const isCodeProven = isProven(byCode);
  if (isCodeProven === isProven(byKey)) return before;
  return isCodeProven ? 'code' : 'key';
}
