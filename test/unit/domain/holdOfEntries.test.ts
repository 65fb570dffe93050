/** Own ledger entries as hold events: same facts from desk and feed, amended exams, and nothing said twice. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdEventSchema, type HoldEvent } from '../../../domain/hold/events.ts';
import { foldHolds, type Hold } from '../../../domain/hold/fold.ts';
import { holdEventsOfEntries, holdEventsOfItem } from '../../../domain/hold/ofEntries.ts';
import type { Entry } from '../../../domain/ledger/entry.ts';
import type { OutcomeCode } from '../../../domain/outcome/outcomes.ts';
import { corrected, entry, exam, ITEM, presented, uuid, withdrawn } from './ledgerEntries.ts';

const EXAM = uuid(1);

const placed: HoldEvent = {
  eventId: 'p1', holdId: 'H1', itemId: ITEM, kind: 'placed', at: '2026-11-23T09:00:00Z', facilityId: 'EWR', by: 'NTC', reason: 'fentanyl route',
};
const placedToo: HoldEvent = { ...placed, eventId: 'p2', holdId: 'H2' };

const mark = (seq: number, note: string | null = null): Entry =>
  entry(seq, 'hold.notPresented', { holds: [{ holdId: 'H1', itemId: ITEM }, { holdId: 'H2', itemId: ITEM }], reason: 'NOT_BROUGHT_BY_USPS', note });

function holdsAfter(...entries: Entry[]): readonly Hold[] {
  return foldHolds([placed, placedToo, ...holdEventsOfEntries(entries)]);
}

const statuses = (holds: readonly Hold[]): string[] => holds.map(({ status }) => status);

describe('the holds of an item', () => {
  it.each<[string, Entry[], string, string]>([
    ['nothing', [], 'open', 'open'],
    ['a presentation for one of them', [presented(1, ['H1'])], 'presented', 'open'],
    ['a presentation for both', [presented(1, ['H1', 'H2'])], 'presented', 'presented'],
    ['a mark that they did not come', [mark(1)], 'notPresented', 'notPresented'],
    ['a mark, and one of them turns up', [mark(1), presented(2, ['H2'])], 'notPresented', 'presented'],
    ['an exam that ends in a release', [exam(1, EXAM, { holdIds: ['H1', 'H2'] })], 'released', 'released'],
    ['an exam that knew one of them', [exam(1, EXAM, { holdIds: ['H2'] })], 'open', 'released'],
    ['a detention', [exam(1, EXAM, { outcome: 'DETAINED', holdIds: ['H1', 'H2'] })], 'examined', 'examined'],
    ['a search without find', [exam(1, EXAM, { outcome: 'NOT_FOUND', holdIds: ['H1', 'H2'] })], 'open', 'open'],
    ['an exam of another item', [exam(1, EXAM, { itemId: 'LZ900123456CN', holdIds: ['H9'] })], 'open', 'open'],
  ])('after %s are %s', (_, entries, first, second) => {
    expect(statuses(holdsAfter(...entries)).slice(0, 2)).toEqual([first, second]);
  });

  it('keep who placed them and why', () => {
    expect(holdsAfter(exam(1, EXAM, { holdIds: ['H1', 'H2'] }))).toMatchObject([{ by: 'NTC', facilityId: 'EWR' }, { by: 'NTC' }]);
  });

  it('carry the reason in words, with the note', () => {
    expect(holdsAfter(mark(1, 'cage empty'))[0]).toMatchObject({ notPresentedReason: 'not brought by USPS: cage empty' });
  });

  it('have times in UTC', () => {
    expect(holdsAfter(presented(1, ['H1']))[0]).toMatchObject({ presentedAt: '2026-11-23T19:06:41.000Z' });
  });
});

describe('an amended exam', () => {
  const both = ['H1', 'H2'];
  const after = (outcome: OutcomeCode, ...amendments: Entry[]): string[] =>
    statuses(holdsAfter(exam(1, EXAM, { outcome, holdIds: both }), ...amendments));

  it.each<[string, OutcomeCode, Entry[], string]>([
    ['withdrawn, examines nothing', 'DETAINED', [withdrawn(2, EXAM)], 'open'],
    ['withdrawn, releases nothing', 'RELEASED_TO_USPS', [withdrawn(2, EXAM)], 'open'],
    ['corrected from release to detention, releases nothing', 'RELEASED_TO_USPS', [corrected(2, EXAM, 'DETAINED')], 'examined'],
    ['corrected from detention to release, releases', 'DETAINED', [corrected(2, EXAM, 'RELEASED_TO_USPS')], 'released'],
    ['corrected to not found, examines nothing', 'RELEASED_TO_USPS', [corrected(2, EXAM, 'NOT_FOUND')], 'open'],
    ['corrected twice back to a release, releases again', 'SEIZURE', [corrected(2, EXAM, 'DETAINED'), corrected(3, EXAM, 'EXCLUDED')], 'released'],
    ['corrected after its withdrawal, stays withdrawn', 'SEIZURE', [withdrawn(2, EXAM), corrected(3, EXAM, 'EXCLUDED')], 'open'],
    ['of another id, changes nothing', 'SEIZURE', [withdrawn(2, uuid(7))], 'released'],
  ])('%s', (_, outcome, amendments, status) => {
    expect(after(outcome, ...amendments)).toEqual([status, status]);
  });

  it('is taken back although the feed has brought its events', () => {
    const before = exam(1, EXAM, { holdIds: both });
    const feed = [placed, placedToo, ...holdEventsOfEntries([before])];
    const holds = foldHolds([...feed, ...holdEventsOfEntries([before, withdrawn(2, EXAM)])]);
    expect(statuses(holds)).toEqual(['open', 'open']);
  });

  it('leaves the presentation as it was, and another exam too', () => {
    const presentedFirst = holdsAfter(presented(1, both), exam(2, EXAM, { holdIds: both }), withdrawn(3, EXAM));
    expect(statuses(presentedFirst)).toEqual(['presented', 'presented']);
    const examinedTwice = holdsAfter(exam(1, EXAM, { holdIds: both }), exam(2, uuid(2), { holdIds: both, outcome: 'DETAINED' }), withdrawn(3, EXAM));
    expect(statuses(examinedTwice)).toEqual(['examined', 'examined']);
  });
});

describe('hold events', () => {
  const history = [presented(1, ['H1', 'H2']), mark(2), exam(3, EXAM, { holdIds: ['H1', 'H2'] }), corrected(4, EXAM, 'DETAINED'),
    corrected(5, EXAM, 'SEIZURE'), exam(6, uuid(2), { holdIds: ['H1'] }), withdrawn(7, uuid(2)), entry(8, 'session.signedOut', {})];

  it('fit the feed, each under a name of its own', () => {
    const events = holdEventsOfEntries(history);
    for (const event of events) expect(holdEventSchema.parse(event)).toEqual(event);
    expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(events.length);
  });

  it('are the same from entries in another order or given twice', () => {
    fc.assert(fc.property(fc.shuffledSubarray(history, { minLength: history.length }), (shuffled) => {
      expect(holdEventsOfEntries([...shuffled, ...shuffled])).toEqual(holdEventsOfEntries(history));
    }), { numRuns: 100 });
  });

  it('change nothing when any of them comes back through the feed', () => {
    const own = holdEventsOfEntries(history);
    fc.assert(fc.property(fc.subarray([...own]), fc.nat(history.length), (feed, length) => {
      const earlier = holdEventsOfEntries(history.slice(0, length));
      expect(foldHolds([placed, ...feed, ...earlier, ...own])).toEqual(foldHolds([placed, ...own]));
    }), { numRuns: 300 });
  });

  it('are none for what cannot be a held item, and for what cannot be read', () => {
    const long = 'A'.repeat(65);
    expect(holdEventsOfEntries([exam(1, EXAM, { itemId: long, holdIds: ['H1'] }), exam(2, uuid(2), { itemId: null, holdIds: ['H1'] }),
      exam(3, uuid(3), { holdIds: [''] }), entry(4, 'item.presented', { itemKey: ITEM }), entry(5, 'item.weighed', {})])).toEqual([]);
  });

  it('of one item leave out the others that were marked with it', () => {
    const batch = entry(1, 'hold.notPresented',
      { holds: [{ holdId: 'H1', itemId: ITEM }, { holdId: 'H3', itemId: 'LZ900123456CN' }], reason: 'NOT_ON_THE_FLIGHT', note: null });
    expect(holdEventsOfEntries([batch]).map(({ holdId }) => holdId)).toEqual(['H1', 'H3']);
    expect(holdEventsOfItem([batch], ITEM).map(({ holdId }) => holdId)).toEqual(['H1']);
  });

  it('keep a long note within bounds, without half a character at its end', () => {
    const [event] = holdEventsOfEntries([mark(1, `${'a'.repeat(478)}😀`)]);
    expect(event?.reason).toHaveLength(499);
  });
});
