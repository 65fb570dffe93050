/** Makes ledger entries for tests of what is derived from them; synthetic data. */
import type { ExamValues } from '../../../domain/exam/recorded.ts';
import type { Band } from '../../../domain/band/bands.ts';
import { GENESIS_HASH, seal, type Entry } from '../../../domain/ledger/entry.ts';
import type { OutcomeCode } from '../../../domain/outcome/outcomes.ts';

export const ITEM = 'RB123456785GB';
export const TAG = 'MYKULGUSSFOAAEM72072001100028';

/** A UUID that a reader of a failed test can recognise. */
export const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** Seals one entry; its id follows from device and number. */
export function entry(seq: number, kind: string, payload: Entry['payload'], changes: Partial<Entry> = {}): Entry {
  const deviceId = changes.deviceId ?? 'desk-1';
  return seal({
    deviceId, seq, id: uuid(Number(deviceId.replace(/\D/g, '')) * 100_000 + seq), kind, version: 1, facilityId: 'JFK', officerId: 'ortiz',
    sessionId: 's1', recordedAt: '2026-11-23T14:06:41-05:00', monotonicMs: seq, hqHeardAt: null, payload, prevHash: GENESIS_HASH, ...changes,
  });
}

/** What a test says about an exam; the rest is the same for all. */
export interface ExamFacts {
  readonly outcome?: OutcomeCode;
  readonly itemId?: string | null;
  readonly holdIds?: readonly string[];
  readonly bagId?: string | null;
  readonly band?: Band;
}

function valuesOf(outcome: OutcomeCode): ExamValues {
  const outcomeFields = outcome === 'DETAINED' ? { reason: 'ADMISSIBILITY' } : {};
  return { methods: ['xray'], reasons: ['hold'], finding: null, findings: [], outcome, outcomeFields, label: null };
}

export function exam(seq: number, examId: string, facts: ExamFacts = {}, changes: Partial<Entry> = {}): Entry {
  const { outcome = 'RELEASED_TO_USPS', itemId = ITEM, holdIds = [], bagId = null, band = 'CLEAR' } = facts;
  return entry(seq, 'exam.recorded', {
    examId, item: { kind: itemId === null ? 'none' : 's10', id: itemId, deskItemId: null, raw: itemId }, aedShown: null, aedAsOf: null,
    band, holdIds: [...holdIds], bagId, ...valuesOf(outcome),
  }, changes);
}

export function corrected(seq: number, examId: string, outcome: OutcomeCode, changes: Partial<Entry> = {}): Entry {
  const payload = { amendmentId: uuid(900_000 + seq), examId, why: 'wrong key', kind: 'corrected', values: valuesOf(outcome) };
  return entry(seq, 'exam.amended', payload, changes);
}

export function withdrawn(seq: number, examId: string, changes: Partial<Entry> = {}): Entry {
  return entry(seq, 'exam.amended', { amendmentId: uuid(900_000 + seq), examId, why: 'wrong item', kind: 'withdrawn' }, changes);
}

export function presented(seq: number, holdIds: readonly string[], changes: Partial<Entry> = {}, itemKey = ITEM): Entry {
  return entry(seq, 'item.presented', { itemKey, holdIds: [...holdIds], scanId: uuid(seq) }, changes);
}
