/** In whatever order uploads of several desks arrive, and however they are cut, the feed ends in the same state. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExamDigest } from '../../../domain/exam/digest.ts';
import { foldExams } from '../../../domain/exam/history.ts';
import type { HoldEvent } from '../../../domain/hold/events.ts';
import { foldHolds } from '../../../domain/hold/fold.ts';
import { holdEventsOfEntries } from '../../../domain/hold/ofEntries.ts';
import { EMPTY_CHAIN } from '../../../domain/ledger/chain.ts';
import { seal, type Entry } from '../../../domain/ledger/entry.ts';
import type { OutcomeCode } from '../../../domain/outcome/outcomes.ts';
import { feedRowSchema } from '../../../domain/sync/messages.ts';
import { ingest } from '../../../hq/ingest/ingest.ts';
import { findDevice, insertDevice } from '../../../hq/store/devices.ts';
import { feedRowsAfter } from '../../../hq/store/feed.ts';
import { openHqStore, type HqStore } from '../../../hq/store/store.ts';
import { allOf } from '../../support/allOf.ts';
import { examPayload, uuidOf } from '../../support/entries.ts';
import { HQ_HOMES, type HqHome } from '../../support/hqHomes.ts';

const AT = '2026-03-02T14:00:00.000Z';
/** B examines; A and C, before and after it in the order of ledgers, know its exams and amend them. */
const DEVICES = ['JFK-A', 'JFK-B', 'JFK-C'] as const;
const ITEM = 'RB123456785GB';
const PLACED: readonly HoldEvent[] = ['H1', 'H2'].map((holdId) => (
  { eventId: `placed-${holdId}`, holdId, itemId: ITEM, kind: 'placed', at: '2026-03-01T00:00:00.000Z', facilityId: 'JFK', by: 'NTC', reason: null }));

type Deed =
  | { readonly did: 'corrected'; readonly exam: number; readonly outcome: OutcomeCode }
  | { readonly did: 'withdrawn' | 'linked'; readonly exam: number }
  | { readonly did: 'presented' | 'notPresented'; readonly hold: string };

const exam = fc.constantFrom(1, 2);
const outcome = fc.constantFrom<OutcomeCode>('RELEASED_TO_USPS', 'DETAINED', 'NOT_FOUND', 'SEIZURE');
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ did: fc.constant('corrected' as const), exam, outcome }) },
  { weight: 1, arbitrary: fc.record({ did: fc.constantFrom('withdrawn' as const, 'linked' as const), exam }) },
  { weight: 1, arbitrary: fc.record({ did: fc.constantFrom('presented' as const, 'notPresented' as const), hold: fc.constantFrom('H1', 'H2') }) },
);

/** Deeds of each device, and the outcomes of the two exams that B records before its own. */
const ledgersOf = fc.record({ deeds: fc.tuple(...DEVICES.map(() => fc.array(deed, { maxLength: 4 }))), outcomes: fc.tuple(outcome, outcome) })
  .map(({ deeds, outcomes }) => DEVICES.map((deviceId, d): readonly Entry[] => {
    const exams = deviceId === 'JFK-B' ? outcomes.map((one, n) => ['exam.recorded', examPayload(n + 1, { outcome: one, holdIds: ['H1', 'H2'].slice(0, n + 1) })] as const) : [];
    return chain(deviceId, d, [...exams, ...(deeds[d] ?? []).map((one, n) => payloadOf(one, d * 100 + n))]);
  }));

function payloadOf(deed: Deed, n: number): readonly [kind: string, payload: Entry['payload']] {
  switch (deed.did) {
    case 'corrected': {
      const { methods, finding, outcomeFields, label } = examPayload(0);
      return ['exam.amended', { amendmentId: uuidOf(9_000 + n), examId: uuidOf(deed.exam), why: 'read again', kind: 'corrected',
        values: { methods, reasons: [], finding, findings: [], outcome: deed.outcome, outcomeFields, label } }];
    }
    case 'withdrawn':
      return ['exam.amended', { amendmentId: uuidOf(9_000 + n), examId: uuidOf(deed.exam), why: 'wrong item', kind: 'withdrawn' }];
    case 'linked':
      return ['aed.linked', { examId: uuidOf(deed.exam), itemKey: ITEM, postedOn: '2026-02-18', version: 1 }];
    case 'presented':
      return ['item.presented', { itemKey: ITEM, holdIds: [deed.hold], scanId: uuidOf(n) }];
    case 'notPresented':
      return ['hold.notPresented', { holds: [{ holdId: deed.hold, itemId: ITEM }], reason: 'NOT_ON_THE_FLIGHT', note: null }];
  }
}

