/** What the desk service shows of holds and detained items: lists, their totals, and what runs out when. */
import type { PortState as DomainPortState } from '../../domain/aed/portState.ts';
import type { HoldStatus } from '../../domain/hold/fold.ts';
import type { NeverPresentedSign } from '../../domain/hold/lists.ts';
import type { HoldMeasures, Measure } from '../../domain/hold/measures.ts';

/** The lists of the Holds screen, in the order of its tabs. */
export const HOLD_LIST_NAMES = ['expected', 'presented', 'neverPresented', 'outstanding', 'arrivingLater', 'all'] as const;

export type HoldListName = (typeof HOLD_LIST_NAMES)[number];

/** `here`: this IMF's holds and items that may be on their way to it; `all`: every hold the desk knows. */
export type HoldScope = 'here' | 'all';

/** Rows of one list that are sent to the window, at most; `counts` says how many there are. */
export const HOLD_ROWS_SHOWN = 300;

export interface HoldRowView {
  readonly holdId: string;
  readonly itemId: string;
  readonly display: string;
  readonly by: string;
  readonly facilityId: string;
  readonly reason: string | null;
  readonly status: HoldStatus;
  readonly placedAt: string | null;
  /** Whole hours since it was placed; null when no time is known. */
  readonly ageHours: number | null;
  readonly origin: string | null;
  readonly port: DomainPortState;
  readonly dispatchId: string | null;
  /** YYYY-MM-DD at the facility; null when not known. */
  readonly arrivesOn: string | null;
  readonly signs: readonly NeverPresentedSign[];
  readonly notPresentedReason: string | null;
  /** USPS reports that the item left and never that it was presented: a person decides. RFC 3339 UTC; null when there is no such report. */
  readonly leftAt: string | null;
}

export interface HoldListsView {
  readonly scope: HoldScope;
  readonly lists: Readonly<Record<HoldListName, readonly HoldRowView[]>>;
  readonly counts: Readonly<Record<HoldListName, number>>;
  readonly totals: HoldMeasures;
  readonly examinedByPort: Readonly<Record<DomainPortState['state'], Measure>>;
  readonly dataAsOf: string | null;
}

/** Days are YYYY-MM-DD at the facility; what each means is said at `Detention` in domain/detention/clocks.ts. */
export interface DetainedItemView {
  readonly itemKey: string;
  readonly display: string;
  readonly examId: string;
  readonly reason: string | null;
  readonly presentedOn: string;
  readonly detainedOn: string;
  readonly isDecidedLate: boolean;
  readonly noticeBy: string;
  readonly businessDaysLeftForNotice: number;
  readonly determineBy: string;
  readonly deemedExcludedOn: string;
  readonly daysLeft: number;
  readonly isOverdue: boolean;
}
