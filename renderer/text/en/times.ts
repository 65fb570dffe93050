/** How times, ages and counts are said: local time, the date only when it is not today. */

const clock = new Intl.DateTimeFormat('en-US', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const clockWithSeconds = new Intl.DateTimeFormat('en-US', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat('en-US', { month: '2-digit', day: '2-digit' });
const dayWithYear = new Intl.DateTimeFormat('en-US', { year: 'numeric', month: '2-digit', day: '2-digit' });
const number = new Intl.NumberFormat('en-US');

/** "14:06", or "11-23 14:06" when it was another day. */
export function timeOf(stamp: string, now: Date = new Date()): string {
  const at = new Date(stamp);
  if (Number.isNaN(at.getTime())) return stamp;
  return isSameDay(at, now) ? clock.format(at) : `${dayOf(at, now)} ${clock.format(at)}`;
}

/** "14:06:41" */
export function exactTimeOf(stamp: string, now: Date = new Date()): string {
  const at = new Date(stamp);
  if (Number.isNaN(at.getTime())) return stamp;
  return isSameDay(at, now) ? clockWithSeconds.format(at) : `${dayOf(at, now)} ${clockWithSeconds.format(at)}`;
}

/** A date without a time, as received ("2026-11-18" is "11-18"); never moved by a time zone. */
export function dateOf(date: string, now: Date = new Date()): string {
  const [, year, rest] = /^(\d{4})-(\d{2}-\d{2})$/.exec(date) ?? [];
  if (year === undefined || rest === undefined) return date;
  return year === String(now.getFullYear()) ? rest : date;
}

/** "2 min", "3 h", "4 days"; a time in the future, from a wrong clock, has no age. */
export function ageOf(stamp: string, now: Date): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - Date.parse(stamp)) / 60_000));
  if (minutes < 1) return 'under 1 min';
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h`;
  return `${Math.floor(minutes / (24 * 60))} days`;
}

/** "4 s", "2 min 10 s": how long something will still take. */
export function lastingOf(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

export function countOf(count: number): string {
  return number.format(count);
}

function dayOf(at: Date, now: Date): string {
  const text = at.getFullYear() === now.getFullYear() ? day.format(at) : dayWithYear.format(at);
  return text.replaceAll('/', '-');
}

function isSameDay(a: Date, b: Date): boolean {
  return a.toDateString() === b.toDateString();
}
