/** What one desk did reaches the others: exam digests and hold events, through real HTTP, from the ledger of one desk to the reference store of another. */
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ExamRecorded } from '../../../domain/exam/recorded.ts';
import { foldHolds } from '../../../domain/hold/fold.ts';
import { canonicalText, type Entry } from '../../../domain/ledger/entry.ts';
import type { OutcomeCode } from '../../../domain/outcome/outcomes.ts';
import { feedRowSchema, type FeedRow } from '../../../domain/sync/messages.ts';
import { placeHold } from '../../../hq/admin/holds.ts';
import { publishRoster } from '../../../hq/admin/publishRoster.ts';
import type { Database } from '../../../main/store/driver.ts';
import { openForWriting } from '../../../main/store/reference/open.ts';
import { referenceReader } from '../../../main/store/reference/reader.ts';
import { referenceWriter } from '../../../main/store/reference/writer.ts';
import { enrolledDesk, pageIn, receiptIn, type TestDesk } from '../../support/deskClient.ts';
import { examPayload, uuidOf } from '../../support/entries.ts';
import { openHqInside, type HqInside } from '../../support/hqInside.ts';
import { newPlace, type Place } from '../reference/referenceFiles.ts';

const ITEM = 'RB123456785GB';
const EXAM = uuidOf(1);

let hq: HqInside;
let holdId: string;
/** Bench and supervisor of one facility, and a desk of another. */
let [bench, supervisor, elsewhere]: TestDesk[] = [];
/** The reference store of `supervisor`. */
let place: Place;
let db: Database;

beforeEach(async () => {
  hq = await openHqInside();
  [bench, supervisor, elsewhere] = [await enrolledDesk(hq.url, await hq.code()), await enrolledDesk(hq.url, await hq.code()), await enrolledDesk(hq.url, await hq.code('ORD'))];
  const placed = await placeHold(hq.store, { itemId: ITEM, facilityId: 'JFK', by: 'NTC', reason: 'look inside' }, hq.clock);
  holdId = placed.ok ? placed.value.holdId : '';
  place = newPlace();
  db = openForWriting(place);
});
afterEach(async () => {
  db.close();
  place.remove();
  await hq.stop();
});

const needed = (desk: TestDesk | undefined): TestDesk => {
  if (desk === undefined) throw new Error('the desk is enrolled');
  return desk;
};

/** Seals an entry at a desk and delivers it. */
async function did(desk: TestDesk | undefined, kind: string, payload: Entry['payload']): Promise<Entry[]> {
  const entries = needed(desk).seal(1, (body) => ({ ...body, kind, payload, officerId: 'o-1' }));
  const { receipt } = receiptIn(await needed(desk).upload(entries));
  expect(receipt.body.refused).toEqual([]);
  return entries;
}

const examined = (desk: TestDesk | undefined, changes: Partial<ExamRecorded> = {}) =>
  did(desk, 'exam.recorded', examPayload(1, { holdIds: [holdId], aedShown: { postedOn: '2026-02-20', version: 1 }, ...changes }));

const corrected = (desk: TestDesk | undefined, outcome: OutcomeCode, n = 1) => {
  const { methods, finding, outcomeFields, label } = examPayload(1);
  return did(desk, 'exam.amended', {
    amendmentId: uuidOf(500 + n), examId: EXAM, why: 'read again', kind: 'corrected', values: { methods, reasons: [], finding, findings: [], outcome, outcomeFields, label },
  });
};

const withdrawn = (desk: TestDesk | undefined) => did(desk, 'exam.amended', { amendmentId: uuidOf(600), examId: EXAM, why: 'wrong item', kind: 'withdrawn' });

async function rowsFor(desk: TestDesk | undefined): Promise<FeedRow[]> {
  return pageIn(await needed(desk).feed()).rows.map((row) => feedRowSchema.parse(row));
}
const digestsIn = (rows: readonly FeedRow[]) => rows.flatMap((row) => (row.kind === 'examDigest' ? [row.digest] : []));
const eventsIn = (rows: readonly FeedRow[]) => rows.flatMap((row) => (row.kind === 'hold' ? [row.event] : []));

