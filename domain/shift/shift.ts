/** Names the shift that a moment belongs to, from the local wall time in its stamp. */

/** One shift of a schedule. start: local time HH:MM; it ends where the next one starts. */
export interface ShiftStart {
  readonly letter: string;
  readonly start: string;
}

/** In order of start; the last one runs over midnight until the first. */
export type ShiftSchedule = readonly [ShiftStart, ...ShiftStart[]];

/** date: YYYY-MM-DD of the day on which the shift begins. words: "shift B 14:00-22:00". */
export interface Shift {
  readonly date: string;
  readonly letter: string;
  readonly words: string;
}

/** The desk's schedule until a site sets its own. */
export const DEFAULT_SCHEDULE: ShiftSchedule = [
  { letter: 'A', start: '06:00' },
  { letter: 'B', start: '14:00' },
  { letter: 'C', start: '22:00' },
];

/**
 * The shift of an RFC 3339 stamp. Its own date and time count, not UTC: an officer's 23:50 is 23:50 whatever the zone. The hours before
 * the first start belong to the last shift of the day before. Throws RangeError when the text is no such stamp.
 */
export function shiftOf(recordedAt: string, schedule: ShiftSchedule = DEFAULT_SCHEDULE): Shift {
  const [, date, time] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/i.exec(recordedAt) ?? [];
  if (date === undefined || time === undefined || Number.isNaN(Date.parse(date))) throw new RangeError('not an RFC 3339 stamp');
  const running = schedule.findLastIndex(({ start }) => start <= time);
  if (running === -1) return named(dayBefore(date), schedule, schedule.length - 1);
  return named(date, schedule, running);
}

function named(date: string, schedule: ShiftSchedule, index: number): Shift {
  const [first] = schedule;
  const { letter, start } = schedule[index] ?? first;
  const end = (schedule[index + 1] ?? first).start;
  return { date, letter, words: `shift ${letter} ${start}-${end}` };
}

function dayBefore(date: string): string {
  const oneDay = 24 * 60 * 60 * 1_000;
  return new Date(Date.parse(date) - oneDay).toISOString().slice(0, 10);
}
