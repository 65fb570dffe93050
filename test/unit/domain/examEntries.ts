/** Makes exam, amendment and link entries of several desks for tests: sealed, synthetic, with ids that count up. */
import type { ExamAmended } from '../../../domain/exam/amended.ts';
import { examRecordedSchema, type Exam, type ExamRecorded, type ExamValues } from '../../../domain/exam/recorded.ts';
import type { AedLinked } from '../../../domain/item/linked.ts';
import { GENESIS_HASH, seal, type Entry } from '../../../domain/ledger/entry.ts';

export function uuid(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
}

export function entryOf(seq: number, kind: string, payload: Entry['payload'], changes: Partial<Entry> = {}): Entry {
  return seal({
    deviceId: 'desk-1', seq, id: uuid(seq), kind, version: 1, facilityId: 'JFK', officerId: 'ortiz', sessionId: 's1',
    recordedAt: '2026-11-23T14:06:41-05:00', monotonicMs: seq, hqHeardAt: null, payload, prevHash: GENESIS_HASH, ...changes,
  });
}

export function examOf(changes: Partial<ExamRecorded> = {}): Exam {
  return examRecordedSchema.parse({
    examId: uuid(1), item: { kind: 's10', id: 'RB123456785GB', deskItemId: null, raw: 'RB123456785GB' }, aedShown: null, aedAsOf: null,
    band: 'CLEAR', holdIds: [], label: null, methods: ['xray'], finding: null, outcome: 'RELEASED_TO_USPS', outcomeFields: {}, ...changes,
  });
}

export function valuesOf(changes: Partial<ExamValues> = {}): ExamValues {
  const { methods, reasons, finding, findings, outcome, outcomeFields, label } = examOf();
  return { methods, reasons, finding, findings, outcome, outcomeFields, label, ...changes };
}

/** An exam entry; n names the exam. */
export function recorded(seq: number, n: number, changes: Partial<ExamRecorded> = {}, entry: Partial<Entry> = {}): Entry {
  return entryOf(seq, 'exam.recorded', examOf({ examId: uuid(n), ...changes }), entry);
}

export function corrected(seq: number, n: number, values: Partial<ExamValues>, entry: Partial<Entry> = {}, amendmentId = uuid(1_000 + seq)): Entry {
  const amended: ExamAmended = { amendmentId, examId: uuid(n), why: 'read again', kind: 'corrected', values: valuesOf(values) };
  return entryOf(seq, 'exam.amended', amended, entry);
}

export function withdrawn(seq: number, n: number, entry: Partial<Entry> = {}, amendmentId = uuid(1_000 + seq)): Entry {
  const amended: ExamAmended = { amendmentId, examId: uuid(n), why: 'wrong item', kind: 'withdrawn' };
  return entryOf(seq, 'exam.amended', amended, entry);
}

export function linked(seq: number, n: number, changes: Partial<AedLinked> = {}, entry: Partial<Entry> = {}): Entry {
  return entryOf(seq, 'aed.linked', { examId: uuid(n), itemKey: 'RB123456785GB', postedOn: '2026-11-18', version: 1, ...changes }, entry);
}
