/** How absence is said: with the date of the data it rests on, or why there is no such date. */
import { timeOf } from './times.ts';

/** How far HQ's feed is on this desk. interrupted: a part is here and the rest is not being fetched now. */
export type FeedState = 'complete' | 'loading' | 'interrupted' | 'never';

/** asOf: null or '' while the first load was not complete when the item was looked up. */
export function absenceWords(asOf: string | null, feed: FeedState): string {
  return asOf === null || asOf === '' ? SO_FAR[feed] : `none on this desk, data as of ${timeOf(asOf)}`;
}

const SO_FAR: Readonly<Record<FeedState, string>> = {
  complete: 'was still loading from HQ when this was looked up, none until then',
  loading: 'still loading from HQ, none so far',
  interrupted: 'not all loaded from HQ yet, none so far',
  never: 'none on this desk, and HQ was never heard',
};
