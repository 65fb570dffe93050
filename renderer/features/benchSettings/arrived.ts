/** What came from the scanner, one row a key or byte, as it is shown on the self-test. */
import { textByKey, type KeyPress } from '../../../domain/scan/burst.ts';

/** shown: the character, or a name for what has none. hex: its code, '' where there is none. from: the key's place, or ''. */
export interface Arrived {
  readonly shown: string;
  readonly hex: string;
  readonly from: string;
  readonly gapMs: number | null;
}

export function arrivedPresses(presses: readonly KeyPress[]): readonly Arrived[] {
  return presses.map((press, index) => {
    const before = presses[index - 1];
    const text = textByKey([press]);
    return {
      shown: text === '' || text === GS ? press.key : shownOf(text),
      hex: text === '' ? '' : hexOf(text.codePointAt(0) ?? 0),
      from: `${press.modified ? '⌃' : ''}${press.shift ? '⇧' : ''}${press.code}`,
      gapMs: before === undefined ? null : Math.round(press.at - before.at),
    };
  });
}

export function arrivedBytes(bytes: readonly number[]): readonly Arrived[] {
  return bytes.map((byte) => ({ shown: shownOf(String.fromCharCode(byte)), hex: hexOf(byte), from: '', gapMs: null }));
}

const GS = '\u001d';

/** ISO 646 names of the control characters that scanners send; a space would be seen as nothing. */
const NAMES: Readonly<Record<string, string>> = {
  '\u0000': 'NUL', '\u0002': 'STX', '\u0003': 'ETX', '\u0004': 'EOT', '\t': 'TAB', '\n': 'LF', '\r': 'CR', '\u001c': 'FS', '\u001d': 'GS', '\u001e': 'RS', ' ': 'SPACE',
};

function shownOf(character: string): string {
  return NAMES[character] ?? (character < ' ' ? '·' : character);
}

function hexOf(code: number): string {
  return code.toString(16).toUpperCase().padStart(2, '0');
}
