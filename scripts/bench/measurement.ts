/** One measured rate beside the raw limit of the same run. */

export interface Measurement {
  readonly what: string;
  /** Per second. */
  readonly rate: number;
  readonly unit: string;
  /** What the machine gives without the program around it; null when there is no such thing. */
  readonly limit: number | null;
  readonly limitIs: string;
}

/** Runs `work` `times` times and answers how often that is a second. */
export function perSecond(times: number, work: (n: number) => void): number {
  const start = performance.now();
  for (let n = 0; n < times; n += 1) work(n);
  return (times * 1_000) / (performance.now() - start);
}
