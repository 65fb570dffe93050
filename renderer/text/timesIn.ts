/** How times, ages and counts are said in one language: local time, the date only when it is not today. */

/** locale: BCP 47, of numbers, clock and plural forms. */
interface Manner {
  readonly locale: string;
  /** A day of the local calendar; the year is said only when it is not this one. */
  readonly day: (at: Date, withYear: boolean) => string;
  /** A day as received, YYYY-MM-DD, never moved by a time zone. */
  readonly date: (date: string, withYear: boolean) => string;
  readonly underOneMinute: string;
  readonly days: (count: number) => string;
}

export interface Times {
  /** "14:06", or with the day before it when it was another day. */
  readonly timeOf: (stamp: string, now?: Date) => string;
  /** "14:06:41" */
  readonly exactTimeOf: (stamp: string, now?: Date) => string;
  /** A date without a time, as received. */
  readonly dateOf: (date: string, now?: Date) => string;
  /** "2 min", "3 h", "4 days"; a time in the future, from a wrong clock, has no age. */
  readonly ageOf: (stamp: string, now: Date) => string;
  /** "4 s", "2 min 10 s": how long something will still take. */
  readonly lastingOf: (seconds: number) => string;
  readonly countOf: (count: number) => string;
  /** The form that the language has for this many. */
  readonly several: (count: number, one: string, more: string) => string;
}

export function timesIn({ locale, day, date, underOneMinute, days }: Manner): Times {
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const clockWithSeconds = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
  const number = new Intl.NumberFormat(locale);
  const plural = new Intl.PluralRules(locale);

  function saidBy(format: Intl.DateTimeFormat, stamp: string, now: Date): string {
    const at = new Date(stamp);
    if (Number.isNaN(at.getTime())) return stamp;
    return isSameDay(at, now) ? format.format(at) : `${day(at, at.getFullYear() !== now.getFullYear())} ${format.format(at)}`;
  }

  return {
    timeOf: (stamp, now = new Date()) => saidBy(clock, stamp, now),
    exactTimeOf: (stamp, now = new Date()) => saidBy(clockWithSeconds, stamp, now),

    dateOf(text, now = new Date()) {
      const year = /^(\d{4})-\d{2}-\d{2}$/.exec(text)?.[1];
      return year === undefined ? text : date(text, year !== String(now.getFullYear()));
    },

    ageOf(stamp, now) {
      const minutes = Math.max(0, Math.floor((now.getTime() - Date.parse(stamp)) / 60_000));
      if (minutes < 1) return underOneMinute;
      if (minutes < 60) return `${minutes} min`;
      if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h`;
      return days(Math.floor(minutes / (24 * 60)));
    },

    lastingOf(seconds) {
      const whole = Math.max(0, Math.round(seconds));
      return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
    },

    countOf: (count) => number.format(count),
    several: (count, one, more) => (plural.select(count) === 'one' ? one : more),
  };
}

function isSameDay(a: Date, b: Date): boolean {
  return a.toDateString() === b.toDateString();
}
