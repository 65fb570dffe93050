/** The cursor of the shift screen: over all rows in the order of the screen, and never off them. */
import { describe, expect, it } from 'vitest';
import type { ExamSummary } from '../../../preload/contract/examViews.ts';
import type { ShiftLog } from '../../../preload/contract/views.ts';
import { postingKey, rowAfter, rowAt, shiftRows } from '../../../renderer/features/shift/rows.ts';

const exam = (examId: string): ExamSummary => ({
  examId, seq: 1, recordedAt: '2026-11-24T14:00:00.000Z', itemKey: 'RB123456785GB', display: 'RB 123 456 785 GB', band: 'CLEAR', outcome: 'RELEASED_TO_USPS',
  isAmended: false, isWithdrawn: false, officerId: 'o-1', officerName: 'Ortiz, R.', delivery: 'saved', deliveredAt: null, isExaminedElsewhere: false,
});

const LOG: ShiftLog = {
  shift: { date: '2026-11-24', letter: 'B', words: 'shift B 14:00-22:00' },
  exams: [exam('late'), exam('twice')],
  withdrawn: [exam('gone')],
  byOfficer: [], byOutcome: {}, pinFailures: 0, signatures: [], unsigned: 0, doubled: 0, unmatched: 0, unsignedShifts: [],
  linkProposals: [{ examId: 'late', display: 'RB 123 456 785 GB', examinedAt: '2026-11-24T14:00:00.000Z', postings: [] }],
  conflicts: [1, 2].map(() => ({
    itemKey: 'RB123456785GB', display: 'RB 123 456 785 GB', outcomesDiffer: true,
    exams: ['twice', 'theirs'].map((examId) =>
      ({ examId, deviceId: 'd', isOwn: examId === 'twice', outcome: 'DETAINED' as const, recordedAt: '2026-11-24T14:00:00.000Z' })),
  })),
};

describe('the rows of a shift', () => {
  it('are what a person must look at, then the log, then what was withdrawn, without exams of other desks', () => {
    expect(shiftRows(LOG).map(({ examId }) => examId)).toEqual(['late', 'twice', 'twice', 'late', 'twice', 'gone']);
  });

  it('have a key each, also when an exam stands in several', () => {
    const keys = shiftRows(LOG).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('know of the AED that waits for a person wherever the exam stands', () => {
    expect(shiftRows(LOG).map(({ proposal }) => proposal !== null)).toEqual([true, false, false, true, false, false]);
  });

  it('are gone through to the last one and back to the first, and no further', () => {
    let cursor: string | null = null;
    const walk = (by: 1 | -1): string | undefined => {
      const row = rowAfter(LOG, cursor, by);
      cursor = row?.key ?? null;
      return row?.examId;
    };
    expect(Array.from({ length: 7 }, () => walk(1))).toEqual(['twice', 'twice', 'late', 'twice', 'gone', 'gone', 'gone']);
    expect(Array.from({ length: 7 }, () => walk(-1))).toEqual(['twice', 'late', 'twice', 'twice', 'late', 'late', 'late']);
  });

  it('give the cursor to the first one when the row it stood on is gone, and to none when there is none', () => {
    const gone = shiftRows(LOG).at(-1)?.key ?? '';
    expect(rowAt({ ...LOG, withdrawn: [] }, gone)?.examId).toBe('late');
    expect(rowAt({ ...LOG, exams: [], withdrawn: [], conflicts: [], linkProposals: [] }, gone)).toBeNull();
    expect(rowAfter(null, gone, 1)).toBeNull();
  });
});

describe('the key of a posting', () => {
  it('is another one for each of thirty postings', () => {
    expect(new Set(Array.from({ length: 30 }, (_, index) => postingKey(index))).size).toBe(30);
    expect(postingKey(0)).toBe('1');
  });
});
