/** Shifts: named by local time, summed up from the ledger. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GENESIS_HASH, seal, type Entry } from '../../../domain/ledger/entry.ts';
import { ENTRY_KINDS, parsePayload, type EntryKind, type PayloadOf } from '../../../domain/ledger/kinds.ts';
import type { Exam, ExamValues } from '../../../domain/exam/recorded.ts';
import type { OutcomeCode } from '../../../domain/outcome/outcomes.ts';
import { entriesOfShift, foldShift } from '../../../domain/shift/fold.ts';
import { shiftOf } from '../../../domain/shift/shift.ts';
import { valuesOf } from './examEntries.ts';

const HEX = 'a'.repeat(64);
const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

function entry(seq: number, kind: string, payload: Entry['payload'], changes: Partial<Entry> = {}): Entry {
  return seal({
    deviceId: 'desk-1', seq, id: uuid(seq), kind, version: 1, facilityId: 'JFK', officerId: 'ortiz', sessionId: 's1',
    recordedAt: '2026-11-23T14:06:41-05:00', monotonicMs: seq, hqHeardAt: null, payload, prevHash: GENESIS_HASH, ...changes,
  });
}

function examPayload(outcome: OutcomeCode, examId = uuid(1)): Exam {
  return {
    examId, item: { kind: 's10', id: 'RB123456785GB', deskItemId: null, raw: 'RB123456785GB' }, aedShown: null, aedAsOf: null,
    band: 'CLEAR', holdIds: [], label: null, methods: ['xray'], finding: null, outcome, outcomeFields: {},
    aedRequired: null, waiverListVersion: null, bagId: null, reasons: ['random'], findings: [], photos: [],
  };
}

const exam = (seq: number, outcome: OutcomeCode, changes: Partial<Entry> = {}): Entry =>
  entry(seq, 'exam.recorded', examPayload(outcome, uuid(seq + (changes.deviceId === undefined ? 100 : 200))), changes);

/** An amendment of the exam that entry `of` of desk-1 recorded. */
const amended = (seq: number, of: number, change: { kind: 'withdrawn' } | { kind: 'corrected'; values: ExamValues }): Entry =>
  entry(seq, 'exam.amended', { amendmentId: uuid(500 + seq), examId: uuid(100 + of), why: 'wrong key', ...change });

const signature = (seq: number, toSeq: number, changes: Partial<Entry> = {}): Entry => entry(seq, 'shift.signed',
  { shift: { date: '2026-11-23', letter: 'B' }, fromSeq: 1, toSeq, head: HEX, examCount: 1, byOutcome: { DETAINED: 1 }, note: null }, changes);

describe('the name of a shift', () => {
  it.each([
    ['2026-11-23T06:00:00-05:00', '2026-11-23', 'A', 'shift A 06:00-14:00'],
    ['2026-11-23T13:59:59.999-05:00', '2026-11-23', 'A', 'shift A 06:00-14:00'],
    ['2026-11-23T14:00:00-05:00', '2026-11-23', 'B', 'shift B 14:00-22:00'],
    ['2026-11-23T22:00:00-05:00', '2026-11-23', 'C', 'shift C 22:00-06:00'],
    ['2026-11-24T05:59:59-05:00', '2026-11-23', 'C', 'shift C 22:00-06:00'],
    ['2026-03-01T00:00:00-10:00', '2026-02-28', 'C', 'shift C 22:00-06:00'],
    ['2026-01-01T03:00:00Z', '2025-12-31', 'C', 'shift C 22:00-06:00'],
  ])('at %s is %s %s', (recordedAt, date, letter, words) => {
    expect(shiftOf(recordedAt)).toEqual({ date, letter, words });
  });

  it('follows the schedule of the site', () => {
    const schedule = [{ letter: 'D', start: '07:30' }, { letter: 'N', start: '19:30' }] as const;
    expect(shiftOf('2026-11-23T07:29:00-05:00', schedule)).toEqual({ date: '2026-11-22', letter: 'N', words: 'shift N 19:30-07:30' });
  });

  it.each(['', 'today', '2026-11-23', '2026-11-23T14:00:00', '2026-13-45T14:00:00Z'])('refuses %j', (text) => {
    expect(() => shiftOf(text)).toThrow(RangeError);
  });
});

