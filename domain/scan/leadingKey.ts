/** Parts a command from the scan it ran into: two hands at work press a key and a trigger at the same moment. */
import { classify } from '../identifier/classify.ts';
import { isProven } from './proven.ts';

/** command: the key pressed just before the scan, or null. scan: what the scanner sent. command + scan is always the text. */
export interface PartedScan {
  readonly command: string | null;
  readonly scan: string;
}

/**
 * The rhythm cannot tell a key pressed within the gap before a burst from the burst's own first key; the number can. Only when the whole
 * is no right identifier and the rest without its first character is one, with a check digit or a structure that proves it, was that
 * character a command. A misread label is never mended this way: what is left must be right by itself.
 */
export function partLeadingKey(text: string): PartedScan {
  const [first = ''] = text;
  const rest = text.slice(first.length);
  const isCommand = /^[0-9A-Za-z]$/.test(first) && !classify(text).valid && isProven(rest);
  return isCommand ? { command: first, scan: rest } : { command: null, scan: text };
}
