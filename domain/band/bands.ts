/** The status bands of the bench: one word each for what an officer must know at two metres. */

/** In order of precedence: when several apply, the first wins and the others are shown as chips. When each applies: `decide.ts`. */
export const BANDS = [
  'HOLD', 'ALTERNATE_SCREENING', 'NO_AED_HERE', 'CLEAR', 'SEVERAL_POSTINGS', 'EXAMINED', 'CHECK_THE_LABEL', 'NOT_AN_ITEM',
] as const;

export type Band = (typeof BANDS)[number];
