/** Corrects how @zxing/library looks for the beginning of a Code 128 symbol. */
import { Code128Reader, NotFoundException, OneDReader, type BitArray } from '@zxing/library';

/** What the library keeps to itself of its class (private in its types, plain at run time). */
interface Code128Inside {
  readonly CODE_PATTERNS: readonly Int32Array[];
  readonly MAX_AVG_VARIANCE: number;
  readonly MAX_INDIVIDUAL_VARIANCE: number;
  readonly CODE_START_A: number;
  readonly CODE_START_C: number;
  findStartPattern: (row: BitArray) => Int32Array;
}

/** Bars and spaces of one character. */
const RUNS = 6;

/**
 * In 0.21.3 and 0.23.0 the six run lengths are moved on with `slice(2)`, which leaves an Int32Array of four: what is written behind its end
 * is lost, no later run is compared rightly, and one dark thing left of the symbol in its row (the frame of the label, the table) hides
 * it. Here they are moved on in place. Called once, before the first frame.
 */
export function correctCode128Start(): void {
  inside().findStartPattern = findStartPattern;
}

function inside(): Code128Inside {
  return Code128Reader as unknown as Code128Inside;
}

/** Where the start character begins and ends, and which of the three it is. Throws when the row has none, as the library's own does. */
function findStartPattern(row: BitArray): Int32Array {
  const width = row.getSize();
  const runs = new Int32Array(RUNS);
  let begin = row.getNextSet(0);
  let run = 0;
  let isDark = true;
  for (let x = begin; x < width; x += 1) {
    if (row.get(x) === isDark) {
      lengthen(runs, run);
      continue;
    }
    if (run === RUNS - 1) {
      const start = nearestStart(runs);
      if (start !== null && isQuiet(row, begin, x)) return Int32Array.of(begin, x, start);
      begin += (runs[0] ?? 0) + (runs[1] ?? 0);
      runs.copyWithin(0, 2);
      runs.fill(0, RUNS - 2);
      run = RUNS - 2;
    } else {
      run += 1;
    }
    lengthen(runs, run);
    isDark = !isDark;
  }
  throw new NotFoundException();
}

function lengthen(runs: Int32Array, run: number): void {
  runs[run] = (runs[run] ?? 0) + 1;
}

/** null when the runs are like none of the three. */
function nearestStart(runs: Int32Array): number | null {
  const { CODE_PATTERNS, MAX_AVG_VARIANCE, MAX_INDIVIDUAL_VARIANCE, CODE_START_A, CODE_START_C } = inside();
  let least = MAX_AVG_VARIANCE;
  let nearest: number | null = null;
  for (let code = CODE_START_A; code <= CODE_START_C; code += 1) {
    const pattern = CODE_PATTERNS[code];
    const variance = pattern === undefined ? Infinity : variances().patternMatchVariance(runs, pattern, MAX_INDIVIDUAL_VARIANCE);
    if (variance < least) {
      least = variance;
      nearest = code;
    }
  }
  return nearest;
}

function variances(): { patternMatchVariance: (counters: Int32Array, pattern: Int32Array, maxIndividual: number) => number } {
  return OneDReader as unknown as ReturnType<typeof variances>;
}

/** White before the start character, at least half as wide as it (ISO/IEC 15417 asks for ten modules; labels are cut). */
function isQuiet(row: BitArray, begin: number, end: number): boolean {
  return row.isRange(Math.max(0, begin - (end - begin) / 2), begin, false);
}
