/** The one table of what can be wrong with an identifier: code, how grave it is, and words for the officer. */
import type { Problem, Severity } from './identifier.ts';

interface ProblemFacts {
  readonly severity: Severity;
  /** Which kinds of identifier it is used for. */
  readonly kinds: string;
  readonly words: string;
}

/**
 * error: not a right identifier of its kind, so `valid` is false. warning: the number may be right, look at the label.
 * S10 codes and severities follow UPU S10-12 §5 and domain facts §1.6; the others are this program's own.
 */
export const PROBLEMS = {
  CHECK_DIGIT: { severity: 'error', kinds: 's10 impb', words: 'the check digit does not fit the number' },
  LENGTH: { severity: 'error', kinds: 's10 s9 s8 impb', words: 'characters are missing or too many' },
  SERVICE_INDICATOR_NOT_ALPHA: { severity: 'error', kinds: 's10', words: 'the first two characters must be letters' },
  SERIAL_NOT_NUMERIC: { severity: 'error', kinds: 's10', words: 'a letter stands among the eight digits' },
  CHECK_NOT_NUMERIC: { severity: 'error', kinds: 's10', words: 'a letter stands in place of the check digit' },
  COUNTRY_NOT_ALPHA: { severity: 'error', kinds: 's10', words: 'the last two characters must be letters' },
  COUNTRY_NOT_ISO: { severity: 'warning', kinds: 's10 s9 s8', words: 'the country letters are not in the country list' },
  SERVICE_INDICATOR_RESERVED: { severity: 'warning', kinds: 's10', words: 'the service letters are reserved' },
  SERVICE_INDICATOR_UNALLOCATED: { severity: 'warning', kinds: 's10', words: 'the service letters are not in use' },
  CATEGORY_UNKNOWN: { severity: 'error', kinds: 's9 s8', words: 'the mail category is not A, B, C or D' },
  MAIL_CLASS_UNKNOWN: { severity: 'warning', kinds: 's9 s8', words: 'the mail class is not U, C, E or T' },
  IMPC_UNKNOWN: { severity: 'warning', kinds: 's9 s8', words: 'the destination is not an office on this desk\'s list' },
  APPLICATION_IDENTIFIER: { severity: 'error', kinds: 'impb', words: 'the number does not begin with 91 to 95' },
  ROUTING_AMBIGUOUS: { severity: 'warning', kinds: 'impb', words: 'the ZIP code can be read in two ways' },
  NOT_S10: { severity: 'error', kinds: 'other', words: 'a domestic number of a post, not an international one' },
  NOT_AN_IDENTIFIER: { severity: 'error', kinds: 'other', words: 'not a number this desk knows' },
  TOO_LONG: { severity: 'error', kinds: 'other', words: 'far too long for a number; only its beginning is kept' },
  EMPTY: { severity: 'error', kinds: 'other', words: 'nothing readable was scanned' },
} as const satisfies Readonly<Record<string, ProblemFacts>>;

export type ProblemCode = keyof typeof PROBLEMS;

/** A problem with the severity of the table. */
export function problem(code: ProblemCode): Problem {
  return { code, severity: PROBLEMS[code].severity };
}

/** Words for a code; the code itself when it comes from a newer desk. */
export function problemWords(code: string): string {
  return Object.hasOwn(PROBLEMS, code) ? PROBLEMS[code as ProblemCode].words : code;
}
