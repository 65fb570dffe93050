/** Sorts holds into the lists of the Holds screen, with their ages and totals. */
import type { PortState } from '../aed/portState.ts';
import { shiftOf } from '../shift/shift.ts';
import { firstKnownAt, type Hold } from './fold.ts';
import { measure, measureHolds, wasExamined, wasPresented, type AedCounts, type HoldMeasures, type Measure } from './measures.ts';
import type { NotPresentedProposal } from './uspsEvents.ts';

/** What AED and USPS say about a held item. origin: two letters or null. arrivesOn: YYYY-MM-DD, local to the facility, null: not known. */
export interface HeldItemFacts {
  readonly origin: string | null;
  readonly port: PortState;
  readonly dispatchId: string | null;
  readonly arrivesOn: string | null;
}

export const NOTHING_KNOWN: HeldItemFacts = { origin: null, port: { state: 'none' }, dispatchId: null, arrivesOn: null };

/** What is done with holds of which no news comes. */
export interface HoldListPolicy {
  /** Hours after which an item whose arrival nobody knows counts as never presented. Ours; no rule names a figure. */
  readonly waitingLongHours: number;
}

export const DEFAULT_HOLD_LIST_POLICY: HoldListPolicy = { waitingLongHours: 72 };

/**
 * What lets a hold count as never presented (domain facts §6.1). marked: a person said so. leftTheOffice: USPS reports that it left
 * (EMF) and never that it was presented: a proposal. arrivedEarlier: it should have been here before the day of the shift that is running: what came
 * before midnight is still in the hands of the night shift. waitingLong: see the policy.
 */
export const NEVER_PRESENTED_SIGNS = ['marked', 'leftTheOffice', 'arrivedEarlier', 'waitingLong'] as const;

export type NeverPresentedSign = (typeof NEVER_PRESENTED_SIGNS)[number];

/** Whole hours and whole days (of 24 hours) since the hold was placed; 0 when a clock is behind. */
export interface Age {
  readonly hours: number;
  readonly days: number;
}

/** age: null when no time of the hold is known. signs: empty unless the hold is in neverPresented. */
export interface HoldRow {
  readonly hold: Hold;
  readonly facts: HeldItemFacts;
  readonly age: Age | null;
  readonly proposal: NotPresentedProposal | null;
  readonly signs: readonly NeverPresentedSign[];
}

/**
 * Each list by age, the oldest first.
 * expected, neverPresented and arrivingLater: the holds not presented yet, each in exactly one. presented: presented and not examined.
 * outstanding: no release date (OIG-23-56 App. A), whatever else is true of them. all: every hold in scope. totals are those of `all`.
 */
export interface HoldLists {
  readonly expected: readonly HoldRow[];
  readonly arrivingLater: readonly HoldRow[];
  readonly neverPresented: readonly HoldRow[];
  readonly presented: readonly HoldRow[];
  readonly outstanding: readonly HoldRow[];
  readonly all: readonly HoldRow[];
  readonly totals: HoldMeasures;
  /** Exam rate by port state (OIG-23-56 Figure 4: 84 % with a port code, 34 % with the placeholder). */
  readonly examinedByPort: Readonly<Record<PortState['state'], Measure>>;
}

/**
 * factsOf: of an item id, null when the desk has no AED of it. now: RFC 3339 with the facility's zone offset; its own date is today.
 * scope: 'all', or the code of an IMF.
 */
export interface HoldListQuery {
  readonly holds: readonly Hold[];
  readonly factsOf: (itemId: string) => HeldItemFacts | null;
  readonly proposals: readonly NotPresentedProposal[];
  readonly aed: AedCounts;
  readonly now: string;
  readonly scope: string;
  readonly policy?: HoldListPolicy;
}

