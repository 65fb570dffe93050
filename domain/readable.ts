/** Text that people read aloud and type: Crockford's base 32, without the letters I, L, O and U. */

export const READABLE_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The first `length` characters of bytes in base 32, five bits each; bits that are missing at the end count as 0. */
export function readableOf(bytes: Uint8Array, length: number): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return Array.from({ length }, (_, at) => READABLE_ALPHABET.charAt(Number.parseInt(bits.slice(at * 5, at * 5 + 5).padEnd(5, '0'), 2))).join('');
}

/** What a person typed, as it was meant: case, gaps and hyphens do not count, O is 0, I and L are 1. */
export function asReadable(typed: string): string {
  return typed.toUpperCase().replace(/[^0-9A-Z]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
}
