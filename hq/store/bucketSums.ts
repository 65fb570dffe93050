/** What the buckets of AED hold at one place of the feed, kept so that the next count goes on from there. */
import { z } from 'zod';
import { bucketListSchema, BucketSums, type BucketSum } from '../../domain/snapshot/buckets.ts';
import type { Reads, Tx } from './database.ts';
import { sha256OfText } from '../hashes.ts';

export interface KeptSums {
  readonly seq: number;
  /** No AED stands behind it up to seq: at every place between the two the sums are the same. */
  readonly aedSeq: number;
  readonly sums: readonly BucketSum[];
}

const NOTHING_COUNTED: KeptSums = { seq: 0, aedSeq: 0, sums: new BucketSums(sha256OfText).list() };

const storedSums = z.object({ seq: z.int(), aedSeq: z.int(), sums: z.string().transform((text) => bucketListSchema.parse(JSON.parse(text))) });

export async function keptSums(db: Reads): Promise<KeptSums> {
  const row = await db.selectFrom('bucket_sums').select(['seq', 'aed_seq as aedSeq', 'sums']).where('id', '=', 1).executeTakeFirst();
  return row === undefined ? NOTHING_COUNTED : storedSums.parse(row);
}

/** Sums of an earlier place never take the place of later ones: another process may have counted on meanwhile. */
export async function keepSums(tx: Tx, { seq, aedSeq, sums }: KeptSums): Promise<void> {
  await tx.insertInto('bucket_sums').values({ id: 1, seq, aed_seq: aedSeq, sums: JSON.stringify(sums) })
    .onConflict((conflict) => conflict.column('id')
      .doUpdateSet((eb) => ({ seq: eb.ref('excluded.seq'), aed_seq: eb.ref('excluded.aed_seq'), sums: eb.ref('excluded.sums') }))
      .whereRef('bucket_sums.seq', '<', 'excluded.seq')).execute();
}
