/** The three official rules for an invalid AED field (OIG-23-56 fn 17), applied to one version of an item's AED. */
import type { AedField, AedFields } from './record.ts';

/**
 * The fields that count: sender, recipient and contents are what 19 CFR 145.74 requires (OIG-23-56, data quality). A country, a weight or a
 * value is not judged here, because the report gives no rule for it.
 */
export const CHECKED_FIELDS = ['senderName', 'senderAddress', 'recipientName', 'recipientAddress', 'contents'] as const satisfies
  readonly AedField[];

export type CheckedField = (typeof CHECKED_FIELDS)[number];

/** Rule 1: BLANK (also not sent at all) and SAYS_UNKNOWN; rule 2: TOO_SHORT; rule 3: ONLY_DIGITS. */
export const INVALID_REASONS = ['BLANK', 'SAYS_UNKNOWN', 'TOO_SHORT', 'ONLY_DIGITS'] as const;

export type InvalidReason = (typeof INVALID_REASONS)[number];

export type FieldVerdict = 'valid' | { readonly invalid: InvalidReason };

/** One verdict a field; invalidCount: 0 to 5; isValid: no field is invalid. */
export interface AedQuality {
  readonly verdicts: Readonly<Record<CheckedField, FieldVerdict>>;
  readonly invalidCount: number;
  readonly isValid: boolean;
}

/** Judges the five fields as received. Nothing is corrected and nothing throws, whatever a post sent. */
export function checkAed(fields: AedFields): AedQuality {
  const verdicts = {
    senderName: checkField('senderName', fields.senderName),
    senderAddress: checkField('senderAddress', fields.senderAddress),
    recipientName: checkField('recipientName', fields.recipientName),
    recipientAddress: checkField('recipientAddress', fields.recipientAddress),
    contents: checkField('contents', fields.contents),
  };
  const invalidCount = Object.values(verdicts).filter((verdict) => verdict !== 'valid').length;
  return { verdicts, invalidCount, isValid: invalidCount === 0 };
}

/**
 * Judges one field (OIG-23-56 fn 17). Blanks at both ends do not count; UNK and Unknown in any case, and only as the whole field, since
 * "Unknown Pleasures Ltd" is a name; length in characters, not in code units; the digit rule is for the sender's name alone.
 */
export function checkField(field: CheckedField, text: string | null): FieldVerdict {
  const trimmed = (text ?? '').trim();
  if (trimmed === '') return { invalid: 'BLANK' };
  if (['unk', 'unknown'].includes(trimmed.toLowerCase())) return { invalid: 'SAYS_UNKNOWN' };
  if (Array.from(trimmed).length < 2) return { invalid: 'TOO_SHORT' };
  if (field === 'senderName' && /^\p{Nd}+$/u.test(trimmed)) return { invalid: 'ONLY_DIGITS' };
  return 'valid';
}
