/** Makes ledger entries for tests: deterministic ids, synthetic officers. */
import { EMPTY_CHAIN, type ChainHead } from '../../domain/ledger/chain.ts';
import { seal, type Entry } from '../../domain/ledger/entry.ts';
import type { ExamRecorded } from '../../domain/exam/recorded.ts';

/** A well-formed UUIDv7 text that counts up. */
export function uuidOf(n: number): string {
  return `01900000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
}

export function examPayload(n: number, changes: Partial<ExamRecorded> = {}): ExamRecorded {
  return {
    examId: uuidOf(n),
    item: { kind: 's10', id: 'RB123456785GB', deskItemId: null, raw: 'RB123456785GB' },
    aedShown: null,
    aedAsOf: null,
    band: 'NO_AED_HERE',
    holdIds: [],
    label: null,
    methods: ['xray'],
    finding: null,
    outcome: 'RELEASED_TO_USPS',
    outcomeFields: {},
    ...changes,
  };
}

/** A chain of `count` exam entries of one device. */
export function chainOf(count: number, deviceId = 'JFK-07-TEST', from: ChainHead = EMPTY_CHAIN): Entry[] {
  const entries: Entry[] = [];
  let head = from;
  for (let n = 1; n <= count; n += 1) {
    const entry = seal({
      deviceId,
      seq: head.seq + 1,
      id: uuidOf(100_000 + head.seq + 1),
      kind: 'exam.recorded',
      version: 1,
      facilityId: 'JFK',
      officerId: 'officer-1',
      sessionId: 'session-1',
      recordedAt: '2026-11-23T14:06:41.000-05:00',
      monotonicMs: n,
      hqHeardAt: null,
      payload: examPayload(head.seq + 1),
      prevHash: head.hash,
    });
    entries.push(entry);
    head = { seq: entry.seq, hash: entry.hash };
  }
  return entries;
}
