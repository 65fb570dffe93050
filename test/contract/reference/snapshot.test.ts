/** The first load from a snapshot: checked before it is used, whole or not at all, and a kill loses one chunk at most. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AED_FIELDS } from '../../../domain/aed/record.ts';
import { startLoader } from '../../../main/loader/client.ts';
import type { LoaderClient } from '../../../main/loader/client.ts';
import { openDatabase } from '../../../main/store/driver.ts';
import { migrate } from '../../../main/store/migrate.ts';
import { countBuckets, readBuckets } from '../../../main/store/reference/aedBuckets.ts';
import { REFERENCE_MIGRATIONS } from '../../../main/store/reference/migrations.ts';
import { openForWriting, openReferenceReader, prepareReference } from '../../../main/store/reference/open.ts';
import { referenceReader } from '../../../main/store/reference/reader.ts';
import type { ReferenceReader } from '../../../main/store/reference/reader.ts';
import { referenceWriter } from '../../../main/store/reference/writer.ts';
import { threadProgram } from '../../support/threadPrograms.ts';
import { cellsOf, csvFile, TODAY } from '../../unit/aed/aedFiles.ts';
import { aed, contents, fields, hold, newPlace, officer, page } from './referenceFiles.ts';
import type { Place } from './referenceFiles.ts';
import { MADE_AT, makeSnapshot, sealed, type MadeSnapshot } from './snapshotFiles.ts';

let place: Place;
let loader: LoaderClient;
let reader: ReferenceReader;

beforeEach(() => {
  place = newPlace();
  prepareReference(place);
  loader = startLoader({ ...place, workerFile: threadProgram('LOADER') });
  reader = openReferenceReader(place);
});
afterEach(async () => {
  await loader.close();
  reader.close();
  place.remove();
});

const idOf = (n: number) => `RB${String(n).padStart(9, '0')}GB`;
const versions = (count: number) => Array.from({ length: count }, (_, n) => aed(idOf(n), { fields: fields({ contents: `thing ${n}` }) }));
const FEED = [{ kind: 'roster', version: 1, officers: [officer('1001')] }, { kind: 'hold', event: hold('E1') }, { kind: 'weather', sky: 'grey' }];

/** Loads what is missing; answers which chunks were put and how the load ended. */
async function load(snapshot: MadeSnapshot, from = loader): Promise<{ put: number[]; end: string }> {
  const put: number[] = [];
  for (let state = await from.beginSnapshot(JSON.stringify(snapshot.signed.body)); state.next !== null; ) {
    put.push(state.next);
    const taken = await from.putSnapshotChunk(state.next, snapshot.bytes(state.next));
    if (taken.end !== 'taken' || taken.state === null) return { put, end: taken.end };
    state = taken.state;
  }
  return { put, end: await from.endSnapshot() };
}

async function counted(): Promise<{ kept: unknown; counted: unknown }> {
  await loader.close();
  const db = openForWriting(place);
  try {
    return { kept: readBuckets(db), counted: countBuckets(db) };
  } finally {
    db.close();
  }
}

