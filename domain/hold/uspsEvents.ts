/** Reads USPS tracking events as news about holds: what they prove becomes an event, what they only suggest a proposal to a person. */
import { z } from 'zod';
import { grouped } from '../grouped.ts';
import { compareText } from '../ledger/order.ts';
import { derivedEventId } from './eventId.ts';
import type { HoldEvent, HoldEventKind } from './events.ts';
import { foldHolds, type Hold } from './fold.ts';

/** The codes around import customs (UPU EMSEVT; domain facts §4.6), with the words shown to people. */
export const USPS_CODES = ['EMC', 'EMD', 'EDA', 'EDB', 'EME', 'EDC', 'EMF', 'EDX'] as const;

export type UspsCode = (typeof USPS_CODES)[number];

export const USPS_CODE_WORDS: Readonly<Record<UspsCode, string>> = {
  EMC: 'left the outward office of exchange',
  EMD: 'arrived at the inward office of exchange',
  EDA: 'held at the inward office of exchange',
  EDB: 'presented to import customs',
  EME: 'held by import customs',
  EDC: 'returned from customs',
  EMF: 'left the inward office of exchange',
  EDX: 'import terminated',
};

/** at: RFC 3339 UTC, by the clock of USPS. office: IMPC code of the office that reports, or null. */
export const uspsEventSchema = z.object({
  eventId: z.string().min(1).max(64),
  itemId: z.string().min(1).max(64),
  code: z.enum(USPS_CODES),
  at: z.iso.datetime(),
  office: z.string().max(16).nullable(),
});

export type UspsEvent = Readonly<z.infer<typeof uspsEventSchema>>;

/**
 * What each code proves about a hold of its item.
 * - EME proves presentation and no exam: customs cannot keep what it was not given, but only an officer's record says that it was
 *   examined. Taking it for one would raise the exam rate of OIG-23-56 App. A by exams of which no finding exists.
 * - EDC proves presentation too, for what comes back from customs was there, and gives the hold its release date.
 * - EDX may be a return to sender, a loss or a correction: it says nothing about customs.
 */
const PROVES: Readonly<Record<UspsCode, readonly HoldEventKind[]>> = {
  EMC: [], EMD: [], EDA: [], EDB: ['presented'], EME: ['presented'], EDC: ['presented', 'released'], EMF: [], EDX: [],
};

/** A hold whose item seems to have left without being presented. leftAt: RFC 3339 UTC of the EMF event; office: who reported it. */
export interface NotPresentedProposal {
  readonly holdId: string;
  readonly itemId: string;
  readonly leftAt: string;
  readonly office: string | null;
}

/** Holds with the news of USPS taken in, and what is proposed about them. */
export interface HoldsAndProposals {
  readonly holds: readonly Hold[];
  readonly proposals: readonly NotPresentedProposal[];
}

/** Folds hold events and USPS events together. Order and duplicates of either do not matter; a late EDB withdraws a proposal. */
export function foldHoldsWithUsps(holdEvents: readonly HoldEvent[], uspsEvents: readonly UspsEvent[]): HoldsAndProposals {
  const derived = holdEventsOfUsps(uspsEvents, foldHolds(holdEvents));
  const holds = foldHolds([...holdEvents, ...derived]);
  return { holds, proposals: proposeNotPresented(uspsEvents, holds) };
}

/** The hold events that USPS events amount to for these holds; derived anew each time, never stored as facts of their own. */
export function holdEventsOfUsps(uspsEvents: readonly UspsEvent[], holds: readonly Hold[]): readonly HoldEvent[] {
  const ofItem = eventsByItem(uspsEvents);
  return holds.flatMap((hold) => eventsThatCount(ofItem, hold).flatMap((event) =>
    PROVES[event.code].map((kind) => holdEventOf(event, hold, kind))));
}

/**
 * EMF without any sign of presentation is a machine-detectable "not presented" (domain facts §4.6), yet only a person may mark a hold so:
 * tracking events are lost, and a missing EDB is no proof. A hold that is already marked, presented or closed has no proposal.
 */
export function proposeNotPresented(uspsEvents: readonly UspsEvent[], holds: readonly Hold[]): readonly NotPresentedProposal[] {
  const ofItem = eventsByItem(uspsEvents);
  return holds.filter(({ status }) => status === 'open').flatMap((hold) => {
    const departure = eventsThatCount(ofItem, hold).find(({ code }) => code === 'EMF');
    return departure === undefined ? [] : [{ holdId: hold.holdId, itemId: hold.itemId, leftAt: departure.at, office: departure.office }];
  });
}

/**
 * When items reached the inward office of exchange (EMD), RFC 3339 UTC by item; the latest, since a number may be reused. An item without
 * such an event is absent.
 */
export function arrivals(uspsEvents: readonly UspsEvent[]): ReadonlyMap<string, string> {
  return new Map([...eventsByItem(uspsEvents)].flatMap(([itemId, ofItem]): [string, string][] => {
    const arrival = ofItem.findLast(({ code }) => code === 'EMD');
    return arrival === undefined ? [] : [[itemId, arrival.at]];
  }));
}

/**
 * The events of the item since the hold was placed. What came before belongs to another visit: an S10 number is reused after a year or
 * two (domain facts §0.9), and an item returned an hour before its hold was placed was not examined for it. One earlier event counts:
 * the last one, when it says that customs has the item, for then the item was already there when the hold was placed.
 */
function eventsThatCount(byItem: ReadonlyMap<string, readonly UspsEvent[]>, hold: Hold): readonly UspsEvent[] {
  const ofItem = byItem.get(hold.itemId) ?? [];
  const placed = hold.placedAt === null ? Number.NEGATIVE_INFINITY : Date.parse(hold.placedAt);
  const last = ofItem.findLast(({ at, code }) => Date.parse(at) < placed && code !== 'EMC' && code !== 'EMD' && code !== 'EDA');
  const atCustoms = last?.code === 'EDB' || last?.code === 'EME' ? [last] : [];
  return [...atCustoms, ...ofItem.filter(({ at }) => Date.parse(at) >= placed)];
}

/** Each item's events by time; a total order, so that the result cannot depend on which arrived first. An eventId counts once. */
function eventsByItem(uspsEvents: readonly UspsEvent[]): ReadonlyMap<string, readonly UspsEvent[]> {
  const distinct = new Map([...uspsEvents].sort(compare).reverse().map((event) => [event.eventId, event]));
  return grouped([...distinct.values()].sort(compare), ({ itemId }) => itemId);
}

function compare(a: UspsEvent, b: UspsEvent): number {
  return Date.parse(a.at) - Date.parse(b.at) || compareText(rest(a), rest(b));
}

function rest({ eventId, itemId, code, at, office }: UspsEvent): string {
  return JSON.stringify([eventId, itemId, code, at, office]);
}

function holdEventOf({ eventId, code, at }: UspsEvent, { holdId, itemId, facilityId }: Hold, kind: HoldEventKind): HoldEvent {
  return {
    eventId: derivedEventId(eventId, holdId, itemId, kind), holdId, itemId, kind, at, facilityId, by: 'USPS',
    reason: `${code} ${USPS_CODE_WORDS[code]}`,
  };
}
