/** What the desk service shows a window: read-only views, never the records themselves. */
import type { AdviceCode } from '../../domain/aed/advisory.ts';
import type { AedField } from '../../domain/aed/record.ts';
import type { Advice } from '../../domain/band/advice.ts';
import type { Band } from '../../domain/band/bands.ts';
import type { BenchOffer } from '../../domain/band/offer.ts';
import type { DraftValues } from '../../domain/exam/check.ts';
import type { Identifier } from '../../domain/identifier/identifier.ts';
import type { Slip } from '../../domain/identifier/nearMiss.ts';
import type { CopySign } from '../../domain/sync/copied.ts';
import type { SyncFailureKind } from '../../domain/sync/engine.ts';
import type { Skew } from '../../domain/sync/skew.ts';
import type { BagView } from './bagViews.ts';
import type { ShownPosting } from './examForm.ts';
import type { PhotoDeliveryView } from './photoViews.ts';
import type { ConflictView, ExamSummary, ItemExamView, LinkProposalView } from './examViews.ts';

export interface OfficerView {
  readonly officerId: string;
  readonly name: string;
  readonly role: 'officer' | 'supervisor';
}

/**
 * The ledger is an older copy of one that went further. by: what said so; hqSeq: the last entry HQ spoke of, when it named one. toCarry:
 * records that no receipt covers. isEnrolledAnew: the next ledger is on disk, and the desk service is about to start with it.
 */
export interface CopiedView {
  readonly noticedAt: string;
  readonly by: CopySign;
  readonly hqSeq: number | null;
  readonly toCarry: number;
  readonly isEnrolledAnew: boolean;
}

export interface DeskState {
  /** copied: nothing can be recorded until the desk is enrolled anew; whoever was signed in may still read. */
  readonly phase: 'enrolment' | 'copied' | 'signedOut' | 'signedIn';
  readonly device: {
    readonly deviceId: string;
    readonly facilityId: string;
    readonly facilityName: string;
    readonly deskName: string;
    /** Of this desk's public key, as HQ shows it to who approves the desk. */
    readonly keyFingerprint: string;
    readonly hqUrl: string;
  } | null;
  readonly copied: CopiedView | null;
  readonly officer: OfficerView | null;
  /** Who locked the desk, when it is locked: only their PIN (or a supervisor's) opens it again. */
  readonly lockedBy: OfficerView | null;
  /** `os`: the store's key is wrapped by the system's key store. `demo`: the key lies beside the data and protects nothing. */
  readonly keyProtection: 'os' | 'demo';
  /** Only in the demo profile: synthetic officers with their PINs, shown on the sign-in screen. */
  readonly demoOfficers: readonly { readonly badge: string; readonly name: string; readonly role: string; readonly pin: string }[];
  readonly shift: { readonly date: string; readonly letter: string; readonly words: string };
  readonly appVersion: string;
}

export interface AedFieldView {
  readonly field: AedField;
  /** Text as received; null when not sent. */
  readonly received: string | null;
  /** Parsed for people ("12.99 USD", "240 g"), or null when the text is shown as it is. */
  readonly shown: string | null;
  /** Official validity (OIG-23-56 fn 17); null for fields the rules do not cover. */
  readonly invalid: string | null;
  /** What stood here in an earlier version: in the one an officer of this desk examined last, else in the one before. Null: unchanged. */
  readonly was: { readonly received: string | null; readonly version: number } | null;
}

export interface AedView {
  readonly postedOn: string;
  readonly version: number;
  readonly versions: number;
  readonly receivedAt: string;
  readonly invalidCount: number;
  readonly fields: readonly AedFieldView[];
  /** Remarks that are no official rule and count nowhere. */
  readonly remarks: readonly { readonly field: AedField | 'postedOn'; readonly code: AdviceCode }[];
  /** The version an exam of this desk saw last; null when none did. */
  readonly seenVersion: number | null;
  readonly port: PortView;
}

export interface HoldView {
  readonly holdId: string;
  readonly facilityId: string;
  readonly by: string;
  readonly reason: string | null;
  readonly status: string;
  readonly isOpen: boolean;
  readonly isOutstanding: boolean;
  readonly placedAt: string | null;
  readonly notPresentedReason: string | null;
  /** USPS reports that the item left and never that it was presented; null when there is no such report. */
  readonly leftAt: string | null;
}

export type PortState = 'none' | 'here' | 'elsewhere' | 'unknown';

export interface PortView {
  readonly state: PortState;
  readonly code: string | null;
  readonly name: string | null;
}

/** A held item whose number is one slip away from the scanned one, which cannot be right. Never taken for it without the officer. */
export interface NearMissView {
  readonly heldId: string;
  readonly display: string;
  readonly slip: Slip;
}

