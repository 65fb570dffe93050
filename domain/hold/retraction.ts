/** Takes a hold event back when what it reports turns out never to have happened, e.g. an exam recorded for the wrong item. */
import type { HoldEvent } from './events.ts';

/** The target is named by the id of the retraction, so that a retraction delivered twice is one, and old stores need no new column. */
const PREFIX = 'not-';

/** The event that takes `event` back. at: RFC 3339 UTC of the decision. The target's id must leave room for the prefix (60 characters). */
export function retractionOf(event: HoldEvent, at: string): HoldEvent {
  return { ...event, eventId: PREFIX + event.eventId, kind: 'retracted', at };
}

/** The events that still count: neither retracted nor themselves retractions. A retraction without a target takes nothing back. */
export function withoutRetracted(events: readonly HoldEvent[]): readonly HoldEvent[] {
  const retracted = new Set(events.filter(({ kind }) => kind === 'retracted').map(({ eventId }) => eventId));
  return events.filter(({ eventId, kind }) => kind !== 'retracted' && !retracted.has(PREFIX + eventId));
}
