/** The statutory clocks of detained items, against holidays and dates written down by hand. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addBusinessDays, businessDaysBetween, isBusinessDay } from '../../../domain/detention/businessDays.ts';
import { addDays, dayOf, daysBetween, weekdayOf } from '../../../domain/detention/calendar.ts';
import { DEFAULT_DETENTION_POLICY, detentionOf, type Detention, type DetentionStep } from '../../../domain/detention/clocks.ts';
import { holidaysOf, isHolidayObserved } from '../../../domain/detention/holidays.ts';
import { detentionHistories, runningDetentions } from '../../../domain/detention/running.ts';
import type { OutcomeCode } from '../../../domain/outcome/outcomes.ts';
import { corrected, exam, ITEM, presented, uuid, withdrawn } from './ledgerEntries.ts';

/** Weekdays on which federal offices are closed, MM-DD in the order of the year: counted off a calendar by hand, not by the rule. */
const CLOSED: Readonly<Record<number, string>> = {
  2024: '01-01 01-15 02-19 05-27 06-19 07-04 09-02 10-14 11-11 11-28 12-25',
  2025: '01-01 01-20 02-17 05-26 06-19 07-04 09-01 10-13 11-11 11-27 12-25',
  2026: '01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25',
  2027: '01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31',
  2028: '01-17 02-21 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25',
  2029: '01-01 01-15 02-19 05-28 06-19 07-04 09-03 10-08 11-12 11-22 12-25',
  2030: '01-01 01-21 02-18 05-27 06-19 07-04 09-02 10-14 11-11 11-28 12-25',
};

describe('federal holidays', () => {
  it.each(Object.entries(CLOSED))('of %s close offices on the days of the calendar and no others', (year, days) => {
    const first = `${year}-01-01`;
    const all = Array.from({ length: daysBetween(first, `${Number(year) + 1}-01-01`) }, (_, index) => addDays(first, index));
    expect(all.filter(isHolidayObserved)).toEqual(days.split(' ').map((day) => `${year}-${day}`));
  });

  it('on a weekend are observed on the nearest weekday', () => {
    expect(holidaysOf(2026).find(({ name }) => name === 'Independence Day')).toMatchObject({ day: '2026-07-04', observedOn: '2026-07-03' });
    expect(holidaysOf(2028).find(({ name }) => name === 'New Year\'s Day')).toMatchObject({ day: '2028-01-01', observedOn: '2027-12-31' });
  });

  it('have no Juneteenth before 2021', () => {
    expect([holidaysOf(2020).length, holidaysOf(2021).length]).toEqual([10, 11]);
  });

  it('are eleven a year, never on a weekend, and in order', () => {
    fc.assert(fc.property(fc.integer({ min: 2021, max: 2200 }), (year) => {
      const observed = holidaysOf(year).map(({ observedOn }) => observedOn);
      expect(observed).toHaveLength(11);
      expect(observed.filter((day) => [0, 6].includes(weekdayOf(day)))).toEqual([]);
      expect(observed.slice().sort()).toEqual(observed);
    }));
  });
});

describe('business days', () => {
  it.each([
    ['2026-11-23', 5, '2026-12-01', 'over Thanksgiving'],
    ['2026-11-23', 0, '2026-11-23', 'none'],
    ['2026-11-20', 1, '2026-11-23', 'over a weekend'],
    ['2026-11-21', 1, '2026-11-23', 'from a Saturday'],
    ['2027-12-23', 1, '2027-12-27', 'over Christmas on a Saturday'],
    ['2027-12-30', 1, '2028-01-03', 'over a New Year observed in the year before'],
    ['2026-06-18', 1, '2026-06-22', 'over Juneteenth'],
    ['2026-07-02', 5, '2026-07-10', 'over Independence Day on a Saturday'],
  ])('from %s, %d of them end on %s (%s)', (from, count, to) => {
    expect(addBusinessDays(from, count)).toBe(to);
    expect(businessDaysBetween(from, to)).toBe(count);
  });

  it('leave out further closed days', () => {
    expect(isBusinessDay('2026-12-24')).toBe(true);
    expect(addBusinessDays('2026-12-23', 1, ['2026-12-24'])).toBe('2026-12-28');
  });

  it('count forward and back the same, and never stand on a closed day', () => {
    const day = fc.integer({ min: 0, max: 20_000 }).map((count) => addDays('2021-01-01', count));
    fc.assert(fc.property(day, fc.integer({ min: 1, max: 40 }), (from, count) => {
      const to = addBusinessDays(from, count);
      expect(isBusinessDay(to)).toBe(true);
      expect(businessDaysBetween(from, to)).toBe(count);
      expect(businessDaysBetween(to, from)).toBe(-count);
      expect(addBusinessDays(from, count + 1) > to).toBe(true);
    }), { numRuns: 200 });
  });

  it('are counted in local days', () => {
    expect(dayOf('2026-11-23T23:30:00-05:00')).toBe('2026-11-23');
    expect(() => dayOf('2026-02-30T10:00:00Z')).toThrow(RangeError);
  });
});

