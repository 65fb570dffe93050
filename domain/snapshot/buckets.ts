/** Tells in which parts two copies of the AED differ without sending it: 256 buckets, each with a count and a checksum. */
import { z } from 'zod';

export const BUCKETS = 256;

/** sum: 16 hex digits, see BucketSums. */
export type BucketSum = Readonly<{ rows: number; sum: string }>;

export const bucketSumSchema = z.looseObject({ rows: z.int().min(0), sum: z.string().regex(/^[0-9a-f]{16}$/) });

/** One for each bucket, in order. */
export const bucketListSchema = z.array(bucketSumSchema).length(BUCKETS);

/** SHA-256 of the UTF-8 text, in hex. Passed in: the platform's is far faster than one in JavaScript, and a million rows go through it. */
export type Sha256 = (text: string) => string;

/**
 * All versions of an item are in one bucket: FNV-1a over the UTF-16 units of its normalised id, folded to a byte. It spreads rows, it
 * protects nothing.
 */
export function bucketOf(itemId: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < itemId.length; at += 1) hash = Math.imul(hash ^ itemId.charCodeAt(at), 0x01000193);
  return ((hash >>> 24) ^ (hash >>> 16) ^ (hash >>> 8) ^ hash) & 0xff;
}

/**
 * Counts and checksums that follow every row that comes or goes, in whatever order. A row's hash is the first 64 bits of SHA-256 over its
 * line (aedLine.ts); a bucket's sum is two sums modulo 2^32 over the halves of the hashes, written in hex. Sums and not XOR, so that a row
 * that is there twice shows.
 */
export class BucketSums {
  readonly #rows = new Float64Array(BUCKETS);
  readonly #high = new Uint32Array(BUCKETS);
  readonly #low = new Uint32Array(BUCKETS);
  readonly #sha256: Sha256;

  constructor(sha256: Sha256, from: readonly BucketSum[] = []) {
    this.#sha256 = sha256;
    this.#addAll(from);
  }

  add(itemId: string, line: string): void {
    this.#count(itemId, line, 1);
  }

  remove(itemId: string, line: string): void {
    this.#count(itemId, line, -1);
  }

  list(): BucketSum[] {
    return Array.from(this.#rows, (rows, bucket) => ({ rows, sum: hex(this.#high[bucket]) + hex(this.#low[bucket]) }));
  }

  #count(itemId: string, line: string, by: 1 | -1): void {
    const bucket = bucketOf(itemId);
    const hash = this.#sha256(line);
    this.#grow(bucket, by, by * Number.parseInt(hash.slice(0, 8), 16), by * Number.parseInt(hash.slice(8, 16), 16));
  }

  #addAll(from: readonly BucketSum[]): void {
    for (const [bucket, { rows, sum }] of from.entries()) {
      this.#grow(bucket, rows, Number.parseInt(sum.slice(0, 8), 16), Number.parseInt(sum.slice(8), 16));
    }
  }

  /** The arrays themselves keep to modulo 2^32. */
  #grow(bucket: number, rows: number, high: number, low: number): void {
    this.#rows[bucket] = (this.#rows[bucket] ?? 0) + rows;
    this.#high[bucket] = (this.#high[bucket] ?? 0) + high;
    this.#low[bucket] = (this.#low[bucket] ?? 0) + low;
  }
}

function hex(half: number | undefined): string {
  return (half ?? 0).toString(16).padStart(8, '0');
}

/** The buckets in which the two differ. */
export function differingBuckets(mine: readonly BucketSum[], theirs: readonly BucketSum[]): number[] {
  const numbers = Array.from({ length: BUCKETS }, (_, bucket) => bucket);
  return numbers.filter((bucket) => mine[bucket]?.rows !== theirs[bucket]?.rows || mine[bucket]?.sum !== theirs[bucket]?.sum);
}
