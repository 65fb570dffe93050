/** Bucket sums: they follow the rows in whatever order they come and go, and show where two copies differ. */
import { hash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketListSchema, bucketOf, BUCKETS, BucketSums, differingBuckets } from '../../../domain/snapshot/buckets.ts';

const sha256 = (text: string) => hash('sha256', text, 'hex');
const sumsOf = (rows: readonly string[]) => {
  const sums = new BucketSums(sha256);
  for (const id of rows) sums.add(id, `${id}\tline`);
  return sums;
};
const ids = fc.array(fc.stringMatching(/^[0-9A-Z]{1,13}$/), { maxLength: 30 });

describe('bucket sums', () => {
  it('are the same in any order, and the same again after rows came and went', () => {
    fc.assert(fc.property(ids, ids, (rows, passing) => {
      const forth = sumsOf(rows);
      const back = sumsOf([...passing, ...rows.toReversed()]);
      for (const id of passing) back.remove(id, `${id}\tline`);
      expect(back.list()).toEqual(forth.list());
    }));
  });

  it('differ in exactly the bucket of a row that is missing, changed or there twice', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.stringMatching(/^[0-9A-Z]{4,13}$/), { minLength: 1, maxLength: 30 }), fc.constantFrom('missing', 'changed', 'twice'), (rows, how) => {
      const [odd = ''] = rows;
      const sums = sumsOf(rows);
      if (how !== 'twice') sums.remove(odd, `${odd}\tline`);
      if (how !== 'missing') sums.add(odd, how === 'twice' ? `${odd}\tline` : `${odd}\tanother line`);
      expect(differingBuckets(sums.list(), sumsOf(rows).list())).toEqual([bucketOf(odd)]);
    }));
  });

  it('go on from where they were written down', () => {
    fc.assert(fc.property(ids, ids, (before, after) => {
      const list = bucketListSchema.parse(JSON.parse(JSON.stringify(sumsOf(before).list())));
      const sums = new BucketSums(sha256, list);
      for (const id of after) sums.add(id, `${id}\tline`);
      expect(sums.list()).toEqual(sumsOf([...before, ...after]).list());
    }));
  });

  it('are what both ends have counted so far: another way of counting would fetch every bucket again', () => {
    const sums = new BucketSums(sha256);
    sums.add('RB123456785GB', 'RB123456785GB\t2026-03-01\t1\t2026-03-02T00:00:00Z\t[null]');
    expect(bucketOf('RB123456785GB')).toBe(PINNED.bucket);
    expect(sums.list()[PINNED.bucket]).toEqual({ rows: 1, sum: PINNED.sum });
    expect(sums.list().filter(({ rows }) => rows > 0).length).toBe(1);
  });

  it('spread item numbers that follow one another', () => {
    const counts = new Array<number>(BUCKETS).fill(0);
    for (let n = 0; n < 25_600; n += 1) {
      const bucket = bucketOf(`RB${String(n).padStart(9, '0')}GB`);
      counts[bucket] = (counts[bucket] ?? 0) + 1;
    }
    expect(Math.min(...counts)).toBeGreaterThan(50);
    expect(Math.max(...counts)).toBeLessThan(200);
  });
});

/** From another program than ours. */
const PINNED = { bucket: 251, sum: 'c050c0173d054c6a' };
