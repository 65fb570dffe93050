/** What the desk knows about one scanned identifier, and the questions about it that the bands ask. */
import type { Hold } from '../hold/fold.ts';
import type { Identifier } from '../identifier/identifier.ts';
import { isIsoCountry } from '../identifier/iso3166.ts';
import { outcomeOf, type OutcomeCode } from '../outcome/outcomes.ts';

/** A dated list of waived countries (STOP Act, 19 U.S.C. 1415(a)(3)(K)); asOf: YYYY-MM-DD. */
export interface WaiverList {
  readonly asOf: string;
  readonly countries: readonly string[];
}

/**
 * Everything the desk knows about one scanned identifier. postings: number of posting dates with AED, 0 when there is none; aedAsOf: how
 * fresh the desk's AED is, RFC 3339, null when none was ever loaded. holds: all holds on the item, any IMF. waivers: null when the desk
 * has no list. origin: two-letter country, from the identifier or the label, or null. previousOutcome: the latest outcome on record
 * here or at HQ for this posting, final or not. facilityId: the desk's IMF; it chooses which hold is named first and hides none.
 */
export interface Situation {
  readonly identifier: Identifier;
  readonly postings: number;
  readonly aedAsOf: string | null;
  readonly holds: readonly Hold[];
  readonly waivers: WaiverList | null;
  readonly origin: string | null;
  readonly previousOutcome: OutcomeCode | null;
  readonly facilityId: string;
}

/** Holds that make the band red, this IMF's own first, then the longest waiting. */
export function holdsToShow({ holds, previousOutcome, facilityId }: Situation): readonly Hold[] {
  const hasFinalOutcome = previousOutcome !== null && outcomeOf(previousOutcome)?.isFinal === true;
  const shown = holds.filter((hold) => hold.isOpen || (hold.isOutstanding && !hasFinalOutcome));
  const isOwn = (hold: Hold): boolean => hold.facilityId === facilityId;
  return [...shown.filter(isOwn), ...shown.filter((hold) => !isOwn(hold))];
}

/** Whether the origin is on the list in force; false when either is missing. */
export function isWaived({ origin, waivers }: Pick<Situation, 'origin' | 'waivers'>): boolean {
  return origin !== null && waivers !== null && waivers.countries.includes(origin);
}

/** The United States and its territories: their numbers come back on returned mail, for which no foreign post owes AED. */
const HOME = new Set(['US', 'PR', 'VI', 'GU', 'AS', 'MP', 'UM']);

/** noOrigin, noCountry: nothing or no country's letters on the label. home: mail that comes back. noList: no waiver list on this desk. */
export type WhyNotKnown = 'noOrigin' | 'noCountry' | 'home' | 'noList';

type Requirement = { readonly isRequired: boolean } | { readonly why: WhyNotKnown };

/**
 * Whether the STOP Act asks for AED from this origin (19 U.S.C. 1415(a)(3)(K)): yes unless the country is waived; or why that cannot be
 * said. Says nothing about whether AED is here.
 */
export function aedRequirement({ origin, waivers }: Pick<Situation, 'origin' | 'waivers'>): Requirement {
  if (origin === null) return { why: 'noOrigin' };
  if (!isIsoCountry(origin)) return { why: 'noCountry' };
  if (HOME.has(origin)) return { why: 'home' };
  return waivers === null ? { why: 'noList' } : { isRequired: !waivers.countries.includes(origin) };
}

/** As `exam.recorded` keeps it: null when it cannot be said. */
export function isAedRequired(situation: Pick<Situation, 'origin' | 'waivers'>): boolean | null {
  const requirement = aedRequirement(situation);
  return 'why' in requirement ? null : requirement.isRequired;
}

/** "Not found" records that nobody had the item in hand, so it is no exam. */
export function isExamined({ previousOutcome }: Situation): boolean {
  return previousOutcome !== null && previousOutcome !== 'NOT_FOUND';
}
