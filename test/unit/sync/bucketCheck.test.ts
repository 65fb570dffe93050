/** How a comparison of buckets goes on after each answer of HQ and of the store, both held in the test's hand. */
import { describe, expect, it } from 'vitest';
import { BUCKETS, type BucketSum } from '../../../domain/snapshot/buckets.ts';
import { SYNC_POLICY } from '../../../domain/sync/engine.ts';
import { bucketsReplySchema, type HqErrorCode } from '../../../domain/sync/messages.ts';
import { makeBucketCheck, type BucketEnd, type BucketReplacement, type BucketStep } from '../../../main/sync/bucketCheck.ts';
import type { Answer } from '../../../main/sync/transport.ts';
import { HQ_KEY, signedBody } from '../../contract/reference/snapshotFiles.ts';

const sumsWith = (...differing: readonly number[]): BucketSum[] =>
  Array.from({ length: BUCKETS }, (_, bucket) => ({ rows: 1, sum: (differing.includes(bucket) ? 'f' : '0').repeat(16) }));

/** ends: what the store says to each replacement, one after the other; an error is thrown. */
function comparisonOf(differing: readonly number[], ends: readonly (BucketEnd | Error)[]) {
  const one = {
    now: 0,
    cursor: 'c1',
    /** In the place of HQ's sums. */
    refusal: null as HqErrorCode | null,
    sumsAsks: 0,
    counts: 0,
    replaced: [] as BucketReplacement[],
  };
  const check = makeBucketCheck({ hqId: 'HQ', hqPublicKey: HQ_KEY }, {
    sums: async (cursor) => {
      one.sumsAsks += 1;
      if (one.refusal !== null) return refused(one.refusal);
      return { ok: true, value: bucketsReplySchema.parse(signedBody({ statement: 'buckets', protocol: 1, hqId: 'HQ', cursor, buckets: sumsWith(...differing) })) };
    },
    page: async () => ({ ok: true, value: '' }),
  }, {
    heldBuckets: async (isCounted) => {
      one.counts += isCounted === true ? 1 : 0;
      return { cursor: one.cursor, buckets: sumsWith() };
    },
    replaceBucket: async (replacement) => {
      const end = ends[one.replaced.length] ?? { kind: 'replaced', removed: 0 };
      one.replaced.push(replacement);
      if (end instanceof Error) throw end;
      return end;
    },
  }, { monotonicMs: () => one.now, wallClock: () => '2026-03-02T14:00:00Z', random: () => 0.5 });

  /** One step after the other for as long as they follow at once; what each said. */
  async function run(): Promise<readonly BucketStep[]> {
    const steps = [await check.step()];
    while (steps.at(-1)?.goesOn === true) steps.push(await check.step());
    return steps;
  }

  return Object.assign(one, { check, run });
}

function refused(code: HqErrorCode): Extract<Answer<never>, { ok: false }> {
  return { ok: false, failure: { kind: 'refused', retryAfterMs: null }, code, expectedSeq: null };
}

const replaced = (removed: number): BucketEnd => ({ kind: 'replaced', removed });
const asks = (removed: number): BucketEnd => ({ kind: 'large-removal', removed, before: 1_000 });

describe('a comparison of buckets', () => {
  it('counts the rows once, however often the feed moves on under it, and once more the next time', async () => {
    const one = comparisonOf([3, 4], []);
    await one.check.step();
    one.cursor = 'c2';
    await one.run();
    expect([one.sumsAsks, one.counts, one.check.facts().comparedAt === null]).toEqual([2, 1, false]);
    one.now = SYNC_POLICY.bucketCheckMs + 1;
    await one.run();
    expect(one.counts).toBe(2);
  });

  it('tells that rows came or went, and only then', async () => {
    const one = comparisonOf([3, 4, 5], [replaced(0), { kind: 'not-as-signed' }, replaced(1)]);
    expect((await one.run()).map(({ isChanged }) => isChanged)).toEqual([true, false, true]);
  });

  it('has what the buckets before took away counted with what the next would take', async () => {
    const one = comparisonOf([3, 4, 5], [replaced(7), replaced(8)]);
    await one.run();
    expect(one.replaced.map(({ removedBefore, isAllowed }) => [removedBefore, isAllowed])).toEqual([[0, false], [7, false], [15, false]]);
  });

  it('counts what went before a person was asked with what goes after the answer, which is good for one comparison', async () => {
    const one = comparisonOf([3, 4], [replaced(7), asks(107), replaced(0), replaced(100), replaced(0), replaced(0)]);
    await one.run();
    expect(one.check.removalAsked()).toEqual({ removed: 107, before: 1_000 });
    one.check.allowRemoval();
    await one.run();
    one.now = SYNC_POLICY.bucketCheckMs + 1;
    await one.run();
    expect(one.replaced.map(({ removedBefore, isAllowed }) => [removedBefore, isAllowed])).toEqual([[0, false], [7, false], [7, true], [7, true], [0, false], [0, false]]);
  });

  it('whose page is of another place of the feed is not at its end, and begins anew when the feed has moved on', async () => {
    const one = comparisonOf([3], [{ kind: 'other-place' }]);
    await one.run();
    await one.run();
    expect([one.sumsAsks, one.check.facts()]).toEqual([1, { comparedAt: null, repaired: 0, notRepaired: 0, failedAt: null }]);
    one.cursor = 'c2';
    await one.run();
    expect([one.sumsAsks, one.check.facts().repaired]).toEqual([2, 1]);
  });

  it('whose place HQ no longer knows waits for the feed to find that out, and has not failed', async () => {
    const one = comparisonOf([3], []);
    one.refusal = 'cursor-unknown';
    await one.run();
    await one.run();
    expect([one.sumsAsks, one.check.facts().failedAt]).toEqual([1, null]);
  });

  it('that cannot be stored says so, waits, and begins anew: the feed is read meanwhile', async () => {
    const one = comparisonOf([3, 4], [replaced(0), new Error('the disk is full')]);
    expect((await one.run()).at(-1)).toEqual({ goesOn: false, isChanged: false });
    expect(one.check.facts()).toMatchObject({ comparedAt: null, failedAt: '2026-03-02T14:00:00Z' });
    await one.run();
    expect(one.sumsAsks).toBe(1);
    one.now = SYNC_POLICY.backoffCapMs;
    await one.run();
    expect([one.sumsAsks, one.check.facts().comparedAt, one.check.facts().failedAt]).toEqual([2, '2026-03-02T14:00:00Z', null]);
  });
});
