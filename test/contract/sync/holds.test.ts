/** Holds and detained items as lists: a real desk with a real HQ, and what its own scans, marks and exams change in them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addDays } from '../../../domain/detention/calendar.ts';
import type { UspsEvent } from '../../../domain/hold/uspsEvents.ts';
import type { OutcomeCode } from '../../../domain/outcome/outcomes.ts';
import { localStamp, systemClock } from '../../../main/service/clock.ts';
import { makeHolds } from '../../../main/service/holds.ts';
import { HOLD_LIST_NAMES, HOLD_ROWS_SHOWN, type HoldListsView, type HoldScope } from '../../../preload/contract/holdViews.ts';
import { startHq, type HqProcess } from '../../../scripts/window/hqProcess.ts';
import { newestOf, openNodeDesk, valueOf, type NodeDesk } from '../../support/nodeDesk.ts';

const OFFICER = { officerId: 'o-1', badge: '4711', name: 'Ortiz, R.', role: 'officer', pin: '135790' };
const [ITEM, OTHER, THIRD] = ['RB123456785GB', 'LZ482109379CN', 'RR355082912IN'];
const DAY_MS = 86_400_000;

let hq: HqProcess;
let desk: NodeDesk;
let files: string;

beforeAll(async () => {
  files = mkdtempSync(join(tmpdir(), 'hq-files-'));
});

afterAll(() => rmSync(files, { recursive: true }));

beforeEach(async () => {
  hq = await startHq();
  const roster = join(files, 'roster.json');
  writeFileSync(roster, JSON.stringify([OFFICER]));
  await hq.admin('publish-roster', roster, '--facility', 'JFK');
  desk = openNodeDesk();
  const code = (await hq.admin('enrolment-code', '--approved', '--facility', 'JFK')).trim();
  valueOf(await desk.desk.handlers['desk/enrol']({ hqUrl: hq.url, code, deskName: 'Bench 07' }));
  await desk.until((status) => status.feedAsOf !== null);
  valueOf(await desk.desk.handlers['session/signIn']({ badge: OFFICER.badge, pin: OFFICER.pin }));
}, 60_000);

afterEach(async () => {
  await desk.stop();
  await hq.stop();
});

const placeHold = async (itemId: string, facilityId = 'JFK', by = 'NTC') =>
  (await hq.admin('place-hold', itemId, '--facility', facilityId, '--by', by, '--reason', 'sender not identified')).trim();

/** Fetches until the desk knows so many hold events. */
async function fetchHolds(events: number): Promise<void> {
  await desk.desk.handlers['delivery/now'](undefined);
  await desk.until(() => desk.stores.reference.counts().holdEvents >= events);
}

async function loadAed(...rows: readonly Readonly<Record<string, string>>[]): Promise<void> {
  const file = join(files, 'rows.ndjson');
  writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  await hq.admin('load-aed', file);
  await desk.desk.handlers['delivery/now'](undefined);
  await desk.until((status) => status.aedRows >= rows.length);
}

const lists = async (scope: HoldScope = 'here') => valueOf(await desk.desk.handlers['holds/lists']({ scope }));
const detained = async () => valueOf(await desk.desk.handlers['detained/list'](undefined));
const scan = async (raw: string) => valueOf(await desk.desk.handlers['item/scan']({ raw, source: 'wedge' }));

/** In which lists each hold stands, by its id. */
function listsOf(view: HoldListsView, holdId: string): readonly string[] {
  return HOLD_LIST_NAMES.filter((name) => view.lists[name].some((row) => row.holdId === holdId));
}

async function examine(raw: string, outcome: OutcomeCode, outcomeFields: Readonly<Record<string, string>> = {}): Promise<string> {
  const item = await scan(raw);
  const exam = await desk.desk.handlers['exam/record']({
    scanId: item.scanId, methods: ['xray'], reasons: [], finding: null, findings: [], outcome, outcomeFields, label: null, posting: newestOf(item),
  });
  return valueOf(exam).examId;
}

const mark = (holds: readonly { holdId: string; itemId: string }[], note: string | null = null) =>
  desk.desk.handlers['holds/notPresented']({ holds: [...holds], reason: 'NOT_BROUGHT_BY_USPS', note });

