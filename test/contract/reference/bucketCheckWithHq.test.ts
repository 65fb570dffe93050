/** A desk compares its AED with HQ itself: real HQ, real line, real loader and store; only the hours pass as the test says. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadAed } from '../../../hq/admin/loadAed.ts';
import { startLoader, type LoaderClient } from '../../../main/loader/client.ts';
import { openDatabase } from '../../../main/store/driver.ts';
import { countBuckets, readBuckets } from '../../../main/store/reference/aedBuckets.ts';
import { openReferenceReader, prepareReference } from '../../../main/store/reference/open.ts';
import type { ReferenceReader } from '../../../main/store/reference/reader.ts';
import { makeDeviceKey } from '../../../main/sync/deviceKey.ts';
import { makeSyncRunner, type SyncRunner } from '../../../main/sync/runner.ts';
import { makeTransport } from '../../../main/sync/transport.ts';
import { HQ_HOMES } from '../../support/hqHomes.ts';
import { openHqInside, type HqInside } from '../../support/hqInside.ts';
import { threadProgram } from '../../support/threadPrograms.ts';
import { fields, newPlace, type Place } from './referenceFiles.ts';

const idOf = (n: number) => `RB${String(n).padStart(9, '0')}GB`;
const rowsOf = (from: number, to: number, contents = 'shirts') =>
  Array.from({ length: to - from + 1 }, (_, at) => ({ itemId: idOf(from + at), postedOn: '2026-03-01', fields: fields({ contents }) }));

describe.each(HQ_HOMES)('with HQ on %s', (_name, newHome) => {
  let hq: HqInside;
  let place: Place;
  let loader: LoaderClient;
  let reader: ReferenceReader;
  let runner: SyncRunner;
  let hours: number;

  beforeEach(async () => {
    hq = await openHqInside({ home: await newHome() });
    await loadAed(hq.store, rowsOf(1, 60), hq.clock);
    place = newPlace();
    prepareReference(place);
    loader = startLoader({ ...place, workerFile: threadProgram('LOADER') });
    reader = openReferenceReader(place);
    hours = 0;
    const transport = makeTransport(5_000);
    const { publicKey, privateKey } = makeDeviceKey();
    const enrolled = await transport.enrol(hq.url, await hq.code(), publicKey, 'Bench 07');
    if (!enrolled.ok) throw new Error(enrolled.failure.kind);
    const { deviceId, hqId, hqPublicKey } = enrolled.value;
    runner = makeSyncRunner({ hqUrl: hq.url, deviceId, privateKey, hqId, hqPublicKey }, {
      transport,
      ledger: { headSeq: () => 0, deliveredSeq: () => 0, after: () => [], receive: () => undefined },
      reference: { cursor: reader.cursor, applyPage: loader.applyPage, buckets: loader },
      monotonicMs: () => Math.floor(performance.now()) + hours * 3_600_000, wallClock: () => new Date(hours * 3_600_000).toISOString(), random: () => 0.001,
      onChange: () => undefined,
    });
    runner.start();
    await compared();
  });
  afterEach(async () => {
    runner.stop();
    await loader.close();
    reader.close();
    place.remove();
    await hq.stop();
  });

  /** Waits for a comparison at this hour to have come to its end. */
  async function compared(): Promise<void> {
    const at = new Date(hours * 3_600_000).toISOString();
    for (const end = Date.now() + 10_000; runner.facts().aedCheck?.comparedAt !== at; await new Promise((resolve) => setTimeout(resolve, 5))) {
      if (Date.now() > end) throw new Error(`nothing compared within 10 s: ${JSON.stringify(runner.facts())}`);
    }
  }

  async function comparedLater(): Promise<void> {
    hours += 7;
    runner.wake('officer');
    await compared();
  }

  const check = () => ({ repaired: runner.facts().aedCheck?.repaired, notRepaired: runner.facts().aedCheck?.notRepaired });

  /** What nobody on the desk's side knows of. */
  function behindItsBack(statement: string): void {
    const db = openDatabase(place.file, { key: place.key, binding: null, synchronous: 'NORMAL' });
    db.exec(statement);
    db.close();
  }

  /** The sums that are kept beside the rows, and those of the rows. */
  function sums() {
    const db = openDatabase(place.file, { key: place.key, binding: null, readonly: true, synchronous: 'NORMAL' });
    try {
      return { kept: readBuckets(db), counted: countBuckets(db) };
    } finally {
      db.close();
    }
  }

  it('finds nothing to bring when both hold the same, also after new AED and new versions came', async () => {
    expect([reader.counts().aed, check()]).toEqual([60, { repaired: 0, notRepaired: 0 }]);
    await loadAed(hq.store, [...rowsOf(1, 5, 'shoes'), ...rowsOf(61, 70)], hq.clock);
    await comparedLater();
    expect([reader.counts().aed, check()]).toEqual([75, { repaired: 0, notRepaired: 0 }]);
    expect(sums().kept).toEqual(sums().counted);
  });

  it('has nothing to do with AED from a file of the desk’s own', async () => {
    behindItsBack(`INSERT INTO aed (item_id, posted_on, version, received_at, fields, is_local) SELECT item_id, posted_on, 2, received_at, fields, 1 FROM aed WHERE item_id = '${idOf(7)}'`);
    await comparedLater();
    expect([reader.aedOf(idOf(7)).length, check()]).toEqual([2, { repaired: 0, notRepaired: 0 }]);
  });

  it.each([
    ['a row that was lost', `DELETE FROM aed WHERE item_id = '${idOf(7)}'`],
    ['a row with other words', `UPDATE aed SET fields = '["changed"]' WHERE item_id = '${idOf(7)}'`],
    ['a row that HQ never sent', `INSERT INTO aed (item_id, posted_on, version, received_at, fields, is_local) SELECT item_id, posted_on, 9, received_at, fields, 0 FROM aed WHERE item_id = '${idOf(7)}'`],
    ['a kept sum that is wrong', `UPDATE aed_bucket SET rows = rows + 1 WHERE rows > 0`],
  ])('finds %s behind its back, and is as HQ afterwards', async (_words, statement) => {
    const before = sums();
    const item = reader.aedOf(idOf(7));
    behindItsBack(statement);
    await comparedLater();
    expect(runner.facts().aedCheck).toMatchObject({ repaired: statement.includes('aed_bucket') ? 0 : 1, notRepaired: 0, failedAt: null });
    expect([reader.aedOf(idOf(7)), reader.counts().aed]).toEqual([item, 60]);
    expect(sums()).toEqual(before);
    await comparedLater();
    expect(check()).toEqual({ repaired: 0, notRepaired: 0 });
  });
});
