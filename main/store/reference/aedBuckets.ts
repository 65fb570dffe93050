/** The bucket sums of the AED that HQ sent, kept with the rows so that a step of a comparison with HQ reads 256 numbers; counted from the rows once in each. */
import { hash } from 'node:crypto';
import { aedLineText, type AedLine } from '../../../domain/snapshot/aedLine.ts';
import { BucketSums, differingBuckets, type BucketSum } from '../../../domain/snapshot/buckets.ts';
import type { Database } from '../driver.ts';

export const sha256OfText = (text: string): string => hash('sha256', text, 'hex');

export interface StoredAed {
  readonly item_id: string;
  readonly posted_on: string;
  readonly version: number;
  readonly received_at: string;
  readonly fields: string;
}

export function lineOfStored({ item_id, posted_on, version, received_at, fields }: StoredAed): AedLine {
  return { itemId: item_id, postedOn: posted_on, version, receivedAt: received_at, fields };
}

export function readBuckets(db: Database): readonly BucketSum[] {
  return db.prepare<[], BucketSum>('SELECT rows, sum FROM aed_bucket ORDER BY bucket').all();
}

const PUT_BUCKET = 'INSERT INTO aed_bucket (bucket, rows, sum) VALUES (?, ?, ?) ON CONFLICT (bucket) DO UPDATE SET rows = excluded.rows, sum = excluded.sum';

/** Call inside the transaction that changes the rows. */
export function writeBuckets(db: Database, sums: readonly BucketSum[]): void {
  const put = db.prepare<[number, number, string]>(PUT_BUCKET);
  for (const [bucket, { rows, sum }] of sums.entries()) put.run(bucket, rows, sum);
}

/** Call inside the transaction that made this bucket what HQ has signed. */
export function writeBucket(db: Database, bucket: number, { rows, sum }: BucketSum): void {
  db.prepare<[number, number, string]>(PUT_BUCKET).run(bucket, rows, sum);
}

/** The sums, and how many versions of AED there are at all, from the rows. Call inside the transaction that changes them all. */
export function writeSumsAndCount(db: Database, sums: readonly BucketSum[]): void {
  writeBuckets(db, sums);
  db.exec(`UPDATE tally SET rows = (SELECT count(*) FROM aed) WHERE name = 'aed'`);
}

/**
 * The kept sums and the kept count, put right by the rows: whoever keeps them knows only of rows that it wrote itself, and kept sums alone
 * would fit HQ's for ever after a row was lost. The writer's own connection only; a million rows take some seconds.
 */
export function countAnew(db: Database): readonly BucketSum[] {
  const putRight = db.transaction(() => {
    const sums = countBuckets(db);
    if (differingBuckets(sums, readBuckets(db)).length > 0) writeSumsAndCount(db, sums);
    return sums;
  });
  return putRight.immediate();
}

/** Counted from the rows themselves: what the kept sums must be. */
export function countBuckets(db: Database): readonly BucketSum[] {
  const sums = new BucketSums(sha256OfText);
  const rows = db.prepare<[], StoredAed>('SELECT item_id, posted_on, version, received_at, fields FROM aed WHERE is_local = 0');
  for (const row of rows.iterate()) sums.add(row.item_id, aedLineText(lineOfStored(row)));
  return sums.list();
}
