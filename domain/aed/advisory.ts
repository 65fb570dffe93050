/** Remarks on AED that no official rule covers: advice for the officer, never part of the count of invalid fields. */
import { itemFacts } from '../identifier/facts.ts';
import type { Identifier } from '../identifier/identifier.ts';
import { isIsoCountry } from '../identifier/iso3166.ts';
import { decimalsOf } from './currency.ts';
import { parseAed } from './parsed.ts';
import type { AedField, AedFields } from './record.ts';
import { DEFAULT_VAGUE_WORDS } from './vagueWords.ts';

/** Words always begin with "advice": these are not the official rules of `validity.ts` (domain facts §5.2). */
export const ADVICE_WORDS = {
  VAGUE_DESCRIPTION: 'advice: the description is general',
  PLACEHOLDER_TEXT: 'advice: the text looks like a placeholder',
  IMPLAUSIBLE_WEIGHT: 'advice: the weight is not likely',
  IMPLAUSIBLE_VALUE: 'advice: the value is not likely',
  OTHER_ORIGIN: 'advice: the sender\'s country is not the one on the label',
  POSTED_LATER: 'advice: the posting date lies ahead',
} as const;

export type AdviceCode = keyof typeof ADVICE_WORDS;

export interface AedAdvice {
  readonly field: AedField | 'postedOn';
  readonly code: AdviceCode;
}

/**
 * Reference data of a site. maxGrams by mail class: letter-class goods weigh up to 2 kg (19 CFR 145.73), parcels and EMS about 31.5 kg
 * (unverified). maxWholeUnits: value in whole units of a currency from which a second look pays; other currencies are not judged.
 */
export interface AdviceBook {
  readonly vagueWords: readonly string[];
  readonly placeholders: readonly string[];
  readonly maxGrams: { readonly letter: number; readonly other: number };
  readonly maxWholeUnits: Readonly<Record<string, number>>;
}

export const DEFAULT_ADVICE_BOOK: AdviceBook = {
  vagueWords: DEFAULT_VAGUE_WORDS,
  placeholders: ['n/a', 'na', 'none', 'null', 'nil', 'test', 'tbd', 'tba', 'not available', 'no name', 'see invoice', 'same as above'],
  maxGrams: { letter: 2_000, other: 31_500 },
  maxWholeUnits: { USD: 50_000, EUR: 50_000, GBP: 50_000 },
};

/** What is remarked on. today: YYYY-MM-DD at the desk, passed in; the clock may be wrong, so a date is advice too. */
export interface AdvisedAed {
  readonly identifier: Identifier;
  readonly postedOn: string;
  readonly fields: AedFields;
  readonly today: string;
}

/** Longer texts are not on any list; so a text of any length costs no time. */
const LONGEST_WORD = 100;
const LONGEST_LIST = 500;

const NAMES_AND_PLACES = [
  'senderName', 'senderAddress', 'senderCity', 'recipientName', 'recipientAddress', 'recipientCity', 'contents',
] as const;

/** All remarks, in the order of the screen; empty when nothing is worth one. Total on any text. */
export function adviseAed(
  { identifier, postedOn, fields, today }: AdvisedAed, book: AdviceBook = DEFAULT_ADVICE_BOOK,
): readonly AedAdvice[] {
  return [
    ...NAMES_AND_PLACES.flatMap((field) => when(isPlaceholder(fields[field], book), field, 'PLACEHOLDER_TEXT')),
    ...when(isVague(fields.contents, book), 'contents', 'VAGUE_DESCRIPTION'),
    ...when(isWeightOdd(identifier, fields, book), 'weightGrams', 'IMPLAUSIBLE_WEIGHT'),
    ...when(isValueOdd(fields, book), 'value', 'IMPLAUSIBLE_VALUE'),
    ...when(isOtherOrigin(identifier, fields.senderCountry), 'senderCountry', 'OTHER_ORIGIN'),
    // A day is granted: it is tomorrow in Tokyo long before it is in New York.
    ...when(daysBetween(today, postedOn) > 1, 'postedOn', 'POSTED_LATER'),
  ];
}

function when(applies: boolean, field: AedAdvice['field'], code: AdviceCode): readonly AedAdvice[] {
  return applies ? [{ field, code }] : [];
}

/** Every part between commas, semicolons and slashes is on the list: "gift, samples" is vague, "gift: cotton shirt" is not. */
function isVague(contents: string | null, { vagueWords }: AdviceBook): boolean {
  if ((contents ?? '').length > LONGEST_LIST) return false;
  const parts = (contents ?? '').split(/[,;/&+\n]/).map(bare).filter((part) => part !== '');
  const words = new Set(vagueWords.map(bare));
  return parts.length > 0 && parts.every((part) => words.has(part));
}

/** Only digits or marks, one character three times or more, or a word that stands for nothing. Blank is the official rule's. */
function isPlaceholder(text: string | null, { placeholders }: AdviceBook): boolean {
  const trimmed = (text ?? '').trim();
  if (trimmed === '') return false;
  if (!/\p{L}/u.test(trimmed)) return true;
  if (/^(.)\1{2,}$/u.test(trimmed.toLowerCase())) return true;
  return trimmed.length <= LONGEST_WORD && placeholders.some((placeholder) => bare(placeholder) === bare(trimmed));
}

/** Lower case, without quantities, marks at the ends and doubled blanks. */
function bare(text: string): string {
  return text.toLowerCase().replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '').replace(/\s+/g, ' ');
}

/** An M-bag is letter post and yet weighs as much as a parcel (domain facts §1.3). */
function isWeightOdd(identifier: Identifier, fields: AedFields, { maxGrams }: AdviceBook): boolean {
  const { weightGrams } = parseAed(fields);
  const isLetter = itemFacts(identifier).mailClass === 'letter' && !identifier.id.startsWith('M');
  return weightGrams !== null && (weightGrams === 0 || weightGrams > (isLetter ? maxGrams.letter : maxGrams.other));
}

function isValueOdd(fields: AedFields, { maxWholeUnits }: AdviceBook): boolean {
  const { value } = parseAed(fields);
  if (value === null) return false;
  const limit = Object.hasOwn(maxWholeUnits, value.currency) ? maxWholeUnits[value.currency] : undefined;
  const wholeUnits = value.minorUnits / 10 ** (decimalsOf(value.currency) ?? 0);
  return wholeUnits === 0 || (limit !== undefined && wholeUnits > limit);
}

/** Only two codes can be compared; a country's name has many spellings. The label names the issuing post, which may differ (S10-12 §5). */
function isOtherOrigin(identifier: Identifier, senderCountry: string | null): boolean {
  const { originCode } = itemFacts(identifier);
  const said = (senderCountry ?? '').trim().toUpperCase();
  return originCode !== null && isIsoCountry(originCode) && isIsoCountry(said) && said !== originCode;
}

/** NaN when a date is missing or is none; then nothing is remarked. */
function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / (24 * 60 * 60 * 1_000);
}
