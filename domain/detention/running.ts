/** Finds the detentions that run, in a desk's ledger entries. */
import { foldExams, type ExamHistory } from '../exam/history.ts';
import { grouped } from '../grouped.ts';
import { itemKeyOf } from '../item/key.ts';
import type { Entry } from '../ledger/entry.ts';
import { parsePayload } from '../ledger/kinds.ts';
import { inLedgerOrder } from '../ledger/order.ts';
import { DEFAULT_DETENTION_POLICY, detentionOf, type Detention, type DetentionPolicy, type DetentionStep } from './clocks.ts';

/** itemKey: as in the exam, whose history is that of all exams under it; the exam's id when the item has no number at all. */
export interface DetainedItem extends Detention {
  readonly itemKey: string;
}

/** Every running detention, the one with the fewest days left first. now: RFC 3339 with the facility's zone offset. */
export function runningDetentions(
  entries: Iterable<Entry>, now: string, policy: DetentionPolicy = DEFAULT_DETENTION_POLICY,
): readonly DetainedItem[] {
  return [...detentionHistories(entries)]
    .flatMap(([itemKey, history]) => {
      const detention = detentionOf(history, policy, now);
      return detention === null ? [] : [{ itemKey, ...detention }];
    })
    .sort((a, b) => a.daysLeft - b.daysLeft || (a.itemKey < b.itemKey ? -1 : 1));
}

/** What happened to each item, in ledger order: presentations, and exams as they stand after their amendments. */
export function detentionHistories(entries: Iterable<Entry>): ReadonlyMap<string, readonly DetentionStep[]> {
  const ordered = inLedgerOrder(entries);
  const exams = new Map(foldExams(ordered).exams.map((exam) => [exam.entry.hash, exam]));
  const steps = ordered.flatMap((entry) => {
    const exam = exams.get(entry.hash);
    return exam === undefined ? presentationOf(entry) : [stepOfExam(exam)];
  });
  const histories = new Map<string, readonly DetentionStep[]>();
  for (const [itemKey, ofItem] of grouped(steps, (step) => step.itemKey)) histories.set(itemKey, ofItem.map(({ step }) => step));
  return histories;
}

/** One step with the item it belongs to. */
interface ItemStep {
  readonly itemKey: string;
  readonly step: DetentionStep;
}

function presentationOf(entry: Entry): readonly ItemStep[] {
  const read = parsePayload(entry.kind, entry.payload);
  if (!read.ok || read.kind !== 'item.presented') return [];
  return [{ itemKey: itemKeyOf({ id: read.payload.itemKey, deskItemId: null }), step: { step: 'presented', at: entry.recordedAt } }];
}

function stepOfExam({ entry, examId, itemKey, effective, isWithdrawn }: ExamHistory): ItemStep {
  return {
    itemKey: itemKey === '' ? examId : itemKey,
    step: {
      step: 'examined', at: entry.recordedAt, examId,
      outcome: isWithdrawn ? null : effective.outcome,
      reason: effective.outcomeFields['reason'] ?? null,
    },
  };
}
