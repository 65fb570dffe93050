/** What HQ tells of USPS and of other desks: kept under the spelling of a scan, the last word counts, and an older desk's parked rows are taken in. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { itemKeyOf } from '../../../domain/item/key.ts';
import { classify } from '../../../domain/identifier/classify.ts';
import { openDatabase, type Database } from '../../../main/store/driver.ts';
import { migrate } from '../../../main/store/migrate.ts';
import { REFERENCE_MIGRATIONS } from '../../../main/store/reference/migrations.ts';
import { openForWriting } from '../../../main/store/reference/open.ts';
import { referenceReader } from '../../../main/store/reference/reader.ts';
import { referenceWriter } from '../../../main/store/reference/writer.ts';
import { digest, hold, newPlace, page, tables, usps } from './referenceFiles.ts';
import type { Place } from './referenceFiles.ts';

const ID = 'RB000000001GB';

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

type Row = Record<string, unknown>;
const uspsRow = (...args: Parameters<typeof usps>): Row => ({ kind: 'usps', event: usps(...args) });
const digestRow = (...args: Parameters<typeof digest>): Row => ({ kind: 'examDigest', digest: digest(...args) });

function take(...rows: Row[]) {
  return referenceWriter(db).applyPage(page(rows));
}

describe('a USPS event', () => {
  it('is kept as it came, each once, and found by its item', () => {
    take(uspsRow('U1'), uspsRow('U2', { code: 'EMF', office: null }), uspsRow('U3', { itemId: 'OTHER' }));
    const once = tables(db);
    take(uspsRow('U1'), uspsRow('U2', { code: 'EMF', office: null }));
    const reader = referenceReader(db);
    expect(tables(db)).toEqual(once);
    expect(reader.uspsEventsOf(ID)).toEqual([usps('U1'), usps('U2', { code: 'EMF', office: null })]);
    expect(new Set(reader.allUspsEvents())).toEqual(new Set([...reader.uspsEventsOf(ID), usps('U3', { itemId: 'OTHER' })]));
  });

  it('is found under the spelling that a scan is normalised to', () => {
    take(uspsRow('U1', { itemId: 'rb 000 000 001 gb' }));
    expect(referenceReader(db).uspsEventsOf(ID)).toEqual([usps('U1')]);
  });

  it.each<[string, Row, string]>([
    ['of a code nobody knows', { kind: 'usps', event: { ...usps('U1'), code: 'EMZ' } }, 'does-not-parse'],
    ['of no item', uspsRow('U1', { itemId: ' - ' }), 'no-item-id'],
  ])('%s is parked and holds up nothing', (_words, bad, why) => {
    expect(take(bad, uspsRow('U2'))).toEqual({ applied: 1, parked: 1 });
    expect(db.prepare('SELECT why FROM parked_row').all()).toEqual([{ why }]);
  });
});

describe('an exam of another desk', () => {
  it('is kept as HQ tells it, and its last word counts', () => {
    take(digestRow(1), digestRow(2, { postedOn: null, outcome: 'RELEASED_TO_USPS' }), digestRow(3, { itemKey: 'OTHER' }));
    const reader = referenceReader(db);
    expect(reader.examDigestsOf(ID)).toEqual([digest(1), digest(2, { postedOn: null, outcome: 'RELEASED_TO_USPS' })]);
    take(digestRow(1, { outcome: 'SEIZURE' }));
    take(digestRow(2, { postedOn: null, outcome: 'RELEASED_TO_USPS', isWithdrawn: true }));
    expect(reader.examDigestsOf(ID)).toEqual([digest(1, { outcome: 'SEIZURE' }), digest(2, { postedOn: null, outcome: 'RELEASED_TO_USPS', isWithdrawn: true })]);
  });

  it.each([
    ['as its sender wrote it', 'rb 000-000-001 gb', ID],
    ['by a number that a desk made', 'IMF-JFK-7K3M9Q2T4A', 'IMFJFK7K3M9Q2T4A'],
  ])('is found by a scan of its item, named %s', (_words, told, scanned) => {
    take(digestRow(1, { itemKey: told }));
    expect(referenceReader(db).examDigestsOf(itemKeyOf({ id: classify(scanned).id, deskItemId: null }))).toMatchObject([{ outcome: 'DETAINED' }]);
  });

  it.each<[string, Row, string]>([
    ['with an outcome nobody knows', { kind: 'examDigest', digest: { ...digest(1), outcome: 'TELEPORTED' } }, 'does-not-parse'],
    ['of no item', digestRow(1, { itemKey: ' - ' }), 'no-item-id'],
  ])('%s is parked and holds up nothing', (_words, bad, why) => {
    expect(take(bad, digestRow(2))).toEqual({ applied: 1, parked: 1 });
    expect(db.prepare('SELECT why FROM parked_row').all()).toEqual([{ why }]);
  });
});

describe('all hold events', () => {
  it('are those of every item', () => {
    take({ kind: 'hold', event: hold('E1') }, { kind: 'hold', event: hold('E2', { itemId: 'OTHER' }) });
    expect(referenceReader(db).allHoldEvents()).toEqual([hold('E1'), hold('E2', { itemId: 'OTHER' })]);
  });
});

describe('a desk that comes from an older version', () => {
  /** Parks rows as the version before did: of each text the first that came, in the order in which they came. */
  function parkedByOlder(...rows: Row[]): void {
    db.close();
    place.remove();
    place = newPlace();
    db = openDatabase(place.file, { key: place.key, binding: null, synchronous: 'NORMAL' });
    migrate(db, REFERENCE_MIGRATIONS, 20);
    const park = db.prepare(`INSERT INTO parked_row (digest, kind, why, body, cursor, hq_time) VALUES (?, ?, 'unknown-kind', ?, 'c1', '2026-03-04T10:00:00Z') ON CONFLICT DO NOTHING`);
    for (const row of rows) park.run(createHash('sha256').update(JSON.stringify(row)).digest('hex'), row['kind'], JSON.stringify(row));
    db.close();
  }
  const parked = () => db.prepare('SELECT kind, why FROM parked_row ORDER BY kind').all();

  it('takes in what it had parked, in the order it came, and leaves the rest', () => {
    parkedByOlder(uspsRow('U1'), digestRow(1), { kind: 'weather', text: 'rain' }, digestRow(1, { outcome: 'SEIZURE' }), digestRow(2));
    db = openForWriting(place);
    const reader = referenceReader(db);
    expect(reader.uspsEventsOf(ID)).toEqual([usps('U1')]);
    expect(reader.examDigestsOf(ID)).toEqual([digest(1, { outcome: 'SEIZURE' }), digest(2)]);
    expect(parked()).toEqual([{ kind: 'weather', why: 'unknown-kind' }]);
  });

  it('says anew why it cannot use a row that it knows now, and tries it no more', () => {
    parkedByOlder({ kind: 'usps', event: { ...usps('U1'), code: 'EMZ' } }, digestRow(1, { itemKey: ' - ' }), digestRow(2));
    db = openForWriting(place);
    expect(parked()).toEqual([{ kind: 'examDigest', why: 'no-item-id' }, { kind: 'usps', why: 'does-not-parse' }]);
    const once = tables(db);
    db.close();
    db = openForWriting(place);
    expect(tables(db)).toEqual(once);
  });

  it('takes in all or nothing, and at the next start what it could not', () => {
    parkedByOlder(uspsRow('U1'), digestRow(1));
    const raw = openDatabase(place.file, { key: place.key, binding: null, synchronous: 'NORMAL' });
    migrate(raw, REFERENCE_MIGRATIONS);
    raw.exec(`CREATE TRIGGER full BEFORE INSERT ON exam_digest BEGIN SELECT RAISE(ABORT, 'disk full'); END`);
    const before = tables(raw);
    expect(() => openForWriting(place)).toThrow('disk full');
    expect(tables(raw)).toEqual(before);
    raw.exec('DROP TRIGGER full');
    raw.close();
    db = openForWriting(place);
    expect([referenceReader(db).uspsEventsOf(ID).length, referenceReader(db).examDigestsOf(ID).length, parked().length]).toEqual([1, 1, 0]);
  });

  it('ends with what it would hold had it known the rows at once', () => {
    const row = fc.oneof(
      fc.record({ n: fc.integer({ min: 1, max: 3 }), code: fc.constantFrom('EMD' as const, 'EMF' as const) }).map(({ n, code }) => uspsRow(`U${n}`, { code })),
      fc.record({ n: fc.integer({ min: 1, max: 3 }), outcome: fc.constantFrom('DETAINED' as const, 'SEIZURE' as const), isWithdrawn: fc.boolean() })
        .map(({ n, outcome, isWithdrawn }) => digestRow(n, { outcome, isWithdrawn })),
    );
    fc.assert(fc.property(fc.array(row, { maxLength: 12 }), (rows) => {
      const [known, older] = [newPlace(), newPlace()];
      const ends = [known, older].map((one) => {
        const store = openForWriting(one);
        // The rows that this version parks come under a kind it does not know, and become known under the eyes of the next start.
        const disguised = (given: Row): Row => (one === older ? { ...given, kind: `later-${String(given['kind'])}` } : given);
        for (const given of rows) referenceWriter(store).applyPage(page([disguised(given)]));
        store.exec(`UPDATE parked_row SET kind = replace(kind, 'later-', ''), body = replace(body, '"later-', '"')`);
        store.close();
        const again = openForWriting(one);
        const { usps_event: uspsEvents, exam_digest: digests, parked_row: left } = tables(again);
        again.close();
        one.remove();
        return { uspsEvents, digests, left };
      });
      expect(ends[1]).toEqual(ends[0]);
    }), { numRuns: 25 });
  });
});
