/** Counts and checksums of HQ's AED by bucket, and the rows of one bucket: how a desk finds out that it holds something else (sync rule 6). */
import { setImmediate as othersFirst, setTimeout as waited } from 'node:timers/promises';
import { canonicalText } from '../domain/ledger/entry.ts';
import { aedLineText } from '../domain/snapshot/aedLine.ts';
import { BucketSums, type BucketSum } from '../domain/snapshot/buckets.ts';
import { PROTOCOL_VERSION } from '../domain/sync/messages.ts';
import { done, faulty, type Outcome } from './fault.ts';
import { sha256OfText } from './hashes.ts';
import { makeCursor, readCursor } from './http/token.ts';
import { signText } from './keys.ts';
import { aedWordsBetween, linesOfBucket } from './store/aedOfFeed.ts';
import { keepSums, keptSums, type KeptSums } from './store/bucketSums.ts';
import { feedMarkAt, lastFeedSeq } from './store/feed.ts';
import type { HqStore } from './store/store.ts';

/** So many rows are counted and kept at a time: what ends the program loses no more, and the sums are whole after each. */
const ROWS_PER_COUNT = 50_000;

/** The first count of a large feed takes longer than a desk listens. It goes on, and the desk comes again. */
const LONGEST_WAIT_MS = 5_000;

const CURSOR_UNKNOWN = faulty('cursor-unknown', 'the cursor is not one of this feed; ask without one');

export interface Buckets {
  /** JSON text. cursor: where the desk stands; HQ answers for that place where no AED has come since, else for its own. */
  sums(cursor: string | null): Promise<Outcome<string>>;
  /** JSON text. cursor: the place to answer for; null is HQ's own. */
  page(bucket: number, cursor: string | null): Promise<Outcome<string>>;
}

export function makeBuckets(store: HqStore): Buckets {
  const markAt = (seq: number) => feedMarkAt(store.reads, seq);
  /** Those who ask at the same time wait for one count. */
  let underWay: Promise<KeptSums> | null = null;

  function count(): Promise<KeptSums> {
    underWay ??= countToTheEnd(store).finally(() => { underWay = null; });
    return underWay;
  }

  return {
    async sums(cursor) {
      const asked = cursor === null ? null : await readCursor(store.tokenSecret, cursor, markAt);
      if (cursor !== null && asked === null) return CURSOR_UNKNOWN;
      const counting = count();
      counting.catch(() => undefined);
      const counted = await Promise.race([counting, waited(LONGEST_WAIT_MS, null, { ref: false })]);
      if (counted === null) return faulty('busy', 'HQ is counting; come again');
      const seq = asked !== null && asked >= counted.aedSeq && asked <= counted.seq ? asked : counted.seq;
      const body = canonicalText({
        statement: 'buckets', protocol: PROTOCOL_VERSION, hqId: store.hqId, cursor: await makeCursor(store.tokenSecret, seq, markAt), buckets: counted.sums,
      });
      return done(`{"body":${body},"signature":${JSON.stringify(signText(store.signingKey, body))}}`);
    },

    async page(bucket, cursor) {
      const seq = cursor === null ? await lastFeedSeq(store.reads) : await readCursor(store.tokenSecret, cursor, markAt);
      if (seq === null) return CURSOR_UNKNOWN;
      const lines = (await linesOfBucket(store.reads, bucket, seq)).map(aedLineText);
      return done(JSON.stringify({ protocol: PROTOCOL_VERSION, bucket, cursor: await makeCursor(store.tokenSecret, seq, markAt), lines }));
    },
  };
}

async function countToTheEnd(store: HqStore): Promise<KeptSums> {
  const last = await lastFeedSeq(store.reads);
  let counted = await keptSums(store.reads);
  while (counted.seq < last) {
    const next = await countOn(store, counted, Math.min(last, counted.seq + ROWS_PER_COUNT));
    await store.inTransaction((tx) => keepSums(tx, next));
    counted = next;
  }
  return counted;
}

/** What came is added; a bucket out of which something went is counted anew. */
async function countOn(store: HqStore, from: KeptSums, upTo: number): Promise<KeptSums> {
  const sums = new BucketSums(sha256OfText, from.sums);
  const toCountAnew = new Set<number>();
  let aedSeq = from.aedSeq;
  for await (const words of aedWordsBetween(store.reads, from.seq, upTo)) {
    for (const word of words) {
      if (word.kind === 'sent') sums.add(word.line.itemId, aedLineText(word.line));
      else toCountAnew.add(word.bucket);
    }
    aedSeq = words.at(-1)?.seq ?? aedSeq;
    // Counting millions must not keep desks waiting.
    await othersFirst();
  }
  const list = sums.list();
  for (const bucket of toCountAnew) list[bucket] = await countBucket(store, bucket, upTo);
  return { seq: upTo, aedSeq, sums: list };
}

async function countBucket(store: HqStore, bucket: number, upTo: number): Promise<BucketSum> {
  const sums = new BucketSums(sha256OfText);
  for (const line of await linesOfBucket(store.reads, bucket, upTo)) sums.add(line.itemId, aedLineText(line));
  return sums.list()[bucket] ?? { rows: 0, sum: '' };
}
