/** The rows of the shift that the cursor goes through, from top to bottom as they stand on the screen. */
import type { LinkProposalView } from '../../../preload/contract/examViews.ts';
import type { ShiftLog } from '../../../preload/contract/views.ts';

/** key: of this row alone; an exam may stand in several. proposal: AED that may belong to the row's exam. */
export interface ShiftRow {
  readonly key: string;
  readonly examId: string;
  readonly display: string;
  readonly recordedAt: string;
  readonly proposal: LinkProposalView | null;
}

/** An exam of another desk has no row: it can neither be read nor amended here. */
export function shiftRows({ conflicts, linkProposals, exams, withdrawn }: ShiftLog): readonly ShiftRow[] {
  const rows: readonly Omit<ShiftRow, 'proposal'>[] = [
    ...linkProposals.map(({ examId, display, examinedAt }) => ({ key: rowKey('proposal', examId), examId, display, recordedAt: examinedAt })),
    ...conflicts.flatMap(({ display, exams: compared }, nth) => compared.filter(({ isOwn }) => isOwn)
      .map(({ examId, recordedAt }) => ({ key: rowKey('conflict', examId, nth), examId, display, recordedAt }))),
    ...exams.map(({ examId, display, recordedAt }) => ({ key: rowKey('exam', examId), examId, display, recordedAt })),
    ...withdrawn.map(({ examId, display, recordedAt }) => ({ key: rowKey('withdrawn', examId), examId, display, recordedAt })),
  ];
  return rows.map((row) => ({ ...row, proposal: linkProposals.find(({ examId }) => examId === row.examId) ?? null }));
}

export type ShiftPart = 'proposal' | 'conflict' | 'exam' | 'withdrawn';

/** nth: of the conflict; one exam may be in several. */
export function rowKey(part: ShiftPart, examId: string, nth = 0): string {
  return `${part} ${nth} ${examId}`;
}

/** The row that the keys act on: where the cursor stood, or the first one when that row is gone. */
export function rowAt(log: ShiftLog | null, cursor: string | null): ShiftRow | null {
  const rows = log === null ? [] : shiftRows(log);
  return rows.find(({ key }) => key === cursor) ?? rows[0] ?? null;
}

/** Stops at both ends. */
export function rowAfter(log: ShiftLog | null, cursor: string | null, by: 1 | -1): ShiftRow | null {
  const rows = log === null ? [] : shiftRows(log);
  const at = rows.findIndex(({ key }) => key === rowAt(log, cursor)?.key);
  return rows[Math.min(rows.length - 1, Math.max(0, at + by))] ?? null;
}

/** One key for each posting: digits first, letters for a number used very often. */
export function postingKey(index: number): string {
  return '123456789abcdefghijklmnopqrstuvwxyz'.charAt(index);
}