/** What the other desk of the facility knows of the item after it has read the whole feed. */
async function knownAtOtherDesk() {
  referenceWriter(db).applyPage(pageIn(await needed(supervisor).feed()));
  const reader = referenceReader(db);
  const [hold] = foldHolds(reader.holdEventsOf(ITEM));
  return { digests: reader.examDigestsOf(ITEM), hold: hold?.status, holds: foldHolds(reader.allHoldEvents()).length, parked: reader.counts().parked };
}

describe('an exam at one desk', () => {
  it('is known to the other desk of the facility: how it ended, and what it was to the hold', async () => {
    const [entry] = await examined(bench, { outcome: 'DETAINED', outcomeFields: { reason: 'ADMISSIBILITY' } });
    expect(await knownAtOtherDesk()).toEqual({
      digests: [{
        examId: EXAM, deviceId: bench?.enrolled?.deviceId, facilityId: 'JFK', itemKey: ITEM, postedOn: '2026-02-20', outcome: 'DETAINED',
        band: 'NO_AED_HERE', recordedAt: entry?.recordedAt, isWithdrawn: false,
      }],
      hold: 'examined', holds: 1, parked: 0,
    });
  });

  it('tells nothing of the officer, the finding or the sender', async () => {
    await examined(bench, { finding: 'two blister packs', outcomeFields: { note: 'call 17' } });
    const told = JSON.stringify(await rowsFor(supervisor));
    for (const secret of ['blister', 'call 17', 'o-1']) expect(told).not.toContain(secret);
  });

  it('goes to the desks of its facility, the sending one too; what it was to the hold goes to every desk', async () => {
    await examined(bench);
    for (const [desk, digests] of [[bench, 1], [supervisor, 1], [elsewhere, 0]] as const) {
      const rows = await rowsFor(desk);
      expect([digestsIn(rows).length, eventsIn(rows).map(({ kind }) => kind)]).toEqual([digests, ['placed', 'examined', 'released']]);
    }
  });

  it('delivered twice, and in another range, is told once', async () => {
    const [first] = await examined(bench);
    const before = await rowsFor(bench);
    const second = needed(bench).seal(1);
    for (const entries of [[first], [first, ...second], second]) await needed(bench).upload(entries as Entry[]);
    expect(await rowsFor(bench)).toEqual(before);
  });

  it.each<[string, Partial<ExamRecorded>, Record<string, unknown>]>([
    ['without AED names no posting', { aedShown: null }, { postedOn: null }],
    ['of a posting without a real date names none', { aedShown: { postedOn: 'last week', version: 1 } }, { postedOn: null }],
    ['of an item with a number of the desk is found by it', { item: { kind: 'none', id: null, deskItemId: 'IMF-JFK-7K3M9Q2T4A', raw: null } }, { itemKey: 'IMF-JFK-7K3M9Q2T4A' }],
  ])('%s', async (_words, changes, told) => {
    await examined(bench, changes);
    expect(digestsIn(await rowsFor(supervisor))).toMatchObject([told]);
  });

  it('of an item without any number is told to nobody, and is received all the same', async () => {
    await examined(bench, { item: { kind: 'none', id: null, deskItemId: null, raw: null } });
    expect((await rowsFor(supervisor)).map(({ kind }) => kind)).toEqual(['hold']);
  });

  it.each<[string, Entry['payload']]>([
    ['exam.recorded', examPayload(1, { holdIds: ['H1'] })],
    ['item.presented', { itemKey: ITEM, holdIds: ['H1'], scanId: uuidOf(7) }],
  ])('that HQ refused is told to nobody, nor is any entry it refused: %s', async (kind, payload) => {
    await publishRoster(hq.store, { facilityId: 'JFK', officers: [{ officerId: 'o-1', badge: '1001', name: 'Ann Example', role: 'officer', pin: '123456' }] });
    const entries = needed(bench).seal(1, (body) => ({ ...body, kind, payload, officerId: 'o-9999' }));
    expect(receiptIn(await needed(bench).upload(entries)).verdicts).toMatchObject([{ verdict: 'refused', reason: 'unknown-officer' }]);
    await corrected(supervisor, 'SEIZURE');
    expect(new Set((await rowsFor(supervisor)).map((row) => (row.kind === 'hold' ? row.event.kind : row.kind)))).toEqual(new Set(['roster', 'placed']));
  });

  it('with a clock in the year 9999 holds up nothing', async () => {
    const entries = needed(bench).seal(1, (body) => ({ ...body, kind: 'exam.recorded', recordedAt: '9999-12-31T23:59:59-05:00', payload: examPayload(1, { holdIds: [holdId] }) }));
    expect(receiptIn(await needed(bench).upload(entries)).receipt.body.refused).toEqual([]);
    expect((await rowsFor(supervisor)).map(({ kind }) => kind)).toEqual(['hold', 'examDigest']);
  });

  it('is told in the transaction that receives it, or neither happens', async () => {
    await hq.store.inTransaction((tx) => sql`CREATE TRIGGER full BEFORE INSERT ON feed WHEN NEW.kind = 'examDigest' BEGIN SELECT RAISE(ABORT, 'disk full'); END`.execute(tx));
    const entries = needed(bench).seal(1, (body) => ({ ...body, kind: 'exam.recorded', payload: examPayload(1, { holdIds: [holdId] }) }));
    expect((await needed(bench).upload(entries)).status).toBe(500);
    await hq.store.inTransaction((tx) => sql`DROP TRIGGER full`.execute(tx));
    expect((await rowsFor(bench)).map(({ kind }) => kind)).toEqual(['hold']);
    expect(receiptIn(await needed(bench).upload(entries)).verdicts).toMatchObject([{ verdict: 'accepted' }]);
    expect((await rowsFor(bench)).map(({ kind }) => kind)).toEqual(['hold', 'examDigest', 'hold', 'hold']);
  });
});

