/** Watches passing bytes for the first one that is not UTF-8 (Unicode 17, table 3-7), so that a fault can name the place. */

export interface Utf8Watch {
  /** Offset in the file of the first sequence that is not UTF-8, or null while all is well. */
  see(piece: Uint8Array): number | null;
  /** Offset in the file up to which every character is whole. */
  wholeUpTo(): number;
}

export function utf8Watch(): Utf8Watch {
  let seen = 0;
  let start = 0;
  let needed = 0;
  let low = 0x80;
  let high = 0xbf;

  function see(piece: Uint8Array): number | null {
    for (let at = 0; at < piece.length; at++) {
      const byte = piece[at] ?? 0;
      if (needed > 0) {
        if (byte < low || byte > high) return start;
        needed -= 1;
        low = 0x80;
        high = 0xbf;
      } else if (byte >= 0x80) {
        start = seen + at;
        needed = following(byte);
        if (needed === 0) return start;
        // Overlong forms, surrogates and code points above U+10FFFF are told by the second byte.
        if (byte === 0xe0) low = 0xa0;
        if (byte === 0xed) high = 0x9f;
        if (byte === 0xf0) low = 0x90;
        if (byte === 0xf4) high = 0x8f;
      }
    }
    seen += piece.length;
    return null;
  }

  return { see, wholeUpTo: () => (needed > 0 ? start : seen) };
}

/** How many bytes follow this first byte; 0 for a byte that cannot be first. */
function following(first: number): number {
  if (first >= 0xc2 && first <= 0xdf) return 1;
  if (first >= 0xe0 && first <= 0xef) return 2;
  return first >= 0xf0 && first <= 0xf4 ? 3 : 0;
}
