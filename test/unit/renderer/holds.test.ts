/** The Holds screen's row cursor, selection and words, without a window. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DetainedItemView, HoldListsView, HoldRowView } from '../../../preload/contract/holdViews.ts';
import { cursorIn, cursorMoved, holdKey, selectableIn, stillSelectable } from '../../../renderer/features/holds/tabs.ts';
import { holdsWords } from '../../../renderer/text/en/holds.ts';

/** Few names, so that lists have rows in common. */
const rowKeys = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'), { maxLength: 8 });

describe('the row cursor', () => {
  it('stands on a row whenever there is one, and stays on its hold while that is listed', () => {
    fc.assert(fc.property(rowKeys, rowKeys, fc.nat(), (before, after, n) => {
      const cursor = before[n % Math.max(1, before.length)] ?? null;
      const next = cursorIn(after, cursor, before);
      expect(next === null).toBe(after.length === 0);
      if (next !== null) expect(after).toContain(next);
      if (cursor !== null && after.includes(cursor)) expect(next).toBe(cursor);
    }));
  });

  it('goes to the row that took the place of one that left', () => {
    expect(cursorIn(['a', 'c', 'd'], 'b', ['a', 'b', 'c', 'd'])).toBe('c');
    expect(cursorIn(['a', 'b'], 'c', ['a', 'b', 'c'])).toBe('b');
  });

  it('moves one row at a time and stops at both ends', () => {
    fc.assert(fc.property(rowKeys, fc.array(fc.constantFrom<1 | -1>(1, -1)), (keys, steps) => {
      let at = cursorIn(keys, null, []);
      let place = 0;
      for (const step of steps) {
        at = cursorMoved(keys, at, step);
        place = Math.min(Math.max(place + step, 0), Math.max(0, keys.length - 1));
        expect(at).toBe(keys[place] ?? null);
      }
    }));
  });
});

const ROW: HoldRowView = {
  holdId: 'h', itemId: 'RB123456785GB', display: 'RB 123 456 785 GB', by: 'NTC', facilityId: 'JFK', reason: null, status: 'open', placedAt: null,
  ageHours: null, origin: null, port: { state: 'none' }, dispatchId: null, arrivesOn: null, signs: [], notPresentedReason: null, leftAt: null,
};

function listed(rows: readonly HoldRowView[]) {
  return { detained: [], holdLists: { lists: { expected: rows } } as unknown as HoldListsView };
}

describe('the selection', () => {
  it('holds open rows only, and loses those that were answered meanwhile or are gone', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((holdId) => ({ ...ROW, holdId }));
    if (a === undefined || b === undefined || c === undefined) throw new Error('three rows');
    const before = listed([a, b, { ...c, status: 'presented' }]);
    expect(selectableIn(before, 'expected')).toEqual([holdKey(a), holdKey(b)]);
    expect(stillSelectable(listed([{ ...a, status: 'presented' }, b]), 'expected', [holdKey(a), holdKey(b), holdKey(c)])).toEqual([holdKey(b)]);
    expect(stillSelectable(before, 'detained', [holdKey(a)])).toEqual([]);
  });

  it('keeps apart one hold on two items', () => {
    expect(holdKey(ROW)).not.toBe(holdKey({ ...ROW, itemId: 'LZ482109379CN' }));
  });
});

const DETAINED: DetainedItemView = {
  itemKey: 'RB123456785GB', display: 'RB 123 456 785 GB', examId: 'e', reason: 'ADMISSIBILITY', presentedOn: '2020-03-17', detainedOn: '2020-03-18',
  isDecidedLate: false, noticeBy: '2020-03-25', businessDaysLeftForNotice: 3, determineBy: '2020-04-16', deemedExcludedOn: '2020-04-17', daysLeft: 9, isOverdue: false,
};

describe('the words', () => {
  it.each([
    [{ count: 12, of: 40, rate: 0.3 }, '12 of 40, 30 %'],
    [{ count: 0, of: 0, rate: null }, '0 of 0'],
    [{ count: 40, of: null, rate: null }, '40'],
  ])('give a rate only with what it is a share of: %j', (measure, words) => {
    expect(holdsWords.measure(measure)).toBe(words);
  });

  it.each([
    [{}, 'due in 3 business days, 2020-03-25', 'decide by 2020-04-16, 9 days left'],
    [{ businessDaysLeftForNotice: 1, daysLeft: 1 }, 'due in 1 business day, 2020-03-25', 'decide by 2020-04-16, 1 day left'],
    [{ businessDaysLeftForNotice: 0, daysLeft: 0 }, 'due today, 2020-03-25', 'decide today, 2020-04-16'],
    [{ businessDaysLeftForNotice: -1, daysLeft: -1, isOverdue: true }, 'was due 2020-03-25: see that it was given', 'OVERDUE: deemed excluded since 2020-04-17'],
  ])('say what runs out when: %j', (change, notice, decision) => {
    const item = { ...DETAINED, ...change };
    expect([holdsWords.noticeDue(item), holdsWords.decideBy(item)]).toEqual([notice, decision]);
  });

  it.each([
    [{ state: 'none' }, 'none yet'],
    [{ state: 'known', facility: 'JFK', isHere: true }, 'this IMF'],
    [{ state: 'known', facility: 'EWR', isHere: false }, 'EWR'],
    [{ state: 'unknown', code: '4701-X' }, '"4701-X", not known here'],
  ] as const)('name the port: %j', (port, words) => {
    expect(holdsWords.portWords(port)).toBe(words);
  });

  it('say what USPS reports and leave the decision to a person', () => {
    const [words] = holdsWords.signs({ ...ROW, signs: ['leftTheOffice'], leftAt: '2020-03-17T12:00:00Z' });
    expect(words).toMatch(/^USPS reports that it left .*2020.*, never that it was presented: mark it or look for it$/);
  });
});