describe('a load from a snapshot', () => {
  it('brings AED, holds, roster and place in the feed, dated by the moment it was made', async () => {
    const snapshot = makeSnapshot({ aed: versions(10), feed: FEED });
    expect(await load(snapshot)).toEqual({ put: [0, 1, 2, 3, 4], end: 'loaded' });
    expect(reader.counts()).toEqual({ aed: 10, holdEvents: 1, officers: 1, parked: 1 });
    expect(reader.aedOf(idOf(7))).toEqual([versions(10)[7]]);
    expect([reader.cursor(), reader.feedAsOf()]).toEqual(['c-snapshot', MADE_AT]);
    expect(await loader.heldSnapshot()).toBeNull();
    expect(await counted()).toEqual({ kept: snapshot.body.buckets, counted: snapshot.body.buckets });
  });

  it('shows holds and roster as soon as they are here, and AED, date and place in the feed only when all is here', async () => {
    const snapshot = makeSnapshot({ aed: versions(5), feed: FEED });
    await loader.beginSnapshot(JSON.stringify(snapshot.signed.body));
    for (const index of [0, 1]) await loader.putSnapshotChunk(index, snapshot.bytes(index));
    expect(reader.counts()).toEqual({ aed: 0, holdEvents: 1, officers: 1, parked: 1 });
    expect([reader.cursor(), reader.feedAsOf(), reader.aedOf(idOf(0)).length]).toEqual([null, null, 0]);
    await expect(loader.endSnapshot()).rejects.toThrow('all its chunks');
    const { state } = await loader.putSnapshotChunk(2, snapshot.bytes(2));
    expect(state).toEqual({ snapshotId: 'S1', next: null, rows: 5, rowsTotal: 5 });
    expect(reader.counts().aed).toBe(0);
    await loader.endSnapshot();
    expect(reader.counts().aed).toBe(5);
  });

  it('goes on at the first missing chunk after the loader was started again, and takes no chunk twice', async () => {
    const snapshot = makeSnapshot({ aed: versions(10) });
    await loader.beginSnapshot(JSON.stringify(snapshot.signed.body));
    for (const index of [0, 2, 2]) await loader.putSnapshotChunk(index, snapshot.bytes(index));
    await loader.close();
    loader = startLoader({ ...place, workerFile: threadProgram('LOADER') });
    expect(JSON.parse(await loader.heldSnapshot() ?? '')).toEqual(snapshot.signed.body);
    expect(await load(snapshot)).toEqual({ put: [1, 3], end: 'loaded' });
    expect(reader.counts().aed).toBe(10);
  });

  it('that is followed by another snapshot starts anew', async () => {
    const [old, fresh] = [makeSnapshot({ aed: versions(10) }), makeSnapshot({ aed: versions(6), more: { snapshotId: 'S2', cursor: 'c2' } })];
    await loader.beginSnapshot(JSON.stringify(old.signed.body));
    await loader.putSnapshotChunk(0, old.bytes(0));
    expect(await load(fresh)).toEqual({ put: [0, 1], end: 'loaded' });
    expect([reader.counts().aed, reader.cursor()]).toEqual([6, 'c2']);
  });

  it('keeps AED that is here and not in it: from a file of this desk, and from the feed', async () => {
    writeFileSync(join(place.folder, 'aed.csv'), csvFile([cellsOf(1), { ...cellsOf(2), itemId: 'RZ000000002GB' }]));
    await loader.importFile({ importId: 'I1', path: join(place.folder, 'aed.csv'), format: 'csv', today: TODAY, receivedAt: '2026-03-04T12:00:00Z' }, () => undefined);
    await loader.applyPage(JSON.stringify(page([{ kind: 'aed', aed: aed('RX000000001GB') }], 'c1')));
    const snapshot = makeSnapshot({ aed: versions(4) });
    expect((await load(snapshot)).end).toBe('loaded');
    expect([reader.counts().aed, reader.aedOf('RX000000001GB').length, reader.aedOf('RZ000000002GB').length]).toEqual([6, 1, 1]);
    // The file's row of a posting that HQ has too gives way to HQ's.
    expect(reader.aedOf(idOf(1))).toEqual([versions(4)[1]]);
    const { kept, counted: all } = await counted();
    expect(kept).toEqual(all);
  });

  it('parks a row that is no AED and holds up nothing behind it', async () => {
    const bad = makeSnapshot({ aed: versions(3).with(1, aed('not normalised')), rowsPerChunk: 5 });
    expect((await load(bad)).end).toBe('loaded');
    expect(reader.counts()).toMatchObject({ aed: 2, parked: 1 });
    expect(reader.aedOf(idOf(2))).toEqual([versions(3)[2]]);
  });

  it('goes on with the feed from its place', async () => {
    await load(makeSnapshot({ aed: versions(4) }));
    await loader.applyPage(JSON.stringify(page([{ kind: 'aed', aed: aed(idOf(1), { version: 2 }) }, { kind: 'aedRemoved', itemId: idOf(2), postedOn: '2026-03-01', reason: 'x' }], 'c9')));
    expect([reader.counts().aed, reader.aedOf(idOf(1)).length, reader.aedOf(idOf(2)).length, reader.cursor()]).toEqual([4, 2, 0, 'c9']);
    const { kept, counted: all } = await counted();
    expect(kept).toEqual(all);
  });
});

