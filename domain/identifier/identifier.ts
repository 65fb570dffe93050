/** What a raw scan turned out to be: the result shape of classification. */

export const IDENTIFIER_KINDS = ['s10', 's9', 's8', 'impb', 'other'] as const;

export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number];

/** error: the text is not a right identifier of its kind. warning: it may be, look at the label. An item stays recordable with either. */
export type Severity = 'error' | 'warning';

export interface Problem {
  readonly code: string;
  readonly severity: Severity;
}

/** raw: as scanned. id: normalised (framing, spaces, hyphens, case removed), '' when nothing is left. valid: no problem of severity error. */
export interface Identifier {
  readonly raw: string;
  readonly kind: IdentifierKind;
  readonly id: string;
  readonly valid: boolean;
  readonly problems: readonly Problem[];
}
