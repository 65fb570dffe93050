/** Tells whether a text is a right identifier by itself: only then may a scan be put together or taken apart. */
import { classify } from '../identifier/classify.ts';

/** Right by check digit or by structure, and of a known kind. */
export function isProven(text: string): boolean {
  const { kind, valid } = classify(text);
  return valid && kind !== 'other';
}