/** One scan, resolved against the local store. scanId is what the exam refers to; it lives until the window closes. */
export interface ItemView {
  readonly scanId: string;
  /** '' when the scan names nothing. */
  readonly itemKey: string;
  readonly identifier: Identifier;
  /** The id as people read it: "RB 123 456 785 GB". */
  readonly display: string;
  readonly origin: { readonly code: string; readonly name: string } | null;
  readonly mailClass: 'letter' | 'parcel' | 'ems' | 'other' | null;
  readonly serviceWords: string | null;
  readonly band: Band;
  readonly chips: readonly Band[];
  /** Which sentence stands in the band, with its arguments; the words are the renderer's. */
  readonly advice: Advice;
  /** Newest first; with several of them nobody guesses which one is in hand. */
  readonly postings: readonly AedView[];
  readonly holds: readonly HoldView[];
  /** Time of HQ's feed that this answer rests on, RFC 3339 UTC; null when HQ was never heard (absence is dated). */
  readonly dataAsOf: string | null;
  /** Is AED required from this origin (not on the waiver list)? null when no list is here. */
  readonly aedRequired: boolean | null;
  readonly waiverListVersion: number | null;
  readonly offer: BenchOffer;
  readonly history: readonly ItemExamView[];
  readonly nearMisses: readonly NearMissView[];
  /** AED that may belong to an exam of this item, to be said by a person. */
  readonly linkProposals: readonly LinkProposalView[];
  /** The receptacle that was open on this desk when the item was scanned; the tag's own scan shows the bag it opened. */
  readonly bag: BagView | null;
}

/** One direction of sync. failure: why the last try did not succeed; null after a success. halted: a person must act first. */
export interface LaneView {
  readonly phase: 'idle' | 'busy' | 'waiting' | 'halted';
  readonly failure: { readonly kind: SyncFailureKind; readonly at: string } | null;
  readonly nextAttemptAt: string | null;
}

/** comparedAt: when the last comparison ended. failedAt: when a try failed after that. */
export interface AedCheckView {
  readonly comparedAt: string | null;
  readonly repaired: number;
  readonly notRepaired: number;
  readonly failedAt: string | null;
}

export interface DeliveryStatus {
  readonly waiting: number;
  readonly oldestWaitingAt: string | null;
  /** Entries that HQ has receipted and accepted; refused ones are not among them. */
  readonly delivered: number;
  readonly lastDeliveredAt: string | null;
  readonly refused: number;
  /** Refused entries that are offered again and that HQ has not answered yet. */
  readonly offeredAgain: number;
  /** This computer's clock against HQ's; null: the same, or not known. */
  readonly clockSkew: Skew | null;
  /** HQ's clock when the feed was last read to its end; null while the first load is not complete (absence is dated). */
  readonly feedAsOf: string | null;
  readonly aedRows: number;
  /** HQ would take so much AED away that a supervisor must agree first; null when nothing is asked. */
  readonly removalAsked: { readonly removed: number; readonly before: number } | null;
  /** How far the first load from HQ's snapshot is; null when none is under way. Its rows are not among aedRows until all are here. */
  readonly firstLoad: { readonly rows: number; readonly rowsTotal: number } | null;
  /** How the desk's AED compares with HQ's, in parts (buckets), since the desk was started; null where nothing is compared. */
  readonly aedCheck: AedCheckView | null;
  readonly lists: readonly { readonly listId: string; readonly version: number; readonly asOf: string; readonly countries: number }[];
  readonly photos: PhotoDeliveryView;
  readonly lastContactAt: string | null;
  readonly upload: LaneView;
  readonly download: LaneView;
}

export interface ShiftLog {
  readonly shift: { readonly date: string; readonly letter: string; readonly words: string };
  /** Those that count, with their corrections. */
  readonly exams: readonly ExamSummary[];
  readonly withdrawn: readonly ExamSummary[];
  readonly byOfficer: readonly { readonly officerId: string; readonly name: string; readonly exams: number; readonly byOutcome: Readonly<Record<string, number>> }[];
  readonly byOutcome: Readonly<Record<string, number>>;
  readonly pinFailures: number;
  readonly signatures: readonly { readonly seq: number; readonly by: string; readonly at: string; readonly note: string | null; readonly exams: number }[];
  /** Entries since the last signature, of whichever shift; 0 means there is nothing to sign. */
  readonly unsigned: number;
  /** What a supervisor looks at before signing: items examined at several desks, AED that a person must assign, defects of the ledger. */
  readonly conflicts: readonly ConflictView[];
  readonly linkProposals: readonly LinkProposalView[];
  /** Exams under an id that another one has already, and amendments of exams that are not here. */
  readonly doubled: number;
  readonly unmatched: number;
  /** Shifts with unsigned exams, in the order of their exams: the running one and any that ended without a signature. */
  readonly unsignedShifts: readonly { readonly date: string; readonly letter: string; readonly words: string; readonly exams: number }[];
}

export interface ImportProgress {
  readonly importId: string;
  readonly state: 'running' | 'done' | 'cancelled' | 'failed';
  readonly fileName: string;
  readonly bytesRead: number;
  readonly bytesTotal: number;
  readonly rows: number;
  readonly refused: number;
  readonly rowsPerSecond: number;
  readonly secondsLeft: number | null;
  /** Only when failed: which fault, where. */
  readonly fault: { readonly kind: string; readonly detail: Readonly<Record<string, string | number | null>> } | null;
}

export interface RefusedRowView {
  readonly line: number;
  readonly column: string;
  readonly reason: string;
}

/** An exam as it is sent to be sealed. posting: the AED version that stood on the screen; null when none did. */
export interface ExamDraft extends DraftValues {
  readonly scanId: string;
  readonly posting: ShownPosting | null;
}
