/** One bucket fetched again: it becomes what HQ signed, nothing else changes, and no page takes many rows away unasked. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AedVersion } from '../../../domain/aed/record.ts';
import { aedLineOf, aedLineText } from '../../../domain/snapshot/aedLine.ts';
import { bucketOf, BUCKETS, BucketSums, differingBuckets } from '../../../domain/snapshot/buckets.ts';
import { isLargeRemoval, REMOVAL_POLICY, type RemovalPolicy } from '../../../domain/snapshot/removal.ts';
import { bucketPageSchema } from '../../../domain/sync/messages.ts';
import type { Database } from '../../../main/store/driver.ts';
import { countBuckets, readBuckets } from '../../../main/store/reference/aedBuckets.ts';
import { aedRows } from '../../../main/store/reference/aedRows.ts';
import { bucketRepair } from '../../../main/store/reference/bucketRepair.ts';
import { openForWriting } from '../../../main/store/reference/open.ts';
import { referenceReader } from '../../../main/store/reference/reader.ts';
import { referenceWriter } from '../../../main/store/reference/writer.ts';
import { aed, fields, newPlace, page } from './referenceFiles.ts';
import type { Place } from './referenceFiles.ts';
import { sha256Of } from './snapshotFiles.ts';

let place: Place;
let db: Database;

beforeEach(() => {
  place = newPlace();
  db = openForWriting(place);
});
afterEach(() => {
  db.close();
  place.remove();
});

function sumsOf(versions: readonly AedVersion[]) {
  const sums = new BucketSums(sha256Of);
  for (const version of versions) sums.add(version.itemId, aedLineText(aedLineOf(version)));
  return sums.list();
}

const pageOf = (bucket: number, theirs: readonly AedVersion[], cursor = 'c1') =>
  bucketPageSchema.parse({ protocol: 1, bucket, cursor, lines: theirs.filter(({ itemId }) => bucketOf(itemId) === bucket).map((version) => aedLineText(aedLineOf(version))) });

const replacementOf = (bucket: number, theirs: readonly AedVersion[], cursor = 'c1') =>
  ({ page: pageOf(bucket, theirs, cursor), signed: sumsOf(theirs)[bucket] ?? { rows: 0, sum: '' }, removedBefore: 0, isAllowed: false });

function hold(versions: readonly AedVersion[]): void {
  referenceWriter(db).applyPage(page(versions.map((version) => ({ kind: 'aed', aed: version })), 'c1'));
}

const all = () => db.prepare('SELECT * FROM aed ORDER BY item_id, posted_on, version').all();

describe('fetching the buckets that differ', () => {
  const version = fc.record({ item: fc.integer({ min: 1, max: 40 }), version: fc.integer({ min: 1, max: 2 }), words: fc.constantFrom('a', 'b') });
  const rows = fc.uniqueArray(version, { maxLength: 30, selector: (one) => `${one.item}-${one.version}` })
    .map((list) => list.map((one) => aed(`X${one.item}`, { version: one.version, fields: fields({ contents: one.words }) })));

  it('makes this desk’s AED the same as HQ’s, and its kept sums with it', () => {
    fc.assert(fc.property(rows, rows, (mine, theirs) => {
      db.exec("DELETE FROM aed; UPDATE aed_bucket SET rows = 0, sum = '0000000000000000'; UPDATE tally SET rows = 0");
      hold(mine);
      const repair = bucketRepair(db, REMOVAL_POLICY);
      for (const bucket of differingBuckets(readBuckets(db), sumsOf(theirs))) {
        expect(repair.replaceBucket(replacementOf(bucket, theirs)).kind).toBe('replaced');
      }
      expect(readBuckets(db)).toEqual(sumsOf(theirs));
      expect(countBuckets(db)).toEqual(sumsOf(theirs));
      expect(referenceReader(db).counts().aed).toBe(theirs.length);
      const byKey = (one: AedVersion) => `${one.itemId} ${one.version}`;
      const stored = [...new Set(theirs.map(({ itemId }) => itemId))].flatMap((itemId) => referenceReader(db).aedOf(itemId));
      expect(stored.toSorted((a, b) => byKey(a).localeCompare(byKey(b)))).toEqual(theirs.toSorted((a, b) => byKey(a).localeCompare(byKey(b))));
    }), { numRuns: 40 });
  });

  it('touches no other bucket, and writes no row that is right already', () => {
    const mine = Array.from({ length: 600 }, (_, n) => aed(`X${n}`));
    hold(mine);
    const wrong = mine[0]?.itemId ?? '';
    db.prepare(`UPDATE aed SET fields = '["changed"]' WHERE item_id = ?`).run(wrong);
    const before = all();
    const replaced = bucketRepair(db, REMOVAL_POLICY).replaceBucket(replacementOf(bucketOf(wrong), mine));
    expect(replaced).toEqual({ kind: 'replaced', put: 1, removed: 0 });
    const after = all();
    expect(after.length).toBe(before.length);
    expect(after.filter((row, n) => JSON.stringify(row) !== JSON.stringify(before[n])).length).toBe(1);
  });

  it('puts kept sums right that did not fit the rows: the bucket is not fetched for ever', () => {
    const theirs = [aed('X1'), aed('X2'), aed('X3')];
    hold(theirs);
    db.exec(`DELETE FROM aed WHERE item_id = 'X1'`);
    expect(bucketRepair(db, REMOVAL_POLICY).replaceBucket(replacementOf(bucketOf('X1'), theirs))).toMatchObject({ kind: 'replaced', put: 1 });
    expect(readBuckets(db)).toEqual(sumsOf(theirs));
    expect(countBuckets(db)).toEqual(sumsOf(theirs));
  });

  it('leaves AED from a file of this desk alone', () => {
    const own = aedRows(db);
    own.putIfNew('X1', '2026-03-01', '2026-03-02T00:00:00Z', fields());
    own.saveCount();
    hold([]);
    expect(bucketRepair(db, REMOVAL_POLICY).replaceBucket(replacementOf(bucketOf('X1'), []))).toEqual({ kind: 'replaced', put: 0, removed: 0 });
    expect(all().length).toBe(1);
  });
});

describe('nothing is changed by', () => {
  const theirs = [aed('X1'), aed('X2')];
  const bucket = bucketOf('X1');
  const right = replacementOf(bucket, theirs);
  const line = right.page.lines[0] ?? '';

  it.each([
    ['a bucket of another place in the feed', { ...right, page: { ...right.page, cursor: 'c0' } }, 'other-place'],
    ['a bucket with a row missing', { ...right, page: { ...right.page, lines: [] } }, 'not-as-signed'],
    ['a bucket with a changed row', { ...right, page: { ...right.page, lines: [line.replace('Jane', 'Joan')] } }, 'not-as-signed'],
    ['a bucket with a row twice', { ...right, page: { ...right.page, lines: [line, line] } }, 'not-as-signed'],
    ['a bucket with a line that is no AED', { ...right, page: { ...right.page, lines: ['nonsense'] } }, 'not-as-signed'],
    ['another bucket', { ...right, page: { ...right.page, bucket: (bucket + 1) % BUCKETS } }, 'not-as-signed'],
  ])('%s', (_words, wrong, end) => {
    hold([aed('X1', { version: 3 })]);
    const before = all();
    expect(bucketRepair(db, REMOVAL_POLICY).replaceBucket(wrong).kind).toBe(end);
    expect(all()).toEqual(before);
  });
});

describe('a large removal', () => {
  const policy: RemovalPolicy = { share: 0.05, atLeastRows: 2 };
  const mine = Array.from({ length: 100 }, (_, n) => aed('X1', { version: n + 1 }));

  it('waits for a person, and happens when the person has agreed', () => {
    hold(mine);
    const repair = bucketRepair(db, policy);
    const asked = replacementOf(bucketOf('X1'), mine.slice(0, 94));
    const before = all();
    expect(repair.replaceBucket(asked)).toEqual({ kind: 'large-removal', removed: 6, before: 100 });
    expect(all()).toEqual(before);
    expect(repair.replaceBucket({ ...asked, isAllowed: true })).toEqual({ kind: 'replaced', put: 0, removed: 6 });
  });

  it('is one also when each bucket takes a little', () => {
    hold(mine);
    expect(bucketRepair(db, policy).replaceBucket({ ...replacementOf(bucketOf('X1'), mine.slice(0, 96)), removedBefore: 4 })).toEqual({ kind: 'large-removal', removed: 8, before: 104 });
  });

  it.each([[99, 100, false], [100, 100, true], [100, 2_000, false], [101, 2_000, true], [50_000, 1_000_000, false], [50_001, 1_000_000, true]])(
    'of %i rows of %i is one: %s', (removed, before, isLarge) => {
      expect(isLargeRemoval(removed, before)).toBe(isLarge);
    },
  );
});
