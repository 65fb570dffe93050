/** The eight cases of the drill: which sample each is about, and which record solves it. */
import { itemKeyOf } from '../item/key.ts';
import { s10CheckDigit } from '../identifier/s10.ts';
import type { OutcomeCode } from '../outcome/outcomes.ts';

/** Raised when a case changes what it asks for, so that results can be compared. */
export const DRILL_VERSION = 1;

export const DRILL_CASE_CODES = ['clear', 'hold', 'noAed', 'detained', 'referred', 'postings', 'undo', 'noBarcode'] as const;

export type DrillCaseCode = (typeof DRILL_CASE_CODES)[number];

/**
 * The record that solves a case. field: the one answer its outcome asks for. contents: what the label says must be typed. origin: the
 * label's country, typed. posting: of several, the one in hand. isTakenBack: another outcome was recorded first and was taken back.
 */
export interface DrillExpectation {
  readonly outcome: OutcomeCode;
  readonly field?: { readonly name: string; readonly value: string };
  readonly contents?: true;
  readonly origin?: string;
  readonly posting?: 'older';
  readonly isTakenBack?: true;
}

/** number: as it is printed beside the sample. itemId: null where the item has no barcode at all. */
export interface DrillCase {
  readonly code: DrillCaseCode;
  readonly number: number;
  readonly itemId: string | null;
  readonly expects: DrillExpectation;
}

/** A negative exam comes first: one scan and one key, which is why it can be recorded at all (OIG-23-56 p. 7). */
const WANTED: readonly Omit<DrillCase, 'number'>[] = [
  { code: 'clear', itemId: sample('LZ', 1, 'JP'), expects: { outcome: 'RELEASED_TO_USPS' } },
  { code: 'hold', itemId: sample('RB', 2, 'GB'), expects: { outcome: 'RELEASED_TO_USPS' } },
  { code: 'noAed', itemId: sample('RR', 3, 'DE'), expects: { outcome: 'RELEASED_TO_USPS', contents: true } },
  { code: 'detained', itemId: sample('CP', 4, 'KR'), expects: { outcome: 'DETAINED', field: { name: 'reason', value: 'DECLARATION' } } },
  { code: 'referred', itemId: sample('EE', 5, 'IN'), expects: { outcome: 'REFERRED', field: { name: 'agency', value: 'FDA' } } },
  { code: 'postings', itemId: sample('LX', 6, 'FR'), expects: { outcome: 'RELEASED_TO_USPS', posting: 'older' } },
  { code: 'undo', itemId: sample('RR', 7, 'NL'), expects: { outcome: 'RELEASED_TO_USPS', isTakenBack: true } },
  { code: 'noBarcode', itemId: null, expects: { outcome: 'RELEASED_TO_USPS', origin: 'FR' } },
];

export const DRILL_CASES: readonly DrillCase[] = WANTED.map((one, index) => ({ ...one, number: index + 1 }));

/** The case that a number is the sample of; null for every other number. */
export function drillCaseOf(id: string): DrillCase | null {
  const key = itemKeyOf({ id, deskItemId: null });
  return DRILL_CASES.find(({ itemId }) => itemId === key) ?? null;
}

/** A right S10 number, because only such a one is answered like mail; its serial is so low that no post is likely to use it now. */
function sample(service: string, serial: number, country: string): string {
  const digits = String(serial).padStart(8, '0');
  return `${service}${digits}${s10CheckDigit(digits) ?? ''}${country}`;
}
