/** The sounds of the bench as notes: what is played and what is drawn come from the same table. */
import type { Band } from '../../domain/band/bands.ts';

/** from, to: frequency in Hz at start and end of the note. at, lasts: seconds. loud: share of full volume. */
export interface Note {
  readonly from: number;
  readonly to: number;
  readonly at: number;
  readonly lasts: number;
  readonly loud: number;
}

/** A band, or that a scan was of no use. */
export type Sound = Band | 'scanCut';

function note(frequency: number, at: number, lasts: number, loud = 0.5): Note {
  return { from: frequency, to: frequency, at, lasts, loud };
}

const HIGH_SHORT: readonly Note[] = [note(1_568, 0, 0.09, 0.2)];
const ERROR: readonly Note[] = [{ from: 196, to: 147, at: 0, lasts: 0.4, loud: 0.7 }];

/**
 * Four sounds that differ in pitch and in rhythm, so that either alone is enough for someone who hears the other badly: hold falls in two long
 * notes, clear is one short high note, no AED rises in three quick ones, error is one long low growl. Two bands have a relative of their own:
 * screening another way, a mid note twice; already examined, the note of clear, lower.
 */
export const EARCONS: Readonly<Record<Sound, readonly Note[]>> = {
  HOLD: [note(740, 0, 0.18, 0.55), note(330, 0.22, 0.26, 0.65)],
  CLEAR: HIGH_SHORT,
  NO_AED_HERE: [note(587, 0, 0.08), note(784, 0.11, 0.08), note(1_047, 0.22, 0.08)],
  NOT_AN_ITEM: ERROR,
  CHECK_THE_LABEL: ERROR,
  scanCut: ERROR,
  ALTERNATE_SCREENING: [note(523, 0, 0.14), note(523, 0.24, 0.14)],
  EXAMINED: [note(1_175, 0, 0.12, 0.22)],
  SEVERAL_POSTINGS: HIGH_SHORT,
};

/** One of each, in the order in which they are taught. */
export const FOUR_EARCONS = ['CLEAR', 'HOLD', 'NO_AED_HERE', 'NOT_AN_ITEM'] as const satisfies readonly Sound[];
