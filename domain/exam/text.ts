/** Which text may be recorded as it is; what may not is refused by name, never cut or cleaned. */
import type { ExamProblemCode } from './problems.ts';

/** What marks a text off: its longest length in UTF-16 units (as the ledger's schema counts), and whether it may hold line ends. */
export interface TextBounds {
  readonly max: number;
  readonly isOneLine?: boolean;
}

/**
 * The first thing wrong with a text, or null. Any script, emoji, right-to-left text and text that a spreadsheet would take for a formula
 * are right: what protects a reader of an export belongs to the export. Refused are control characters (a NUL ends a text early in
 * other programs) and half surrogate pairs (they have no UTF-8, so another program would read other bytes than were hashed).
 */
export function textProblem(text: string, { max, isOneLine = false }: TextBounds): ExamProblemCode | null {
  if (text.length > max) return 'TOO_LONG';
  if (/\p{Surrogate}/u.test(text)) return 'NOT_WELL_FORMED';
  const withoutLayout = text.replace(/[\t\n\r]/g, '');
  if (/\p{Cc}/u.test(withoutLayout)) return 'CONTROL_CHARACTER';
  return isOneLine && withoutLayout.length < text.length ? 'NOT_ONE_LINE' : null;
}
