/** The lists of the Holds screen and the measures above them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PortState } from '../../../domain/aed/portState.ts';
import { HOLD_EVENT_KINDS, type HoldEvent, type HoldEventKind } from '../../../domain/hold/events.ts';
import { foldHolds, type Hold } from '../../../domain/hold/fold.ts';
import { ageOf, dayAtFacility, listHolds, NOTHING_KNOWN, type HeldItemFacts, type HoldLists, type HoldListQuery } from '../../../domain/hold/lists.ts';
import { measure, measureHolds } from '../../../domain/hold/measures.ts';

const NOW = '2026-11-23T14:00:00-05:00';
const NO_AED = { received: null, withoutPort: null };
const HERE: PortState = { state: 'known', facility: 'JFK', isHere: true };
const AT_NEWARK: PortState = { state: 'known', facility: 'EWR', isHere: false };

/** Each kind happens one hour after the one before it, the first at `from`. */
function holdOf(holdId: string, kinds: readonly HoldEventKind[], from = '2026-11-23T15:00:00Z', facilityId = 'JFK'): Hold {
  const events = kinds.map((kind, index): HoldEvent => ({
    eventId: `${holdId}-${index}`, holdId, itemId: `I${holdId}`, kind, facilityId, by: 'NTC', reason: null,
    at: new Date(Date.parse(from) + index * 3_600_000).toISOString(),
  }));
  const [hold] = foldHolds(events);
  if (hold === undefined) throw new Error('no hold');
  return hold;
}

function facts(changes: Partial<HeldItemFacts>): HeldItemFacts {
  return { ...NOTHING_KNOWN, ...changes };
}

function lists(holds: readonly Hold[], changes: Partial<HoldListQuery> = {}): HoldLists {
  return listHolds({ holds, factsOf: () => null, proposals: [], aed: NO_AED, now: NOW, scope: 'all', ...changes });
}

const LISTS = ['expected', 'arrivingLater', 'neverPresented', 'presented', 'outstanding'] as const;

const listsWith = (result: HoldLists, holdId = 'H1'): string[] =>
  LISTS.filter((name) => result[name].some(({ hold }) => hold.holdId === holdId));

describe('a hold', () => {
  it.each<[string, readonly HoldEventKind[], string | null, string[], string[]]>([
    ['open, arrival not known', ['placed'], null, ['expected', 'outstanding'], []],
    ['open, arrives today', ['placed', 'sent'], '2026-11-23', ['expected', 'outstanding'], []],
    ['open, arrives tomorrow', ['placed'], '2026-11-24', ['arrivingLater', 'outstanding'], []],
    ['open, should have come yesterday', ['placed'], '2026-11-22', ['neverPresented', 'outstanding'], ['arrivedEarlier']],
    ['marked not presented', ['placed', 'notPresented'], '2026-11-23', ['neverPresented', 'outstanding'], ['marked']],
    ['marked, then presented', ['placed', 'notPresented', 'presented'], '2026-11-22', ['presented', 'outstanding'], []],
    ['presented', ['placed', 'presented'], null, ['presented', 'outstanding'], []],
    ['examined and not released', ['placed', 'examined'], '2026-11-22', ['outstanding'], []],
    ['released', ['placed', 'presented', 'examined', 'released'], null, [], []],
    ['withdrawn', ['placed', 'cancelled'], '2026-11-22', [], []],
  ])('%s is in its lists', (_, kinds, arrivesOn, names, signs) => {
    const result = lists([holdOf('H1', kinds)], { factsOf: () => facts({ arrivesOn }) });
    expect(listsWith(result)).toEqual(names);
    expect(result.all).toMatchObject([{ signs }]);
  });

  it('that USPS saw leave is never presented, by proposal', () => {
    const proposal = { holdId: 'H1', itemId: 'IH1', leftAt: '2026-11-23T18:00:00Z', office: null };
    const result = lists([holdOf('H1', ['placed'])], { proposals: [proposal] });
    expect(result.neverPresented).toMatchObject([{ signs: ['leftTheOffice'], proposal }]);
  });

  it('of which nothing is heard for three days is never presented; one hour earlier it is expected', () => {
    expect(listsWith(lists([holdOf('H1', ['placed'], '2026-11-20T19:00:00Z')]))).toEqual(['neverPresented', 'outstanding']);
    expect(listsWith(lists([holdOf('H1', ['placed'], '2026-11-20T20:00:00Z')]))).toEqual(['expected', 'outstanding']);
    const patient = { policy: { waitingLongHours: 100 } };
    expect(listsWith(lists([holdOf('H1', ['placed'], '2026-11-20T19:00:00Z')], patient))).toEqual(['expected', 'outstanding']);
  });

  it('is dated by the clock on the wall: today is the day at the facility', () => {
    const arrivesToday = { factsOf: () => facts({ arrivesOn: '2026-11-23' }), now: '2026-11-23T23:30:00-05:00' };
    expect(listsWith(lists([holdOf('H1', ['placed'])], arrivesToday))).toEqual(['expected', 'outstanding']);
  });

  it.each([
    ['2026-11-24T00:30:00-05:00', 'expected'], ['2026-11-24T05:59:00-05:00', 'expected'], ['2026-11-24T06:00:00-05:00', 'neverPresented'],
  ])('that came on the evening of the 23rd is in the hands of the night shift until it ends: at %s it is in %s', (now, list) => {
    expect(listsWith(lists([holdOf('H1', ['placed'])], { factsOf: () => facts({ arrivesOn: '2026-11-23' }), now }))).toEqual([list, 'outstanding']);
  });
});

