/** Groups the AED versions of an item by posting, so that a number used twice never shows one sender under the other's name. */
import { grouped } from '../grouped.ts';
import type { AedVersion } from './record.ts';

/** One posting. postedOn: YYYY-MM-DD, '' when the post sent no date. versions: newest first, newest is the first of them. */
export interface Posting {
  readonly postedOn: string;
  readonly newest: AedVersion;
  readonly versions: readonly AedVersion[];
}

/**
 * The postings, newest first, one without a date last. Two deliveries of one version number are one version: the one received later.
 * A posting date in the future sorts first like any other; `advisory.ts` remarks on it.
 */
export function groupPostings(versions: readonly AedVersion[]): readonly Posting[] {
  return [...grouped(versions, ({ postedOn }) => postedOn)]
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .flatMap(([postedOn, ofPosting]) => {
      const sorted = ofPosting.toSorted(byNewest).filter(({ version }, index, all) => version !== all[index - 1]?.version);
      const [newest] = sorted;
      return newest === undefined ? [] : [{ postedOn, newest, versions: sorted }];
    });
}

/** The posting a scan means: the only one there is. null when there is none or several; then an officer looks and chooses. */
export function onlyPosting(postings: readonly Posting[]): Posting | null {
  const [first, ...others] = postings;
  return first === undefined || others.length > 0 ? null : first;
}

function byNewest(a: AedVersion, b: AedVersion): number {
  return b.version - a.version || Date.parse(b.receivedAt) - Date.parse(a.receivedAt);
}
