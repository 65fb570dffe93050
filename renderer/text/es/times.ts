/** How times, ages and counts are said in Spanish: "14:06", and "24 nov 14:06" when it was another day. The month is a word, so that nobody takes it for the day. */
import { timesIn } from '../timesIn.ts';

const LOCALE = 'es-US';

const dayAndMonth = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short' });
const withTheYear = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', year: 'numeric' });
const dateInMonth = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', timeZone: 'UTC' });
const dateWithYear = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

export const { timeOf, exactTimeOf, dateOf, ageOf, lastingOf, countOf, several } = timesIn({
  locale: LOCALE,
  day: (at, withYear) => (withYear ? withTheYear : dayAndMonth).format(at),
  date: (date, withYear) => {
    const at = new Date(`${date}T00:00:00Z`);
    return Number.isNaN(at.getTime()) ? date : (withYear ? dateWithYear : dateInMonth).format(at);
  },
  underOneMinute: 'menos de 1 min',
  days: (count) => `${count} ${several(count, 'día', 'días')}`,
});

/** "1 envío", "1,204 envíos". */
export function counted(count: number, one: string, more: string): string {
  return `${countOf(count)} ${several(count, one, more)}`;
}
