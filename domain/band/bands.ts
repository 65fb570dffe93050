/** The status bands of the bench: one word each for what an officer must know at two metres. */

/** In order of precedence: when several apply, the first wins and the others are shown as chips. */
export const BANDS = [
  'HOLD', 'ALTERNATE_SCREENING', 'NO_AED_HERE', 'EXAMINED', 'SEVERAL_POSTINGS', 'CHECK_THE_LABEL', 'NOT_AN_ITEM', 'CLEAR',
] as const;

export type Band = (typeof BANDS)[number];
