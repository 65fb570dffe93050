/** The history of one item: this desk and others, posting by posting. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { examDigestSchema, type ExamDigest } from '../../../domain/exam/digest.ts';
import { foldExams, type ExamHistory } from '../../../domain/exam/history.ts';
import type { OutcomeCode } from '../../../domain/outcome/outcomes.ts';
import { itemHistory, type ItemAsked } from '../../../domain/item/history.ts';
import { itemKeyOf } from '../../../domain/item/key.ts';
import type { Entry } from '../../../domain/ledger/entry.ts';
import { corrected, recorded, uuid, withdrawn } from './examEntries.ts';

const KEY = 'RB123456785GB';
const NOW: ItemAsked = { itemKey: KEY, postedOn: '2026-11-18' };
const posted = (postedOn: string) => ({ aedShown: { postedOn, version: 1 } });
const at = (recordedAt: string): Partial<Entry> => ({ recordedAt });
const own = (...entries: readonly Entry[]): readonly ExamHistory[] => foldExams(entries).exams;

function digest(n: number, changes: Partial<ExamDigest> = {}): ExamDigest {
  return examDigestSchema.parse({
    examId: uuid(n), deviceId: 'desk-9', facilityId: 'EWR', itemKey: KEY, postedOn: '2026-11-18', outcome: 'DETAINED', band: 'HOLD',
    recordedAt: '2026-11-23T09:00:00-05:00', isWithdrawn: false, ...changes,
  });
}

describe('the previous outcome', () => {
  it.each<[string, readonly ExamHistory[], readonly ExamDigest[], OutcomeCode | null]>([
    ['is none without an exam', [], [], null],
    ['is that of this desk', own(recorded(1, 1, { outcome: 'DETAINED' })), [], 'DETAINED'],
    ['is that of another desk', [], [digest(5)], 'DETAINED'],
    ['is the newest of both', own(recorded(1, 1, { outcome: 'EXCLUDED' })), [digest(5)], 'EXCLUDED'],
    ['skips an item that was not found', own(recorded(1, 1, { outcome: 'NOT_FOUND' })), [digest(5)], 'DETAINED'],
    ['skips a withdrawn exam', own(recorded(1, 1), withdrawn(2, 1)), [digest(5)], 'DETAINED'],
    ['skips what HQ says is withdrawn', own(recorded(1, 1)), [digest(1, { isWithdrawn: true })], null],
    ['skips another posting of the number', own(recorded(1, 1, posted('2025-01-01'))), [digest(5, { postedOn: '2024-01-01' })], null],
    ['counts an exam of an unknown posting', own(recorded(1, 1)), [], 'RELEASED_TO_USPS'],
    ['is the corrected one', own(recorded(1, 1), corrected(2, 1, { outcome: 'SEIZURE' })), [], 'SEIZURE'],
    ['is what another desk corrected it to', own(recorded(1, 1)), [digest(1, { outcome: 'SEIZURE' })], 'SEIZURE'],
    ['is this desk\'s own correction before what HQ told earlier', own(recorded(1, 1), corrected(2, 1, { outcome: 'SEIZURE' })),
      [digest(1, { outcome: 'RELEASED_TO_USPS' })], 'SEIZURE'],
    ['is not that of another item', [], [digest(5, { itemKey: 'EE876543216CA' })], null],
  ])('%s', (_case, exams, digests, expected) => {
    expect(itemHistory(exams, digests, NOW).previousOutcome).toBe(expected);
  });

  it('counts every posting while the one in hand is not known', () => {
    const exams = own(recorded(1, 1, posted('2025-01-01')));
    expect(itemHistory(exams, [], { ...NOW, postedOn: null }).previousOutcome).toBe('RELEASED_TO_USPS');
  });
});

describe('the exams of an item', () => {
  it('are all shown, newest first, other postings and withdrawn ones too', () => {
    const exams = own(recorded(1, 1, posted('2025-01-01'), at('2025-01-20T10:00:00-05:00')), recorded(2, 2), withdrawn(3, 2));
    const { exams: shown } = itemHistory(exams, [digest(5)], NOW);
    expect(shown.map(({ examId, isThisPosting, isWithdrawn }) => [examId, isThisPosting, isWithdrawn])).toEqual([
      [uuid(2), true, true], [uuid(5), true, false], [uuid(1), false, false],
    ]);
  });

  it('tell an exam once that both this desk and HQ know', () => {
    expect(itemHistory(own(recorded(1, 1)), [digest(1), digest(5)], NOW).exams.map(({ examId, own: mine }) => [examId, mine !== null]))
      .toEqual([[uuid(1), true], [uuid(5), false]]);
  });

  it('keep the order of the ledger when the clock was set back', () => {
    const exams = own(recorded(1, 1, { outcome: 'DETAINED' }), recorded(2, 2, { outcome: 'EXCLUDED' }, at('2026-11-23T08:00:00-05:00')));
    expect(itemHistory(exams, [], NOW).exams.map(({ examId }) => examId)).toEqual([uuid(2), uuid(1)]);
  });

  it('of an item without a number are nobody\'s', () => {
    expect(itemHistory(own(recorded(1, 1, { item: { kind: 'none', id: null, deskItemId: null, raw: null } })), [], { itemKey: '', postedOn: null }))
      .toEqual({ exams: [], previousOutcome: null });
  });

  it('do not depend on the order in which they are told', () => {
    const exams = own(recorded(1, 1), recorded(2, 2), recorded(3, 3, posted('2025-01-01')));
    const digests = [digest(5), digest(6), digest(7, { recordedAt: '2026-11-24T09:00:00-05:00' })];
    fc.assert(fc.property(fc.shuffledSubarray([...exams], { minLength: 3 }), fc.shuffledSubarray(digests, { minLength: 3 }), (some, others) => {
      expect(itemHistory(some, others, NOW)).toEqual(itemHistory(exams, digests, NOW));
    }), { numRuns: 50 });
  });
});

describe('the key of an item', () => {
  it.each([
    [{ id: KEY, deskItemId: null }, KEY],
    [{ id: null, deskItemId: 'IMF-JFK-7K3M9Q2T4A' }, 'IMF-JFK-7K3M9Q2T4A'],
    [{ id: 'IMFJFK7K3M9Q2T4A', deskItemId: null }, 'IMF-JFK-7K3M9Q2T4A'],
    [{ id: null, deskItemId: null }, ''],
  ])('of %o is %s', (item, key) => {
    expect(itemKeyOf(item)).toBe(key);
  });
});