describe('nothing is used of', () => {
  const snapshot = makeSnapshot({ aed: versions(6) });
  const bits = snapshot.bytes(1);

  it.each([
    ['a chunk with one bit changed', bits.with(20, (bits[20] ?? 0) ^ 1), 'wrong-hash'],
    ['a chunk that is cut short', bits.slice(0, -1), 'wrong-hash'],
    ['another chunk of the same snapshot', snapshot.bytes(0), 'wrong-hash'],
    ['a sign-in page', new TextEncoder().encode('<html>Welcome to the airport Wi-Fi</html>'), 'wrong-hash'],
  ])('%s', async (_words, bytes, end) => {
    await loader.beginSnapshot(JSON.stringify(snapshot.signed.body));
    const before = contents(place);
    expect((await loader.putSnapshotChunk(1, bytes)).end).toBe(end);
    expect(contents(place)).toEqual(before);
    expect((await load(snapshot)).end).toBe('loaded');
    expect(reader.counts().aed).toBe(6);
  });

  const named = (index: number, bytes: Buffer, rows = 3): MadeSnapshot => {
    const entry = { index, kind: 'aed' as const, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length, rows };
    return { ...snapshot, signed: { ...snapshot.signed, body: { ...snapshot.body, chunks: snapshot.body.chunks.with(index, entry) } }, bytes: (at) => (at === index ? new Uint8Array(bytes) : snapshot.bytes(at)) };
  };

  it.each([
    ['a chunk that HQ named and that is no gzip', named(1, sealed(Buffer.from('hello'), 1, 'aed'))],
    ['a chunk that HQ named and that is no UTF-8', named(1, sealed(gzipSync(Buffer.from([0x52, 0xff, 0x0a])), 1, 'aed'))],
    ['a chunk with fewer rows than HQ says', named(1, sealed(gzipSync('one\ntwo\n'), 1, 'aed'))],
    ['a chunk that unpacks to far more than a chunk may be', named(1, sealed(gzipSync(Buffer.alloc(70 * 1024 * 1024)), 1, 'aed'))],
    ['a chunk that HQ named and that is not sealed', named(1, gzipSync('one\ntwo\nthree\n'))],
    ['a chunk that HQ named and that was sealed for another place', named(1, sealed(gzipSync('one\ntwo\nthree\n'), 0, 'aed'))],
  ])('%s', async (_words, wrong) => {
    const before = contents(place);
    expect(await load(wrong)).toEqual({ put: [0, 1], end: 'unfit' });
    expect(contents(place)).toEqual(before);
  });

  it('a feed chunk in which one row is no row', async () => {
    const whole = makeSnapshot({ feed: [...FEED, { kind: 7 }], rowsPerChunk: 4 });
    expect((await load(whole)).end).toBe('unfit');
    expect(reader.counts()).toMatchObject({ holdEvents: 0, officers: 0, parked: 0 });
  });

  it.each([
    ['a snapshot with other rows than HQ counted', makeSnapshot({ aed: versions(6), more: { buckets: makeSnapshot({ aed: [...versions(5), aed(idOf(5))] }).body.buckets } })],
    ['a snapshot with two rows under one key', makeSnapshot({ aed: [...versions(3), aed(idOf(1))] })],
  ])('%s', async (_words, wrong) => {
    await loader.applyPage(JSON.stringify(page([{ kind: 'aed', aed: aed('RX000000001GB') }], 'c1')));
    const before = contents(place);
    expect((await load(wrong)).end).toBe('mismatch');
    expect(contents(place)).toEqual(before);
    expect(reader.aedOf('RX000000001GB').length).toBe(1);
    expect(await loader.heldSnapshot()).toBeNull();
    expect((await load(makeSnapshot({ aed: versions(6), more: { snapshotId: 'S2' } }))).end).toBe('loaded');
  });
});

describe('a process killed in the middle of a load', () => {
  /** Runs it until it has said `lines` lines; answers everything it said. */
  function runUntil(path: string, lines: number): Promise<string[]> {
    const script = join(import.meta.dirname, 'loadUntilKilled.ts');
    const child = spawn(process.execPath, [script, place.file, place.key?.toString('hex') ?? '', path], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (text: Buffer) => {
      said += text.toString();
      if (said.split('\n').length > lines) child.kill('SIGKILL');
    });
    return new Promise((resolve) => child.once('exit', () => resolve(said.trim().split('\n'))));
  }

  it('goes on at the next chunk each time, and ends with the same rows as one that was never killed', async () => {
    const snapshot = makeSnapshot({ aed: versions(8_000), feed: FEED, rowsPerChunk: 500 });
    const path = join(place.folder, 'snapshot.json');
    writeFileSync(path, JSON.stringify({ manifest: JSON.stringify(snapshot.signed.body), chunks: snapshot.body.chunks.map((_, index) => Buffer.from(snapshot.bytes(index)).toString('base64')) }));
    await loader.close();
    let rows = 0;
    let kills = 0;
    for (let said = await runUntil(path, 4); said.at(-1) !== 'loaded'; said = await runUntil(path, 4)) {
      kills += 1;
      const first = Number(said[1] ?? rows);
      expect(first).toBeGreaterThanOrEqual(rows);
      rows = Math.max(rows, Number(said.at(-1)) || 0);
      expect(reader.counts().aed).toBe(0);
      if (kills > 20) throw new Error('never done');
    }
    expect(kills).toBeGreaterThan(2);
    expect(reader.counts()).toEqual({ aed: 8_000, holdEvents: 1, officers: 1, parked: 1 });
    const db = openForWriting(place);
    expect(countBuckets(db)).toEqual(snapshot.body.buckets);
    expect(db.prepare('SELECT count(*) AS n FROM pragma_integrity_check WHERE integrity_check = ?').get('ok')).toEqual({ n: 1 });
    db.close();
  }, 60_000);
});

