/** AED by posting, and what changed from version to version. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesByVersion, changesSinceSeen, fieldChanges } from '../../../domain/aed/changes.ts';
import { groupPostings, onlyPosting } from '../../../domain/aed/postings.ts';
import { AED_FIELDS, aedFieldsSchema } from '../../../domain/aed/record.ts';
import { aedOf } from './aedVersions.ts';

describe('the postings of a number', () => {
  it('stand newest first, each with its newest version, one without a date last', () => {
    const versions = [aedOf({}, { postedOn: '' }), aedOf({}, { postedOn: '2025-01-01' }), aedOf({}, { version: 1 }), aedOf({}, { version: 3 }),
      aedOf({}, { version: 2 })];
    expect(groupPostings(versions).map(({ postedOn, newest, versions: all }) => [postedOn, newest.version, all.map(({ version }) => version)]))
      .toEqual([['2026-11-18', 3, [3, 2, 1]], ['2025-01-01', 1, [1]], ['', 1, [1]]]);
  });

  it('are never guessed between', () => {
    const one = groupPostings([aedOf(), aedOf({}, { version: 2 })]);
    expect(onlyPosting(one)?.newest.version).toBe(2);
    expect(onlyPosting(groupPostings([aedOf(), aedOf({}, { postedOn: '2099-01-01' })]))).toBeNull();
    expect(onlyPosting([])).toBeNull();
  });

  it('hold every version once, however they arrive', () => {
    const version = fc.record({ postedOn: fc.constantFrom('', '2025-01-01', '2099-12-31'), version: fc.integer({ min: 1, max: 4 }) });
    fc.assert(fc.property(fc.array(version), (changes) => {
      const versions = changes.map((change) => aedOf({}, change));
      const keys = groupPostings([...versions, ...versions]).flatMap((posting) => posting.versions.map((one) => `${one.postedOn} ${one.version}`));
      expect(keys.toSorted()).toEqual([...new Set(versions.map((one) => `${one.postedOn} ${one.version}`))].sort());
    }));
  });
});

describe('changes between versions', () => {
  it('name each field with both texts', () => {
    const before = aedOf({ hsCode: null, portCode: 'UNASSIGNED', category: 'gift' }).fields;
    const after = aedOf({ hsCode: '3926.90', portCode: 'JFK', category: null }).fields;
    expect(fieldChanges(before, after)).toEqual([
      { field: 'category', change: 'removed', before: 'gift', after: null },
      { field: 'hsCode', change: 'added', before: null, after: '3926.90' },
      { field: 'portCode', change: 'changed', before: 'UNASSIGNED', after: 'JFK' },
    ]);
  });

  it('tell "not sent" from an empty text, and a blank from none', () => {
    expect(fieldChanges(aedOf({ hsCode: null }).fields, aedOf({ hsCode: '' }).fields)).toMatchObject([{ change: 'added', after: '' }]);
    expect(fieldChanges(aedOf({ contents: 'toy' }).fields, aedOf({ contents: 'toy ' }).fields)).toMatchObject([{ change: 'changed' }]);
  });

  it('go step by step, and over all versions since the one an officer saw', () => {
    const [posting] = groupPostings([aedOf({ contents: 'gift' }), aedOf({ contents: 'shirt' }, { version: 2 }), aedOf({ contents: 'cotton shirt' }, { version: 4 })]);
    const versions = posting?.versions ?? [];
    expect(changesByVersion(versions).map(({ since, version, changes }) => [since, version, changes.map(({ after }) => after)]))
      .toEqual([[2, 4, ['cotton shirt']], [1, 2, ['shirt']]]);
    expect(changesSinceSeen(versions, 1)).toMatchObject([{ before: 'gift', after: 'cotton shirt' }]);
    expect(changesSinceSeen(versions, 4)).toEqual([]);
    expect(changesSinceSeen(versions, 3)).toBeNull();
    expect(changesByVersion(versions.slice(0, 1))).toEqual([]);
    expect(changesSinceSeen([], 1)).toBeNull();
  });

  it('turn one version into the other', () => {
    const sent = fc.option(fc.constantFrom('', 'a', 'b'));
    const fields = fc.array(sent, { minLength: AED_FIELDS.length, maxLength: AED_FIELDS.length }).map((texts) =>
      aedFieldsSchema.parse(Object.fromEntries(AED_FIELDS.map((field, index) => [field, texts[index] ?? null]))));
    fc.assert(fc.property(fields, fields, (before, after) => {
      const changes = fieldChanges(before, after);
      expect({ ...before, ...Object.fromEntries(changes.map((change) => [change.field, change.after])) }).toEqual(after);
      expect({ ...after, ...Object.fromEntries(changes.map((change) => [change.field, change.before])) }).toEqual(before);
    }));
  });
});
