/** The legal public holidays of the United States, made by rule for any year (5 U.S.C. 6103; 19 CFR 101.6). */
import { addDays, dayIn, MONDAY, SATURDAY, SUNDAY, THURSDAY, weekdayOf } from './calendar.ts';

/** month: 1..12. nth: 1 is the first such weekday of the month, -1 the last. since: first year of the holiday, when it matters here. */
type HolidayRule =
  | { readonly name: string; readonly month: number; readonly dayOfMonth: number; readonly since?: number }
  | { readonly name: string; readonly month: number; readonly weekday: number; readonly nth: number };

/** 5 U.S.C. 6103(a). Inauguration Day (6103(c)) is left out: it is a holiday in and around Washington only. */
const RULES: readonly HolidayRule[] = [
  { name: 'New Year\'s Day', month: 1, dayOfMonth: 1 },
  { name: 'Birthday of Martin Luther King, Jr.', month: 1, weekday: MONDAY, nth: 3 },
  { name: 'Washington\'s Birthday', month: 2, weekday: MONDAY, nth: 3 },
  { name: 'Memorial Day', month: 5, weekday: MONDAY, nth: -1 },
  { name: 'Juneteenth National Independence Day', month: 6, dayOfMonth: 19, since: 2021 },
  { name: 'Independence Day', month: 7, dayOfMonth: 4 },
  { name: 'Labor Day', month: 9, weekday: MONDAY, nth: 1 },
  { name: 'Columbus Day', month: 10, weekday: MONDAY, nth: 2 },
  { name: 'Veterans Day', month: 11, dayOfMonth: 11 },
  { name: 'Thanksgiving Day', month: 11, weekday: THURSDAY, nth: 4 },
  { name: 'Christmas Day', month: 12, dayOfMonth: 25 },
];

/** day: when it is; observedOn: when offices are closed for it. Both YYYY-MM-DD. */
export interface Holiday {
  readonly name: string;
  readonly day: string;
  readonly observedOn: string;
}

/** The holidays of a year, by date. New Year's Day on a Saturday is observed on the last day of the year before. */
export function holidaysOf(year: number): readonly Holiday[] {
  return RULES.filter((rule) => !('since' in rule) || rule.since <= year).map((rule) => {
    const day = dayOfRule(rule, year);
    return { name: rule.name, day, observedOn: observed(day) };
  });
}

/** Whether offices are closed on this day for a holiday, of this year or of the coming New Year. */
export function isHolidayObserved(day: string): boolean {
  const year = Number(day.slice(0, 4));
  return [...holidaysOf(year), ...holidaysOf(year + 1)].some(({ observedOn }) => observedOn === day);
}

function dayOfRule(rule: HolidayRule, year: number): string {
  if ('dayOfMonth' in rule) return dayIn(year, rule.month, rule.dayOfMonth);
  if (rule.nth > 0) return weekdayFrom(dayIn(year, rule.month, 1), rule.weekday, rule.nth - 1);
  const nextMonth = rule.month === 12 ? dayIn(year + 1, 1, 1) : dayIn(year, rule.month + 1, 1);
  return weekdayFrom(addDays(nextMonth, -7), rule.weekday, 0);
}

/** The first such weekday on or after a day, and so many weeks later. */
function weekdayFrom(day: string, weekday: number, weeks: number): string {
  return addDays(day, ((weekday - weekdayOf(day) + 7) % 7) + weeks * 7);
}

/** 5 U.S.C. 6103(b) and Executive Order 11582: from Saturday to the Friday before, from Sunday to the Monday after. */
function observed(day: string): string {
  if (weekdayOf(day) === SATURDAY) return addDays(day, -1);
  return weekdayOf(day) === SUNDAY ? addDays(day, 1) : day;
}
