/** Numbers read from AED fields, to stand beside the text as received; never in its place. */
import { decimalsOf } from './currency.ts';
import type { AedFields } from './record.ts';

/** minorUnits: whole cents (or what the currency has); currency: ISO 4217 code. Never a floating-point amount. */
export interface Money {
  readonly minorUnits: number;
  readonly currency: string;
}

/** weightGrams: whole grams. pieces: whole number. Each is null when the text gives no sure number. */
export interface ParsedAed {
  readonly weightGrams: number | null;
  readonly value: Money | null;
  readonly pieces: number | null;
}

/**
 * Reads weight, value and pieces. Total: a text with a sign, a comma, a unit or a word gives null, because "1,200" is one thing in
 * London and another in Berlin, and the officer sees the text anyway.
 */
export function parseAed(fields: AedFields): ParsedAed {
  return {
    weightGrams: parseGrams(fields.weightGrams),
    value: parseMoney(fields.value, fields.currency),
    pieces: parseWhole(fields.pieces),
  };
}

/** Grams as a whole number; tenths that some scales send are rounded half up. */
function parseGrams(text: string | null): number | null {
  const number = decimalParts(text);
  if (number === null) return null;
  return Number(number.whole) + (number.fraction.charAt(0) >= '5' ? 1 : 0);
}

/** An amount is read only when the currency can express it exactly: "12.999" USD is null, "12.990" USD is 1299 cents. */
function parseMoney(amount: string | null, currency: string | null): Money | null {
  const code = (currency ?? '').trim().toUpperCase();
  const decimals = decimalsOf(code);
  const number = decimalParts(amount);
  if (decimals === null || number === null) return null;
  const fraction = number.fraction.replace(/0+$/, '');
  if (fraction.length > decimals) return null;
  return { minorUnits: Number(number.whole + fraction.padEnd(decimals, '0')), currency: code };
}

function parseWhole(text: string | null): number | null {
  const number = decimalParts(text);
  return number === null || /[1-9]/.test(number.fraction) ? null : Number(number.whole);
}

/** At most 12 digits before the point, so that every result is exact in a double. */
function decimalParts(text: string | null): { whole: string; fraction: string } | null {
  const [, whole, fraction = ''] = /^([0-9]{1,12})(?:\.([0-9]{1,6}))?$/.exec((text ?? '').trim()) ?? [];
  return whole === undefined ? null : { whole, fraction };
}
