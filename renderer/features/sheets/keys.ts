/** Which keys print and keep sheets; the same ones on every screen that has them. */

/** The worksheet of the exam in front. */
export const WORKSHEET_KEY = 't';
export const HAND_OVER_KEY = 'p';
export const SAVE_KEY = 's';
