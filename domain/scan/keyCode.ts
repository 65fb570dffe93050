/** The character that a key at this place makes on a US keyboard: what a scanner set to "US keyboard" means by it, whatever layout the desk has. */

/** Without and with Shift, by KeyboardEvent.code (UI Events code values, writing system keys). */
const SYMBOLS: Readonly<Record<string, string>> = {
  Minus: '-_', Equal: '=+', BracketLeft: '[{', BracketRight: ']}', Backslash: '\\|', Semicolon: ';:', Quote: `'"`, Backquote: '`~',
  Comma: ',<', Period: '.>', Slash: '/?', Space: '  ',
};
const OVER_DIGITS = ')!@#$%^&*(';
const KEYPAD: Readonly<Record<string, string>> = { NumpadAdd: '+', NumpadSubtract: '-', NumpadMultiply: '*', NumpadDivide: '/', NumpadDecimal: '.' };

/**
 * '' for keys that make no character, and where the system names no key (a program that types for a scanner, a remote desktop). Caps Lock
 * has no say: a scanner presses Shift for a capital and knows nothing of the desk's lock. The number pad makes digits with Num Lock or without.
 */
export function characterOfCode(code: string, shift: boolean): string {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return shift ? letter : letter.toLowerCase();
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return shift ? OVER_DIGITS.charAt(Number(digit)) : digit;
  const keypad = /^Numpad(\d)$/.exec(code)?.[1] ?? ownOf(KEYPAD, code);
  if (keypad !== undefined) return keypad;
  return ownOf(SYMBOLS, code)?.charAt(shift ? 1 : 0) ?? '';
}

function ownOf(table: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
