/** The words of delivery: what waits, what HQ has, and how far its feed is here. */
import type { AedCheckView } from '../../../preload/contract/views.ts';
import { isShare, type FeedState, type LaneName } from '../facts.ts';
import { failureSentence } from './syncFailures.ts';
import { ageOf, countOf, dateOf, exactTimeOf, timeOf } from './times.ts';

const laneWords = {
  upload: { idle: 'Sending: nothing waits', busy: 'Sending …', waiting: 'Sending: tries again by itself', halted: 'Sending has stopped; a person must act' },
  download: { idle: 'Receiving: up to date', busy: 'Receiving …', waiting: 'Receiving: asks HQ again by itself', halted: 'Receiving has stopped; a person must act' },
} as const;

export function feedWords(feed: FeedState): string {
  if (isShare(feed)) return `AED ${feed}`;
  return { complete: 'AED complete', loading: 'AED loading', interrupted: 'AED not all loaded', never: 'AED never' }[feed];
}

/** parts: buckets, of which there are 256. */
function checkWords({ comparedAt, repaired, notRepaired, failedAt }: AedCheckView): string {
  const found = repaired + notRepaired === 0 ? 'the same' : `${countOf(repaired)} of 256 parts differed and were brought from HQ`;
  const missing = notRepaired === 0 ? '' : `; ${countOf(notRepaired)} could not be, and are tried again at the next comparison`;
  const compared = comparedAt === null ? 'not yet since the desk was started' : `${timeOf(comparedAt)}: ${found}${missing}`;
  return failedAt === null ? compared : `${compared} · a try at ${timeOf(failedAt)} did not succeed; the desk tries again by itself`;
}

export const deliveryWords = {
  heading: 'Delivery to HQ',
  facts: 'Waiting and delivered',
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
  aedCheck: 'AED compared with HQ',
  aedCheckFacts: checkWords,
  removal: {
    sentence: ({ removed, before }: { readonly removed: number; readonly before: number }) =>
      `HQ would take ${countOf(removed)} of ${countOf(before)} versions of AED away from this desk. What is too much is not removed before a supervisor agrees; records of exams are not touched by it.`,
    supervisor: 'Call HQ first and ask whether it means it. Your agreement is recorded under your name.',
    officer: (key: string) => `Only a supervisor may agree. Ask one to call HQ, to sign in here and to press ${key} on this screen; keep working meanwhile.`,
    allow: 'Agree to the removal',
  },
  lists: 'Lists',
  list: { waiver: 'Waiver list', interest: 'Countries of interest' },
  listFacts: (asOf: string, version: number, countries: number) => `as of ${dateOf(asOf)}, version ${version}, ${countries} countries`,
  noLists: 'No list is on this desk yet.',
  ageOf: (at: string, now: Date) => `${timeOf(at)} (${ageOf(at, now)})`,
  timeOf,
  countOf,
  loading: 'Reading the outbox …',
} as const;
