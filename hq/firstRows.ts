/** What the feed of a fresh desk starts with, however many AED rows come before it in HQ's order: who may sign in, and the lists. */
import { feedRowSchema, type FeedRow } from '../domain/sync/messages.ts';
import type { Db } from './store/driver.ts';
import { latestLists } from './store/lists.ts';
import { latestRoster } from './store/rosters.ts';

/**
 * JSON texts of the newest roster of the facility and the newest version of every list. They come again in their place: taking a version in
 * twice changes nothing, so that no cursor has to know of these.
 */
export function firstRows(db: Db, facilityId: string): readonly string[] {
  const roster = latestRoster(db, facilityId);
  const rows: FeedRow[] = latestLists(db).map((list) => ({ kind: 'list', list }));
  if (roster !== null) rows.unshift({ kind: 'roster', version: roster.version, officers: [...roster.officers] });
  return rows.map((row) => JSON.stringify(feedRowSchema.parse(row)));
}
