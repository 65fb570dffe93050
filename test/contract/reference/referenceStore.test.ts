/** What HQ's feed does to the reference store, and what the store answers. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeFileSync } from 'node:fs';
import type { Database } from '../../../main/store/driver.ts';
import { openForWriting, openReferenceReader, prepareReference } from '../../../main/store/reference/open.ts';
import { referenceReader } from '../../../main/store/reference/reader.ts';
import { referenceWriter } from '../../../main/store/reference/writer.ts';
import { aed, fields, hold, newPlace, officer, page, tables } from './referenceFiles.ts';
import type { Place } from './referenceFiles.ts';

let place: Place;
let db: Database;
const ID = 'RB000000001GB';

beforeEach(() => {
  place = newPlace();
  db = openForWriting(place);
});
afterEach(() => {
  db.close();
  place.remove();
});

const waiver = (version: number, countries = ['AF', 'AL']) => ({ kind: 'list', list: { listId: 'waiver', version, asOf: '2022-01-01', countries } });
const roster = (version: number, ...badges: string[]) => ({ kind: 'roster', version, officers: badges.map((badge) => officer(badge)) });

describe('a feed page', () => {
  it('stores every known kind together with its cursor', () => {
    const answer = referenceWriter(db).applyPage(page([
      { kind: 'aed', aed: aed(ID) },
      { kind: 'hold', event: hold('E1') },
      waiver(3),
      roster(1, '1001', '1002'),
    ]));
    const reader = referenceReader(db);
    expect(answer).toEqual({ applied: 4, parked: 0 });
    expect(reader.aedOf(ID)).toEqual([aed(ID)]);
    expect(reader.holdEventsOf(ID)).toEqual([hold('E1')]);
    expect(reader.countryList('waiver')).toEqual(waiver(3).list);
    expect(reader.countryList('interest')).toBeNull();
    expect(reader.lists()).toEqual([{ listId: 'waiver', version: 3, asOf: '2022-01-01', countries: 2 }]);
    expect(reader.officerByBadge('1002')).toEqual(officer('1002'));
    expect(reader.officerByBadge('9')).toBeNull();
    expect(reader.officers().length).toBe(2);
    expect([reader.cursor(), reader.feedAsOf()]).toEqual(['c1', '2026-03-04T10:00:00Z']);
    expect(reader.counts()).toEqual({ aed: 1, holdEvents: 1, officers: 2, parked: 0 });
  });

  it('changes nothing when it comes a second time', () => {
    const writer = referenceWriter(db);
    const rows = [{ kind: 'aed', aed: aed(ID) }, { kind: 'hold', event: hold('E1') }, waiver(3), roster(1, '1001'), { kind: 'weather', text: 'rain' }];
    writer.applyPage(page(rows));
    const once = tables(db);
    writer.applyPage(page(rows));
    expect(tables(db)).toEqual(once);
  });

  it('parks a row of a kind that this desk does not know as it came, and applies the rest', () => {
    const strange = { kind: 'weather', deep: { text: 'rain', list: [1, null] } };
    expect(referenceWriter(db).applyPage(page([strange, { kind: 'aed', aed: aed(ID) }]))).toEqual({ applied: 1, parked: 1 });
    expect(db.prepare('SELECT kind, why, body, cursor FROM parked_row').get()).toEqual({ kind: 'weather', why: 'unknown-kind', body: JSON.stringify(strange), cursor: 'c1' });
    expect(referenceReader(db).aedOf(ID).length).toBe(1);
  });

  it.each([
    ['AED without a version', { kind: 'aed', aed: { ...aed(ID), version: undefined } }, 'does-not-parse'],
    ['a hold of an unknown kind', { kind: 'hold', event: { ...hold('E9'), kind: 'teleported' } }, 'does-not-parse'],
    ['a country code in small letters', waiver(9, ['gb']), 'does-not-parse'],
    ['AED whose item id is blank', { kind: 'aed', aed: aed(' - ') }, 'no-item-id'],
    ['a roster that names nobody', roster(9), 'roster-names-nobody'],
  ])('parks %s, and applies the rows around it', (_words, bad, why) => {
    referenceWriter(db).applyPage(page([roster(1, '1001'), bad, { kind: 'hold', event: hold('E1') }]));
    const reader = referenceReader(db);
    expect(db.prepare('SELECT why FROM parked_row').all()).toEqual([{ why }]);
    expect([reader.officers().length, reader.holdEventsOf(ID).length]).toEqual([1, 1]);
    expect(reader.cursor()).toBe('c1');
  });

  it('stores nothing and keeps the old cursor when it fails in the middle', () => {
    const writer = referenceWriter(db);
    writer.applyPage(page([{ kind: 'aed', aed: aed(ID) }]));
    const before = tables(db);
    db.exec(`CREATE TRIGGER full BEFORE INSERT ON hold_event BEGIN SELECT RAISE(ABORT, 'disk full'); END`);
    expect(() => writer.applyPage(page([{ kind: 'aed', aed: aed('OTHER') }, { kind: 'hold', event: hold('E1') }], 'c2'))).toThrow('disk full');
    expect(tables(db)).toEqual(before);
    db.exec('DROP TRIGGER full');
    writer.applyPage(page([{ kind: 'aed', aed: aed('OTHER') }], 'c2'));
    expect(referenceReader(db).counts().aed).toBe(2);
  });

  it('removes a posting only when a row names it; absence deletes nothing', () => {
    const writer = referenceWriter(db);
    writer.applyPage(page([{ kind: 'aed', aed: aed(ID) }, { kind: 'aed', aed: aed(ID, { version: 2 }) }, { kind: 'aed', aed: aed(ID, { postedOn: '' }) }, { kind: 'aed', aed: aed('OTHER') }]));
    writer.applyPage(page([], 'c2'));
    expect(referenceReader(db).counts().aed).toBe(4);
    writer.applyPage(page([{ kind: 'aedRemoved', itemId: ID, postedOn: '2026-03-01', reason: 'sent in error' }], 'c3'));
    expect(referenceReader(db).aedOf(ID).map((one) => one.postedOn)).toEqual(['']);
    expect(referenceReader(db).counts().aed).toBe(2);
  });

  it('finds AED and holds under the spelling that a scan is normalised to', () => {
    referenceWriter(db).applyPage(page([{ kind: 'aed', aed: aed('rb 000 000 001 gb') }, { kind: 'hold', event: hold('E1', { itemId: 'RB-000000001-GB' }) }]));
    const reader = referenceReader(db);
    expect([reader.aedOf(ID).length, reader.holdEventsOf(ID).length]).toEqual([1, 1]);
  });

  it('never goes back to an older list or roster', () => {
    const writer = referenceWriter(db);
    writer.applyPage(page([waiver(3), roster(5, '1001', '1002')]));
    writer.applyPage(page([waiver(2, ['GB']), roster(4, '1003')], 'c2'));
    const reader = referenceReader(db);
    expect(reader.countryList('waiver')?.countries).toEqual(['AF', 'AL']);
    expect(reader.officers().map((one) => one.badge)).toEqual(['1001', '1002']);
  });

  it('takes an officer off when a newer roster does not name them', () => {
    const writer = referenceWriter(db);
    writer.applyPage(page([roster(1, '1001', '1002')]));
    writer.applyPage(page([roster(2, '1002')], 'c2'));
    expect(referenceReader(db).officerByBadge('1001')).toBeNull();
  });
});

describe('a page that takes AED away', () => {
  const policy = { share: 0.1, atLeastRows: 3 };
  const put = (count: number) => Array.from({ length: count }, (_, n) => ({ kind: 'aed', aed: aed(`X${n}`) }));
  const remove = (...numbers: number[]) => numbers.map((n) => ({ kind: 'aedRemoved', itemId: `X${n}`, postedOn: '2026-03-01', reason: '' }));

  it('changes nothing when it would take too many, and is applied whole when a person has agreed', () => {
    const writer = referenceWriter(db, policy);
    writer.applyPage(page(put(20)));
    const before = tables(db);
    const large = page([...put(1), ...remove(1, 2, 3)], 'c2');
    expect(() => writer.applyPage(large)).toThrow('3 of 20 rows');
    expect(tables(db)).toEqual(before);
    writer.applyPage(large, true);
    expect([referenceReader(db).counts().aed, referenceReader(db).cursor()]).toEqual([17, 'c2']);
  });

  it('is judged with the pages before it, until the feed is read to its end', () => {
    const writer = referenceWriter(db, policy);
    writer.applyPage(page(put(40)));
    writer.applyPage(page(remove(0, 1, 2), 'c2', '2026-03-04T10:00:00Z', true));
    expect(() => writer.applyPage(page(remove(3, 4), 'c3'))).toThrow('5 of 40 rows');
    writer.applyPage(page(remove(3), 'c3'));
    writer.applyPage(page(remove(4, 5, 6), 'c4'));
    expect(referenceReader(db).counts().aed).toBe(33);
  });

  it.each([['few rows of a small store', 5, [0, 1]], ['rows that are not here', 5, [90, 91, 92, 93]]])('may take %s', (_words, rows, numbers) => {
    const writer = referenceWriter(db, policy);
    writer.applyPage(page(put(rows)));
    writer.applyPage(page(remove(...numbers), 'c2'));
    expect(referenceReader(db).cursor()).toBe('c2');
  });
});

describe('AED of an item', () => {
  it('comes newest posting first, newest version of each first, the undated posting last', () => {
    const versions = [aed(ID, { postedOn: '' }), aed(ID, { postedOn: '2025-01-01' }), aed(ID, { version: 2 }), aed(ID)];
    referenceWriter(db).applyPage(page(versions.map((one) => ({ kind: 'aed', aed: one }))));
    expect(referenceReader(db).aedOf(ID).map((one) => [one.postedOn, one.version])).toEqual([['2026-03-01', 2], ['2026-03-01', 1], ['2025-01-01', 1], ['', 1]]);
  });

  it('tells an empty text from a field that was not sent', () => {
    referenceWriter(db).applyPage(page([{ kind: 'aed', aed: aed(ID, { fields: fields({ contents: '', value: null }) }) }]));
    const [found] = referenceReader(db).aedOf(ID);
    expect([found?.fields.contents, found?.fields.value]).toEqual(['', null]);
  });

  it('is counted right after any pages', () => {
    const row = fc.record({ item: fc.integer({ min: 1, max: 3 }), version: fc.integer({ min: 1, max: 3 }), isRemoval: fc.boolean() });
    fc.assert(fc.property(fc.array(fc.array(row, { maxLength: 6 }), { maxLength: 6 }), (pages) => {
      const writer = referenceWriter(db);
      for (const rows of pages) {
        writer.applyPage(page(rows.map(({ item, version, isRemoval }) =>
          isRemoval ? { kind: 'aedRemoved', itemId: `X${item}`, postedOn: '2026-03-01', reason: '' } : { kind: 'aed', aed: aed(`X${item}`, { version }) })));
      }
      const { n } = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM aed').get() ?? { n: -1 };
      expect(referenceReader(db).counts().aed).toBe(n);
    }), { numRuns: 50 });
  });
});

describe('the reference file', () => {
  it('is made anew when it is damaged, because HQ can fill it again', () => {
    referenceWriter(db).applyPage(page([{ kind: 'aed', aed: aed(ID) }]));
    db.close();
    expect(prepareReference(place)).toBe('ready');
    writeFileSync(place.file, 'no database at all, but long enough to be taken for one'.repeat(100));
    expect(prepareReference(place)).toBe('rebuilt');
    const reader = openReferenceReader(place);
    expect(reader.counts().aed).toBe(0);
    reader.close();
    db = openForWriting(place);
  });

  it('has STRICT tables only', () => {
    const loose = db.prepare(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'`).all();
    expect(loose).toEqual([]);
  });
});