export function listHolds({ holds, factsOf, proposals, aed, now, scope, policy = DEFAULT_HOLD_LIST_POLICY }: HoldListQuery): HoldLists {
  const proposed = new Map(proposals.map((proposal) => [keyOf(proposal), proposal]));
  const all = holds
    .map((hold) => rowOf(hold, factsOf(hold.itemId) ?? NOTHING_KNOWN, proposed.get(keyOf(hold)) ?? null, now, policy))
    .filter((row) => isInScope(row, scope))
    .sort(oldestFirst);
  const waiting = all.filter(({ hold }) => isWaiting(hold));
  const sound = waiting.filter(({ signs }) => signs.length === 0);
  return {
    expected: sound.filter(({ facts }) => !arrivesAfter(facts, now)),
    arrivingLater: sound.filter(({ facts }) => arrivesAfter(facts, now)),
    neverPresented: waiting.filter(({ signs }) => signs.length > 0),
    presented: all.filter(({ hold }) => hold.status === 'presented'),
    outstanding: all.filter(({ hold }) => hold.isOutstanding),
    all,
    totals: measureHolds(all.map(({ hold }) => hold), aed),
    examinedByPort: { none: examined(all, 'none'), known: examined(all, 'known'), unknown: examined(all, 'unknown') },
  };
}

/** What the signs of one hold are read from. */
type Evidence = Pick<HoldRow, 'hold' | 'facts' | 'age' | 'proposal'>;

function rowOf(
  hold: Hold, facts: HeldItemFacts, proposal: NotPresentedProposal | null, now: string, policy: HoldListPolicy,
): HoldRow {
  const evidence = { hold, facts, age: ageOf(hold, now), proposal };
  return { ...evidence, signs: isWaiting(hold) ? signsOf(evidence, now, policy) : [] };
}

/** An item that may still come is not missed: neither on the day it arrives, nor before; unless a person or USPS says otherwise. */
function signsOf({ hold, facts, age, proposal }: Evidence, now: string, policy: HoldListPolicy): readonly NeverPresentedSign[] {
  const { arrivesOn } = facts;
  const shows: Readonly<Record<NeverPresentedSign, boolean>> = {
    marked: hold.status === 'notPresented',
    leftTheOffice: proposal !== null,
    arrivedEarlier: arrivesOn !== null && arrivesOn < shiftOf(now).date,
    waitingLong: arrivesOn === null && age !== null && age.hours >= policy.waitingLongHours,
  };
  return NEVER_PRESENTED_SIGNS.filter((sign) => shows[sign]);
}

/** Still to be presented: nobody has seen the item since the hold was placed. */
function isWaiting(hold: Hold): boolean {
  return hold.isOpen && !wasPresented(hold);
}

function arrivesAfter({ arrivesOn }: HeldItemFacts, now: string): boolean {
  return arrivesOn !== null && arrivesOn > dateOf(now);
}

/**
 * Own holds, items on their way here, and all items of which nobody knows where they will arrive: a missing port code must not hide an
 * item from any IMF (OIG-23-56: 41 times fewer holds on such items). Under 'all' nothing is left out.
 */
function isInScope({ hold, facts: { port } }: HoldRow, scope: string): boolean {
  return scope === 'all' || hold.facilityId === scope || port.state !== 'known' || port.facility === scope;
}

/** From the placing, or from the first thing known while the placing has not come. now: RFC 3339. */
export function ageOf(hold: Hold, now: string): Age | null {
  const since = firstKnownAt(hold);
  if (since === null) return null;
  const hours = Math.max(0, Math.floor((Date.parse(now) - Date.parse(since)) / 3_600_000));
  return { hours, days: Math.floor(hours / 24) };
}

/** Holds come from the fold, the longest waiting first; the sort keeps that order among equal ages. Without age last. */
function oldestFirst(a: HoldRow, b: HoldRow): number {
  return (b.age?.hours ?? -1) - (a.age?.hours ?? -1);
}

function examined(rows: readonly HoldRow[], state: PortState['state']): Measure {
  const ofState = rows.filter(({ facts }) => facts.port.state === state);
  return measure(ofState.filter(({ hold }) => wasExamined(hold)).length, ofState.length);
}

/**
 * The day of a moment at the facility, YYYY-MM-DD, e.g. of an arrival that USPS reports in UTC. now: RFC 3339 with the facility's zone
 * offset, which is taken for the offset of that moment too.
 */
export function dayAtFacility(at: string, now: string): string {
  const [, sign, hours, minutes] = /([+-])(\d{2}):(\d{2})$/.exec(now) ?? [];
  const offset = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * (sign === '-' ? -60_000 : 60_000);
  return new Date(Date.parse(at) + offset).toISOString().slice(0, 10);
}

/** The local date of a stamp, not that of UTC. */
function dateOf(now: string): string {
  return now.slice(0, 10);
}

function keyOf({ holdId, itemId }: { readonly holdId: string; readonly itemId: string }): string {
  return JSON.stringify([holdId, itemId]);
}
