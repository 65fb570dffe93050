/** The words of delivery: what waits, what HQ has, and how far its feed is here. */
import type { FeedState } from './absence.ts';
import { failureSentence, type LaneName } from './syncFailures.ts';
import { ageOf, countOf, dateOf, exactTimeOf, timeOf } from './times.ts';

const laneWords = {
  upload: { idle: 'Sending: nothing waits', busy: 'Sending …', waiting: 'Sending: tries again by itself', halted: 'Sending has stopped; a person must act' },
  download: { idle: 'Receiving: up to date', busy: 'Receiving …', waiting: 'Receiving: asks HQ again by itself', halted: 'Receiving has stopped; a person must act' },
} as const;

export function feedWords(feed: FeedState): string {
  return { complete: 'AED complete', loading: 'AED loading', interrupted: 'AED not all loaded', never: 'AED never' }[feed];
}

export const deliveryWords = {
  heading: 'Delivery to HQ',
  waiting: 'Waiting on this desk',
  oldest: 'Oldest waiting since',
  delivered: 'Delivered and accepted',
  lastDelivered: 'Last receipt of HQ',
  refused: 'Refused by HQ',
  lastContact: 'Last heard from HQ',
  never: 'never',
  lanes: 'Sending and receiving',
  lane: (name: LaneName, phase: keyof (typeof laneWords)['upload'], next: string | null) =>
    `${laneWords[name][phase]}${next === null ? '' : ` · next try ${exactTimeOf(next)}`}`,
  failure: failureSentence,
  now: 'Send and receive now',
  aed: 'AED on this desk',
  aedRows: (rows: number, asOf: string | null, feed: FeedState) => `${countOf(rows)} versions, ${asOf === null ? feedWords(feed) : `as of ${timeOf(asOf)}`}`,
  lists: 'Lists',
  list: { waiver: 'Waiver list', interest: 'Countries of interest' },
  listFacts: (asOf: string, version: number, countries: number) => `as of ${dateOf(asOf)}, version ${version}, ${countries} countries`,
  noLists: 'No list is on this desk yet.',
  ageOf: (at: string, now: Date) => `${timeOf(at)} (${ageOf(at, now)})`,
  timeOf,
  countOf,
  loading: 'Reading the outbox …',
} as const;