/** The same stores, looked at with another clock. */
function holdsAt(date: Date, reference = desk.stores.reference) {
  return makeHolds({
    ledger: desk.stores.ledger, reference, clock: { ...systemClock, stamp: () => localStamp(date) }, append: () => { throw new Error('nothing is recorded'); },
    facilityId: () => 'JFK',
  });
}

describe('the lists of holds', () => {
  it('say of a hold that HQ placed who placed it, how old it is, and what the AED says of its item', async () => {
    await loadAed(
      { itemId: ITEM, postedOn: '2026-03-01', portCode: 'EWR', senderCountry: 'GB' },
      { itemId: ITEM, postedOn: '2026-11-18', portCode: 'JFK', senderCountry: 'GB', receptacleId: 'GBLALAUSJFKAAUN60142017010118' },
    );
    const holdId = await placeHold(ITEM);
    await fetchHolds(1);
    const view = await lists();
    expect(listsOf(view, holdId)).toEqual(['expected', 'outstanding', 'all']);
    expect(view.lists.expected).toMatchObject([{
      holdId, itemId: ITEM, display: 'RB 123 456 785 GB', by: 'NTC', facilityId: 'JFK', reason: 'sender not identified', status: 'open', ageHours: 0,
      origin: 'GB', port: { state: 'known', facility: 'JFK', isHere: true }, dispatchId: 'GBLALAUSJFKAAUN60142', signs: [], leftAt: null,
    }]);
    expect(view.totals).toMatchObject({ placed: { count: 1, of: null, rate: null }, presented: { count: 0, of: 1, rate: 0 }, aedReceived: null });
    expect(view.dataAsOf).toBe((await desk.status()).feedAsOf);
  });

  it('follow what is done here at once: presented by a scan, gone from the outstanding by a release, back when the exam is withdrawn', async () => {
    const holdId = await placeHold(ITEM);
    await fetchHolds(1);
    await lists();
    await scan(ITEM);
    expect(listsOf(await lists(), holdId)).toEqual(['presented', 'outstanding', 'all']);
    const examId = await examine(ITEM, 'RELEASED_TO_USPS');
    const released = await lists();
    expect(listsOf(released, holdId)).toEqual(['all']);
    expect(released.totals).toMatchObject({ examined: { count: 1, of: 1, rate: 1 }, outstanding: { count: 0, of: 1 } });
    valueOf(await desk.desk.handlers['exam/undo']({ examId }));
    expect(listsOf(await lists(), holdId)).toEqual(['presented', 'outstanding', 'all']);
  });

  it('keep each of several holds of one item, and a scan presents them all', async () => {
    const holdIds = [await placeHold(ITEM), await placeHold(ITEM, 'JFK', 'JFK')];
    await fetchHolds(2);
    expect((await lists()).counts.expected).toBe(2);
    await scan(ITEM);
    const view = await lists();
    expect(holdIds.map((holdId) => listsOf(view, holdId))).toEqual([['presented', 'outstanding', 'all'], ['presented', 'outstanding', 'all']]);
  });

  it("show another IMF's hold when all are asked for, and here while nobody knows where its item arrives", async () => {
    await loadAed({ itemId: OTHER, postedOn: '2026-11-18', portCode: 'EWR' });
    const elsewhere = await placeHold(OTHER, 'EWR');
    const anywhere = await placeHold(THIRD, 'EWR');
    await fetchHolds(2);
    const [here, all] = [await lists('here'), await lists('all')];
    expect([elsewhere, anywhere].map((holdId) => listsOf(here, holdId).includes('all'))).toEqual([false, true]);
    expect([elsewhere, anywhere].map((holdId) => listsOf(all, holdId).includes('all'))).toEqual([true, true]);
    expect(all.lists.all.find(({ holdId }) => holdId === elsewhere)?.port).toEqual({ state: 'known', facility: 'EWR', isHere: false });
  });

  it('follow AED that comes later', async () => {
    await placeHold(ITEM);
    await fetchHolds(1);
    expect((await lists()).lists.all).toMatchObject([{ port: { state: 'none' } }]);
    await loadAed({ itemId: ITEM, postedOn: '2026-11-18', portCode: '4701-X' });
    expect((await lists()).lists.all).toMatchObject([{ port: { state: 'unknown', code: '4701-X' } }]);
  });

  it('count all holds and send no more rows than are shown', async () => {
    await placeHold(ITEM);
    await fetchHolds(1);
    const { reference } = desk.stores;
    const [event] = reference.allHoldEvents();
    if (event === undefined) throw new Error('a hold was placed');
    const many = Array.from({ length: HOLD_ROWS_SHOWN + 7 }, (_, n) => ({ ...event, eventId: `e-${n}`, holdId: `h-${n}` }));
    const view = valueOf(holdsAt(new Date(), { ...reference, allHoldEvents: () => many }).lists('here'));
    expect(view.counts.all).toBe(many.length);
    expect(view.lists.all).toHaveLength(HOLD_ROWS_SHOWN);
  });
});