describe('payloads', () => {
  const samples: { [Kind in EntryKind]: PayloadOf<Kind> } = {
    'device.enrolled': { hqId: 'hq', deskName: 'Bench 07' },
    'session.signedIn': { officerName: 'Ortiz, R.', role: 'officer' },
    'session.signedOut': {},
    'session.locked': { reason: 'idle' },
    'session.pinFailed': { badge: '1001', attempt: 1 },
    'aed.imported': { fileName: 'aed.csv', sha256: HEX, rows: 10, refused: 1 },
    'exam.recorded': examPayload('DETAINED'),
    'exam.amended': { amendmentId: uuid(4), examId: uuid(1), why: 'undone at the desk', kind: 'withdrawn' },
    'aed.linked': { examId: uuid(1), itemKey: 'RB123456785GB', postedOn: '2026-11-18', version: 2 },
    'item.presented': { itemKey: 'RB123456785GB', holdIds: ['H1'], scanId: uuid(2) },
    'hold.notPresented': { holds: [{ holdId: 'H1', itemId: 'RB123456785GB' }], reason: 'NOT_ON_THE_FLIGHT', note: null },
    'bag.opened': { bagId: uuid(3), receptacleId: 'MYKULGUSSFOAAEM72072001100028', raw: 'MYKULGUSSFOAAEM72072001100028' },
    'bag.closed': { bagId: uuid(3), itemCount: 2, examCount: 1, heldCount: 1, note: null },
    'shift.signed': { shift: { date: '2026-11-23', letter: 'B' }, fromSeq: 1, toSeq: 9, head: HEX, examCount: 0, byOutcome: {}, note: null },
    'relay.exported': { exportId: uuid(5), fromSeq: 1, toSeq: 9, count: 9, head: HEX, parts: 1, sha256: HEX, sealingKeyId: 'seal-1' },
    'relay.takenIn': { exportId: uuid(5), fromSeq: 1, toSeq: 9, count: 9, head: HEX, parts: 1, sha256: HEX, deviceId: 'JFK-03', facilityId: 'JFK' },
    'relay.receiptsTakenIn': { fromSeq: 1, toSeq: 9, receipts: 1 },
    'entries.exported': { what: 'refused', seqs: [4, 9], fileName: 'refused-entries.jsonl', sha256: HEX },
    'entries.offeredAgain': { seqs: [4, 9] },
    'aed.removalAllowed': { removed: 60_000, before: 1_000_000 },
    'entry.carried': { deviceId: 'JFK-03', seq: 4, hash: HEX, text: '{}', why: 'copied' },
    'drill.finished': { drillVersion: 1, seconds: 412, cases: [{ code: 'clear', isPassed: true, tries: 1 }, { code: 'hold', isPassed: false, tries: 0 }] },
  };

  it.each(ENTRY_KINDS)('of %s are read back as written', (kind) => {
    expect(parsePayload(kind, samples[kind])).toEqual({ ok: true, kind, payload: samples[kind] });
  });

  it('say when the kind is not known or the payload does not fit', () => {
    expect(parsePayload('exam.weighed', {})).toEqual({ ok: false, fault: 'unknown-kind' });
    expect(parsePayload('toString', {})).toEqual({ ok: false, fault: 'unknown-kind' });
    expect(parsePayload('session.pinFailed', { badge: '1001', attempt: 0 })).toMatchObject({ ok: false, fault: 'invalid' });
    expect(parsePayload('session.signedIn', null)).toMatchObject({ ok: false, fault: 'invalid' });
  });
});

