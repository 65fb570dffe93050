/** Reads from ledger entries what each exam said over time: as it was recorded, and as it was amended. */
import type { Exam } from '../exam/recorded.ts';
import type { Entry } from '../ledger/entry.ts';
import { parsePayload, type KindAndPayload } from '../ledger/kinds.ts';
import type { OutcomeCode } from '../outcome/outcomes.ts';

/** entry: the record or the amendment that says so. outcome: null when it withdraws the exam. */
export interface ExamStatement {
  readonly entry: Entry;
  readonly outcome: OutcomeCode | null;
}

/** entry, exam: as recorded. statements: the record, then its corrections in ledger order; a withdrawal is the last, nothing undoes it. */
export interface ExamHistory {
  readonly entry: Entry;
  readonly exam: Exam;
  readonly statements: readonly [ExamStatement, ...ExamStatement[]];
}

export type ReadEntry = KindAndPayload & { readonly entry: Entry };

/**
 * Entries whose payload this program can read, each once, in the order of the ledger: (deviceId, seq), never the wall clock. What it
 * cannot read, a newer desk's or a damaged one, is left out.
 */
export function readInOrder(entries: Iterable<Entry>): readonly ReadEntry[] {
  const distinct = new Map([...entries].map((entry) => [entry.hash, entry]));
  return [...distinct.values()].sort(byPlace).flatMap((entry) => {
    const read = parsePayload(entry.kind, entry.payload);
    return read.ok ? [{ entry, ...read }] : [];
  });
}

/** Every exam in the entries, in ledger order. An amendment whose exam is not among them says nothing; of one examId the first counts. */
export function examHistories(read: readonly ReadEntry[]): readonly ExamHistory[] {
  const amendments = amendmentsByExam(read);
  const histories = new Map<string, ExamHistory>();
  for (const item of read) {
    if (item.kind !== 'exam.recorded' || histories.has(item.payload.examId)) continue;
    const { entry, payload: exam } = item;
    const later = upToWithdrawal(amendments.get(exam.examId) ?? []);
    histories.set(exam.examId, { entry, exam, statements: [{ entry, outcome: exam.outcome }, ...later] });
  }
  return [...histories.values()];
}

/** How the exam ended as it stands now; null when it was withdrawn. */
export function currentOutcome({ statements }: ExamHistory): OutcomeCode | null {
  return (statements.at(-1) ?? statements[0]).outcome;
}

function amendmentsByExam(read: readonly ReadEntry[]): ReadonlyMap<string, readonly ExamStatement[]> {
  const byExam = new Map<string, ExamStatement[]>();
  for (const item of read) {
    if (item.kind !== 'exam.amended') continue;
    const outcome = item.payload.kind === 'corrected' ? item.payload.values.outcome : null;
    byExam.set(item.payload.examId, [...(byExam.get(item.payload.examId) ?? []), { entry: item.entry, outcome }]);
  }
  return byExam;
}

function upToWithdrawal(amendments: readonly ExamStatement[]): readonly ExamStatement[] {
  const withdrawal = amendments.findIndex(({ outcome }) => outcome === null);
  return withdrawal === -1 ? amendments : amendments.slice(0, withdrawal + 1);
}

function byPlace(a: Entry, b: Entry): number {
  return compareText(a.deviceId, b.deviceId) || a.seq - b.seq || compareText(a.hash, b.hash);
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
