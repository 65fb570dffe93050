/** The measures of holds and exams, each with its denominator: defined here once, for screens, reports and HQ alike. */
import type { Hold } from './fold.ts';

/** of: the denominator. rate: count / of, 0..1; null when of is 0 or not known, which is not the same as a rate of 0. */
export interface Measure {
  readonly count: number;
  readonly of: number | null;
  readonly rate: number | null;
}

/** How many postings with AED there were in the period and at the facility asked about; null when this desk cannot say. */
export interface AedCounts {
  readonly received: number | null;
  readonly withoutPort: number | null;
}

/**
 * The five measures of OIG-23-56 App. A, and two that its text uses. What each divides:
 *
 * | member | count | of |
 * | --- | --- | --- |
 * | aedReceived | postings with AED | - |
 * | placed | holds, withdrawn ones included: they were placed | postings with AED |
 * | presented | holds whose item is known to have been with customs: presented or examined | holds placed |
 * | notPresented | holds marked not presented and not turned up since (Newark: 45 %) | holds placed |
 * | examined | holds whose item was examined, whatever became of them later ("exam rate", Figure 2) | holds placed |
 * | outstanding | holds with no release date, and not withdrawn | holds placed |
 * | withoutPort | postings whose port code was never updated | postings with AED |
 *
 * cancelled: withdrawn holds, so that who wants them out of the denominator can take them out; the report does not say.
 */
export interface HoldMeasures {
  readonly aedReceived: number | null;
  readonly placed: Measure;
  readonly presented: Measure;
  readonly notPresented: Measure;
  readonly examined: Measure;
  readonly outstanding: Measure;
  readonly withoutPort: Measure | null;
  readonly cancelled: number;
}

/** A hold known under two ids of an item counts twice, as it is shown twice. */
export function measureHolds(holds: readonly Hold[], aed: AedCounts): HoldMeasures {
  const ofPlaced = (counts: (hold: Hold) => boolean): Measure => measure(holds.filter(counts).length, holds.length);
  return {
    aedReceived: aed.received,
    placed: measure(holds.length, aed.received),
    presented: ofPlaced(wasPresented),
    notPresented: ofPlaced(({ status }) => status === 'notPresented'),
    examined: ofPlaced(wasExamined),
    outstanding: ofPlaced(({ isOutstanding }) => isOutstanding),
    withoutPort: aed.withoutPort === null ? null : measure(aed.withoutPort, aed.received),
    cancelled: holds.filter(({ status }) => status === 'cancelled').length,
  };
}

/** Whether an exam is on record; a hold released without one was lifted, not examined. */
export function wasExamined({ examinedAt }: Hold): boolean {
  return examinedAt !== null;
}

/** Whether customs had the item: an exam proves it even when nobody recorded the presentation. */
export function wasPresented({ presentedAt, examinedAt }: Hold): boolean {
  return presentedAt !== null || examinedAt !== null;
}

export function measure(count: number, of: number | null): Measure {
  return { count, of, rate: of === null || of === 0 ? null : count / of };
}
