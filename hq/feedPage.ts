/** One page of the feed for a device, with the cursor that covers it (sync rule 4). */
import { MAX_ROWS_PER_PAGE, PROTOCOL_VERSION } from '../domain/sync/messages.ts';
import { done, faulty, type Outcome } from './fault.ts';
import { makeCursor, readCursor } from './http/token.ts';
import type { Device } from './store/devices.ts';
import { feedRowsAfter, feedTextAt, lastFeedSeq } from './store/feed.ts';
import type { HqStore } from './store/store.ts';

const DEFAULT_LIMIT = 1_000;
/** A page must pass a thin line in one go, so it ends early when its rows are large. */
const MAX_PAGE_CHARACTERS = 4_000_000;

export interface PageRequest {
  /** Null: from the beginning. */
  readonly cursor: string | null;
  readonly limit: number | null;
}

/** The page as JSON text: rows are stored as text and go out as they are. */
export function feedPage(store: HqStore, device: Device, request: PageRequest, now: Date): Outcome<string> {
  const last = lastFeedSeq(store.db);
  const rowTextAt = (seq: number) => feedTextAt(store.db, seq);
  const after = request.cursor === null ? 0 : readCursor(store.tokenSecret, request.cursor, rowTextAt);
  if (after === null) return faulty('bad-request', 'the cursor is not one of this feed; ask without one');

  const limit = Math.min(request.limit ?? DEFAULT_LIMIT, MAX_ROWS_PER_PAGE);
  const { texts, covered, more } = takeRows(store, device, after, limit);
  const cursor = makeCursor(store.tokenSecret, more ? covered : last, rowTextAt);
  return done(`{"protocol":${PROTOCOL_VERSION},"rows":[${texts.join(',')}],"cursor":${JSON.stringify(cursor)},"more":${more},`
    + `"hqTime":${JSON.stringify(now.toISOString())}}`);
}

function takeRows(store: HqStore, device: Device, after: number, limit: number): { texts: string[]; covered: number; more: boolean } {
  const texts: string[] = [];
  let covered = after;
  let size = 0;
  // One row more than asked for tells whether there are more.
  for (const row of feedRowsAfter(store.db, device.facilityId, after, limit + 1)) {
    const isFull = texts.length === limit || (texts.length > 0 && size + row.text.length > MAX_PAGE_CHARACTERS);
    if (isFull) return { texts, covered, more: true };
    texts.push(row.text);
    size += row.text.length;
    covered = row.seq;
  }
  return { texts, covered, more: false };
}
