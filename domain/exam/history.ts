/** Reads exams together with their amendments and links: what was sealed, what was changed later, and what counts now. */
import { grouped } from '../grouped.ts';
import { itemKeyOf } from '../item/key.ts';
import type { AedLinked } from '../item/linked.ts';
import { canonicalText, type Entry } from '../ledger/entry.ts';
import { parsePayload } from '../ledger/kinds.ts';
import { inLedgerOrder } from '../ledger/order.ts';
import { eachOnce } from '../photo/photo.ts';
import type { ExamAmended } from './amended.ts';
import { conflictsOf, type ComparedExam, type ExamConflict } from './conflicts.ts';
import type { Exam } from './recorded.ts';

/** An amendment with the entry that sealed it. */
export interface Amendment {
  readonly entry: Entry;
  readonly amended: ExamAmended;
}

/**
 * One exam. original: as sealed. amendments: in ledger order, those made after a withdrawal too. effective: the original with the values
 * of its last correction and the photos of all; what was withdrawn keeps them, so that it can be shown. isContested: desks other than one corrected it, so that
 * which correction is the last is a convention and a supervisor should look. itemKey: '' when the item has no number at all.
 * postedOn: YYYY-MM-DD of the posting that was examined, by the AED shown or by a link made later; null when it is not known.
 */
export interface ExamHistory {
  readonly examId: string;
  readonly entry: Entry;
  readonly itemKey: string;
  readonly postedOn: string | null;
  readonly original: Exam;
  readonly amendments: readonly Amendment[];
  readonly effective: Exam;
  readonly isCorrected: boolean;
  readonly isContested: boolean;
  readonly isWithdrawn: boolean;
}

/** unknown-exam: the exam is not among these entries. names-an-amendment: it names an amendment where the exam itself must be named. */
export interface UnmatchedAmendment extends Amendment {
  readonly why: 'unknown-exam' | 'names-an-amendment';
}

/** An exam entry whose id another one has already. */
export interface DoubledExam {
  readonly entry: Entry;
  readonly exam: Exam;
}

/**
 * exams: in ledger order. unmatched: amendments of no exam here, kept and told. doubled: the first in ledger order is the exam, later
 * ones under its id must be looked at (a desk was copied or restored). links: each once. unreadable: entries of these kinds whose
 * payload does not fit.
 */
export interface ExamLedger {
  readonly exams: readonly ExamHistory[];
  readonly conflicts: readonly ExamConflict[];
  readonly unmatched: readonly UnmatchedAmendment[];
  readonly doubled: readonly DoubledExam[];
  readonly links: readonly AedLinked[];
  readonly unreadable: readonly Entry[];
}

const KINDS = new Set(['exam.recorded', 'exam.amended', 'aed.linked']);

/**
 * Folds entries of one or several desks; other kinds are passed over. The order of the input does not matter and an entry given twice
 * counts once: the order is (deviceId, seq), never the wall clock. One withdrawal is enough, wherever it stands in that order. The same
 * amendment sealed twice counts once; two that differ both stay, also under one id. Nothing is merged away, and nothing throws.
 */
export function foldExams(entries: Iterable<Entry>): ExamLedger {
  const { recorded, amendments, links, unreadable } = read(inLedgerOrder(entries));
  const firstOf = new Map(recorded.toReversed().map((one) => [one.exam.examId, one]));
  const isFirst = (one: DoubledExam): boolean => firstOf.get(one.exam.examId) === one;
  const amendmentsOf = grouped(amendments, ({ amended }) => amended.examId);
  const linksOf = grouped(links, ({ examId }) => examId);
  const exams = recorded.filter(isFirst).map((one) =>
    historyOf(one, amendmentsOf.get(one.exam.examId) ?? [], linksOf.get(one.exam.examId) ?? []));
  return {
    exams,
    conflicts: conflictsOf(exams.map(comparedOf)),
    unmatched: unmatchedOf(amendments, new Set(firstOf.keys())),
    doubled: recorded.filter((one) => !isFirst(one)),
    links,
    unreadable,
  };
}

/** The exam as it is held against those of other desks. */
export function comparedOf({ examId, entry: { deviceId }, itemKey, postedOn, effective: { outcome }, isWithdrawn }: ExamHistory): ComparedExam {
  return { examId, deviceId, itemKey, postedOn, outcome, isWithdrawn };
}

function read(entries: readonly Entry[]) {
  const recorded: DoubledExam[] = [];
  const amendments = new Map<string, Amendment>();
  const links = new Map<string, AedLinked>();
  const unreadable: Entry[] = [];
  for (const entry of entries) {
    if (!KINDS.has(entry.kind)) continue;
    const result = parsePayload(entry.kind, entry.payload);
    if (!result.ok) unreadable.push(entry);
    else if (result.kind === 'exam.recorded') recorded.push({ entry, exam: result.payload });
    else if (result.kind === 'exam.amended') keepFirst(amendments, canonicalText(result.payload), { entry, amended: result.payload });
    else if (result.kind === 'aed.linked') keepFirst(links, keyOfLink(result.payload), result.payload);
  }
  return { recorded, amendments: [...amendments.values()], links: [...links.values()], unreadable };
}

function keepFirst<Value>(known: Map<string, Value>, key: string, value: Value): void {
  if (!known.has(key)) known.set(key, value);
}

function keyOfLink({ examId, postedOn }: AedLinked): string {
  return JSON.stringify([examId, postedOn]);
}

function historyOf({ entry, exam }: DoubledExam, amendments: readonly Amendment[], links: readonly AedLinked[]): ExamHistory {
  const corrections = amendments.flatMap(({ entry: { deviceId }, amended }) =>
    (amended.kind === 'corrected' ? [{ deviceId, values: amended.values, photos: amended.photos ?? [] }] : []));
  return {
    examId: exam.examId,
    entry,
    itemKey: itemKeyOf(exam.item),
    postedOn: postedOnOf(exam, links),
    original: exam,
    amendments,
    effective: { ...exam, ...corrections.at(-1)?.values, photos: [...eachOnce([...exam.photos, ...corrections.flatMap(({ photos }) => photos)])] },
    isCorrected: corrections.length > 0,
    isContested: new Set(corrections.map(({ deviceId }) => deviceId)).size > 1,
    isWithdrawn: amendments.some(({ amended }) => amended.kind === 'withdrawn'),
  };
}

/** Links to several postings name none: which one it was is then for a person to say. */
function postedOnOf({ aedShown }: Exam, links: readonly AedLinked[]): string | null {
  const named: readonly Pick<AedLinked, 'postedOn'>[] = aedShown === null ? links : [aedShown];
  const [first, ...others] = named;
  return first === undefined || others.length > 0 || first.postedOn === '' ? null : first.postedOn;
}

function unmatchedOf(amendments: readonly Amendment[], examIds: ReadonlySet<string>): readonly UnmatchedAmendment[] {
  const amendmentIds = new Set(amendments.map(({ amended }) => amended.amendmentId));
  return amendments
    .filter(({ amended }) => !examIds.has(amended.examId))
    .map((one) => ({ ...one, why: amendmentIds.has(one.amended.examId) ? 'names-an-amendment' : 'unknown-exam' }));
}
