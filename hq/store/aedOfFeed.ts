/** The AED of the feed as desks hold it at one place: every version that was sent up to there and not taken away since. */
import { z } from 'zod';
import { normalise } from '../../domain/identifier/normalise.ts';
import { aedLineOf, type AedLine } from '../../domain/snapshot/aedLine.ts';
import type { FeedRow } from '../../domain/sync/messages.ts';
import type { Reads } from './database.ts';

/** Under the id as desks keep it (domain/identifier/normalise.ts). */
export type AedWord =
  | { readonly kind: 'sent'; readonly seq: number; readonly bucket: number; readonly line: AedLine }
  | { readonly kind: 'removed'; readonly seq: number; readonly bucket: number; readonly itemId: string; readonly postedOn: string };

const storedRow = z.object({ seq: z.int(), bucket: z.int(), text: z.string() });

const ROWS_AT_ONCE = 1_000;

/** A walk along the bucket's own index; a test reads its plan. */
export function bucketQuery(db: Reads, bucket: number, afterSeq: number, upTo: number) {
  return db.selectFrom('feed').select(['seq', 'bucket', 'text'])
    .where('bucket', '=', bucket).where('seq', '>', afterSeq).where('seq', '<=', upTo).orderBy('seq').limit(ROWS_AT_ONCE);
}

/** A walk along the primary key; a test reads its plan. */
export function aedBetweenQuery(db: Reads, afterSeq: number, upTo: number) {
  return db.selectFrom('feed').select(['seq', 'bucket', 'text'])
    .where('seq', '>', afterSeq).where('seq', '<=', upTo).where('bucket', 'is not', null).orderBy('seq').limit(ROWS_AT_ONCE);
}

/** Of one bucket at the place upTo: some ten thousand rows of millions, few enough to be in memory at once. */
export async function linesOfBucket(db: Reads, bucket: number, upTo: number): Promise<readonly AedLine[]> {
  const postings = new Map<string, Map<number, AedLine>>();
  for await (const words of pages((after) => bucketQuery(db, bucket, after, upTo), 0)) {
    for (const word of words) {
      if (word.kind === 'removed') postings.delete(postingOf(word));
      else versionsOf(postings, postingOf(word.line)).set(word.line.version, word.line);
    }
  }
  return [...postings.values()].flatMap((versions) => [...versions.values()]);
}

/** What the feed says of AED after one place and up to another, in its order, page by page. */
export function aedWordsBetween(db: Reads, after: number, upTo: number): AsyncGenerator<readonly AedWord[]> {
  return pages((from) => aedBetweenQuery(db, from, upTo), after);
}

async function* pages(query: (after: number) => ReturnType<typeof bucketQuery>, from: number): AsyncGenerator<readonly AedWord[]> {
  for (let after = from, rows; rows === undefined || rows.length === ROWS_AT_ONCE; after = rows.at(-1)?.seq ?? after) {
    rows = z.array(storedRow).parse(await query(after).execute());
    yield rows.map(wordOf);
  }
}

/** The text was parsed when it was stored, and millions are read here. */
function wordOf({ seq, bucket, text }: z.infer<typeof storedRow>): AedWord {
  const row = JSON.parse(text) as Extract<FeedRow, { kind: 'aed' | 'aedRemoved' }>;
  return row.kind === 'aed'
    ? { kind: 'sent', seq, bucket, line: aedLineOf({ ...row.aed, itemId: normalise(row.aed.itemId).id }) }
    : { kind: 'removed', seq, bucket, itemId: normalise(row.itemId).id, postedOn: row.postedOn };
}

function versionsOf(postings: Map<string, Map<number, AedLine>>, posting: string): Map<number, AedLine> {
  const versions = postings.get(posting) ?? new Map<number, AedLine>();
  postings.set(posting, versions);
  return versions;
}

function postingOf({ itemId, postedOn }: Pick<AedLine, 'itemId' | 'postedOn'>): string {
  return `${itemId}\t${postedOn}`;
}