describe('the bucket sums', () => {
  it('are those of the rows after any pages', async () => {
    await loader.close();
    const db = openForWriting(place);
    const row = fc.record({ item: fc.integer({ min: 1, max: 4 }), version: fc.integer({ min: 1, max: 3 }), words: fc.constantFrom('a', 'b'), isRemoval: fc.boolean() });
    fc.assert(fc.property(fc.array(fc.array(row, { maxLength: 6 }), { maxLength: 5 }), (pages) => {
      const writer = referenceWriter(db);
      for (const rows of pages) {
        writer.applyPage(page(rows.map(({ item, version, words, isRemoval }) =>
          isRemoval ? { kind: 'aedRemoved', itemId: `X${item}`, postedOn: '2026-03-01', reason: '' } : { kind: 'aed', aed: aed(`X${item}`, { version, fields: fields({ contents: words }) }) })));
        expect(readBuckets(db)).toEqual(countBuckets(db));
      }
    }), { numRuns: 50 });
    db.close();
  });

  it('leave out what came from a file of this desk, until HQ sends it too', async () => {
    const before = contents(place)['aed_bucket'];
    writeFileSync(join(place.folder, 'aed.csv'), csvFile([cellsOf(1)]));
    await loader.importFile({ importId: 'I1', path: join(place.folder, 'aed.csv'), format: 'csv', today: TODAY, receivedAt: '2026-03-04T12:00:00Z' }, () => undefined);
    expect(contents(place)['aed_bucket']).toEqual(before);
    await loader.applyPage(JSON.stringify(page([{ kind: 'aed', aed: aed(idOf(1)) }])));
    expect(reader.counts().aed).toBe(1);
    const { kept, counted: all } = await counted();
    expect([kept, JSON.stringify(kept) === JSON.stringify(before)]).toEqual([all, false]);
  });

  it('and rows of an older store are brought into today’s form', async () => {
    const older = openDatabase(join(place.folder, 'older.db'), { key: place.key, binding: null, synchronous: 'NORMAL' });
    migrate(older, REFERENCE_MIGRATIONS, 40);
    const insert = older.prepare('INSERT INTO aed (item_id, posted_on, version, received_at, fields) VALUES (?, ?, ?, ?, ?)');
    for (let n = 0; n < 12; n += 1) insert.run(idOf(n), '2026-03-01', 1, '2026-03-02T00:00:00Z', JSON.stringify({ senderName: 'Jane Doe', contents: n % 2 === 0 ? `thing ${n}` : '' }));
    migrate(older, REFERENCE_MIGRATIONS);
    expect(referenceReader(older).aedOf(idOf(4))).toEqual([aed(idOf(4), { fields: fields({ contents: 'thing 4' }) })]);
    expect(Object.keys(referenceReader(older).aedOf(idOf(5))[0]?.fields ?? {})).toEqual([...AED_FIELDS]);
    expect(referenceReader(older).aedOf(idOf(5))[0]?.fields.contents).toBe('');
    expect(readBuckets(older)).toEqual(countBuckets(older));
    expect(countBuckets(older).reduce((sum, { rows }) => sum + rows, 0)).toBe(12);
    older.close();
  });

  it('keep fields that a newer HQ sends on a page and this version has no name for', async () => {
    const newer = { ...aed(idOf(1)), fields: { ...fields(), vesselName: 'Aurora' } };
    await loader.applyPage(JSON.stringify(page([{ kind: 'aed', aed: newer }])));
    expect(contents(place)['aed']).toMatchObject([{ fields: expect.stringContaining('{"vesselName":"Aurora"}') as string }]);
    expect(reader.aedOf(idOf(1))).toEqual([aed(idOf(1))]);
  });
});
