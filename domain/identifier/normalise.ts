/** Takes a raw scan out of its framing: what is left is the identifier as its standard writes it. */

/** GS, U+001D: how a scanner sends FNC1, the end of a variable-length GS1 field (GS1 General Specifications §7.8.6). */
export const GROUP_SEPARATOR = '\u001d';

/**
 * id: the bare identifier, upper case. aim: the AIM symbology identifier that stood in front (`]C1`), or null.
 * groups: the id cut at each GS; several only when the scanner kept it, so a missing GS proves nothing.
 */
export interface NormalisedScan {
  readonly id: string;
  readonly aim: string | null;
  readonly groups: readonly string[];
}

/**
 * Removes AIM identifier, `*` of Code 39, STX/ETX/CR/LF/TAB/NUL, all spaces, hyphens and invisible characters; folds full-width
 * characters to ASCII and letters to upper case (domain facts §1.5). O and 0, I and 1 stay as they came: a guess would be a silent
 * change of the number. Total on any text, and `normalise(normalise(x).id).id` is `normalise(x).id`.
 */
export function normalise(raw: string): NormalisedScan {
  const bare = withoutBlanks(foldToAscii(raw));
  const { body, aim } = withoutFraming(bare);
  const groups = upperCase(body).split(GROUP_SEPARATOR).filter((group) => group !== '');
  return { id: groups.join(''), aim, groups };
}

/**
 * NFKC one character at a time, and only where the result is plain ASCII. On the whole text NFKC would also join a letter with an
 * accent that followed a removed hyphen, and a second pass would give another id than the first.
 */
function foldToAscii(text: string): string {
  return text.replace(/[^\u0000-\u007f]/gu, (character) => {
    const folded = character.normalize('NFKC');
    if (/^[\u0000-\u007f]*$/.test(folded)) return folded;
    return /^\p{Surrogate}$/u.test(character) ? '\ufffd' : character;
  });
}

/** Every space, control (but GS), format character and dash. */
function withoutBlanks(text: string): string {
  return text.replace(/[\p{Z}\p{Cc}\p{Cf}\p{Pd}\u2212]/gu, (character) => (character === GROUP_SEPARATOR ? character : ''));
}

/**
 * AIM identifier: `]`, a letter for the symbology, one modifier (ISO/IEC 15424). Framing may be nested, so it is peeled in a loop; a GS
 * may stand anywhere in it and goes with it.
 */
function withoutFraming(text: string): { body: string; aim: string | null } {
  let body = text;
  let aim: string | null = null;
  for (;;) {
    const peeled = withoutAsterisks(body);
    const found = /^\]\u001d*[A-Za-z]\u001d*[0-9A-Za-z]/.exec(peeled)?.[0];
    if (found === undefined && peeled === body) return { body, aim };
    aim ??= found?.replaceAll(GROUP_SEPARATOR, '') ?? null;
    body = peeled.slice(found?.length ?? 0);
  }
}

/** Counts inwards from both ends, because a pattern for the trailing ones would try every start of a long run of asterisks. */
function withoutAsterisks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isAsteriskOrGs(text.charAt(start))) start += 1;
  while (end > start && isAsteriskOrGs(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

function isAsteriskOrGs(character: string): boolean {
  return character === '*' || character === GROUP_SEPARATOR;
}

/** A-Z only: upper case of other scripts may change the length of a text. */
function upperCase(text: string): string {
  return text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}
