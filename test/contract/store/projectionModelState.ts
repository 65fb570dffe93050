/** A simple model of what a desk reads from its ledger: a row an exam, a list of entry numbers an item, changed as things are sealed. */
import type { ExamAmended } from '../../../domain/exam/amended.ts';

/** itemKey: '' for an item without any number. The members that change: what the exam counts as now. */
export interface ModelExam {
  readonly seq: number;
  readonly examId: string;
  readonly itemKey: string;
  readonly band: string;
  outcome: string;
  isAmended: boolean;
  isWithdrawn: boolean;
  lacksAed: boolean;
}

/** exam: the one it names, undefined when that is not here. */
export interface ModelAmendment {
  readonly amended: ExamAmended;
  readonly exam: ModelExam | undefined;
}

/** seq: of the last entry. */
export interface Model {
  seq: number;
  readonly exams: ModelExam[];
  readonly amendments: ModelAmendment[];
  readonly entriesOf: Map<string, readonly number[]>;
}

/** A desk that is enrolled, and nothing more: its first entry says so. */
export function enrolledModel(): Model {
  return { seq: 1, exams: [], amendments: [], entriesOf: new Map() };
}

/** One more entry, about these items: in the list of each it stands once. */
export function sealed(model: Model, itemKeys: readonly string[] = []): void {
  model.seq += 1;
  for (const itemKey of new Set(itemKeys)) {
    if (itemKey !== '') model.entriesOf.set(itemKey, [...(model.entriesOf.get(itemKey) ?? []), model.seq]);
  }
}

/** Who seals entry `seq`, and when; some entries are the desk's own. */
export function whoAndWhen(seq: number): { readonly officerId: string | null; readonly recordedAt: string } {
  return { officerId: seq % 3 === 0 ? null : `officer-${seq % 3}`, recordedAt: new Date(Date.UTC(2026, 10, 23, 9, seq)).toISOString() };
}

/** Outcomes that are asked for; no exam of the model ever has the last. */
export const ASKED_OUTCOMES = ['RELEASED_TO_USPS', 'DETAINED', 'SEIZURE', 'NOT_FOUND'] as const;

/** Everything the projections answer. exams, withoutAed: newest first. */
export interface Shown {
  readonly seq: number;
  readonly throughSeq: number;
  readonly exams: readonly object[];
  readonly entriesOf: Readonly<Record<string, readonly number[]>>;
  readonly examsOf: Readonly<Record<string, readonly string[]>>;
  readonly withoutAed: readonly string[];
  readonly withOutcome: Readonly<Record<string, readonly string[]>>;
}

export function expectedOf({ seq, exams, entriesOf }: Model): Shown {
  const newestFirst = exams.toReversed();
  const counting = newestFirst.filter(({ isWithdrawn }) => !isWithdrawn);
  return {
    seq,
    throughSeq: seq,
    exams: newestFirst.map(rowOf),
    entriesOf: Object.fromEntries(entriesOf),
    examsOf: Object.fromEntries([...entriesOf.keys()].map((key) => [key, idsOf(newestFirst.filter(({ itemKey }) => itemKey === key))])),
    withoutAed: idsOf(counting.filter(({ lacksAed }) => lacksAed)),
    withOutcome: Object.fromEntries(ASKED_OUTCOMES.map((asked) => {
      const itemKeys = counting.filter(({ outcome, itemKey }) => outcome === asked && itemKey !== '').map(({ itemKey }) => itemKey);
      return [asked, [...new Set(itemKeys)].sort()];
    })),
  };
}

function rowOf(exam: ModelExam): object {
  const { officerId, recordedAt } = whoAndWhen(exam.seq);
  return {
    seq: exam.seq,
    exam_id: exam.examId,
    recorded_at: recordedAt,
    officer_id: officerId,
    item_key: exam.itemKey === '' ? null : exam.itemKey,
    band: exam.band,
    outcome: exam.outcome,
    is_amended: Number(exam.isAmended),
    is_withdrawn: Number(exam.isWithdrawn),
    lacks_aed: Number(exam.lacksAed),
  };
}

function idsOf(exams: readonly ModelExam[]): readonly string[] {
  return exams.map(({ examId }) => examId);
}
