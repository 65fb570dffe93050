/** Reckons with calendar days, written YYYY-MM-DD: no time of day, no zone. */

const DAY_MS = 24 * 60 * 60 * 1_000;

export const SUNDAY = 0;
export const MONDAY = 1;
export const THURSDAY = 4;
export const SATURDAY = 6;

/** The local day of an RFC 3339 stamp: its own date, not that of UTC. Throws RangeError when it begins with no day of the calendar. */
export function dayOf(stamp: string): string {
  const day = stamp.slice(0, 10);
  if (!isDay(day)) throw new RangeError('not a stamp of a day');
  return day;
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
}

/** count may be negative. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10);
}

/** Days from one day to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** 0 is Sunday. */
export function weekdayOf(day: string): number {
  return new Date(day).getUTCDay();
}

/** month: 1..12. */
export function dayIn(year: number, month: number, dayOfMonth: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
}
