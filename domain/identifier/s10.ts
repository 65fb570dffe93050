/** UPU S10 item identifiers: two service letters, eight digits, a check digit, two country letters. */
import { isIsoCountry } from './iso3166.ts';
import type { Problem } from './identifier.ts';
import { problem } from './problems.ts';
import { serviceOf } from './service.ts';

/** The parts of a 13-character identifier by position, whatever they contain. */
export interface S10Parts {
  readonly service: string;
  readonly serial: string;
  readonly check: string;
  readonly country: string;
}

const LENGTH = 13;
const WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7] as const;

/** Cuts 13 characters at 2, 10 and 11 (UPU S10-12 §5); null for another length. */
export function splitS10(id: string): S10Parts | null {
  if (id.length !== LENGTH) return null;
  return { service: id.slice(0, 2), serial: id.slice(2, 10), check: id.charAt(10), country: id.slice(11) };
}

/**
 * Check digit of an eight-digit serial: 11 - (weighted sum mod 11), with 10 written 0 and 11 written 5 (UPU S10-12 §5, domain facts
 * §1.2). null unless the serial is eight digits. Service and country letters are not covered, and about 2 % of slips pass.
 */
export function s10CheckDigit(serial: string): number | null {
  if (!/^[0-9]{8}$/.test(serial)) return null;
  const sum = WEIGHTS.reduce((total, weight, position) => total + weight * Number(serial.charAt(position)), 0);
  const digit = 11 - (sum % 11);
  if (digit === 10) return 0;
  return digit === 11 ? 5 : digit;
}

/**
 * Whether a text is meant as an S10 identifier although it may be a wrong one: 13 characters with at most two out of place, or one to
 * three characters too many or too few around a long number. Then the officer hears what is wrong with it, not "unknown barcode".
 */
export function looksLikeS10(id: string): boolean {
  const parts = splitS10(id);
  if (parts !== null) return /^[A-Z0-9]+$/.test(id) && !isDomesticCode(id) && misplaced(parts) <= 2;
  return id.length >= 10 && id.length <= 16 && /^[A-Z]{0,3}[0-9]{7,12}[A-Z]{0,3}$/.test(id) && letters(id) >= 2;
}

/**
 * Two letters and eleven digits are a post's domestic number (domain facts §3.6), unless the letters are a service of the international
 * list: then the country was misread and it is better to say so (`RA64400000199`).
 */
export function isDomesticCode(id: string): boolean {
  return /^[A-Z]{2}[0-9]{11}$/.test(id) && serviceOf(id.slice(0, 2))?.status !== 'allocated';
}

/** Everything wrong or doubtful with an identifier that looks like S10; empty for a right one. Codes: see `problems.ts`. */
export function checkS10(id: string): readonly Problem[] {
  const parts = splitS10(id);
  if (parts === null) return [problem('LENGTH')];
  return [...checkService(parts.service), ...checkNumber(parts), ...checkCountry(parts.country)];
}

function checkService(service: string): Problem[] {
  const status = serviceOf(service)?.status;
  if (status === undefined) return [problem('SERVICE_INDICATOR_NOT_ALPHA')];
  if (status === 'reserved') return [problem('SERVICE_INDICATOR_RESERVED')];
  return status === 'unallocated' ? [problem('SERVICE_INDICATOR_UNALLOCATED')] : [];
}

function checkNumber({ serial, check }: S10Parts): Problem[] {
  const expected = s10CheckDigit(serial);
  const problems: Problem[] = [];
  if (expected === null) problems.push(problem('SERIAL_NOT_NUMERIC'));
  if (!/^[0-9]$/.test(check)) problems.push(problem('CHECK_NOT_NUMERIC'));
  if (problems.length === 0 && Number(check) !== expected) problems.push(problem('CHECK_DIGIT'));
  return problems;
}

/** A country outside ISO 3166-1 is a warning: an exam desk cannot refuse to record an object in hand (domain facts §1.4). */
function checkCountry(country: string): Problem[] {
  if (!/^[A-Z]{2}$/.test(country)) return [problem('COUNTRY_NOT_ALPHA')];
  return isIsoCountry(country) ? [] : [problem('COUNTRY_NOT_ISO')];
}

function misplaced({ service, serial, check, country }: S10Parts): number {
  const digitsAmongLetters = (service + country).replace(/[A-Z]/g, '').length;
  const lettersAmongDigits = letters(serial + check);
  return digitsAmongLetters + lettersAmongDigits;
}

function letters(text: string): number {
  return text.replace(/[^A-Z]/g, '').length;
}
