/** Looks at what a scanner sent of the test symbol, key by key, and says how this bench has to read it. */
import { textByCode, textByKey, isSuffix, type KeyPress } from './burst.ts';
import { MAX_FRAME, type ScannerProfile } from './profile.ts';

/**
 * The text of the test symbol. Letters that lie elsewhere on German and French keyboards, both cases because of Caps Lock, and signs that
 * move on most others; nothing in it is an identifier, so that it is never taken for an item.
 */
export const TEST_TEXT = 'IMF+test-QAZWYM/qazwym-0123456789';

/** What should be set otherwise at the scanner, though the bench works without. */
export type ScannerAdvice = 'noAim' | 'noSuffixKey' | 'nothing';

/**
 * found: the test text is in it, under this profile. aim: the AIM identifier before it, or null. suffixKey: Enter, Tab or null.
 * changed: as long as the test text, with other characters at these places. unknown: something else was scanned.
 */
export type SelfTest =
  | { readonly kind: 'found'; readonly profile: ScannerProfile; readonly aim: string | null; readonly suffixKey: 'Enter' | 'Tab' | null; readonly advice: ScannerAdvice }
  | { readonly kind: 'changed'; readonly expected: string; readonly received: string }
  | { readonly kind: 'frameTooLong' }
  | { readonly kind: 'unknown' };

/** presses: of one scan, in order, with everything that came before and behind. */
export function judgeSelfTest(presses: readonly KeyPress[]): SelfTest {
  const byCode = around(textByCode(presses));
  const byKey = around(textByKey(presses));
  const frame = byCode ?? byKey;
  if (frame === null) return judgeChanged(presses);
  const { aim, before, after } = frame;
  if (before.length > MAX_FRAME || after.length > MAX_FRAME) return { kind: 'frameTooLong' };
  const suffixKey = suffixKeyOf(presses);
  return {
    kind: 'found',
    profile: { layout: byCode === null ? 'byKey' : 'byCode', prefix: before, suffix: after },
    aim, suffixKey,
    advice: suffixKey === null ? 'noSuffixKey' : aim === null ? 'noAim' : 'nothing',
  };
}

interface Frame {
  readonly aim: string | null;
  readonly before: string;
  readonly after: string;
}

function around(text: string): Frame | null {
  const at = text.indexOf(TEST_TEXT);
  if (at < 0) return null;
  const before = text.slice(0, at);
  const aim = /\][A-Za-z][0-9A-Za-z]/.exec(before)?.[0] ?? null;
  return { aim, before: aim === null ? before : before.replace(aim, ''), after: text.slice(at + TEST_TEXT.length) };
}

/** The same length, but other characters: the scanner is set to a keyboard that is neither a US one nor the desk's. */
function judgeChanged(presses: readonly KeyPress[]): SelfTest {
  const received = [textByKey(presses), textByCode(presses)].find((text) => text.length === TEST_TEXT.length);
  return received === undefined ? { kind: 'unknown' } : { kind: 'changed', expected: TEST_TEXT, received };
}

/** The last key, apart from keys that make no character, such as a Shift that is let go late. */
function suffixKeyOf(presses: readonly KeyPress[]): 'Enter' | 'Tab' | null {
  const key = presses.findLast((press) => isSuffix(press) || textByCode([press]) !== '')?.key;
  return key === 'Enter' || key === 'Tab' ? key : null;
}
