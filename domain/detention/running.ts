/** Finds the detentions that run, in a desk's ledger entries. */
import { foldExams } from '../exam/history.ts';
import { itemKeyOf } from '../item/key.ts';
import type { Entry } from '../ledger/entry.ts';
import { parsePayload } from '../ledger/kinds.ts';
import { inLedgerOrder } from '../ledger/order.ts';
import { DEFAULT_DETENTION_POLICY, detentionOf, type Detention, type DetentionPolicy, type DetentionStep } from './clocks.ts';

/** itemKey: as in the exam; exams of one item on one desk under one key are one history. */
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
  const histories = new Map<string, DetentionStep[]>();
  for (const entry of ordered) {
    const read = parsePayload(entry.kind, entry.payload);
    const exam = exams.get(entry.hash);
    if (read.ok && read.kind === 'item.presented') {
      add(histories, itemKeyOf({ id: read.payload.itemKey, deskItemId: null }), { step: 'presented', at: entry.recordedAt });
    }
    if (exam !== undefined) {
      const { examId, itemKey, effective, isWithdrawn } = exam;
      const { outcome, outcomeFields } = effective;
      const reason = outcomeFields['reason'] ?? null;
      add(histories, itemKey, { step: 'examined', at: entry.recordedAt, examId, outcome: isWithdrawn ? null : outcome, reason });
    }
  }
  return histories;
}

function add(histories: Map<string, DetentionStep[]>, itemKey: string, step: DetentionStep): void {
  const known = histories.get(itemKey);
  if (known === undefined) histories.set(itemKey, [step]);
  else known.push(step);
}