const MONDAY = '2026-11-16T09:00:00-05:00';
const shown = (at: string): DetentionStep => ({ step: 'presented', at });
const examined = (outcome: OutcomeCode | null, at = MONDAY, n = 1): DetentionStep => ({ step: 'examined', at, examId: uuid(n), outcome, reason: null });

function detained(history: readonly DetentionStep[], now = '2026-11-18T12:00:00-05:00'): Detention | null {
  return detentionOf(history, DEFAULT_DETENTION_POLICY, now);
}

describe('a detained item', () => {
  it('runs its clocks from the presentation', () => {
    expect(detained([shown(MONDAY), examined('DETAINED', '2026-11-17T10:00:00-05:00')])).toEqual({
      examId: uuid(1), reason: null, presentedOn: '2026-11-16', detainedOn: '2026-11-17', decideBy: '2026-11-23', isDecidedLate: false,
      noticeBy: '2026-11-24', businessDaysLeftForNotice: 4, determineBy: '2026-12-16', deemedExcludedOn: '2026-12-17', daysLeft: 28, isOverdue: false,
    });
  });

  it('runs them from the exam when nobody recorded a presentation', () => {
    expect(detained([examined('DETAINED')])).toMatchObject({ presentedOn: '2026-11-16' });
  });

  it('is deemed excluded on 17 April when it was presented on 17 March (ruling HQ 962141)', () => {
    const history = [shown('1998-03-17T09:00:00-05:00'), examined('DETAINED', '1998-03-19T09:00:00-05:00')];
    expect(detained(history, '1998-04-16T23:59:00-05:00')).toMatchObject({ deemedExcludedOn: '1998-04-17', daysLeft: 0, isOverdue: false });
    expect(detained(history, '1998-04-17T00:00:00-05:00')).toMatchObject({ daysLeft: -1, isOverdue: true });
  });

  it('was decided late when it was detained after five business days; the notice is due all the same', () => {
    const late = detained([shown(MONDAY), examined('DETAINED', '2026-11-25T10:00:00-05:00')]);
    expect(late).toMatchObject({ decideBy: '2026-11-23', isDecidedLate: true, noticeBy: '2026-12-01' });
  });

  it.each<[string, readonly DetentionStep[], string | null]>([
    ['has no clock before a detention', [shown(MONDAY)], null],
    ['keeps the first clock when it is detained again', [examined('DETAINED'), examined('DETAINED', '2026-11-20T09:00:00-05:00', 2)], '2026-11-16'],
    ['leaves with a final outcome', [examined('DETAINED'), examined('SEIZURE', '2026-11-20T09:00:00-05:00', 2)], null],
    ['comes back when the final outcome is withdrawn', [examined('DETAINED'), examined(null, '2026-11-20T09:00:00-05:00', 2)], '2026-11-16'],
    ['stays when it cannot be found', [examined('DETAINED'), examined('NOT_FOUND', '2026-11-20T09:00:00-05:00', 2)], '2026-11-16'],
    ['leaves when the detention itself is withdrawn', [shown(MONDAY), examined(null)], null],
    ['starts anew when it is detained after a final outcome', [
      shown(MONDAY), examined('DETAINED'), examined('RELEASED_TO_USPS', '2026-11-17T09:00:00-05:00', 2),
      examined('DETAINED', '2026-11-18T09:00:00-05:00', 3),
    ], '2026-11-18'],
    ['counts from the earliest presentation', [
      shown('2026-11-17T09:00:00-05:00'), shown(MONDAY), examined('DETAINED', '2026-11-18T09:00:00-05:00'),
    ], '2026-11-16'],
  ])('%s', (_, history, presentedOn) => {
    expect(detained(history)?.presentedOn ?? null).toBe(presentedOn);
  });

  it('stays on the list however long it is overdue', () => {
    expect(detained([examined('DETAINED')], '2028-01-01T00:00:00-05:00')).toMatchObject({ isOverdue: true, daysLeft: -381 });
  });

  it('follows the policy of the site', () => {
    const policy = { decideDays: 3, noticeDays: 2, determineDays: 45, closedDays: ['2026-11-17'] };
    expect(detentionOf([examined('DETAINED')], policy, MONDAY))
      .toMatchObject({ decideBy: '2026-11-20', noticeBy: '2026-11-19', determineBy: '2026-12-31', daysLeft: 45 });
  });

  it('has one day less each day, and is overdue for ever once it is', () => {
    fc.assert(fc.property(fc.nat(3_000), fc.nat(60), (start, later) => {
      const day = addDays('2024-01-01', start);
      const at = (offset: number): string => `${addDays(day, offset)}T12:00:00-05:00`;
      const [now, next] = [detained([examined('DETAINED', at(0))], at(later)), detained([examined('DETAINED', at(0))], at(later + 1))];
      expect(next?.daysLeft).toBe((now?.daysLeft ?? 0) - 1);
      expect(next?.businessDaysLeftForNotice).toBeLessThanOrEqual(now?.businessDaysLeftForNotice ?? 0);
      if (now?.isOverdue) expect(next?.isOverdue).toBe(true);
      expect(now?.isOverdue).toBe(later > 30);
    }), { numRuns: 200 });
  });
});

