/** How absence is said: with the date of the data it rests on, or why there is no such date. */
import { isShare, type FeedState } from '../facts.ts';
import { timeOf } from './times.ts';

/** asOf: null or '' while the first load was not complete when the item was looked up. */
export function absenceWords(asOf: string | null, feed: FeedState): string {
  return asOf === null || asOf === '' ? soFar(feed) : `none on this desk, data as of ${timeOf(asOf)}`;
}

function soFar(feed: FeedState): string {
  return isShare(feed) ? `still ${feed.replace('loading', 'loading from HQ,')} here, none so far` : SO_FAR[feed];
}

const SO_FAR: Readonly<Record<Exclude<FeedState, `loading ${number} %`>, string>> = {
  complete: 'was still loading from HQ when this was looked up, none until then',
  loading: 'still loading from HQ, none so far',
  interrupted: 'not all loaded from HQ yet, none so far',
  never: 'none on this desk, and HQ was never heard',
};