describe('the summary of a shift', () => {
  it('counts exams by officer and outcome', () => {
    const summary = foldShift([exam(1, 'RELEASED_TO_USPS'), exam(2, 'RELEASED_TO_USPS'), exam(3, 'DETAINED', { officerId: 'lee' })]);
    expect(summary.byOutcome).toEqual({ RELEASED_TO_USPS: 2, DETAINED: 1 });
    expect(summary.officers).toEqual([
      { officerId: 'ortiz', examCount: 2, byOutcome: { RELEASED_TO_USPS: 2 } },
      { officerId: 'lee', examCount: 1, byOutcome: { DETAINED: 1 } },
    ]);
    expect(summary.exams.map(({ entry: { seq }, exam: { outcome } }) => [seq, outcome]))
      .toEqual([[1, 'RELEASED_TO_USPS'], [2, 'RELEASED_TO_USPS'], [3, 'DETAINED']]);
  });

  it('counts exams as they were amended, and shows corrected and withdrawn ones apart', () => {
    const summary = foldShift([exam(1, 'RELEASED_TO_USPS'), exam(2, 'RELEASED_TO_USPS'), exam(3, 'DETAINED'),
      amended(4, 1, { kind: 'corrected', values: valuesOf({ outcome: 'SEIZURE' }) }), amended(5, 2, { kind: 'withdrawn' })]);
    expect(summary.byOutcome).toEqual({ SEIZURE: 1, DETAINED: 1 });
    expect(summary.officers).toMatchObject([{ examCount: 2, byOutcome: { SEIZURE: 1, DETAINED: 1 } }]);
    expect(summary.exams.map(({ entry: { seq }, exam: { outcome } }) => [seq, outcome])).toEqual([[1, 'SEIZURE'], [3, 'DETAINED']]);
    expect(summary.corrected).toMatchObject([{ entry: { seq: 1 }, history: { original: { outcome: 'RELEASED_TO_USPS' } } }]);
    expect(summary.withdrawn).toMatchObject([{ entry: { seq: 2 } }]);
  });

  it('tells amendments of exams of another shift, and takes later ones when they are given', () => {
    const withdrawal = amended(9, 1, { kind: 'withdrawn' });
    expect(foldShift([withdrawal])).toMatchObject({ unmatched: [{ entry: { seq: 9 } }], exams: [] });
    expect(foldShift([exam(1, 'DETAINED')])).toMatchObject({ byOutcome: { DETAINED: 1 }, withdrawn: [] });
    const again = foldShift([exam(1, 'DETAINED')], [withdrawal, amended(10, 7, { kind: 'withdrawn' }), exam(11, 'SEIZURE')]);
    expect(again).toMatchObject({ byOutcome: {}, withdrawn: [{ entry: { seq: 1 } }], unmatched: [], entryCount: 1 });
  });

  it('names items that two desks examined and exams under one id', () => {
    const copied = entry(1, 'exam.recorded', exam(1, 'DETAINED').payload, { deviceId: 'desk-2' });
    expect(foldShift([exam(1, 'DETAINED'), exam(1, 'EXCLUDED', { deviceId: 'desk-2' })])).toMatchObject({
      conflicts: [{ itemKey: 'RB123456785GB', deviceIds: ['desk-1', 'desk-2'], outcomesDiffer: true }], byOutcome: { DETAINED: 1, EXCLUDED: 1 },
    });
    expect(foldShift([exam(1, 'DETAINED'), copied])).toMatchObject({ doubled: [{ entry: { deviceId: 'desk-2' } }], byOutcome: { DETAINED: 1 } });
  });

  it('lists sign-ins, failed PINs and signatures', () => {
    const summary = foldShift([entry(1, 'session.signedIn', { officerName: 'Ortiz, R.', role: 'officer' }),
      entry(2, 'session.pinFailed', { badge: '1001', attempt: 2 }), signature(3, 2)]);
    expect(summary.signIns).toMatchObject([{ officerName: 'Ortiz, R.', role: 'officer', entry: { seq: 1 } }]);
    expect(summary.pinFailures).toMatchObject([{ seq: 2 }]);
    expect(summary.signatures).toMatchObject([{ signed: { toSeq: 2 }, entry: { seq: 3 } }]);
  });

  it('leaves unsigned what came after the last signature of its desk, also what came while it was made', () => {
    const elsewhere = { deviceId: 'desk-2' };
    const summary = foldShift([exam(1, 'DETAINED'), exam(2, 'DETAINED'), signature(3, 1), exam(4, 'DETAINED'), exam(1, 'EXCLUDED', elsewhere)]);
    expect(summary.unsigned.map(({ deviceId, seq }) => [deviceId, seq])).toEqual([['desk-1', 2], ['desk-1', 4], ['desk-2', 1]]);
    expect(foldShift([exam(1, 'DETAINED'), signature(2, 1)]).unsigned).toEqual([]);
  });

  it('does not let a signature cover what came after it', () => {
    expect(foldShift([signature(1, 99), exam(2, 'DETAINED')]).unsigned).toMatchObject([{ seq: 2 }]);
  });

  it('counts kinds it does not know and payloads it cannot read, and goes on', () => {
    const summary = foldShift([entry(1, 'exam.weighed', {}), entry(2, 'exam.weighed', {}), entry(3, 'exam.recorded', { outcome: 'LOST' }),
      entry(4, '__proto__', {}), exam(5, 'DETAINED')]);
    expect(Object.entries(summary.otherKinds)).toEqual([['exam.weighed', 2], ['__proto__', 1]]);
    expect(summary.unreadable).toMatchObject([{ seq: 3 }]);
    expect(summary.exams).toHaveLength(1);
    expect(summary.entryCount).toBe(5);
  });

  it('is the same for entries in another order or given twice', () => {
    const entries = [exam(1, 'DETAINED'), exam(2, 'EXCLUDED', { officerId: 'lee' }), signature(3, 2), exam(1, 'SEIZURE', { deviceId: 'desk-2' }),
      entry(4, 'exam.weighed', {}), exam(5, 'DETAINED')];
    fc.assert(fc.property(fc.shuffledSubarray(entries, { minLength: entries.length }), (shuffled) => {
      expect(foldShift([...shuffled, ...shuffled])).toEqual(foldShift(entries));
    }), { numRuns: 50 });
  });

  it('takes the entries of one shift', () => {
    const entries = [exam(1, 'DETAINED'), exam(2, 'DETAINED', { recordedAt: '2026-11-23T22:01:00-05:00' }),
      exam(3, 'DETAINED', { recordedAt: '2026-11-24T05:00:00-05:00' })];
    expect(entriesOfShift(entries, { date: '2026-11-23', letter: 'C' }).map(({ seq }) => seq)).toEqual([2, 3]);
  });
});
