/** The feed: what HQ sends down, in the one order that counts (sync rule 5). */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { ExamDigest } from '../../domain/exam/digest.ts';
import { normalise } from '../../domain/identifier/normalise.ts';
import { bucketOf } from '../../domain/snapshot/buckets.ts';
import { feedRowSchema, type FeedRow } from '../../domain/sync/messages.ts';
import type { Reads, Tx } from './database.ts';
import { inPieces, KEYS_PER_STATEMENT, ROWS_PER_STATEMENT } from './inPieces.ts';

const storedRow = z.object({ seq: z.int(), text: z.string() });

export type StoredFeedRow = Readonly<z.infer<typeof storedRow>>;

/** facilityId null is every facility. */
export interface NewFeedRow {
  readonly facilityId: string | null;
  readonly row: FeedRow;
}

export type EventRow = Extract<FeedRow, { kind: 'hold' | 'usps' }>;

export interface NewDigest {
  readonly facilityId: string;
  readonly digest: ExamDigest;
}

export interface FeedWriter {
  append(rows: readonly NewFeedRow[]): Promise<void>;
  /** Appends events for every facility: a held item may arrive at any. Those the feed has told already it passes over; says how many. */
  tellEvents(rows: readonly EventRow[]): Promise<{ readonly known: number }>;
  /** Appends what is known of exams now, unless that is what the feed said last of them. One digest for each exam. */
  tellDigests(digests: readonly NewDigest[]): Promise<void>;
}

/**
 * Holds the end of the feed until the transaction ends, so that rows become visible in the order of their seqs: a row that a reader sees
 * later always has a higher seq, and no cursor jumps over one (sync rule 4). What must be read before it is told is read after this.
 */
export async function feedWriter(tx: Tx): Promise<FeedWriter> {
  await tx.selectFrom('feed_lock').select('id').where('id', '=', 1).forUpdate().executeTakeFirstOrThrow();

  async function append(rows: readonly NewFeedRow[]): Promise<void> {
    await appendTexts(rows.map((row) => ({ ...row, text: textOf(row.row) })));
  }

  async function appendTexts(rows: readonly (NewFeedRow & { readonly text: string })[]): Promise<void> {
    const before = await lastFeedSeq(tx);
    const mark = newMark();
    const stored = rows.map(({ facilityId, row, text }, at) => (
      { seq: before + 1 + at, facility_id: facilityId, kind: row.kind, text, event_id: eventIdOf(row), exam_id: examIdOf(row), bucket: bucketOfRow(row), mark }));
    for (const piece of inPieces(stored, ROWS_PER_STATEMENT)) await tx.insertInto('feed').values(piece).execute();
  }

  return {
    append,
    tellEvents: async (rows) => {
      const told = await eventsTold(tx, rows);
      const fresh = new Map<string, EventRow>();
      for (const row of rows) if (!told.has(keyOf(row)) && !fresh.has(keyOf(row))) fresh.set(keyOf(row), row);
      await append([...fresh.values()].map((row) => ({ facilityId: null, row })));
      return { known: rows.length - fresh.size };
    },
    tellDigests: async (digests) => {
      const said = await lastDigestTexts(tx, digests.map(({ digest }) => digest.examId));
      await appendTexts(digests.flatMap(({ facilityId, digest }) => {
        const row = { kind: 'examDigest', digest } as const;
        const text = textOf(row);
        return said.get(digest.examId) === text ? [] : [{ facilityId, row, text }];
      }));
    },
  };
}

function textOf(row: FeedRow): string {
  return JSON.stringify(feedRowSchema.parse(row));
}

function eventIdOf(row: FeedRow): string | null {
  return row.kind === 'hold' || row.kind === 'usps' ? row.event.eventId : null;
}

function examIdOf(row: FeedRow): string | null {
  return row.kind === 'examDigest' ? row.digest.examId : null;
}

/** By the id as desks know it: they normalise before they keep a row. */
function bucketOfRow(row: FeedRow): number | null {
  if (row.kind !== 'aed' && row.kind !== 'aedRemoved') return null;
  return bucketOf(normalise(row.kind === 'aed' ? row.aed.itemId : row.itemId).id);
}

/** Events of the two kinds are of two lists, and may have the same id. */
function keyOf({ kind, event: { eventId } }: EventRow): string {
  return `${kind} ${eventId}`;
}

