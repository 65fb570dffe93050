/** What the bench offers to record for a scanned identifier: outcomes, the label's fields, and the reasons it knows itself. */
import { reasonsKnown, type ExamReason } from '../exam/reasons.ts';
import { OUTCOME_CODES, type OutcomeCode } from '../outcome/outcomes.ts';
import type { BandDecision } from './decide.ts';
import { isWaived, type Situation } from './situation.ts';

/**
 * outcomes: all of them or none. isConfirmedFirst: the officer first says that the number is on a mail item. asksLabel: origin, class and
 * contents are read off the label, because no AED says them. reasons: pressed from the start. asksPosting: several postings are known
 * and the officer chooses which one is in hand.
 */
export interface BenchOffer {
  readonly outcomes: readonly OutcomeCode[];
  readonly isConfirmedFirst: boolean;
  readonly asksLabel: boolean;
  readonly asksPosting: boolean;
  readonly reasons: readonly ExamReason[];
}

/** countriesOfInterest: of the list in force, null when the desk has none. */
export interface OfferSources {
  readonly situation: Situation;
  readonly decision: BandDecision;
  readonly countriesOfInterest: readonly string[] | null;
}

/**
 * Whatever the band, an item in the officer's hand can be recorded with any outcome; a port code of another IMF, missing data or a
 * doubtful number withhold nothing (OIG-23-56 fn 15). Only a bag tag and a USPS label are no items: they offer nothing.
 */
export function offerFor({ situation, decision, countriesOfInterest }: OfferSources): BenchOffer {
  const { identifier, holds, origin, postings } = situation;
  const isNoItem = decision.band === 'NOT_AN_ITEM';
  const mayBeItem = !isNoItem || isNumberAtAll(identifier);
  return {
    outcomes: mayBeItem ? OUTCOME_CODES : [],
    isConfirmedFirst: isNoItem && mayBeItem,
    asksLabel: mayBeItem && postings === 0,
    asksPosting: mayBeItem && postings > 1,
    reasons: mayBeItem
      ? reasonsKnown({
        hasOpenHold: holds.some(({ isOpen }) => isOpen),
        isOfInterest: origin !== null && countriesOfInterest?.includes(origin) === true,
        isWaived: isWaived(situation),
      })
      : [],
  };
}

/** What is longer than any number is no number; a piece of it would be a false record (nothing is cut silently). */
function isNumberAtAll({ kind, id, problems }: Situation['identifier']): boolean {
  return kind === 'other' && id !== '' && !problems.some(({ code }) => code === 'TOO_LONG');
}
