/** Tells the line of a byte in a file that passes by in pieces. */

export interface LineIndex {
  add(piece: Uint8Array): void;
  /** Line of the byte at `offset`, from 1. Offsets must be asked for in rising order, so that passed lines can be forgotten. */
  lineAt(offset: number): number;
}

const LF = 10;
const CR = 13;

/** LF, CR and CR LF each end one line. */
export function lineIndex(): LineIndex {
  let ends: number[] = [];
  let head = 0;
  let passed = 0;
  let seen = 0;
  let isAfterCr = false;

  return {
    add(piece) {
      for (let at = 0; at < piece.length; at++) {
        const byte = piece[at];
        // The LF of a CR LF belongs to the line end that its CR already made.
        if (byte === CR || (byte === LF && !isAfterCr)) ends.push(seen + at);
        isAfterCr = byte === CR;
      }
      seen += piece.length;
      ends = ends.slice(head);
      head = 0;
    },
    lineAt(offset) {
      while (head < ends.length && (ends[head] ?? offset) < offset) {
        head += 1;
        passed += 1;
      }
      return passed + 1;
    },
  };
}