async function eventsTold(tx: Tx, rows: readonly EventRow[]): Promise<ReadonlySet<string>> {
  const told = new Set<string>();
  for (const kind of ['hold', 'usps'] as const) {
    const ids = [...new Set(rows.filter((row) => row.kind === kind).map((row) => row.event.eventId))];
    for (const piece of inPieces(ids, KEYS_PER_STATEMENT)) {
      for (const { event_id: id } of await eventsToldQuery(tx, kind, piece).execute()) told.add(`${kind} ${id ?? ''}`);
    }
  }
  return told;
}

/** Which of these events the feed has told; a test reads its plan. */
export function eventsToldQuery(db: Reads, kind: EventRow['kind'], eventIds: readonly string[]) {
  return db.selectFrom('feed').select('event_id').where('kind', '=', kind).where('event_id', 'in', eventIds);
}

async function lastDigestTexts(tx: Tx, examIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const said = new Map<string, string>();
  for (const piece of inPieces(examIds, KEYS_PER_STATEMENT)) {
    for (const { exam_id: examId, text } of await lastDigestsQuery(tx, piece).execute()) said.set(examId ?? '', text);
  }
  return said;
}

/** What the feed said last of exams; a test reads its plan. */
export function lastDigestsQuery(db: Reads, examIds: readonly string[]) {
  return db.selectFrom('feed').select(['exam_id', 'text'])
    .where('seq', 'in', (inner) => inner.selectFrom('feed').select((eb) => eb.fn.max('seq').as('seq')).where('exam_id', 'in', examIds).groupBy('exam_id'));
}

/** A walk along the primary key from where the last page ended; a test reads its plan. */
export function feedPageQuery(db: Reads, facilityId: string, afterSeq: number, limit: number) {
  return db.selectFrom('feed').select(['seq', 'text'])
    .where('seq', '>', afterSeq).where((eb) => eb.or([eb('facility_id', 'is', null), eb('facility_id', '=', facilityId)])).orderBy('seq').limit(limit);
}

/** Few enough to be in memory at once, however large they are. */
const ROWS_AT_ONCE = 250;

/** Rows after `afterSeq` that this facility gets, at most `limit`; no more is read than is asked for. */
export async function* feedRowsAfter(db: Reads, facilityId: string, afterSeq: number, limit: number): AsyncGenerator<StoredFeedRow> {
  let [after, left] = [afterSeq, limit];
  while (left > 0) {
    const rows = z.array(storedRow).parse(await feedPageQuery(db, facilityId, after, Math.min(left, ROWS_AT_ONCE)).execute());
    yield* rows;
    after = rows.at(-1)?.seq ?? after;
    left = rows.length < ROWS_AT_ONCE ? 0 : left - rows.length;
  }
}

/** A walk along an index of its own: rows that are no AED are few among many; a test reads its plan. */
export function rowsWithoutAedQuery(db: Reads, facilityId: string, afterSeq: number, upTo: number) {
  return db.selectFrom('feed').select(['seq', 'text'])
    .where('bucket', 'is', null).where('seq', '>', afterSeq).where('seq', '<=', upTo)
    .where((eb) => eb.or([eb('facility_id', 'is', null), eb('facility_id', '=', facilityId)])).orderBy('seq').limit(ROWS_AT_ONCE);
}

/** Texts of the rows that are no AED, as this facility gets them up to one place of the feed. */
export async function* textsWithoutAed(db: Reads, facilityId: string, upTo: number): AsyncGenerator<string> {
  for (let after = 0, rows; rows === undefined || rows.length === ROWS_AT_ONCE; after = rows.at(-1)?.seq ?? after) {
    rows = z.array(storedRow).parse(await rowsWithoutAedQuery(db, facilityId, after, upTo).execute());
    for (const { text } of rows) yield text;
  }
}

/** Of rows that are appended together: a text may come again after HQ was restored from an older copy, a mark does not. */
function newMark(): string {
  return randomBytes(9).toString('base64url');
}

/** What tells the row at a place from every other that ever stood there; null when there is no such row. Before the first row there is an empty one. */
export async function feedMarkAt(db: Reads, seq: number): Promise<string | null> {
  if (seq === 0) return '';
  const row = await db.selectFrom('feed').select(['text', 'mark']).where('seq', '=', seq).executeTakeFirst();
  return row === undefined ? null : row.text + row.mark;
}

export async function lastFeedSeq(db: Reads): Promise<number> {
  const { seq } = await db.selectFrom('feed').select((eb) => eb.fn.max('seq').as('seq')).executeTakeFirstOrThrow();
  return z.int().nullable().parse(seq) ?? 0;
}
