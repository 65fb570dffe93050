/** Hold events told by somebody who knew fewer of the entries do no harm beside those of all entries. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HoldEvent } from '../../../domain/hold/events.ts';
import { foldHolds } from '../../../domain/hold/fold.ts';
import { holdEventsOfEntries } from '../../../domain/hold/ofEntries.ts';
import type { Entry } from '../../../domain/ledger/entry.ts';
import type { OutcomeCode } from '../../../domain/outcome/outcomes.ts';
import { corrected, exam, ITEM, uuid, withdrawn } from './ledgerEntries.ts';

const EXAM = uuid(1);
const placed: HoldEvent = {
  eventId: 'p1', holdId: 'H1', itemId: ITEM, kind: 'placed', at: '2026-11-23T09:00:00Z', facilityId: 'EWR', by: 'NTC', reason: null,
};

/** by: a desk before or after that of the exam in the order of ledgers, or the same. outcome: null withdraws. */
type Said = readonly [by: 'desk-1' | 'desk-2' | 'desk-3', outcome: OutcomeCode | null];

function ledgerOf(outcome: OutcomeCode, said: readonly Said[]): readonly Entry[] {
  const amendments = said.map(([deviceId, one], n) => (one === null ? withdrawn(n + 2, EXAM, { deviceId }) : corrected(n + 2, EXAM, one, { deviceId })));
  return [exam(1, EXAM, { outcome, holdIds: ['H1'] }, { deviceId: 'desk-2' }), ...amendments];
}

const statusAfter = (...told: (readonly Entry[])[]) => foldHolds([placed, ...told.flatMap((entries) => holdEventsOfEntries(entries))])[0]?.status;

describe('events told from fewer entries', () => {
  it.each<[string, OutcomeCode, readonly Said[], readonly number[], string]>([
    ['of a correction that an earlier withdrawal leaves out', 'DETAINED', [['desk-3', 'SEIZURE'], ['desk-1', null]], [0, 1], 'open'],
    ['of a correction that only repeats one of another desk', 'DETAINED', [['desk-1', 'SEIZURE'], ['desk-2', 'SEIZURE'], ['desk-3', 'DETAINED']], [0, 2], 'examined'],
  ])('%s are taken back', (_words, outcome, said, known, status) => {
    const all = ledgerOf(outcome, said);
    const fewer = all.filter((_, n) => known.includes(n));
    expect(statusAfter(fewer)).toBe('released');
    expect(statusAfter(fewer, all)).toBe(status);
  });

  it('never change what all entries say', () => {
    const outcome = fc.constantFrom<OutcomeCode>('RELEASED_TO_USPS', 'SEIZURE', 'DETAINED', 'NOT_FOUND');
    const said = fc.tuple(fc.constantFrom('desk-1', 'desk-2', 'desk-3'), fc.option(outcome, { freq: 8 }));
    const ledger = fc.record({ outcome, said: fc.array<Said>(said, { maxLength: 5 }) }).map(({ outcome: first, said: later }) => ledgerOf(first, later));
    const knowledge = ledger.chain((all) => fc.tuple(fc.constant(all), fc.array(fc.subarray([...all]), { maxLength: 3 })));
    fc.assert(fc.property(knowledge, ([all, fewer]) => {
      expect(foldHolds([placed, ...[...fewer, all].flatMap((entries) => holdEventsOfEntries(entries))])).toEqual(foldHolds([placed, ...holdEventsOfEntries(all)]));
    }), { numRuns: 500 });
  });
});
