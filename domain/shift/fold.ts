/** Sums up a shift from ledger entries: exams, officers, sign-ins, signatures, and what nobody has signed yet. */
import type { ExamConflict } from '../exam/conflicts.ts';
import { foldExams, type DoubledExam, type ExamHistory, type UnmatchedAmendment } from '../exam/history.ts';
import type { Exam } from '../exam/recorded.ts';
import { grouped } from '../grouped.ts';
import type { Entry } from '../ledger/entry.ts';
import { parsePayload, type KindAndPayload, type PayloadOf } from '../ledger/kinds.ts';
import { inLedgerOrder } from '../ledger/order.ts';
import type { OutcomeCode } from '../outcome/outcomes.ts';
import { DEFAULT_SCHEDULE, shiftOf, type Shift, type ShiftSchedule } from './shift.ts';

/** Exams by outcome; an outcome that did not occur is absent. */
export type OutcomeCounts = Readonly<Partial<Record<OutcomeCode, number>>>;

/** officerId: null when the entry names nobody. */
export interface OfficerCounts {
  readonly officerId: string | null;
  readonly examCount: number;
  readonly byOutcome: OutcomeCounts;
}

/** entry: that sealed the exam. exam: its effective values, which are the sealed ones unless it was corrected. */
export interface RecordedExam {
  readonly entry: Entry;
  readonly exam: Exam;
  readonly history: ExamHistory;
}

export interface SignIn {
  readonly entry: Entry;
  readonly officerName: string;
  readonly role: 'officer' | 'supervisor';
}

export interface Signature {
  readonly entry: Entry;
  readonly signed: PayloadOf<'shift.signed'>;
}

/**
 * exams: those that count; withdrawn ones stand apart in `withdrawn` and in no number. corrected: those of `exams` whose values are not
 * the sealed ones. unmatched: amendments of exams that are not among these entries, e.g. of an earlier shift. doubled: exams under an id
 * that another one has already. conflicts: items that several desks examined. unsigned: entries later than the last signature of their
 * device, signatures themselves left out. otherKinds: number of entries of each kind this program does not know. unreadable: entries of
 * a known kind whose payload does not fit.
 */
export interface ShiftSummary {
  readonly entryCount: number;
  readonly exams: readonly RecordedExam[];
  readonly corrected: readonly RecordedExam[];
  readonly withdrawn: readonly RecordedExam[];
  readonly unmatched: readonly UnmatchedAmendment[];
  readonly doubled: readonly DoubledExam[];
  readonly conflicts: readonly ExamConflict[];
  readonly byOutcome: OutcomeCounts;
  readonly officers: readonly OfficerCounts[];
  readonly signIns: readonly SignIn[];
  readonly pinFailures: readonly Entry[];
  readonly signatures: readonly Signature[];
  readonly unsigned: readonly Entry[];
  readonly otherKinds: Readonly<Record<string, number>>;
  readonly unreadable: readonly Entry[];
}

/**
 * Folds the entries of one or several desks. Order of input does not matter and an entry given twice counts once: the order is
 * (deviceId, seq), never the wall clock. Nothing throws on a payload of a newer desk or a damaged one; such entries are counted.
 *
 * later: entries from after the shift; of them only amendments of the shift's exams count, so that a shift looked at again shows what
 * became of its exams. Without them the summary is what it was when the shift ended.
 */
export function foldShift(entries: Iterable<Entry>, later: Iterable<Entry> = []): ShiftSummary {
  const ordered = inLedgerOrder(entries);
  const read = ordered.map((entry) => ({ entry, result: parsePayload(entry.kind, entry.payload) }));
  const known = read.flatMap(({ entry, result }) => (result.ok ? [{ entry, ...result }] : []));
  const { histories, unmatched, doubled, conflicts } = examsOf(ordered, later);
  const exams = histories.filter(({ history }) => !history.isWithdrawn);
  const signatures = known.flatMap((item) => (isKind(item, 'shift.signed') ? [{ entry: item.entry, signed: item.payload }] : []));
  return {
    entryCount: ordered.length,
    exams,
    corrected: exams.filter(({ history }) => history.isCorrected),
    withdrawn: histories.filter(({ history }) => history.isWithdrawn),
    unmatched,
    doubled,
    conflicts,
    byOutcome: countOutcomes(exams),
    officers: countOfficers(exams),
    signIns: known.flatMap((item) => (isKind(item, 'session.signedIn') ? [{ entry: item.entry, ...item.payload }] : [])),
    pinFailures: known.filter(({ kind }) => kind === 'session.pinFailed').map(({ entry }) => entry),
    signatures,
    unsigned: afterSignatures(ordered, signatures),
    otherKinds: countKinds(read.flatMap(({ entry, result }) => (!result.ok && result.fault === 'unknown-kind' ? [entry.kind] : []))),
    unreadable: read.flatMap(({ entry, result }) => (!result.ok && result.fault === 'invalid' ? [entry] : [])),
  };
}

/** The entries whose stamp falls into a shift. Throws RangeError on a stamp that the entry schema would have refused. */
export function entriesOfShift(
  entries: Iterable<Entry>, shift: Pick<Shift, 'date' | 'letter'>, schedule: ShiftSchedule = DEFAULT_SCHEDULE,
): readonly Entry[] {
  return [...entries].filter(({ recordedAt }) => {
    const { date, letter } = shiftOf(recordedAt, schedule);
    return date === shift.date && letter === shift.letter;
  });
}

function examsOf(ordered: readonly Entry[], later: Iterable<Entry>) {
  const amendedLater = [...later].filter(({ kind }) => kind === 'exam.amended' || kind === 'aed.linked');
  const { exams, unmatched, doubled, conflicts } = foldExams([...ordered, ...amendedLater]);
  const own = new Set(ordered);
  return {
    histories: exams.map((history): RecordedExam => ({ entry: history.entry, exam: history.effective, history })),
    unmatched: unmatched.filter(({ entry }) => own.has(entry)),
    doubled,
    conflicts,
  };
}

function isKind<Kind extends KindAndPayload['kind']>(
  item: KindAndPayload & { readonly entry: Entry }, kind: Kind,
): item is Extract<KindAndPayload, { kind: Kind }> & { readonly entry: Entry } {
  return item.kind === kind;
}

function countOutcomes(exams: readonly RecordedExam[]): OutcomeCounts {
  const counts: Partial<Record<OutcomeCode, number>> = {};
  for (const { exam } of exams) counts[exam.outcome] = (counts[exam.outcome] ?? 0) + 1;
  return counts;
}

/** In the order in which officers first appear. */
function countOfficers(exams: readonly RecordedExam[]): readonly OfficerCounts[] {
  return [...grouped(exams, ({ entry }) => entry.officerId)].map(([officerId, own]) => ({ officerId, examCount: own.length, byOutcome: countOutcomes(own) }));
}

/**
 * A signature covers its device up to toSeq, and never what came after itself, whatever toSeq claims. What came between toSeq and the
 * signing was not seen by the supervisor and is unsigned too.
 */
function afterSignatures(ordered: readonly Entry[], signatures: readonly Signature[]): readonly Entry[] {
  const signedTo = new Map<string, number>();
  for (const { entry, signed } of signatures) {
    const covered = Math.min(signed.toSeq, entry.seq - 1);
    signedTo.set(entry.deviceId, Math.max(covered, signedTo.get(entry.deviceId) ?? 0));
  }
  return ordered.filter(({ deviceId, seq, kind }) => kind !== 'shift.signed' && seq > (signedTo.get(deviceId) ?? 0));
}

function countKinds(kinds: readonly string[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return Object.fromEntries(counts);
}