describe('the running detentions of a desk', () => {
  const OTHER = 'LZ900123456CN';
  const day = (date: string) => ({ recordedAt: `${date}T10:00:00-05:00` });
  const ledger = [
    presented(1, ['H1'], day('2026-11-16')),
    exam(2, uuid(1), { outcome: 'DETAINED' }, day('2026-11-17')),
    exam(3, uuid(2), { outcome: 'DETAINED', itemId: OTHER }, day('2026-11-10')),
    exam(4, uuid(3), { outcome: 'SEIZURE' }, day('2026-11-18')),
  ];

  it('are those without a final outcome, the most urgent first', () => {
    expect(runningDetentions(ledger.slice(0, 3), '2026-11-19T10:00:00-05:00'))
      .toMatchObject([{ itemKey: OTHER, reason: 'ADMISSIBILITY', presentedOn: '2026-11-10' }, { itemKey: ITEM, presentedOn: '2026-11-16' }]);
    expect(runningDetentions(ledger, '2026-11-19T10:00:00-05:00').map(({ itemKey }) => itemKey)).toEqual([OTHER]);
  });

  it.each([
    ['withdrawn', withdrawn(5, uuid(3), day('2026-11-19')), [OTHER, ITEM]],
    ['corrected to another final one', corrected(5, uuid(3), 'EXCLUDED', day('2026-11-19')), [OTHER]],
    ['corrected to a detention', corrected(5, uuid(3), 'DETAINED', day('2026-11-19')), [OTHER, ITEM]],
  ])('are open again when the final outcome is %s, as the law says', (_, amendment, items) => {
    const running = runningDetentions([...ledger, amendment], '2026-11-20T10:00:00-05:00');
    expect(running.map(({ itemKey }) => itemKey)).toEqual(items);
    if (items.length === 2) expect(running[1]).toMatchObject({ presentedOn: '2026-11-16', examId: uuid(1) });
  });

  it('keep items without any number apart', () => {
    const nameless = [exam(1, uuid(1), { outcome: 'DETAINED', itemId: null }), exam(2, uuid(2), { outcome: 'SEIZURE', itemId: null })];
    expect(runningDetentions(nameless, '2026-11-24T10:00:00-05:00').map(({ itemKey }) => itemKey)).toEqual([uuid(1)]);
  });

  it('do not depend on the order of the entries, nor on entries given twice', () => {
    const all = [...ledger, withdrawn(5, uuid(3)), corrected(6, uuid(2), 'RELEASED_TO_USPS')];
    fc.assert(fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
      expect([...detentionHistories([...shuffled, ...shuffled])]).toEqual([...detentionHistories(all)]);
    }), { numRuns: 50 });
  });
});
