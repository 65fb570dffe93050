/** Demo holds: those of the story, and some on items of the bulk, most for this facility and some done already. */
import { demoAedRows } from './aedRows.ts';
import { cards, deck, seededRandom } from './random.ts';
import { STORY_ITEMS } from './storyItems.ts';

export interface DemoHold {
  readonly itemId: string;
  readonly facilityId: string;
  /** Who places it. */
  readonly by: string;
  readonly reason: string;
  /** Hours before the seeding. */
  readonly hoursAgo: number;
  readonly closedAs: 'released' | 'cancelled' | null;
}

const STORY_HOLDS: readonly DemoHold[] = [
  { itemId: STORY_ITEMS.held, facilityId: 'JFK', by: 'NTC', reason: 'Sender not identified; declared as gift', hoursAgo: 30, closedAs: null },
  { itemId: STORY_ITEMS.released, facilityId: 'JFK', by: 'NTC', reason: 'Sender seen in an earlier case', hoursAgo: 90, closedAs: 'released' },
  { itemId: STORY_ITEMS.heldElsewhere, facilityId: 'EWR', by: 'EWR', reason: 'Contents do not fit the weight', hoursAgo: 20, closedAs: null },
];

const REASONS = ['Sender not identified', 'Contents do not fit the weight', 'Recipient seen in an earlier case', 'Vague contents, repeated sender', 'Random sample'] as const;

/** One item of the bulk in so many is held. */
const EVERY = 1_250;

/** On the items of the same bulk: the seed and count given to `demoAedRows`. */
export function demoHolds(seed: number, count = 50_000): readonly DemoHold[] {
  const random = seededRandom(seed + 1);
  const nextPlace = deck(random, cards(['JFK', 8], ['EWR', 1], ['ORD', 1]));
  const nextEnd = deck(random, cards<DemoHold['closedAs']>([null, 7], ['released', 2], ['cancelled', 1]));
  const holds: DemoHold[] = [...STORY_HOLDS];
  let n = 0;
  for (const { itemId } of demoAedRows(seed, count)) {
    n += 1;
    if (n % EVERY !== 0) continue;
    const facilityId = nextPlace();
    holds.push({ itemId, facilityId, by: random.chance(70) ? 'NTC' : facilityId, reason: random.pick(REASONS), hoursAgo: random.between(2, 96), closedAs: nextEnd() });
  }
  return holds;
}
