/** One page of the feed for a device, with the cursor that covers it (sync rule 4). */
import { MAX_ROWS_PER_PAGE, PROTOCOL_VERSION } from '../domain/sync/messages.ts';
import { done, faulty, type Outcome } from './fault.ts';
import { firstRows } from './firstRows.ts';
import { hqKeysFor } from './hqKeys.ts';
import { makeCursor, readCursor } from './http/token.ts';
import type { Device } from './store/devices.ts';
import { feedRowsAfter, feedMarkAt, lastFeedSeq } from './store/feed.ts';
import type { HqStore } from './store/store.ts';

const DEFAULT_LIMIT = 1_000;
/** A page must pass a thin line in one go, so it ends early when its rows are large. */
const MAX_PAGE_BYTES = 1_000_000;

export interface PageRequest {
  /** Null: from the beginning. */
  readonly cursor: string | null;
  readonly limit: number | null;
}

/** The page as JSON text: rows are stored as text and go out as they are. */
export async function feedPage(store: HqStore, device: Device, request: PageRequest, now: Date): Promise<Outcome<string>> {
  // Before the rows: of what is appended meanwhile only the rows that are on this page are covered.
  const last = await lastFeedSeq(store.reads);
  const rowMarkAt = (seq: number) => feedMarkAt(store.reads, seq);
  const after = request.cursor === null ? 0 : await readCursor(store.tokenSecret, request.cursor, rowMarkAt);
  if (after === null) return faulty('cursor-unknown', 'the cursor is not one of this feed; ask without one');

  const page = new Page(Math.min(request.limit ?? DEFAULT_LIMIT, MAX_ROWS_PER_PAGE));
  if (request.cursor === null) {
    for (const text of await firstRows(store.reads, device.facilityId)) if (!page.take(text)) break;
  }
  const { covered, more } = await takeRows(store, device, after, page);
  const cursor = await makeCursor(store.tokenSecret, more ? covered : Math.max(covered, last), rowMarkAt);
  return done(`{"protocol":${PROTOCOL_VERSION},"rows":[${page.texts.join(',')}],"cursor":${JSON.stringify(cursor)},"more":${more},`
    + `"hqTime":${JSON.stringify(now.toISOString())},"lastSeq":${device.lastSeq},"hqKeys":${JSON.stringify(hqKeysFor(store, device))}}`);
}

/** Takes rows until it is full. Its first row it takes whatever its size: else that row would hold up the feed for ever. */
class Page {
  readonly texts: string[] = [];
  readonly #limit: number;
  #bytes = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get room(): number {
    return this.#limit - this.texts.length;
  }

  /** False when the row has no place on this page any more. */
  take(text: string): boolean {
    const bytes = Buffer.byteLength(text);
    if (this.room === 0 || (this.texts.length > 0 && this.#bytes + bytes > MAX_PAGE_BYTES)) return false;
    this.texts.push(text);
    this.#bytes += bytes;
    return true;
  }
}

async function takeRows(store: HqStore, device: Device, after: number, page: Page): Promise<{ covered: number; more: boolean }> {
  let covered = after;
  // One row more than there is room for tells whether there are more.
  for await (const row of feedRowsAfter(store.reads, device.facilityId, after, page.room + 1)) {
    if (!page.take(row.text)) return { covered, more: true };
    covered = row.seq;
  }
  return { covered, more: false };
}
