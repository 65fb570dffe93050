/** Secrets that people read aloud and type. */
import { randomInt } from 'node:crypto';
import { READABLE_ALPHABET } from '../domain/readable.ts';

/** `length` random characters: five bits each. */
export function randomReadable(length: number): string {
  return Array.from({ length }, () => READABLE_ALPHABET.charAt(randomInt(READABLE_ALPHABET.length))).join('');
}
