/** The bucket sums of the AED that HQ sent, kept with the rows so that comparing with HQ reads 256 numbers and not a million rows. */
import { hash } from 'node:crypto';
import { aedLineText, type AedLine } from '../../../domain/snapshot/aedLine.ts';
import { BucketSums, type BucketSum } from '../../../domain/snapshot/buckets.ts';
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

/** Call inside the transaction that changes the rows. */
export function writeBuckets(db: Database, sums: readonly BucketSum[]): void {
  const put = db.prepare<[number, number, string]>(
    'INSERT INTO aed_bucket (bucket, rows, sum) VALUES (?, ?, ?) ON CONFLICT (bucket) DO UPDATE SET rows = excluded.rows, sum = excluded.sum',
  );
  for (const [bucket, { rows, sum }] of sums.entries()) put.run(bucket, rows, sum);
}

/** Counted from the rows themselves: what the kept sums must be. */
export function countBuckets(db: Database): readonly BucketSum[] {
  const sums = new BucketSums(sha256OfText);
  const rows = db.prepare<[], StoredAed>('SELECT item_id, posted_on, version, received_at, fields FROM aed WHERE is_local = 0');
  for (const row of rows.iterate()) sums.add(row.item_id, aedLineText(lineOfStored(row)));
  return sums.list();
}