describe('what USPS reports of a held item', () => {
  const report = (hoursAgo: number, code: UspsEvent['code']): UspsEvent =>
    ({ eventId: `${code}-${hoursAgo}`, itemId: ITEM, code, at: new Date(Date.now() - hoursAgo * 3_600_000).toISOString(), office: 'USJFKA' });
  const rowWith = async (...events: readonly UspsEvent[]) => {
    await placeHold(ITEM);
    await fetchHolds(1);
    const { reference } = desk.stores;
    const asIfOld = reference.allHoldEvents().map((event) => ({ ...event, at: new Date(Date.now() - 3 * DAY_MS).toISOString() }));
    return valueOf(holdsAt(new Date(), { ...reference, allHoldEvents: () => asIfOld, allUspsEvents: () => events }).lists('here')).lists.all[0];
  };

  it('dates its arrival, so that one of an earlier day counts as missed', async () => {
    const arrived = report(48, 'EMD');
    expect(await rowWith(arrived)).toMatchObject({ status: 'open', arrivesOn: localStamp(new Date(arrived.at)).slice(0, 10), signs: ['arrivedEarlier'] });
  });

  it('is proposed as never presented when it left without a sign of it, and never taken as a fact', async () => {
    const left = report(1, 'EMF');
    expect(await rowWith(left)).toMatchObject({ status: 'open', signs: ['leftTheOffice', 'waitingLong'], leftAt: left.at });
  });

  it('proves its presentation', async () => {
    expect(await rowWith(report(2, 'EDB'), report(1, 'EMF'))).toMatchObject({ status: 'presented', signs: [], leftAt: null });
  });
});

describe('a hold that never came', () => {
  it('is told by its age, and by the mark of an officer: one entry for the whole selection', async () => {
    const holds = [{ holdId: await placeHold(ITEM), itemId: ITEM }, { holdId: await placeHold(OTHER), itemId: OTHER }];
    await placeHold(THIRD);
    await fetchHolds(3);
    expect(valueOf(holdsAt(new Date(Date.now() + 4 * DAY_MS)).lists('here')).lists.neverPresented.map(({ signs }) => signs)).toEqual([['waitingLong'], ['waitingLong'], ['waitingLong']]);
    expect(valueOf(await mark(holds, 'two bags were short'))).toBeNull();
    const view = await lists();
    expect(view.counts).toMatchObject({ expected: 1, neverPresented: 2, outstanding: 3 });
    expect(view.lists.neverPresented.map(({ status, signs, notPresentedReason }) => ({ status, signs, notPresentedReason }))).toEqual(
      holds.map(() => ({ status: 'notPresented', signs: ['marked'], notPresentedReason: 'not brought by USPS: two bags were short' })),
    );
    const entries = desk.stores.ledger.newestOf(['hold.notPresented'], 10);
    expect(entries).toMatchObject([{ officerId: OFFICER.officerId, payload: { holds, reason: 'NOT_BROUGHT_BY_USPS', note: 'two bags were short' } }]);
    expect(entries[0]?.sessionId).not.toBeNull();
    expect(await desk.until((status) => status.waiting === 0)).toMatchObject({ refused: 0 });
  });

  it('is presented when it turns up after all', async () => {
    const hold = { holdId: await placeHold(ITEM), itemId: ITEM };
    await fetchHolds(1);
    valueOf(await mark([hold]));
    expect((await scan(ITEM)).band).toBe('HOLD');
    expect(listsOf(await lists(), hold.holdId)).toEqual(['presented', 'outstanding', 'all']);
  });

  it('is not marked when any of the selection was presented meanwhile, was marked before, or is no hold; then nothing is recorded', async () => {
    const [open, answered] = [{ holdId: await placeHold(ITEM), itemId: ITEM }, { holdId: await placeHold(OTHER), itemId: OTHER }];
    await fetchHolds(2);
    await scan(OTHER);
    const refused = { ok: false, fault: { kind: 'hold-not-open' } };
    expect(await mark([open, answered])).toMatchObject(refused);
    expect(await mark([open, { holdId: open.holdId, itemId: THIRD }])).toMatchObject(refused);
    expect(desk.stores.ledger.newestOf(['hold.notPresented'], 10)).toEqual([]);
    valueOf(await mark([open]));
    expect(await mark([open])).toMatchObject(refused);
    expect(desk.stores.ledger.newestOf(['hold.notPresented'], 10)).toHaveLength(1);
  });

  it('is not marked with a note that cannot be kept as it is', async () => {
    const hold = { holdId: await placeHold(ITEM), itemId: ITEM };
    await fetchHolds(1);
    expect(await mark([hold], 'a\u0000b')).toMatchObject({ ok: false, fault: { kind: 'exam-not-right', detail: { field: 'note', problem: 'CONTROL_CHARACTER' } } });
    expect(listsOf(await lists(), hold.holdId)).toContain('expected');
  });
});