describe('the day at the facility', () => {
  it.each([
    ['2026-11-24T02:00:00Z', NOW, '2026-11-23'], ['2026-11-24T05:00:00Z', NOW, '2026-11-24'], ['2026-11-24T05:00:00Z', '2026-11-24T06:00:00Z', '2026-11-24'],
    ['2026-11-23T20:00:00Z', '2026-11-24T06:00:00+10:00', '2026-11-24'], ['2026-11-24T09:59:00Z', '2026-11-24T12:00:00-10:00', '2026-11-23'],
  ])('of %s, when it is %s there, is %s', (at, now, day) => {
    expect(dayAtFacility(at, now)).toBe(day);
  });
});

describe('age', () => {
  it.each<[string, string, number, number]>([
    ['2026-11-23T19:00:00Z', NOW, 0, 0], ['2026-11-23T18:01:00Z', NOW, 0, 0], ['2026-11-23T18:00:00Z', NOW, 1, 0],
    ['2026-11-22T19:00:00Z', NOW, 24, 1], ['2026-11-21T19:30:00Z', NOW, 47, 1], ['2026-11-24T00:00:00Z', NOW, 0, 0],
  ])('from %s to %s is %d hours, %d days', (from, now, hours, days) => {
    expect(ageOf(holdOf('H1', ['placed'], from), now)).toEqual({ hours, days });
  });

  it('puts the oldest first', () => {
    const holds = ['2026-11-23', '2026-11-10', '2026-11-15'].map((day, index) => holdOf(`H${index + 1}`, ['placed'], `${day}T10:00:00Z`));
    expect(lists(holds).neverPresented.map(({ hold }) => hold.holdId)).toEqual(['H2', 'H3']);
  });
});

describe('the scope of one facility', () => {
  const own = holdOf('OWN', ['placed']);
  const foreign = holdOf('FOREIGN', ['placed'], undefined, 'EWR');
  const shown = (scope: string, port: PortState): string[] =>
    lists([own, foreign], { scope, factsOf: () => facts({ port }) }).all.map(({ hold }) => hold.holdId);

  it.each<[string, string, PortState, string[]]>([
    ['JFK', 'that will arrive here', HERE, ['FOREIGN', 'OWN']],
    ['JFK', 'that will arrive elsewhere', AT_NEWARK, ['OWN']],
    ['JFK', 'without port code', { state: 'none' }, ['FOREIGN', 'OWN']],
    ['JFK', 'with a port code nobody knows', { state: 'unknown', code: '9999' }, ['FOREIGN', 'OWN']],
    ['all', 'that will arrive elsewhere', AT_NEWARK, ['FOREIGN', 'OWN']],
    ['SJU', 'that will arrive elsewhere', AT_NEWARK, []],
  ])('%s with items %s', (scope, _, port, expected) => {
    expect(shown(scope, port).sort()).toEqual(expected);
  });
});

