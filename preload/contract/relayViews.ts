/** What the desk service shows of relay files: whose entries this desk carries, and what became of them. */
import type { RelayRefusal } from '../../domain/sync/messages.ts';
import type { SyncFailureKind } from '../../domain/sync/engine.ts';

/** One file that was taken in. at: when it was delivered or refused, or taken in while it waits. */
export interface CarriedFileView {
  readonly exportId: string;
  readonly deviceId: string;
  readonly facilityId: string;
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly state: 'waiting' | 'delivered' | 'refused';
  readonly at: string;
  readonly reason: RelayRefusal | null;
}

export interface RelayView {
  /** Newest first. */
  readonly carried: readonly CarriedFileView[];
  /** Receipts for other desks that can be brought back to them. */
  readonly receipts: number;
  /** HQ has told this desk the key that files are sealed to. */
  readonly canExport: boolean;
  /** Why the last try to deliver a carried file did not succeed; null after a success. */
  readonly failure: SyncFailureKind | null;
}

/** left: entries for which the file had no more room. file: its name, without its folder. */
export interface RelayExportView {
  readonly file: string;
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly left: number;
}

/** entries: another desk's, to be carried. receipts: for this desk's own entries, which are delivered by them. */
export interface RelayTakenInView {
  readonly what: 'entries' | 'receipts';
  readonly deviceId: string;
  readonly fromSeq: number;
  readonly toSeq: number;
}