function chain(deviceId: string, d: number, payloads: readonly (readonly [kind: string, payload: Entry['payload']])[]): readonly Entry[] {
  let head = EMPTY_CHAIN;
  return payloads.map(([kind, payload], n) => {
    const entry = seal({
      deviceId, seq: head.seq + 1, id: uuidOf(100_000 * (d + 1) + n), kind, version: 1, facilityId: 'JFK', officerId: null, sessionId: null,
      recordedAt: '2026-03-02T09:00:00-05:00', monotonicMs: n, hqHeardAt: null, payload, prevHash: head.hash,
    });
    head = { seq: entry.seq, hash: entry.hash };
    return entry;
  });
}

interface Told {
  readonly digests: ReadonlyMap<string, ExamDigest>;
  readonly events: readonly HoldEvent[];
}

/** turns: which device sends next, and how many entries; in the end all the rest is sent. Each upload is made twice. */
async function toldAfter(empty: HqHome, ledgers: readonly (readonly Entry[])[], turns: readonly (readonly [device: number, count: number])[]): Promise<Told> {
  const home = await empty.copy();
  const store = await openHqStore(home.place);
  try {
    const sent = DEVICES.map(() => 0);
    for (const [d, count] of [...turns, ...DEVICES.map((_, device) => [device, 500] as const)]) {
      const entries = (ledgers[d] ?? []).slice(sent[d], (sent[d] ?? 0) + count);
      sent[d] = (sent[d] ?? 0) + entries.length;
      for (const _ of ['first', 'again']) if (entries.length > 0) await upload(store, entries);
    }
    return await toldBy(store);
  } finally {
    await store.close();
    await home.remove();
  }
}

async function upload(store: HqStore, entries: readonly Entry[]): Promise<void> {
  const deviceId = entries[0]?.deviceId ?? '';
  const sender = await findDevice(store.reads, deviceId);
  if (sender === null) throw new Error('the device is enrolled');
  const reply = await ingest(store, sender, { protocol: 1, deviceId, entries: [...entries] }, new Date(AT));
  expect(reply).toMatchObject({ ok: true, value: { receipt: { body: { refused: [] } } } });
}

async function toldBy(store: HqStore): Promise<Told> {
  const rows = (await allOf(feedRowsAfter(store.reads, 'JFK', 0, 100_000))).map((row) => feedRowSchema.parse(JSON.parse(row.text)));
  const events = rows.flatMap((row) => (row.kind === 'hold' ? [row.event] : []));
  expect(new Set(events.map(({ eventId }) => eventId)).size, 'no event is told twice').toBe(events.length);
  return { digests: new Map(rows.flatMap((row) => (row.kind === 'examDigest' ? [[row.digest.examId, row.digest]] : []))), events };
}

describe.each(HQ_HOMES)('on %s', (name, newHome) => {
  /** With the devices in it; each order of uploads starts from a copy. */
  let empty: HqHome;
  beforeAll(async () => {
    empty = await newHome();
    const store = await openHqStore(empty.place);
    await store.inTransaction(async (tx) => {
      for (const id of DEVICES) await insertDevice(tx, { id, facilityId: 'JFK', publicKey: 'key', deskName: id, enrolledAt: AT, approvedAt: AT });
    });
    await store.close();
  });
  afterAll(() => empty.remove());

  it('the order and the cut of uploads do not change what the feed ends with, and that is what the entries say', async () => {
    const turns = fc.array(fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 1, max: 3 })), { maxLength: 12 });
    await fc.assert(fc.asyncProperty(ledgersOf, turns, turns, async (ledgers, first, second) => {
      const entries = ledgers.flat();
      const said = foldHolds([...PLACED, ...holdEventsOfEntries(entries)]);
      for (const order of [first, second]) {
        const told = await toldAfter(empty, ledgers, order);
        expect(foldHolds([...PLACED, ...told.events])).toEqual(said);
        for (const own of ledgers) expect(foldHolds([...PLACED, ...told.events, ...holdEventsOfEntries(own)]), 'a desk that adds its own').toEqual(said);
        expect([...told.digests.keys()].sort()).toEqual([uuidOf(1), uuidOf(2)]);
        for (const { examId, effective, isWithdrawn, postedOn } of foldExams(entries).exams) {
          expect(told.digests.get(examId)).toMatchObject({ outcome: effective.outcome, isWithdrawn, postedOn });
        }
      }
    }), { numRuns: name === 'SQLite' ? 25 : 8 });
  }, 120_000);
});