describe('an amendment', () => {
  it('tells the exam anew, and takes back what no longer holds', async () => {
    await examined(bench);
    expect(await knownAtOtherDesk()).toMatchObject({ digests: [{ outcome: 'RELEASED_TO_USPS' }], hold: 'released' });
    await corrected(bench, 'SEIZURE');
    await corrected(bench, 'DETAINED', 2);
    expect(await knownAtOtherDesk()).toMatchObject({ digests: [{ examId: EXAM, outcome: 'DETAINED', isWithdrawn: false }], hold: 'examined' });
    await withdrawn(bench);
    expect(await knownAtOtherDesk()).toMatchObject({ digests: [{ examId: EXAM, outcome: 'DETAINED', isWithdrawn: true }], hold: 'open' });
  });

  it.each([['after', false], ['before', true]])('by another device that arrives %s the exam counts the same', async (_when, isFirst) => {
    if (isFirst) await withdrawn(elsewhere);
    await examined(bench);
    if (!isFirst) await withdrawn(elsewhere);
    expect(await knownAtOtherDesk()).toMatchObject({ digests: [{ deviceId: bench?.enrolled?.deviceId, isWithdrawn: true }], hold: 'open' });
    expect(digestsIn(await rowsFor(elsewhere))).toEqual([]);
  });

  it('that changes nothing of what is told makes no new digest', async () => {
    await examined(bench);
    await corrected(bench, 'RELEASED_TO_USPS');
    expect(digestsIn(await rowsFor(bench))).toHaveLength(1);
  });

  it('back to what was told first is told once more', async () => {
    await examined(bench);
    await corrected(bench, 'SEIZURE', 1);
    await corrected(bench, 'RELEASED_TO_USPS', 2);
    expect(digestsIn(await rowsFor(bench)).map(({ outcome }) => outcome)).toEqual(['RELEASED_TO_USPS', 'SEIZURE', 'RELEASED_TO_USPS']);
  });

  it('of an exam that HQ never got is told to nobody', async () => {
    await corrected(bench, 'SEIZURE');
    expect((await rowsFor(bench)).map(({ kind }) => kind)).toEqual(['hold']);
  });
});

describe('AED linked to an exam later', () => {
  it('names the posting that was examined', async () => {
    await examined(bench, { aedShown: null });
    await did(bench, 'aed.linked', { examId: EXAM, itemKey: ITEM, postedOn: '2026-02-18', version: 2 });
    expect((await knownAtOtherDesk()).digests).toMatchObject([{ postedOn: '2026-02-18' }]);
  });
});

