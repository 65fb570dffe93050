/** A receptacle on the bench of a whole desk: opened by its tag, counted by scans, closed once, and never taken for another. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldBags, type Bag, type ScannedItem } from '../../../domain/bag/bag.ts';
import { BANDS } from '../../../domain/band/bands.ts';
import { makeBags } from '../../../main/service/bags.ts';
import type { OpenSession } from '../../../main/service/session.ts';
import { openDatabase } from '../../../main/store/driver.ts';
import { openLedger, type Ledger } from '../../../main/store/ledger/ledger.ts';
import type { BagsView, BagView } from '../../../preload/contract/bagViews.ts';
import { examPayload, uuidOf } from '../../support/entries.ts';
import { scan, signIn, type Facility } from '../../support/facility.ts';
import { newestOf, valueOf, type NodeDesk } from '../../support/nodeDesk.ts';
import { signedInDesks } from '../../support/signedInDesks.ts';

const TAG = 'CNBJSAUSJFKAAUN60123012090123';
const NEXT_TAG = 'MYKULGUSLAXAACN62072001100028';
const [HELD, CLEAR, LATE] = ['RB123456785GB', 'LZ482109379CN', 'RR718304620DE'] as const;

let facility: Facility;
let desk: NodeDesk;
signedInDesks((ofTest, itsFacility) => {
  desk = ofTest;
  facility = itsFacility;
});

const list = async (): Promise<BagsView> => valueOf(await desk.desk.handlers['bag/list'](undefined));
const close = (bagId: string, note: string | null = null) => desk.desk.handlers['bag/close']({ bagId, note });
const openings = () => desk.stores.ledger.newestOf(['bag.opened'], 100);
const counts = (items: number, exams: number, held: number) => ({ itemCount: items, examCount: exams, heldCount: held });

async function openBag(tag = TAG): Promise<BagView> {
  const { bag } = await scan(desk, tag);
  if (bag === null) throw new Error('no bag was opened');
  return bag;
}

describe('a bag', () => {
  it('is opened once by two scans of its tag, and says what the tag says', async () => {
    const first = await openBag();
    expect((await openBag(`]C1${TAG}`)).bagId).toBe(first.bagId);
    expect(openings()).toMatchObject([{ payload: { bagId: first.bagId, receptacleId: TAG, raw: TAG }, officerId: 'o-1' }]);
    expect(first.tag).toMatchObject({
      origin: { impc: 'CNBJSA', name: 'China', isThisImf: null }, destination: { impc: 'USJFKA', name: 'ISC New York NY', isThisImf: true },
      dispatch: { serial: '0123', category: 'A', mailClass: 'letter' }, serial: '012', weightGrams: 12_300, isLast: false, hasRegistered: null,
    });
    expect((await openBag(NEXT_TAG)).tag?.destination).toMatchObject({ impc: 'USLAXA', isThisImf: false });
  });

  it('counts an item once, whatever is scanned in between, and holds what no item is for nothing', async () => {
    await openBag();
    for (const raw of [CLEAR, LATE, CLEAR, ` ${CLEAR.toLowerCase()} `, '92055901755477000271990251', '???', NEXT_TAG.slice(0, 20)]) await scan(desk, raw);
    expect((await list()).open).toMatchObject({ ...counts(2, 0, 0), byBand: { NO_AED_HERE: 2 }, byOutcome: {} });
    expect((await list()).items).toMatchObject([{ itemKey: CLEAR, display: 'LZ 482 109 379 CN', outcome: null }, { itemKey: LATE }]);
  });

  it('keeps an item as held that was held when it came out, and its exam names the bag', async () => {
    await facility.hq.admin('place-hold', HELD, '--facility', 'JFK', '--by', 'NTC', '--reason', 'test');
    await desk.desk.handlers['delivery/now'](undefined);
    await desk.until(() => desk.stores.reference.holdEventsOf(HELD).length > 0);
    const { bagId } = await openBag();
    await desk.record(HELD);
    expect((await scan(desk, HELD)).bag).toMatchObject({ bagId, ...counts(1, 1, 1), byBand: { HOLD: 1 }, byOutcome: { RELEASED_TO_USPS: 1 } });
    expect(desk.stores.ledger.newestOf(['exam.recorded'], 1)).toMatchObject([{ payload: { bagId, band: 'HOLD' } }]);
  });

  it('is closed by an officer with the counts that are shown, once', async () => {
    const { bagId } = await openBag();
    await desk.record(CLEAR);
    await scan(desk, LATE);
    const closed = valueOf(await close(bagId, ' seal broken '));
    expect(closed).toMatchObject({ open: null, items: [], earlier: [{ bagId, ...counts(2, 1, 0), closedBy: 'hand', stated: counts(2, 1, 0), isStatedRight: true }] });
    expect(desk.stores.ledger.newestOf(['bag.closed'], 9)).toMatchObject([{ payload: { bagId, ...counts(2, 1, 0), note: ' seal broken ' } }]);
    expect(await close(bagId)).toMatchObject({ ok: false, fault: { kind: 'bag-not-open' } });
    expect((await scan(desk, CLEAR)).bag).toBeNull();
    expect(await desk.until((status) => status.waiting === 0)).toMatchObject({ refused: 0 });
  });

  it('is not closed with a note that cannot be recorded as it is', async () => {
    const { bagId } = await openBag();
    expect(await close(bagId, 'a\u0000b')).toMatchObject({ ok: false, fault: { kind: 'exam-not-right', detail: { field: 'note', problem: 'CONTROL_CHARACTER' } } });
    expect((await list()).open?.bagId).toBe(bagId);
  });

  it('keeps an exam that is recorded after the closing, and shows that the stated counts are no longer those found', async () => {
    const { bagId } = await openBag();
    const item = await scan(desk, CLEAR);
    valueOf(await close(bagId));
    await openBag(NEXT_TAG);
    valueOf(await desk.desk.handlers['exam/record']({
      scanId: item.scanId, methods: ['xray'], reasons: [], finding: null, findings: [], outcome: 'RELEASED_TO_USPS', outcomeFields: {}, label: null, posting: newestOf(item),
    }));
    expect(await list()).toMatchObject({ open: counts(0, 0, 0), earlier: [{ bagId, ...counts(1, 1, 0), stated: counts(1, 0, 0), isStatedRight: false }] });
  });

  it('is closed by the tag of the next, by rule and without an entry', async () => {
    const first = await openBag();
    await scan(desk, CLEAR);
    const next = await openBag(NEXT_TAG);
    expect(await list()).toMatchObject({ open: { bagId: next.bagId, itemCount: 0 }, earlier: [{ bagId: first.bagId, closedBy: 'nextTag', itemCount: 1, isStatedRight: null }] });
    expect(desk.stores.ledger.newestOf(['bag.closed'], 9)).toEqual([]);
    expect(await close(first.bagId)).toMatchObject({ ok: false, fault: { kind: 'bag-not-open' } });
  });

  it('stays open with its counts over a restart and a change of officers', async () => {
    const { bagId } = await openBag();
    await desk.record(CLEAR);
    await scan(desk, LATE);
    await desk.desk.handlers['session/signOut'](undefined);
    desk = await desk.reopen();
    await signIn(desk, 1);
    expect(await list()).toMatchObject({ open: { bagId, ...counts(2, 1, 0) }, items: [{ itemKey: CLEAR, outcome: 'RELEASED_TO_USPS' }, { itemKey: LATE, outcome: null }] });
    expect((await openBag()).bagId).toBe(bagId);
  });

  it.each([
    ['cut short', TAG.slice(0, 27)],
    ['with digits too many', `${TAG}0`],
    ['that is too long to be recorded as it came', `${TAG}${' '.repeat(1_000)}`],
  ])('is not opened by a tag %s; the open one stays', async (_, raw) => {
    expect((await scan(desk, raw)).bag).toBeNull();
    const { bagId } = await openBag(NEXT_TAG);
    expect((await scan(desk, raw)).bag?.bagId).toBe(bagId);
    expect(openings()).toHaveLength(1);
  });

  it('keeps its items and stays closed when what is on the bench is looked up anew for news of HQ', async () => {
    const again = async (raw: string, bagId: string | null) => valueOf(await desk.desk.handlers['item/scan']({ raw, source: 'wedge', bagId })).bag;
    const { bagId } = await openBag();
    await scan(desk, CLEAR);
    valueOf(await close(bagId));
    expect(await again(TAG, bagId)).toMatchObject({ bagId, closedBy: 'hand' });
    const next = await openBag(NEXT_TAG);
    expect(await again(CLEAR, bagId)).toMatchObject({ bagId, itemCount: 1 });
    expect(await again(LATE, null)).toBeNull();
    expect(await list()).toMatchObject({ open: { bagId: next.bagId, itemCount: 0 } });
    expect(openings()).toHaveLength(2);
  });

  it('is the bag of a half-filled exam also when another one is open after a restart', async () => {
    const { bagId } = await openBag();
    const item = await scan(desk, CLEAR);
    const label = { contents: '', origin: '', mailClass: null };
    valueOf(await desk.desk.handlers['draft/put']({
      scanId: item.scanId, form: { reasons: [], finding: 'powder', findings: [], label, outcomeKeys: [], details: null, isConfirmed: false, postedOn: null },
    }));
    await openBag(NEXT_TAG);
    desk = await desk.reopen();
    await signIn(desk);
    expect(valueOf(await desk.desk.handlers['draft/mine'](undefined))).toMatchObject([{ item: { scanId: item.scanId, bag: { bagId } } }]);
  });

  it('is counted from its exams, and stops no scan, when its working papers are damaged', async () => {
    await openBag();
    await desk.record(CLEAR);
    desk.stores.ledger.db.prepare("UPDATE bag_scan SET band = 'no band at all'").run();
    expect((await scan(desk, LATE)).bag).toMatchObject(counts(2, 1, 0));
    desk.stores.ledger.db.exec('DROP TABLE bag_scan');
    expect((await scan(desk, HELD)).bag).toMatchObject(counts(1, 1, 0));
    expect((await openBag(NEXT_TAG)).tag?.serial).toBe('001');
  });
});

const IDENTITY = {
  deviceId: 'JFK-07-TEST', facilityId: 'JFK', facilityName: 'New York JFK', deskName: 'Bench 07', hqUrl: 'http://127.0.0.1:1', hqId: 'HQ', hqPublicKey: 'AA==', privateKey: 'AA==',
};
const SESSION: OpenSession = { sessionId: 'session-1', officer: { officerId: 'officer-1', name: 'Ortiz, R.', role: 'officer' } };
const HOUR_MS = 3_600_000;

/** A bench whose clock is turned by the test, on a ledger in memory. */
function makeBench() {
  const ledger: Ledger = openLedger(openDatabase(':memory:', { key: null, binding: null, synchronous: 'FULL' }));
  let [now, made] = [Date.parse('2026-11-23T14:00:00Z'), 0];
  const clock = { stamp: () => new Date(now).toISOString(), utc: () => new Date(now).toISOString(), monotonicMs: () => 0 };
  const newId = (): string => uuidOf((made += 1));
  const stamp = () => ({ recordedAt: clock.stamp(), monotonicMs: 0, hqHeardAt: null });
  const append = (draft: Parameters<Parameters<typeof makeBags>[0]['append']>[0]) => ledger.append({ ...draft, id: newId(), stamp: stamp() });
  const start = () => makeBags({ ledger, clock, append, newId });
  ledger.enrol(IDENTITY, { id: newId(), kind: 'device.enrolled', payload: { hqId: 'HQ', deskName: 'Bench 07' }, officerId: null, sessionId: null, stamp: stamp() });
  return {
    ledger, start, append, newId,
    now: () => now,
    waitHours: (hours: number) => { now += hours * HOUR_MS; },
    scanRows: () => ledger.db.prepare<[], { bag_id: string }>('SELECT DISTINCT bag_id FROM bag_scan').all().map(({ bag_id }) => bag_id),
  };
}

