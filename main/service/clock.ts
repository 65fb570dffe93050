/** The desk service's clocks: wall time for people, monotonic time for waiting (the two are never mixed). */
import { performance } from 'node:perf_hooks';

export interface Clock {
  /** Local wall time, RFC 3339 with zone offset. */
  readonly stamp: () => string;
  /** Wall time, RFC 3339 UTC. */
  readonly utc: () => string;
  /** Whole milliseconds since the service started; never goes back. */
  readonly monotonicMs: () => number;
}

export const systemClock: Clock = {
  stamp: () => localStamp(new Date()),
  utc: () => new Date().toISOString(),
  monotonicMs: () => Math.floor(performance.now()),
};

/** `2026-11-24T14:06:41.123-05:00`: the time on the wall clock, and how far from UTC that wall is. */
export function localStamp(date: Date): string {
  const offset = -date.getTimezoneOffset();
  const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, -1);
  const sign = offset < 0 ? '-' : '+';
  const hours = String(Math.floor(Math.abs(offset) / 60)).padStart(2, '0');
  const minutes = String(Math.abs(offset) % 60).padStart(2, '0');
  return `${local}${sign}${hours}:${minutes}`;
}
