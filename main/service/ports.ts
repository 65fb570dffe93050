/** What the desk needs from the outside, so that it runs the same in a utility process and in a test. */
import type { Entry } from '../../domain/ledger/entry.ts';
import type { ImportProgress, RefusedRowView } from '../../preload/contract/views.ts';
import type { EntryDraft, Ledger } from '../store/ledger/ledger.ts';
import type { Heir } from '../store/ledger/successor.ts';
import type { FeedPageFacts } from '../sync/runner.ts';
import type { BucketStore } from '../sync/bucketCheck.ts';
import type { SnapshotLoader } from '../sync/snapshotFetch.ts';
import type { Transport } from '../sync/transport.ts';
import type { Clock } from './clock.ts';
import type { DrillStores } from './drill/drillStores.ts';

export interface Randomness {
  /** UUIDv7. */
  readonly id: () => string;
  readonly bytes: (count: number) => Uint8Array;
  /** 0 ≤ n < 1. */
  readonly fraction: () => number;
}

/** The one way to a ledger entry: sealed and on disk when it returns. */
export type Append = (draft: Pick<EntryDraft, 'kind' | 'payload' | 'officerId' | 'sessionId'>) => Entry;

/** The loader as the desk sees it: the only writer of reference.db. */
export interface Loader extends SnapshotLoader, BucketStore {
  readonly applyPage: (text: string, isRemovalAllowed?: boolean) => Promise<FeedPageFacts | null>;
  readonly importFile: (
    request: { readonly importId: string; readonly path: string; readonly format: 'csv' | 'ndjson'; readonly today: string; readonly receivedAt: string },
    onProgress: (progress: ImportProgress) => void,
  ) => Promise<{ readonly progress: ImportProgress; readonly sha256: string | null }>;
  readonly cancelImport: (importId: string) => Promise<void>;
  readonly refusedRows: (importId: string, limit: number) => Promise<readonly RefusedRowView[]>;
  readonly saveRefusedRows: (importId: string, path: string) => Promise<number>;
  readonly close: () => Promise<void>;
}

/** Writes the ledger that follows a copied one beside it, whole and flushed; it takes the other's place when the stores are opened next. */
export type LeaveNextLedger = (former: Ledger, heir: Heir) => void;

export interface DeskPorts {
  readonly clock: Clock;
  readonly random: Randomness;
  readonly transport: Transport;
  readonly loader: Loader;
  /** Ends this service so that it is started anew with the stores as they are then. Whoever opened a desk without it opens it anew. */
  readonly startAnew?: () => void;
  /** Stores for one drill. Whoever opened a desk without it has no drill. */
  readonly openDrillStores?: () => DrillStores;
}
