/** Exams with what became of them: corrections, withdrawals, undo, several desks. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { undo, UNDONE_AT_THE_DESK } from '../../../domain/exam/amended.ts';
import { foldExams, type ExamHistory } from '../../../domain/exam/history.ts';
import type { Entry } from '../../../domain/ledger/entry.ts';
import { corrected, entryOf, examOf, linked, recorded, uuid, withdrawn } from './examEntries.ts';

const OTHER = { deviceId: 'desk-2' };

function only(entries: readonly Entry[]): ExamHistory {
  const [exam, ...others] = foldExams(entries).exams;
  if (exam === undefined || others.length > 0) throw new Error('one exam was expected');
  return exam;
}

describe('an exam that was amended', () => {
  it('keeps what was sealed and counts as it was corrected last', () => {
    const exam = only([recorded(1, 1), corrected(2, 1, { outcome: 'DETAINED', outcomeFields: { reason: 'OTHER' } }),
      corrected(3, 1, { outcome: 'SEIZURE', reasons: ['hold'], methods: ['opening'] })]);
    expect(exam.original).toEqual(examOf());
    expect(exam.effective).toEqual({ ...examOf(), outcome: 'SEIZURE', reasons: ['hold'], methods: ['opening'] });
    expect(exam.amendments.map(({ entry }) => entry.seq)).toEqual([2, 3]);
    expect(exam).toMatchObject({ isCorrected: true, isWithdrawn: false, isContested: false });
  });

  it('stays in the ledger when it is undone at the desk, and is withdrawn', () => {
    const amended = undo(uuid(9), uuid(1));
    expect(amended).toMatchObject({ kind: 'withdrawn', why: UNDONE_AT_THE_DESK });
    expect(only([recorded(1, 1), entryOf(2, 'exam.amended', amended)])).toMatchObject({ isWithdrawn: true, effective: { outcome: 'RELEASED_TO_USPS' } });
  });

  it('stays withdrawn whatever is corrected afterwards', () => {
    const exam = only([recorded(1, 1), withdrawn(2, 1), corrected(3, 1, { outcome: 'EXCLUDED' })]);
    expect(exam).toMatchObject({ isWithdrawn: true, isCorrected: true });
    expect(exam.amendments).toHaveLength(2);
  });

  it('counts an amendment once that was sealed twice', () => {
    expect(only([recorded(1, 1), withdrawn(2, 1, {}, uuid(7)), withdrawn(3, 1, {}, uuid(7))]).amendments).toHaveLength(1);
  });

  it('keeps two amendments under one id that say different things', () => {
    const exam = only([recorded(1, 1), corrected(2, 1, { outcome: 'EXCLUDED' }, {}, uuid(7)), corrected(3, 1, { outcome: 'SEIZURE' }, {}, uuid(7))]);
    expect(exam.amendments).toHaveLength(2);
  });

  it('is contested when two desks corrected it', () => {
    const exam = only([recorded(1, 1), corrected(2, 1, { outcome: 'EXCLUDED' }), corrected(1, 1, { outcome: 'SEIZURE' }, OTHER)]);
    expect(exam).toMatchObject({ isContested: true, effective: { outcome: 'SEIZURE' } });
  });
});

describe('amendments', () => {
  it('of an exam that is not here are kept and told', () => {
    const ledger = foldExams([recorded(1, 1), withdrawn(2, 99)]);
    expect(ledger.unmatched).toMatchObject([{ why: 'unknown-exam', amended: { examId: uuid(99) } }]);
    expect(ledger.exams).toMatchObject([{ isWithdrawn: false }]);
  });

  it('of an amendment name the exam, not the amendment', () => {
    const first = corrected(2, 1, { outcome: 'EXCLUDED' }, {}, uuid(50));
    expect(foldExams([recorded(1, 1), first, withdrawn(3, 50)]).unmatched).toMatchObject([{ why: 'names-an-amendment' }]);
    expect(only([recorded(1, 1), first, withdrawn(3, 1)]).isWithdrawn).toBe(true);
  });

  it('that cannot be read change nothing and are listed', () => {
    const ledger = foldExams([recorded(1, 1), entryOf(2, 'exam.amended', { examId: uuid(1), kind: 'forgotten' })]);
    expect(ledger.unreadable).toMatchObject([{ seq: 2 }]);
    expect(ledger.exams).toMatchObject([{ amendments: [] }]);
  });
});

describe('exams of several desks', () => {
  it('on one item both stay and are named for the supervisor', () => {
    const ledger = foldExams([recorded(1, 1), recorded(1, 2, { outcome: 'DETAINED' }, OTHER)]);
    expect(ledger.exams).toHaveLength(2);
    expect(ledger.conflicts).toEqual([
      { itemKey: 'RB123456785GB', postedOn: null, examIds: [uuid(1), uuid(2)], deviceIds: ['desk-1', 'desk-2'], outcomesDiffer: true },
    ]);
  });

  const posted = (postedOn: string) => ({ aedShown: { postedOn, version: 1 } });

  it.each<[string, Entry[], number]>([
    ['at one desk twice', [recorded(1, 1), recorded(2, 2)], 0],
    ['of two items', [recorded(1, 1), recorded(1, 2, { item: { kind: 's10', id: 'EE876543216CA', deskItemId: null, raw: null } }, OTHER)], 0],
    ['of which one is withdrawn', [recorded(1, 1), recorded(1, 2, {}, OTHER), withdrawn(2, 2, OTHER)], 0],
    ['of which one was not found', [recorded(1, 1), recorded(1, 2, { outcome: 'NOT_FOUND' }, OTHER)], 0],
    ['of two postings', [recorded(1, 1, posted('2025-01-01')), recorded(1, 2, posted('2026-11-18'), OTHER)], 0],
    ['of one posting', [recorded(1, 1, posted('2026-11-18')), recorded(1, 2, posted('2026-11-18'), OTHER)], 1],
    ['of which one names no posting', [recorded(1, 1), recorded(1, 2, posted('2026-11-18'), OTHER)], 1],
    ['of items without any number', [1, 2].map((n) =>
      recorded(1, n, { item: { kind: 'none', id: null, deskItemId: null, raw: null } }, { deviceId: `desk-${n}` })), 0],
  ])('%s', (_case, entries, conflicts) => {
    expect(foldExams(entries).conflicts).toHaveLength(conflicts);
  });

  it('under one id are told, and the first in ledger order is the exam', () => {
    const ledger = foldExams([recorded(1, 1, { outcome: 'SEIZURE' }, OTHER), recorded(1, 1)]);
    expect(ledger.exams).toMatchObject([{ entry: { deviceId: 'desk-1' } }]);
    expect(ledger.doubled).toMatchObject([{ entry: { deviceId: 'desk-2' }, exam: { outcome: 'SEIZURE' } }]);
  });
});

describe('the posting of an exam', () => {
  it.each<[string, Entry[], string | null]>([
    ['is that of the AED shown', [recorded(1, 1, { aedShown: { postedOn: '2026-11-01', version: 1 } }), linked(2, 1)], '2026-11-01'],
    ['is that of a link made later', [recorded(1, 1), linked(2, 1)], '2026-11-18'],
    ['is not known without both', [recorded(1, 1)], null],
    ['is not known when the post sent no date', [recorded(1, 1), linked(2, 1, { postedOn: '' })], null],
    ['is not known when links disagree', [recorded(1, 1), linked(2, 1), linked(3, 1, { postedOn: '2025-01-01' })], null],
    ['is linked once', [recorded(1, 1), linked(2, 1), linked(3, 1, { version: 2 })], '2026-11-18'],
  ])('%s', (_case, entries, postedOn) => {
    expect(only(entries).postedOn).toBe(postedOn);
  });
});

describe('every fold', () => {
  const entries = [
    recorded(1, 1), corrected(2, 1, { outcome: 'EXCLUDED' }), recorded(3, 2), withdrawn(4, 2), linked(5, 1), entryOf(6, 'session.signedOut', {}),
    recorded(1, 3, {}, OTHER), corrected(2, 1, { outcome: 'SEIZURE' }, OTHER, uuid(2_002)), withdrawn(3, 77, OTHER, uuid(2_003)), recorded(4, 1, {}, OTHER),
  ];

  it('is the same for entries in another order or given twice', () => {
    fc.assert(fc.property(fc.shuffledSubarray(entries, { minLength: entries.length }), (shuffled) => {
      expect(foldExams([...shuffled, ...shuffled])).toEqual(foldExams(entries));
    }), { numRuns: 50 });
  });

  it('loses no exam and no amendment, whichever entries have arrived', () => {
    fc.assert(fc.property(fc.subarray(entries), (some) => {
      const { exams, doubled, unmatched, links } = foldExams(some);
      const matched = exams.reduce((total, { amendments }) => total + amendments.length, 0);
      const count = (kind: string): number => some.filter((entry) => entry.kind === kind).length;
      expect(exams.length + doubled.length).toBe(count('exam.recorded'));
      expect(matched + unmatched.length).toBe(count('exam.amended'));
      expect(links.length).toBe(count('aed.linked'));
    }));
  });

  it('leaves the sealed entry as it was, with its hash', () => {
    const before = JSON.stringify(entries);
    for (const { entry, original } of foldExams(entries).exams) expect(entry.payload).toMatchObject({ examId: original.examId });
    expect(JSON.stringify(entries)).toBe(before);
  });
});
