/** The id a desk makes for an item without a readable barcode, so that it can be labelled, found again and linked later. */
import { READABLE_ALPHABET } from '../readable.ts';

/**
 * `IMF-JFK-7K3M9Q2T4A`: letters that cannot be mistaken for digits (no I, L, O, U). random: at least ten bytes; 50 bits make two desks
 * meet once in about 33 million ids (birthday bound).
 */
export function deskItemId(facilityId: string, random: Uint8Array): string {
  const serial = Array.from(random.subarray(0, 10), (byte) => READABLE_ALPHABET.charAt(byte & 31)).join('');
  return `IMF-${facilityId}-${serial}`;
}
