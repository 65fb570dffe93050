/** The feed: what HQ sends down, in the one order that counts (sync rule 5). */
import { z } from 'zod';
import { feedRowSchema, type FeedRow } from '../../domain/sync/messages.ts';
import type { Db } from './driver.ts';

const storedRow = z.object({ seq: z.int(), text: z.string() });

export type StoredFeedRow = Readonly<z.infer<typeof storedRow>>;

/**
 * Appends rows; facilityId null is every facility. Call inside a write transaction: SQLite has one writer, so a row that becomes visible
 * later always has a higher seq, and a cursor never jumps over one. (PostgreSQL does not promise this; it needs a lock here.)
 */
export function feedWriter(db: Db): (facilityId: string | null, row: FeedRow) => void {
  const insert = db.prepare('INSERT INTO feed (facility_id, kind, text) VALUES (?, ?, ?)');
  return (facilityId, row) => {
    insert.run(facilityId, row.kind, JSON.stringify(feedRowSchema.parse(row)));
  };
}

/** A walk along the primary key from where the last page ended; a test reads its plan. */
export const FEED_PAGE_SQL = 'SELECT seq, text FROM feed WHERE seq > ? AND (facility_id IS NULL OR facility_id = ?) ORDER BY seq LIMIT ?';

/** Rows after `afterSeq` that this facility gets, at most `limit`. */
export function* feedRowsAfter(db: Db, facilityId: string, afterSeq: number, limit: number): Generator<StoredFeedRow> {
  for (const row of db.prepare(FEED_PAGE_SQL).iterate(afterSeq, facilityId, limit)) yield storedRow.parse(row);
}

/** Null when there is no such row. Before the first row there is an empty one. */
export function feedTextAt(db: Db, seq: number): string | null {
  if (seq === 0) return '';
  const row = db.prepare('SELECT text FROM feed WHERE seq = ?').get(seq);
  return row === undefined ? null : z.object({ text: z.string() }).parse(row).text;
}

export function lastFeedSeq(db: Db): number {
  return z.object({ seq: z.int() }).parse(db.prepare('SELECT coalesce(max(seq), 0) AS seq FROM feed').get()).seq;
}
