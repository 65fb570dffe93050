/** The feed: what HQ sends down, in the one order that counts (sync rule 5). */
import { z } from 'zod';
import type { ExamDigest } from '../../domain/exam/digest.ts';
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
    insert.run(facilityId, row.kind, textOf(row));
  };
}

function textOf(row: FeedRow): string {
  return JSON.stringify(feedRowSchema.parse(row));
}

export type EventRow = Extract<FeedRow, { kind: 'hold' | 'usps' }>;

/** Whether the feed has told an event; a test reads its plan. */
export const EVENT_TOLD_SQL = `SELECT 1 FROM feed WHERE kind IN ('hold', 'usps') AND kind = ? AND text ->> '$.event.eventId' = ?`;

/** Appends an event for every facility: a held item may arrive at any. False when the feed has told an event of this id already. */
export function eventWriter(db: Db): (row: EventRow) => boolean {
  const [append, told] = [feedWriter(db), db.prepare(EVENT_TOLD_SQL)];
  return (row) => {
    if (told.get(row.kind, row.event.eventId) !== undefined) return false;
    append(null, row);
    return true;
  };
}

/** What the feed said last of an exam; a test reads its plan. */
export const LAST_DIGEST_SQL = `SELECT text FROM feed WHERE kind = 'examDigest' AND text ->> '$.digest.examId' = ? ORDER BY seq DESC LIMIT 1`;

/** Appends what is known of an exam now, unless that is what the feed said last. */
export function digestWriter(db: Db): (facilityId: string, digest: ExamDigest) => void {
  const [append, last] = [feedWriter(db), db.prepare(LAST_DIGEST_SQL)];
  return (facilityId, digest) => {
    const row: FeedRow = { kind: 'examDigest', digest };
    const said = last.get(digest.examId);
    if (said !== undefined && z.object({ text: z.string() }).parse(said).text === textOf(row)) return;
    append(facilityId, row);
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
