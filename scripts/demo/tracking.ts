/** Demo holds that USPS has news of: what arrived, what was brought to customs, and what left without being seen. */
import type { UspsCode, UspsEvent } from '../../domain/hold/uspsEvents.ts';
import type { DemoHold } from './holds.ts';
import { STORY_ITEMS } from './storyItems.ts';

const HERE = { facilityId: 'JFK', by: 'NTC', closedAs: null } as const;

/** Beside the holds of the story and the bulk. */
export function trackedHolds(): readonly DemoHold[] {
  return [
    { ...HERE, itemId: STORY_ITEMS.arrived, reason: 'Random sample', hoursAgo: 10 },
    { ...HERE, itemId: STORY_ITEMS.atCustoms, reason: 'Recipient seen in an earlier case', hoursAgo: 12 },
    { ...HERE, itemId: STORY_ITEMS.leftUnseen, reason: 'Contents do not fit the weight', hoursAgo: 26 },
    { ...HERE, itemId: STORY_ITEMS.leftUnseenToo, reason: 'Sender not identified', hoursAgo: 40 },
  ];
}

/** Hours before the seeding; each after its hold was placed. */
const NEWS: readonly (readonly [itemId: string, code: UspsCode, hoursAgo: number])[] = [
  [STORY_ITEMS.held, 'EMD', 1],
  [STORY_ITEMS.arrived, 'EMD', 0.5],
  [STORY_ITEMS.atCustoms, 'EMD', 5],
  [STORY_ITEMS.atCustoms, 'EDB', 3],
  [STORY_ITEMS.leftUnseen, 'EMD', 8],
  [STORY_ITEMS.leftUnseen, 'EMF', 2],
  [STORY_ITEMS.leftUnseenToo, 'EMD', 20],
  [STORY_ITEMS.leftUnseenToo, 'EMF', 14],
];

/** now: the seeding. */
export function uspsEvents(now: Date): readonly UspsEvent[] {
  return NEWS.map(([itemId, code, hoursAgo]) => ({
    eventId: `demo-${code}-${itemId}`, itemId, code, at: new Date(now.getTime() - hoursAgo * 3_600_000).toISOString(), office: 'USJFKA',
  }));
}
