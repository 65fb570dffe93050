/** What the desk service shows of a receptacle on the bench: its tag read out, and what has come out of it. */
import type { Band } from '../../domain/band/bands.ts';
import type { MailClass } from '../../domain/identifier/service.ts';
import type { OutcomeCode } from '../../domain/outcome/outcomes.ts';

/** An office of exchange. name: of the office, or of its country; null when neither is known. isThisImf: null when that cannot be said. */
export interface OfficeView {
  readonly impc: string;
  readonly name: string | null;
  readonly isThisImf: boolean | null;
}

/** What a tag says (UPU S9-9). year: of the dispatch, by its last digit. mailClass, isLast, hasRegistered: null when the tag does not say. */
export interface TagView {
  readonly origin: OfficeView;
  readonly destination: OfficeView;
  readonly dispatch: { readonly serial: string; readonly year: number; readonly category: string; readonly mailClass: MailClass | null };
  /** Number of the receptacle in its dispatch. */
  readonly serial: string;
  readonly weightGrams: number;
  readonly isLast: boolean | null;
  readonly hasRegistered: boolean | null;
}

/** itemCount: distinct items; examCount: exams that count; heldCount: items whose band said HOLD. */
export interface BagCountsView {
  readonly itemCount: number;
  readonly examCount: number;
  readonly heldCount: number;
}

/**
 * display: the tag as people read it. tag: null when it is of no known shape. stated: the counts recorded at the closing; isStatedRight:
 * false when they are not those found here; both null while nothing was stated.
 */
export interface BagView extends BagCountsView {
  readonly bagId: string;
  readonly receptacleId: string;
  readonly display: string;
  readonly tag: TagView | null;
  readonly openedAt: string;
  readonly closedAt: string | null;
  readonly closedBy: 'hand' | 'nextTag' | null;
  readonly byBand: Readonly<Partial<Record<Band, number>>>;
  readonly byOutcome: Readonly<Partial<Record<OutcomeCode, number>>>;
  readonly stated: BagCountsView | null;
  readonly isStatedRight: boolean | null;
}

export interface BagItemView {
  readonly itemKey: string;
  readonly display: string;
  readonly band: Band;
  readonly outcome: OutcomeCode | null;
}

/** open: the bag on the bench, items: what came out of it, first scanned first; earlier: closed ones of the last day, newest first. */
export interface BagsView {
  readonly open: BagView | null;
  readonly items: readonly BagItemView[];
  readonly earlier: readonly BagView[];
}
