/** How far this computer's wall clock is from HQ's: told to people, and never a reason to stop anything (sync rule 5). */

/** HQ's clock as it was heard, RFC 3339 UTC, and where the desk's monotonic clock stood at that moment. */
export interface HeardClock {
  readonly hqTime: string;
  readonly monotonicMs: number;
}

/** What the words are made of; days, hours and minutes are of one span. */
export interface Skew {
  readonly direction: 'behind' | 'ahead';
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
}

/** A smaller difference is no news: HQ's time is some seconds old when it is heard, and clocks that are cared for drift by less. */
export const SKEW_SHOWN_OVER_MS = 2 * 60_000;

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;
const DAY_MINUTES = 24 * HOUR_MINUTES;

/**
 * Wall clock minus HQ's clock, in ms: negative when the desk is behind. HQ's clock goes on with the monotonic one since it was heard, so a
 * wall clock that is set afterwards shows at once. wall: RFC 3339.
 */
export function skewMs(heard: HeardClock, wall: string, monotonicMs: number): number {
  return Date.parse(wall) - (Date.parse(heard.hqTime) + monotonicMs - heard.monotonicMs);
}

/** null: too small to be said. Whole minutes, rounded down. */
export function shownSkew(skew: number): Skew | null {
  const size = Math.abs(skew);
  if (!(size > SKEW_SHOWN_OVER_MS)) return null;
  const minutes = Math.floor(size / MINUTE_MS);
  return {
    direction: skew < 0 ? 'behind' : 'ahead',
    days: Math.floor(minutes / DAY_MINUTES),
    hours: Math.floor((minutes % DAY_MINUTES) / HOUR_MINUTES),
    minutes: minutes % HOUR_MINUTES,
  };
}