describe('detained items', () => {
  it('run by the clocks that HQ sets for the site, closed days among them', async () => {
    await examine(ITEM, 'DETAINED', { reason: 'ADMISSIBILITY' });
    const [before] = await detained();
    await hq.admin('publish-detention-policy', '--facility', 'JFK', '--notice-days', '3', '--determine-days', '45', '--closed-days', before?.noticeBy ?? '');
    await desk.desk.handlers['delivery/now'](undefined);
    await desk.until(() => desk.stores.reference.detentionPolicy() !== null);
    const [after] = await detained();
    const days = (from = '', to = '') => (Date.parse(to) - Date.parse(from)) / DAY_MS;
    expect(days(after?.presentedOn, after?.determineBy)).toBe(45);
    expect(days(before?.presentedOn, before?.determineBy)).toBe(30);
    expect(days(after?.noticeBy, before?.noticeBy)).toBeGreaterThan(0);
    await expect(hq.admin('publish-detention-policy', '--facility', 'JFK', '--notice-days', '0')).rejects.toThrow('noticeDays');
    expect(await detained()).toEqual([after]);
  });

  it('are listed with both clocks, counted from the presentation, until a final outcome', async () => {
    await examine(ITEM, 'DETAINED', { reason: 'ADMISSIBILITY' });
    const today = localStamp(new Date()).slice(0, 10);
    const [item, ...others] = await detained();
    expect(others).toEqual([]);
    expect(item).toMatchObject({
      itemKey: ITEM, display: 'RB 123 456 785 GB', reason: 'ADMISSIBILITY', presentedOn: today, detainedOn: today, isDecidedLate: false,
      determineBy: addDays(today, 30), deemedExcludedOn: addDays(today, 31), daysLeft: 30, businessDaysLeftForNotice: 5, isOverdue: false,
    });
    expect(holdsAt(new Date(Date.now() + 40 * DAY_MS)).detained()).toMatchObject([{ itemKey: ITEM, isOverdue: true }]);
    await examine(ITEM, 'NOT_FOUND');
    expect(await detained()).toHaveLength(1);
    await examine(ITEM, 'RELEASED_TO_USPS');
    expect(await detained()).toEqual([]);
  });
});

describe('items with an open hold', () => {
  it('are those that a mistyped number may mean; a released one is none', async () => {
    await placeHold(ITEM);
    await fetchHolds(1);
    const near = async () => (await scan('RB123456758GB')).nearMisses.map(({ heldId }) => heldId);
    expect(await near()).toEqual([ITEM]);
    await examine(ITEM, 'RELEASED_TO_USPS');
    expect(await near()).toEqual([]);
  });
});
