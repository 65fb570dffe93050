/** Derives the state of holds from the events that reached this desk, in whatever order they came. */
import type { HoldEvent, HoldEventKind } from './events.ts';
import { withoutRetracted } from './retraction.ts';

/** open: placed or sent, nothing seen yet. The others name the furthest thing known to have happened. */
export const HOLD_STATUSES = ['open', 'notPresented', 'presented', 'examined', 'cancelled', 'released'] as const;

export type HoldStatus = (typeof HOLD_STATUSES)[number];

/**
 * Times are RFC 3339 UTC of the earliest event of their kind, null when none came. by, reason, facilityId: of the placing; of the
 * earliest event while the placing has not come.
 * isOpen: still to be examined, so the band says HOLD. isOutstanding: no release date (OIG-23-56 App. A), and not withdrawn.
 */
export interface Hold {
  readonly holdId: string;
  readonly itemId: string;
  readonly facilityId: string;
  readonly by: string;
  readonly reason: string | null;
  readonly status: HoldStatus;
  readonly isOpen: boolean;
  readonly isOutstanding: boolean;
  readonly placedAt: string | null;
  readonly sentAt: string | null;
  readonly notPresentedAt: string | null;
  readonly notPresentedReason: string | null;
  readonly presentedAt: string | null;
  readonly examinedAt: string | null;
  readonly cancelledAt: string | null;
  readonly releasedAt: string | null;
}

type EventOfKind = Partial<Record<HoldEventKind, HoldEvent>>;

/**
 * All holds named in the events, the longest waiting first. The same events in another order, or twice, give the same holds.
 *
 * How contradictions are settled; wall clocks decide nothing but which of two equal facts is shown:
 * - A status never goes back: released beats cancelled beats examined beats presented beats notPresented beats open. So an item that
 *   was marked not presented and then turns up is presented (domain facts §6.1), whichever event arrives first.
 * - A hold whose placing has not arrived exists all the same: the desk may scan the item before the hold has synced.
 * - Placed again after a release stays released: a new hold has a new holdId.
 * - One holdId on two items counts as two holds. One shown too many is better than one missed.
 * - Of several events of one kind the earliest counts; of two versions of one eventId, the one that sorts first.
 * - A retracted event counts as if it had never come, whichever of the two arrives first. Only this makes a status go back.
 */
export function foldHolds(events: Iterable<HoldEvent>): readonly Hold[] {
  const eventsOfHold = new Map<string, EventOfKind>();
  for (const event of withoutRetracted(withoutDuplicates(events))) {
    const key = JSON.stringify([event.holdId, event.itemId]);
    const known = eventsOfHold.get(key) ?? {};
    eventsOfHold.set(key, { ...known, [event.kind]: earlier(known[event.kind], event) });
  }
  return [...eventsOfHold.values()].flatMap(toHold).sort(byWaiting);
}

/** The holds that still ask for an exam. */
export function openHolds(holds: readonly Hold[]): readonly Hold[] {
  return holds.filter((hold) => hold.isOpen);
}

function withoutDuplicates(events: Iterable<HoldEvent>): readonly HoldEvent[] {
  const byId = new Map<string, HoldEvent>();
  for (const event of events) byId.set(event.eventId, earlier(byId.get(event.eventId), event));
  return [...byId.values()];
}

function toHold(events: EventOfKind): Hold[] {
  const first = Object.values(events).reduce<HoldEvent | undefined>(earlier, undefined);
  if (first === undefined) return [];
  const { holdId, itemId, facilityId, by, reason } = events.placed ?? first;
  const status = statusOf(events);
  return [{
    holdId, itemId, facilityId, by, reason, status,
    isOpen: status === 'open' || status === 'notPresented' || status === 'presented',
    isOutstanding: status !== 'released' && status !== 'cancelled',
    placedAt: events.placed?.at ?? null,
    sentAt: events.sent?.at ?? null,
    notPresentedAt: events.notPresented?.at ?? null,
    notPresentedReason: events.notPresented?.reason ?? null,
    presentedAt: events.presented?.at ?? null,
    examinedAt: events.examined?.at ?? null,
    cancelledAt: events.cancelled?.at ?? null,
    releasedAt: events.released?.at ?? null,
  }];
}

function statusOf(events: EventOfKind): HoldStatus {
  if (events.released) return 'released';
  if (events.cancelled) return 'cancelled';
  if (events.examined) return 'examined';
  if (events.presented) return 'presented';
  return events.notPresented ? 'notPresented' : 'open';
}

/** The earlier of two events; a total order, so that the result cannot depend on which came first. */
function earlier(known: HoldEvent | undefined, event: HoldEvent): HoldEvent {
  return known === undefined || compare(event, known) < 0 ? event : known;
}

function compare(a: HoldEvent, b: HoldEvent): number {
  return Date.parse(a.at) - Date.parse(b.at) || compareText(rest(a), rest(b));
}

function rest({ eventId, at, holdId, itemId, kind, facilityId, by, reason }: HoldEvent): string {
  return JSON.stringify([eventId, at, kind, holdId, itemId, facilityId, by, reason]);
}

function byWaiting(a: Hold, b: Hold): number {
  return compareText(since(a), since(b)) || compareText(a.holdId, b.holdId) || compareText(a.itemId, b.itemId);
}

/** Comparable text of the first known time; the fraction of a second is made one length. */
function since(hold: Hold): string {
  const time = Date.parse(firstKnownAt(hold) ?? '');
  return Number.isNaN(time) ? '' : new Date(time).toISOString();
}

/** When the hold was placed, or the first thing known of it while the placing has not come; RFC 3339 UTC, null when no time is known. */
export function firstKnownAt(hold: Hold): string | null {
  return hold.placedAt ?? hold.sentAt ?? hold.notPresentedAt ?? hold.presentedAt ?? hold.examinedAt ?? hold.releasedAt ?? hold.cancelledAt;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
