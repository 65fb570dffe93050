/** Counts days "excluding weekends and holidays", as 19 U.S.C. 1499(c) does. */
import { addDays, SATURDAY, SUNDAY, weekdayOf } from './calendar.ts';
import { isHolidayObserved } from './holidays.ts';

/** closedDays: further days that count as holidays, e.g. by executive order; YYYY-MM-DD. */
export function isBusinessDay(day: string, closedDays: readonly string[] = []): boolean {
  const weekday = weekdayOf(day);
  return weekday !== SATURDAY && weekday !== SUNDAY && !isHolidayObserved(day) && !closedDays.includes(day);
}

/** The count-th business day after a day, which is itself not counted ("following the date on which..."). count 0: the day itself. */
export function addBusinessDays(day: string, count: number, closedDays: readonly string[] = []): string {
  let last = day;
  for (let left = count; left > 0;) {
    last = addDays(last, 1);
    if (isBusinessDay(last, closedDays)) left -= 1;
  }
  return last;
}

/** Business days after `from` up to and with `to`; negative when `to` is earlier, 0 on the same day. */
export function businessDaysBetween(from: string, to: string, closedDays: readonly string[] = []): number {
  if (to < from) return -businessDaysBetween(to, from, closedDays);
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    if (isBusinessDay(day, closedDays)) count += 1;
  }
  return count;
}