const steps = fc.array(fc.record({
  does: fc.constantFrom('tag', 'item', 'item', 'item', 'exam', 'exam', 'withdraw', 'close', 'restart', 'wait'), n: fc.nat(3), band: fc.constantFrom(...BANDS),
}), { maxLength: 30, size: 'max' });

function shown({ bagId, itemCount, examCount, heldCount, byBand, byOutcome, closedBy, isStatedRight }: BagView | Bag) {
  return { bagId, itemCount, examCount, heldCount, byBand, byOutcome, closedBy, isStatedRight };
}

describe('any days at a bench', () => {
  it('show the counts that the entries and the scans give', () => {
    fc.assert(fc.property(steps, (days) => {
      const bench = makeBench();
      const scans: ScannedItem[] = [];
      const examIds: string[] = [];
      let bags = bench.start();
      for (const { does, n, band } of days) {
        const open = bags.list().open;
        if (does === 'tag') bags.onTag(SESSION, n % 2 === 0 ? TAG : NEXT_TAG);
        if (does === 'item') {
          bags.onItem(`ITEM${n}`, band);
          if (open !== null && band !== 'NOT_AN_ITEM') scans.push({ bagId: open.bagId, itemKey: `ITEM${n}`, band });
        }
        if (does === 'exam') {
          const examId = bench.newId();
          examIds.push(examId);
          const item = { kind: 'other', id: `ITEM${n}`, deskItemId: null, raw: null } as const;
          bench.append({ kind: 'exam.recorded', payload: { ...examPayload(1), examId, item, bagId: open?.bagId ?? null, band }, officerId: null, sessionId: null });
        }
        const examId = examIds[n];
        if (does === 'withdraw' && examId !== undefined) {
          bench.append({ kind: 'exam.amended', payload: { amendmentId: bench.newId(), examId, why: 'wrong item', kind: 'withdrawn' }, officerId: null, sessionId: null });
        }
        if (does === 'close' && open !== null) bags.close(SESSION, { bagId: open.bagId, note: null });
        if (does === 'restart') bags = bench.start();
        if (does === 'wait') bench.waitHours(9);
      }
      const truth = foldBags(bench.ledger.after(0, 1_000), scans);
      const isOfLastDay = ({ closedAt }: Bag): boolean => closedAt !== null && Date.parse(closedAt) >= bench.now() - 24 * HOUR_MS;
      const { open, items, earlier } = bags.list();
      const openTruth = truth.find(({ isOpen }) => isOpen);
      expect(open === null ? null : shown(open)).toEqual(openTruth === undefined ? null : shown(openTruth));
      expect(items.map(({ itemKey, band, outcome }) => ({ itemKey, band, outcome }))).toEqual(openTruth?.items ?? []);
      expect(earlier.map(shown)).toEqual(truth.filter(isOfLastDay).toReversed().map(shown));
      bench.ledger.close();
    }), { numRuns: 100 });
  });

  it('leave no scans of bags closed more than a week ago once the next bag opens', () => {
    const bench = makeBench();
    const bags = bench.start();
    const bagIds = [TAG, NEXT_TAG, TAG].map((tag) => {
      const bagId = bags.onTag(SESSION, tag)?.bagId;
      bags.onItem('ITEM1', 'CLEAR');
      bench.waitHours(100);
      return bagId;
    });
    expect(bench.scanRows()).toEqual(bagIds);
    bags.onTag(SESSION, NEXT_TAG);
    expect(bench.scanRows()).toEqual(bagIds.slice(1));
    bench.ledger.close();
  });
});
