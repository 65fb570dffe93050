/** The shift as the supervisor reviews and signs it: made from the ledger's entries alone. */
import { factOf } from '../../domain/ledger/succession.ts';
import { entriesOfShift, foldShift, type RecordedExam, type ShiftSummary } from '../../domain/shift/fold.ts';
import { shiftOf, type Shift } from '../../domain/shift/shift.ts';
import { fault, ok, type Result } from '../../preload/contract/result.ts';
import type { ExamSummary } from '../../preload/contract/examViews.ts';
import type { ShiftLog } from '../../preload/contract/views.ts';
import type { Ledger } from '../store/ledger/ledger.ts';
import type { Clock } from './clock.ts';
import type { Conflicts } from './conflicts.ts';
import type { Exams } from './exams.ts';
import type { Links } from './links.ts';
import type { Append } from './ports.ts';
import type { OpenSession } from './session.ts';

/** Entries shown at most before the first signature of a desk; a shift has some hundreds. */
const MOST_UNSIGNED = 20_000;
/** Longer than any shift, whatever the schedule. */
const LOOK_BACK_MS = 36 * 60 * 60 * 1_000;

export interface ShiftPorts {
  readonly ledger: Ledger;
  readonly exams: Exams;
  readonly conflicts: Conflicts;
  readonly links: Links;
  readonly clock: Clock;
  readonly append: Append;
  readonly officerName: (officerId: string | null) => string;
}

export type Shifts = ReturnType<typeof makeShifts>;

export function makeShifts(ports: ShiftPorts) {
  /**
   * The running shift, and everything that nobody has signed: a shift that ended without a signature must not vanish with its hours, and a
   * clock that was set must not hide an entry. What is unsigned is told by sequence, never by the clock.
   */
  function current(): { readonly shift: Shift; readonly summary: ShiftSummary } {
    const shift = shiftOf(ports.clock.stamp());
    const since = new Date(Date.parse(ports.clock.utc()) - LOOK_BACK_MS).toISOString();
    const signature = ports.ledger.newestOf(['shift.signed'], 1);
    const signedTo = signature.at(0)?.seq ?? 0;
    const running = entriesOfShift(ports.ledger.recordedSince(since).map(factOf), shift);
    return { shift, summary: foldShift([...running, ...signature, ...ports.ledger.after(signedTo, MOST_UNSIGNED).map(factOf)]) };
  }

  function unsignedShifts(summary: ShiftSummary): ShiftLog['unsignedShifts'] {
    const unsigned = new Set(summary.unsigned.map(({ seq }) => seq));
    const byName = new Map<string, ShiftLog['unsignedShifts'][number]>();
    for (const { entry } of summary.exams) {
      if (!unsigned.has(entry.seq)) continue;
      const { date, letter, words } = shiftOf(entry.recordedAt);
      const name = `${date} ${letter}`;
      byName.set(name, { date, letter, words, exams: (byName.get(name)?.exams ?? 0) + 1 });
    }
    return [...byName.values()];
  }

  /** An officer sees their own exams; a supervisor everybody's. */
  function log(session: OpenSession): ShiftLog {
    const { shift, summary } = current();
    const isSupervisor = session.officer.role === 'supervisor';
    const isShown = ({ entry }: RecordedExam): boolean => isSupervisor || entry.officerId === session.officer.officerId;
    const shown = summary.exams.filter(isShown);
    const itemKeys = shown.map(({ history }) => history.itemKey);
    const officers = summary.officers.filter(({ officerId }) => isSupervisor || officerId === session.officer.officerId);
    return {
      shift,
      exams: shown.flatMap(viewOf),
      withdrawn: summary.withdrawn.filter(isShown).flatMap(viewOf),
      byOfficer: officers.map(({ officerId, examCount, byOutcome }) => ({
        officerId: officerId ?? '',
        name: ports.officerName(officerId),
        exams: examCount,
        byOutcome,
      })),
      byOutcome: isSupervisor ? summary.byOutcome : (officers.at(0)?.byOutcome ?? {}),
      pinFailures: summary.pinFailures.length,
      signatures: summary.signatures.map(({ entry, signed }) => ({
        seq: entry.seq,
        by: ports.officerName(entry.officerId),
        at: entry.recordedAt,
        note: signed.note,
        exams: signed.examCount,
      })),
      unsigned: summary.unsigned.length,
      unsignedShifts: unsignedShifts(summary),
      conflicts: ports.conflicts.ofItems(itemKeys),
      linkProposals: ports.links.proposalsFor(itemKeys),
      doubled: summary.doubled.length,
      unmatched: summary.unmatched.length,
    };
  }

  function viewOf({ exam }: RecordedExam): readonly ExamSummary[] {
    const view = ports.exams.byId(exam.examId);
    return view === null ? [] : [view];
  }

  return {
    log,

    /** Seals the supervisor's signature under everything the ledger holds since the last one, whichever shift it is of. */
    sign(session: OpenSession, note: string | null): Result<ShiftLog> {
      if (session.officer.role !== 'supervisor') return fault('not-allowed');
      const { shift, summary } = current();
      const first = summary.unsigned.at(0);
      if (first === undefined) return fault('nothing-to-sign');
      const head = ports.ledger.head();
      ports.append({
        kind: 'shift.signed',
        payload: {
          shift: { date: shift.date, letter: shift.letter },
          fromSeq: first.seq,
          toSeq: head.seq,
          head: head.hash,
          examCount: summary.exams.length,
          byOutcome: summary.byOutcome,
          note: note === '' ? null : note,
        },
        officerId: session.officer.officerId,
        sessionId: session.sessionId,
      });
      return ok(log(session));
    },
  };
}
