/** USPS tracking events as news about holds: what proves a presentation, what only suggests that there was none. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HoldEvent, HoldEventKind } from '../../../domain/hold/events.ts';
import {
  arrivals, foldHoldsWithUsps, USPS_CODES, uspsEventSchema, type HoldsAndProposals, type UspsCode, type UspsEvent,
} from '../../../domain/hold/uspsEvents.ts';

const ITEM = 'RB123456785GB';

function news(kind: HoldEventKind, at = '2026-11-23T09:00:00Z', changes: Partial<HoldEvent> = {}): HoldEvent {
  return { eventId: `${kind}-${at}`, holdId: 'H1', itemId: ITEM, kind, at, facilityId: 'JFK', by: 'NTC', reason: null, ...changes };
}

/** hour: of 23 November; negative before that day. */
function usps(code: UspsCode, hour: number, changes: Partial<UspsEvent> = {}): UspsEvent {
  const at = new Date(Date.UTC(2026, 10, 23, hour)).toISOString();
  return { eventId: `${code}-${hour}`, itemId: ITEM, code, at, office: 'USJFKA', ...changes };
}

const PLACED = news('placed');

function outcome({ holds, proposals }: HoldsAndProposals): string {
  return [...holds.map(({ status }) => status), ...proposals.map(() => 'proposal')].join(' ');
}

describe('a hold placed at nine', () => {
  it.each<[string, UspsEvent[], string]>([
    ['is presented by EDB', [usps('EDB', 10)], 'presented'],
    ['is presented by EME, and not examined: USPS records no exam', [usps('EME', 10)], 'presented'],
    ['is released by EDC', [usps('EDC', 10)], 'released'],
    ['is proposed as not presented by EMF without EDB', [usps('EMF', 10)], 'open proposal'],
    ['is not proposed after EDB and EMF', [usps('EDB', 10), usps('EMF', 12)], 'presented'],
    ['is released after EDB, EDC and EMF', [usps('EDB', 10), usps('EDC', 11), usps('EMF', 12)], 'released'],
    ['stays open after departure, arrival, a stay at the office and termination', [usps('EMC', 9), usps('EMD', 10), usps('EDA', 11), usps('EDX', 12)], 'open'],
    ['is not released by a return of the day before', [usps('EDB', -9), usps('EDC', -8)], 'open'],
    ['is not presented by a visit of the year before', [usps('EDB', -9_000), usps('EMF', -8_990)], 'open'],
    ['is presented when customs had the item already', [usps('EDB', 8)], 'presented'],
    ['is presented when customs had the item already, though it was seen to arrive', [usps('EDB', 7), usps('EMD', 8)], 'presented'],
    ['is not proposed when customs had the item already', [usps('EDB', 8), usps('EMF', 12)], 'presented'],
    ['is not touched by events of another item', [usps('EDC', 10, { itemId: 'LZ900123456CN' })], 'open'],
  ])('%s', (_, events, expected) => {
    expect(outcome(foldHoldsWithUsps([PLACED], events))).toBe(expected);
  });

  it.each<[HoldEventKind, string]>([
    ['notPresented', 'notPresented'], ['presented', 'presented'], ['examined', 'examined'], ['released', 'released'], ['cancelled', 'cancelled'],
  ])('has no proposal once it is %s', (kind, expected) => {
    expect(outcome(foldHoldsWithUsps([PLACED, news(kind, '2026-11-23T09:30:00Z')], [usps('EMF', 10)]))).toBe(expected);
  });

  it('loses its proposal when EDB comes late, and names who saw it leave until then', () => {
    expect(foldHoldsWithUsps([PLACED], [usps('EMF', 12)]).proposals)
      .toEqual([{ holdId: 'H1', itemId: ITEM, leftAt: '2026-11-23T12:00:00.000Z', office: 'USJFKA' }]);
    expect(outcome(foldHoldsWithUsps([PLACED], [usps('EMF', 12), usps('EDB', 10)]))).toBe('presented');
  });

  it('marked not presented is presented when EDB comes late', () => {
    expect(outcome(foldHoldsWithUsps([PLACED, news('notPresented', '2026-11-23T12:00:00Z')], [usps('EDB', 10)]))).toBe('presented');
  });

  it('says that USPS presented it, and when first', () => {
    const { holds } = foldHoldsWithUsps([PLACED], [usps('EME', 12), usps('EDB', 10)]);
    expect(holds).toMatchObject([{ presentedAt: '2026-11-23T10:00:00.000Z', by: 'NTC' }]);
  });
});

describe('several holds', () => {
  it('on one item are all presented', () => {
    expect(outcome(foldHoldsWithUsps([PLACED, { ...PLACED, eventId: 'p2', holdId: 'H2' }], [usps('EDB', 10)]))).toBe('presented presented');
  });

  it('follow the visit that came after each was placed', () => {
    const later = news('placed', '2026-11-23T13:00:00Z', { holdId: 'H2' });
    expect(outcome(foldHoldsWithUsps([PLACED, later], [usps('EDB', 10), usps('EDC', 11), usps('EMF', 12)]))).toBe('released open');
  });

  it('whose placing has not come are presented all the same', () => {
    expect(outcome(foldHoldsWithUsps([news('sent')], [usps('EDB', -5)]))).toBe('presented');
  });
});

describe('USPS events', () => {
  it.each(USPS_CODES)('of code %s fit the schema, others do not', (code) => {
    expect(uspsEventSchema.parse(usps(code, 10))).toEqual(usps(code, 10));
    expect(uspsEventSchema.safeParse({ ...usps(code, 10), code: 'EMZ' }).success).toBe(false);
  });

  it('tell the latest arrival of each item', () => {
    expect([...arrivals([usps('EMD', 8), usps('EMD', -9_000), usps('EDB', 10, { itemId: 'X' })])])
      .toEqual([[ITEM, '2026-11-23T08:00:00.000Z']]);
  });

  const someEvents = fc.array(fc.record({
    eventId: fc.constantFrom('u1', 'u2', 'u3', 'u4', 'u5', 'u6'),
    itemId: fc.constantFrom(ITEM, 'X'),
    code: fc.constantFrom(...USPS_CODES),
    at: fc.constantFrom('2026-11-23T08:00:00Z', '2026-11-23T09:00:00.000Z', '2026-11-23T10:00:00Z', '2026-11-23T11:00:00Z'),
    office: fc.constantFrom(null, 'USJFKA'),
  }), { maxLength: 8 });

  it('give the same in another order and when they come again', () => {
    const holds = [PLACED, news('placed', '2026-11-23T10:30:00Z', { holdId: 'H2' }), news('sent', '2026-11-23T09:00:00Z', { holdId: 'H3', itemId: 'X' })];
    const reordered = someEvents.chain((events) => fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })));
    fc.assert(fc.property(reordered, ([events, shuffled]) => {
      expect(foldHoldsWithUsps(holds, [...shuffled, ...events])).toEqual(foldHoldsWithUsps(holds, events));
    }), { numRuns: 500 });
  });

  it('never examine, cancel or mark a hold, and propose only what is open', () => {
    fc.assert(fc.property(someEvents, (events) => {
      const { holds, proposals } = foldHoldsWithUsps([PLACED], events);
      expect(holds).toMatchObject([{ examinedAt: null, cancelledAt: null, notPresentedAt: null }]);
      if (proposals.length > 0) expect(holds).toMatchObject([{ status: 'open' }]);
    }), { numRuns: 500 });
  });
});
