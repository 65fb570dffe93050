/** S10 item ids for demo mail: right check digits, no number twice. */
import { s10CheckDigit } from '../../domain/identifier/s10.ts';

export function s10Of(service: string, serial: number, country: string): string {
  const digits = String(serial).padStart(8, '0');
  const check = s10CheckDigit(digits);
  if (check === null) throw new RangeError(`no S10 serial: ${serial}`);
  return `${service}${digits}${check}${country}`;
}

/** Has no factor in common with 100,000,000: multiples of it visit every serial before one comes again. */
const STEP = 7_654_321;

export function serialOf(n: number, seed: number): number {
  return (n * STEP + seed * 1_003) % 100_000_000;
}
