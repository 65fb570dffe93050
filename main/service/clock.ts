/** The desk service's clocks: wall time for people, monotonic time for waiting (the two are never mixed). */
import { performance } from 'node:perf_hooks';
import { stampOf } from '../../domain/stamp.ts';

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

/** The time on this machine's wall clock, and how far from UTC that wall is. */
export function localStamp(date: Date): string {
  return stampOf(date.getTime(), -date.getTimezoneOffset());
}
