/** What sentences are told about, in whatever language they are said. */
import type { SyncFailureKind } from '../../domain/sync/engine.ts';

/** How far HQ's data are on this desk: a share while the first load says one. interrupted: a part is here and the rest is not being fetched now. */
export type FeedState = 'complete' | 'loading' | `loading ${number} %` | 'interrupted' | 'never';

export function isShare(feed: FeedState): feed is `loading ${number} %` {
  return feed.startsWith('loading ');
}

/** Where and when a band's sentence is read. facilityId: the desk's IMF, so that a hold of another IMF is called so. */
export interface Reading {
  readonly facilityId: string;
  readonly feed: FeedState;
}

export type LaneName = 'upload' | 'download';

/** at: when the try failed. heardAt: when HQ last answered anything. waiting: entries not delivered yet. */
export interface FailureFacts {
  readonly kind: SyncFailureKind;
  readonly at: string;
  readonly heardAt: string | null;
  readonly waiting: number;
  /** Of this desk's key, for who approves it at HQ. */
  readonly fingerprint: string;
}

export type WorksheetKind = 'detention' | 'seizure' | 'exam';
