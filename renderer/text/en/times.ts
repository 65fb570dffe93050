/** How times, ages and counts are said in English: "14:06", and "11-23 14:06" when it was another day. */
import { timesIn } from '../timesIn.ts';

const monthAndDay = new Intl.DateTimeFormat('en-US', { month: '2-digit', day: '2-digit' });
const withTheYear = new Intl.DateTimeFormat('en-US', { year: 'numeric', month: '2-digit', day: '2-digit' });

export const { timeOf, exactTimeOf, dateOf, ageOf, lastingOf, countOf } = timesIn({
  locale: 'en-US',
  day: (at, withYear) => (withYear ? withTheYear : monthAndDay).format(at).replaceAll('/', '-'),
  date: (date, withYear) => (withYear ? date : date.slice('YYYY-'.length)),
  underOneMinute: 'under 1 min',
  days: (count) => `${count} days`,
});
