/** Holds: derived from events in any order, doubled, late and contradictory. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOLD_EVENT_KINDS, type HoldEvent, type HoldEventKind } from '../../../domain/hold/events.ts';
import { foldHolds, openHolds, type Hold } from '../../../domain/hold/fold.ts';

let made = 0;

function event(kind: HoldEventKind, changes: Partial<HoldEvent> = {}): HoldEvent {
  made += 1;
  return {
    eventId: `e${made}`, holdId: 'H1', itemId: 'RB123456785GB', kind, at: `2026-11-23T09:${String(made % 60).padStart(2, '0')}:00Z`,
    facilityId: 'JFK', by: 'NTC', reason: null, ...changes,
  };
}

function only(events: readonly HoldEvent[]): Hold {
  const [hold, ...others] = foldHolds(events);
  if (hold === undefined || others.length > 0) throw new Error(`${others.length} other holds`);
  return hold;
}

describe('hold status', () => {
  it.each<[HoldEventKind[], Hold['status'], boolean, boolean]>([
    [['placed'], 'open', true, true],
    [['placed', 'sent'], 'open', true, true],
    [['placed', 'notPresented'], 'notPresented', true, true],
    [['placed', 'presented'], 'presented', true, true],
    [['placed', 'notPresented', 'presented'], 'presented', true, true],
    [['placed', 'presented', 'notPresented'], 'presented', true, true],
    [['placed', 'presented', 'examined'], 'examined', false, true],
    [['placed', 'examined', 'notPresented'], 'examined', false, true],
    [['placed', 'presented', 'examined', 'released'], 'released', false, false],
    [['placed', 'cancelled'], 'cancelled', false, false],
    [['placed', 'cancelled', 'released'], 'released', false, false],
    [['released'], 'released', false, false],
    [['released', 'placed'], 'released', false, false],
    [['presented'], 'presented', true, true],
    [['examined'], 'examined', false, true],
  ])('after %j is %s', (kinds, status, isOpen, isOutstanding) => {
    expect(only(kinds.map((kind) => event(kind)))).toMatchObject({ status, isOpen, isOutstanding });
  });

  it('takes who and why from the placing, even when it comes last', () => {
    const hold = only([event('presented', { by: 'JFK' }), event('placed', { by: 'NTC', reason: 'fentanyl route', at: '2026-11-24T00:00:00Z' })]);
    expect(hold).toMatchObject({ by: 'NTC', reason: 'fentanyl route', placedAt: '2026-11-24T00:00:00Z', status: 'presented' });
  });

  it('shows a hold whose placing has not come', () => {
    expect(only([event('sent', { by: 'ATS' })])).toMatchObject({ placedAt: null, by: 'ATS', isOpen: true });
  });

  it('keeps the reason for not presenting', () => {
    expect(only([event('placed'), event('notPresented', { reason: 'not in the bag' })])).toMatchObject({ notPresentedReason: 'not in the bag' });
  });

  it('compares times, not their texts', () => {
    const late = event('presented', { at: '2026-11-23T09:00:00.500Z' });
    const early = event('presented', { at: '2026-11-23T09:00:00Z' });
    expect(only([late, early]).presentedAt).toBe(early.at);
  });

  it('keeps several holds on one item apart, the longest waiting first', () => {
    const holds = foldHolds([event('placed', { holdId: 'H2', at: '2026-11-02T00:00:00Z' }), event('released', { holdId: 'H2' }),
      event('placed', { holdId: 'H1', at: '2026-11-03T00:00:00Z' }), event('placed', { holdId: 'H3', at: '2026-11-01T00:00:00Z', facilityId: 'EWR' })]);
    expect(holds.map(({ holdId }) => holdId)).toEqual(['H3', 'H2', 'H1']);
    expect(openHolds(holds).map(({ holdId }) => holdId)).toEqual(['H3', 'H1']);
  });

  it('shows a hold number on two items on both', () => {
    expect(foldHolds([event('placed', { itemId: 'A' }), event('released', { itemId: 'B' })]).map(({ itemId, isOpen }) => [itemId, isOpen]))
      .toEqual([['A', true], ['B', false]]);
  });

  it('has no hold without events', () => {
    expect(foldHolds([])).toEqual([]);
  });
});

describe('any order, any number of times', () => {
  const someEvent: fc.Arbitrary<HoldEvent> = fc.record({
    eventId: fc.constantFrom('e1', 'e2', 'e3', 'e4', 'e5', 'e6', 'e7', 'e8'),
    holdId: fc.constantFrom('H1', 'H2'),
    itemId: fc.constantFrom('A', 'B'),
    kind: fc.constantFrom(...HOLD_EVENT_KINDS),
    at: fc.constantFrom('2026-11-23T09:00:00Z', '2026-11-23T09:00:00.000Z', '2026-11-23T10:00:00Z'),
    facilityId: fc.constantFrom('JFK', 'EWR'),
    by: fc.constantFrom('NTC', 'JFK'),
    reason: fc.constantFrom(null, 'x'),
  });
  const history = fc.array(someEvent, { maxLength: 12 });

  it('gives the same holds from the events in another order', () => {
    const reordered = history.chain((events) => fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })));
    fc.assert(fc.property(reordered, ([events, shuffled]) => {
      expect(foldHolds(shuffled)).toEqual(foldHolds(events));
    }), { numRuns: 1_000 });
  });

  it('gives the same holds when events come again', () => {
    fc.assert(fc.property(history, (events) => {
      expect(foldHolds([...events, ...events.slice().reverse(), ...events])).toEqual(foldHolds(events));
    }), { numRuns: 500 });
  });

  it('never opens a hold again by more news', () => {
    const distinct = fc.uniqueArray(someEvent, { selector: ({ eventId }) => eventId });
    fc.assert(fc.property(distinct, (events) => {
      const after = new Map(foldHolds(events).map((hold) => [hold.holdId + hold.itemId, hold]));
      for (const before of foldHolds(events.slice(1))) {
        const hold = after.get(before.holdId + before.itemId);
        expect(hold).toBeDefined();
        if (!before.isOpen) expect(hold?.isOpen).toBe(false);
        if (!before.isOutstanding) expect(hold?.isOutstanding).toBe(false);
      }
    }), { numRuns: 500 });
  });
});