describe('the measures', () => {
  const holds = [
    holdOf('H1', ['placed']), holdOf('H2', ['placed', 'notPresented']), holdOf('H3', ['placed', 'presented']),
    holdOf('H4', ['placed', 'presented', 'examined']), holdOf('H5', ['placed', 'examined', 'released']), holdOf('H6', ['placed', 'released']),
    holdOf('H7', ['placed', 'cancelled']), holdOf('H8', ['placed', 'notPresented', 'presented']),
  ];

  it('divide by what they say', () => {
    expect(measureHolds(holds, { received: 1_000, withoutPort: 110 })).toEqual({
      aedReceived: 1_000,
      placed: { count: 8, of: 1_000, rate: 0.008 },
      presented: { count: 4, of: 8, rate: 0.5 },
      notPresented: { count: 1, of: 8, rate: 0.125 },
      examined: { count: 2, of: 8, rate: 0.25 },
      outstanding: { count: 5, of: 8, rate: 0.625 },
      withoutPort: { count: 110, of: 1_000, rate: 0.11 },
      cancelled: 1,
    });
  });

  it('have no rate over nothing or over what is not known', () => {
    expect(measure(0, 0)).toEqual({ count: 0, of: 0, rate: null });
    expect(measureHolds([], NO_AED)).toMatchObject({ aedReceived: null, placed: { rate: null }, examined: { rate: null }, withoutPort: null });
  });

  it('tell exam rates with and without port code apart', () => {
    const result = lists(holds, { factsOf: (itemId) => facts({ port: itemId > 'IH4' ? HERE : { state: 'none' } }) });
    expect(result.examinedByPort).toEqual({
      none: { count: 1, of: 4, rate: 0.25 }, known: { count: 1, of: 4, rate: 0.25 }, unknown: { count: 0, of: 0, rate: null },
    });
  });
});

describe('any holds', () => {
  const ports: readonly PortState[] = [HERE, AT_NEWARK, { state: 'none' }, { state: 'unknown', code: '9999' }];
  const someHold = fc.record({
    kinds: fc.subarray(HOLD_EVENT_KINDS.filter((kind) => kind !== 'retracted'), { minLength: 1 }),
    from: fc.date({ min: new Date('2026-11-18T00:00:00Z'), max: new Date('2026-11-23T22:00:00Z'), noInvalidDate: true }),
    facilityId: fc.constantFrom('JFK', 'EWR'),
    port: fc.constantFrom(...ports),
    arrivesOn: fc.constantFrom(null, '2026-11-22', '2026-11-23', '2026-11-24'),
    isProposed: fc.boolean(),
  });

  it('are each in the lists they belong to, and the totals are a simple recount', () => {
    fc.assert(fc.property(fc.array(someHold, { maxLength: 15 }), fc.constantFrom('all', 'JFK'), (described, scope) => {
      const holds = described.map(({ kinds, from, facilityId }, index) => holdOf(`H${index}`, kinds, from.toISOString(), facilityId));
      const of = (itemId: string) => described[Number(itemId.slice(2))];
      const result = lists(holds, {
        scope,
        factsOf: (itemId) => facts({ port: of(itemId)?.port ?? { state: 'none' }, arrivesOn: of(itemId)?.arrivesOn ?? null }),
        proposals: holds.filter(({ itemId }) => of(itemId)?.isProposed).map(({ holdId, itemId }) => ({ holdId, itemId, leftAt: NOW, office: null })),
      });
      const shown = result.all.map(({ hold }) => hold);
      if (scope === 'all') expect(shown).toHaveLength(holds.length);
      expect(shown.filter(({ facilityId }) => facilityId === scope)).toHaveLength(holds.filter(({ facilityId }) => facilityId === scope).length);

      const unseen = shown.filter(({ isOpen, presentedAt, examinedAt }) => isOpen && presentedAt === null && examinedAt === null);
      const apart = [...result.expected, ...result.arrivingLater, ...result.neverPresented].map(({ hold }) => hold.holdId);
      expect(apart.slice().sort()).toEqual(unseen.map(({ holdId }) => holdId).sort());

      expect(result.totals.placed.count).toBe(shown.length);
      expect(result.totals.examined.count).toBe(shown.filter(({ examinedAt }) => examinedAt !== null).length);
      expect(result.totals.outstanding.count).toBe(result.outstanding.length);
      expect(result.totals.outstanding.count + result.totals.cancelled + shown.filter(({ releasedAt }) => releasedAt !== null).length).toBe(shown.length);
      const byPort = Object.values(result.examinedByPort);
      expect(byPort.reduce((sum, { of: holdsOfPort }) => sum + (holdsOfPort ?? 0), 0)).toBe(shown.length);
      expect(byPort.reduce((sum, { count }) => sum + count, 0)).toBe(result.totals.examined.count);

      for (const name of [...LISTS, 'all'] as const) {
        const ages = result[name].map(({ age }) => age?.hours ?? -1);
        expect(ages).toEqual(ages.slice().sort((a, b) => b - a));
      }
    }), { numRuns: 400 });
  });

  it('only grow older', () => {
    fc.assert(fc.property(fc.nat(10_000), fc.nat(10_000), (first, more) => {
      const hold = holdOf('H1', ['placed'], '2026-11-20T00:00:00Z');
      const after = (hours: number): number => ageOf(hold, new Date(Date.UTC(2026, 10, 20, hours)).toISOString())?.hours ?? -1;
      expect(after(first + more)).toBe(after(first) + more);
    }));
  });
});
