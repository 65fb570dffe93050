/** Looks a scan up in the local store: AED, holds, history, band, offer; reads only, and never waits for the network. */
import { groupPostings, onlyPosting } from '../../domain/aed/postings.ts';
import type { AedVersion } from '../../domain/aed/record.ts';
import { decideBand } from '../../domain/band/decide.ts';
import { offerFor } from '../../domain/band/offer.ts';
import { isAedRequired, type Situation } from '../../domain/band/situation.ts';
import type { ExamDigest } from '../../domain/exam/digest.ts';
import { foldExams, type ExamLedger } from '../../domain/exam/history.ts';
import type { HoldEvent } from '../../domain/hold/events.ts';
import { holdEventsOfItem } from '../../domain/hold/ofEntries.ts';
import { foldHoldsWithUsps, type HoldsAndProposals, type UspsEvent } from '../../domain/hold/uspsEvents.ts';
import { formatItemId, itemFacts } from '../../domain/identifier/facts.ts';
import type { Identifier } from '../../domain/identifier/identifier.ts';
import { heldNearMisses } from '../../domain/identifier/nearMiss.ts';
import { itemHistory } from '../../domain/item/history.ts';
import { itemKeyOf } from '../../domain/item/key.ts';
import { linksDue } from '../../domain/item/link.ts';
import type { Entry } from '../../domain/ledger/entry.ts';
import type { CountryList } from '../../domain/sync/messages.ts';
import type { HoldView, ItemView } from '../../preload/contract/views.ts';
import { aedViews } from './aedViews.ts';
import { itemExamViews, linkProposalView } from './itemExamViews.ts';

/** What the local stores can say about an item. today: YYYY-MM-DD at the facility. */
export interface ItemSources {
  readonly aedOf: (itemId: string) => readonly AedVersion[];
  readonly holdEventsOf: (itemId: string) => readonly HoldEvent[];
  readonly uspsEventsOf: (itemId: string) => readonly UspsEvent[];
  readonly examDigestsOf: (itemKey: string) => readonly ExamDigest[];
  readonly countryList: (listId: 'waiver' | 'interest') => CountryList | null;
  /** HQ's time of the last feed page taken in. */
  readonly feedAsOf: () => string | null;
  /** This desk's entries about the item. */
  readonly entriesOf: (itemKey: string) => readonly Entry[];
  /** Items with an open hold; asked for only when a number cannot be right. */
  readonly heldIds: () => readonly string[];
  readonly officerName: (officerId: string | null) => string;
  readonly facilityId: string;
  readonly today: string;
}

/** Everything but the bag, which follows from the order of the scans and not from the item. */
export type FoundItem = Omit<ItemView, 'bag'>;

export function lookUp(identifier: Identifier, scanId: string, sources: ItemSources): FoundItem {
  const itemKey = itemKeyOf({ id: identifier.id, deskItemId: null });
  const versions = sources.aedOf(identifier.id);
  const postings = groupPostings(versions);
  const entries = sources.entriesOf(itemKey);
  const own = foldExams(entries);
  const { holds, proposals } = holdsOf(identifier.id, itemKey, entries, sources);
  const asked = { itemKey, postedOn: onlyPosting(postings)?.postedOn ?? null };
  const history = itemHistory(own.exams, sources.examDigestsOf(itemKey), asked);
  const waivers = sources.countryList('waiver');
  const facts = itemFacts(identifier);
  const dataAsOf = sources.feedAsOf();
  const situation: Situation = {
    identifier,
    postings: postings.length,
    aedAsOf: dataAsOf,
    holds,
    waivers,
    origin: facts.originCode,
    previousOutcome: history.previousOutcome,
    facilityId: sources.facilityId,
  };
  const decision = decideBand(situation);
  return {
    scanId,
    itemKey,
    identifier,
    display: formatItemId(identifier.id),
    origin: facts.originCode === null ? null : { code: facts.originCode, name: facts.originName ?? facts.originCode },
    mailClass: facts.mailClass,
    serviceWords: facts.service,
    ...decision,
    postings: aedViews({ postings, identifier, own: own.exams, facilityId: sources.facilityId, today: sources.today }),
    holds: holds.map((hold) => holdView(hold, proposals)),
    dataAsOf,
    aedRequired: isAedRequired(situation),
    waiverListVersion: waivers?.version ?? null,
    offer: offerFor({ situation, decision, countriesOfInterest: sources.countryList('interest')?.countries ?? null }),
    history: itemExamViews(history.exams, own.links, sources.officerName),
    nearMisses: nearMissesOf(identifier, sources),
    linkProposals: proposalsOf(own, versions),
  };
}

function holdsOf(itemId: string, itemKey: string, entries: readonly Entry[], sources: ItemSources): HoldsAndProposals {
  if (itemKey === '') return { holds: [], proposals: [] };
  // This desk's own entries first: a hold answers to what was done here before HQ says so.
  return foldHoldsWithUsps([...sources.holdEventsOf(itemId), ...holdEventsOfItem(entries, itemKey)], sources.uspsEventsOf(itemId));
}

function holdView(hold: HoldsAndProposals['holds'][number], proposals: HoldsAndProposals['proposals']): HoldView {
  const { holdId, facilityId, by, reason, status, isOpen, isOutstanding, placedAt, notPresentedReason } = hold;
  const leftAt = proposals.find((proposal) => proposal.holdId === holdId)?.leftAt ?? null;
  return { holdId, facilityId, by, reason, status, isOpen, isOutstanding, placedAt, notPresentedReason, leftAt };
}

function nearMissesOf(identifier: Identifier, { heldIds }: ItemSources): ItemView['nearMisses'] {
  if (identifier.valid || identifier.id === '') return [];
  return heldNearMisses(identifier.id, heldIds()).map(({ heldId, slip }) => ({ heldId, display: formatItemId(heldId), slip }));
}

function proposalsOf(own: ExamLedger, versions: readonly AedVersion[]): ItemView['linkProposals'] {
  return linksDue(own.exams, versions, own.links).proposals.map((proposal) => linkProposalView(proposal, own.exams));
}
