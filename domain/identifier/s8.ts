/** UPU S8 dispatch identifiers: 20 characters that name one dispatch between two offices of exchange. */
import { officeOf } from './facilities.ts';
import { isIsoCountry } from './iso3166.ts';
import type { Problem } from './identifier.ts';
import { problem } from './problems.ts';
import type { MailClass } from './service.ts';

/**
 * origin, destination: IMPC codes. category: A air or priority, B surface air lifted, C surface, D priority sent by surface.
 * subclass: two letters, the first is the mail class. yearDigit: last digit of the year of dispatch. serial: four digits, as text.
 */
export interface Dispatch {
  readonly origin: string;
  readonly destination: string;
  readonly category: string;
  readonly subclass: string;
  readonly yearDigit: number;
  readonly serial: string;
}

/** Both kinds begin so; place and qualifier of an IMPC may contain digits (domain facts §3.6). */
const HEAD = '([A-Z]{2}[A-Z0-9]{4})([A-Z]{2}[A-Z0-9]{4})([A-Z])([A-Z]{2})';
const DISPATCH = new RegExp(`^${HEAD}([0-9])([0-9]{4})$`);
/** Head and a wrong number of digits: a tag cut short or with digits too many is still known as a tag. */
const TAG = new RegExp(`^${HEAD}[0-9]{3,20}$`);

export const S8_LENGTH = 20;

/** UPU mail class letters (domain facts §1.3): letters, parcels, EMS; T is for empty bags. */
const CLASS_OF_LETTER: Readonly<Record<string, MailClass>> = { U: 'letter', C: 'parcel', E: 'ems', T: 'other' };

/** The parts of a 20-character dispatch identifier (UPU S8-6), or null when the text has another shape. */
export function parseS8(id: string): Dispatch | null {
  const [, origin, destination, category, subclass, yearDigit, serial] = DISPATCH.exec(id) ?? [];
  if (origin === undefined || destination === undefined || category === undefined || subclass === undefined) return null;
  if (yearDigit === undefined || serial === undefined) return null;
  return { origin, destination, category, subclass, yearDigit: Number(yearDigit), serial };
}

/** Whether a text begins like a dispatch or a receptacle identifier and goes on in digits only. */
export function looksLikeTag(id: string): boolean {
  return TAG.test(id);
}

/** What is doubtful about the dispatch named in a tag; neither S8 nor S9 has a check digit (domain facts §2.1). */
export function checkDispatch({ origin, destination, category, subclass }: Dispatch): readonly Problem[] {
  const problems: Problem[] = [];
  if (!/^[A-D]$/.test(category)) problems.push(problem('CATEGORY_UNKNOWN'));
  if (mailClassOfSubclass(subclass) === null) problems.push(problem('MAIL_CLASS_UNKNOWN'));
  if (!isIsoCountry(origin.slice(0, 2))) problems.push(problem('COUNTRY_NOT_ISO'));
  if (officeOf(destination) === null) problems.push(problem('IMPC_UNKNOWN'));
  return problems;
}

/** The class that a mail subclass such as `UR` belongs to; null when its first letter is none of U, C, E, T. */
export function mailClassOfSubclass(subclass: string): MailClass | null {
  return CLASS_OF_LETTER[subclass.charAt(0)] ?? null;
}

/**
 * The year of dispatch: the latest one up to the year of reading that ends in the digit (the tag carries no decade).
 * readInYear: the calendar year of the scan, e.g. 2026.
 */
export function dispatchYear(yearDigit: number, readInYear: number): number {
  return readInYear - ((readInYear - yearDigit) % 10 + 10) % 10;
}
