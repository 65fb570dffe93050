/** What the feed of a fresh desk starts with, however many AED rows come before it in HQ's order: who may sign in, and the lists. */
import { feedRowSchema, type FeedRow } from '../domain/sync/messages.ts';
import type { Reads } from './store/database.ts';
import { latestLists } from './store/lists.ts';
import { latestRoster } from './store/rosters.ts';

/**
 * JSON texts of the newest roster of the facility and the newest version of every list. They come again in their place: taking a version in
 * twice changes nothing, so that no cursor has to know of these.
 */
export async function firstRows(db: Reads, facilityId: string): Promise<readonly string[]> {
  const roster = await latestRoster(db, facilityId);
  const rows: FeedRow[] = (await latestLists(db)).map((list) => ({ kind: 'list', list }));
  if (roster !== null) rows.unshift({ kind: 'roster', version: roster.version, officers: [...roster.officers] });
  return rows.map((row) => JSON.stringify(feedRowSchema.parse(row)));
}