describe('a hold', () => {
  const notPresented = (desk: TestDesk | undefined) =>
    did(desk, 'hold.notPresented', { holds: [{ holdId, itemId: ITEM }], reason: 'NOT_BROUGHT_BY_USPS', note: 'cage empty' });
  const presented = (desk: TestDesk | undefined) => did(desk, 'item.presented', { itemKey: ITEM, holdIds: [holdId], scanId: uuidOf(7) });

  it('that did not come, and comes after all at another facility, is so at every desk', async () => {
    await notPresented(bench);
    expect(await knownAtOtherDesk()).toMatchObject({ hold: 'notPresented' });
    await presented(elsewhere);
    expect(await knownAtOtherDesk()).toMatchObject({ hold: 'presented', holds: 1 });
    expect(eventsIn(await rowsFor(elsewhere)).map(({ kind, reason }) => [kind, reason])).toEqual([
      ['placed', 'look inside'], ['notPresented', 'not brought by USPS: cage empty'], ['presented', null],
    ]);
  });

  it('marked for 500 items in one entry is told 500 times, and once', async () => {
    const holds = Array.from({ length: 500 }, (_, n) => ({ holdId: `H${n}`, itemId: `RR${String(n).padStart(9, '0')}CN` }));
    const entries = await did(bench, 'hold.notPresented', { holds, reason: 'NOT_ON_THE_FLIGHT', note: null });
    await needed(bench).upload(entries);
    expect(eventsIn(await rowsFor(bench)).filter(({ kind }) => kind === 'notPresented')).toHaveLength(500);
  });
});

describe('an exam carried under a new chain of its desk', () => {
  /** `supervisor` is what `bench` became when it was enrolled anew. */
  beforeEach(async () => {
    const former = { deviceId: bench?.enrolled?.deviceId ?? '', seq: 9, hash: 'a'.repeat(64) };
    await did(supervisor, 'device.enrolled', { hqId: 'hq', deskName: 'Bench 07', former });
  });

  const carried = (original: Entry): Entry['payload'] => {
    const { hash, ...body } = original;
    return { deviceId: original.deviceId, seq: original.seq, hash, text: canonicalText(body), why: 'copied' };
  };

  it('is told as the exam it is, with what it was to the hold', async () => {
    const [original] = needed(bench).seal(1, (body) => ({ ...body, kind: 'exam.recorded', officerId: 'o-1', payload: examPayload(1, { holdIds: [holdId] }) }));
    if (original === undefined) throw new Error('one entry was sealed');
    await did(supervisor, 'entry.carried', carried(original));
    const rows = await rowsFor(supervisor);
    expect(rows.filter((row) => row.kind === 'examDigest')).toMatchObject([{ digest: { examId: EXAM, outcome: 'RELEASED_TO_USPS' } }]);
    expect(rows.filter((row) => row.kind === 'hold' && row.event.kind === 'examined')).toHaveLength(1);
  });

  it('counts once when HQ holds the original, too, whichever came first', async () => {
    const [original] = await examined(bench);
    if (original === undefined) throw new Error('one entry was sealed');
    await did(supervisor, 'entry.carried', carried(original));
    await did(supervisor, 'entry.carried', carried(original));
    const rows = await rowsFor(supervisor);
    expect(rows.filter((row) => row.kind === 'examDigest')).toHaveLength(1);
    expect(rows.filter((row) => row.kind === 'hold' && row.event.kind === 'examined')).toHaveLength(1);
  });

  it('that HQ refused is told to nobody', async () => {
    const [original] = needed(bench).seal(1, (body) => ({ ...body, kind: 'exam.recorded', officerId: 'o-1', payload: examPayload(1) }));
    if (original === undefined) throw new Error('one entry was sealed');
    const entries = needed(supervisor).seal(1, (body) => ({ ...body, kind: 'entry.carried', payload: { ...carried(original), text: '{}' } }));
    expect(receiptIn(await needed(supervisor).upload(entries)).verdicts).toMatchObject([{ verdict: 'refused', reason: 'invalid-entry' }]);
    expect((await rowsFor(supervisor)).filter((row) => row.kind === 'examDigest')).toEqual([]);
  });
});
