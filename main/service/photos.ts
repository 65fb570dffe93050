/** Photos of items: kept before an exam may name them, shown again, and taken away when nothing came to name them. */
import { createHash } from 'node:crypto';
import type { DraftPhoto, DraftValues } from '../../domain/exam/check.ts';
import type { ExamProblem } from '../../domain/exam/problems.ts';
import { MAX_PHOTO_BYTES, PHOTO_SHOWS, photoTypeOf, type ExamPhoto } from '../../domain/photo/photo.ts';
import type { ExamPhotoView, KeptPhotoView, PhotoBytesView } from '../../preload/contract/photoViews.ts';
import { fault, ok, type Result } from '../../preload/contract/result.ts';
import type { PhotoStore } from '../store/ledger/photos.ts';
import type { PhotoFiles } from '../store/photos/photoFiles.ts';
import type { Clock } from './clock.ts';

export interface PhotoPorts {
  readonly store: PhotoStore;
  readonly files: PhotoFiles;
  readonly clock: Clock;
  /**
   * HQ has been heard since the start and the ledger is no older copy. A ledger that was put back from a copy does not name what its desk
   * sealed after it, and HQ is who says so: before that nothing is taken away.
   */
  readonly mayRemove: () => boolean;
}

/** A photo that nothing has named for so long was taken for an exam that never came. An exam that is interrupted is a draft, and names it. */
export const UNNAMED_KEPT_MS = 24 * 3_600_000;
/** How often they are looked for. */
const SWEEP_MS = 3_600_000;

export type Photos = ReturnType<typeof makePhotos>;

export function makePhotos({ store, files, clock, mayRemove }: PhotoPorts) {
  /** Monotonic: a wall clock that is set forward must not take a photo away that was taken a moment ago. */
  const keptMs = new Map<string, number>();
  /** Writes and removals one after the other. */
  let last: Promise<unknown> = Promise.resolve();
  let sweeper: NodeJS.Timeout | null = null;

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work, work);
    last = turn.catch(() => undefined);
    return turn;
  }

  function isHere(photoId: string): boolean {
    const kept = store.kept(photoId);
    return kept !== null && files.isThere(photoId, kept.bytes);
  }

  async function write(photoId: string, bytes: Uint8Array): Promise<Result<KeptPhotoView>> {
    const before = store.kept(photoId);
    keptMs.set(photoId, clock.monotonicMs());
    // The row first: a file without one would never be taken away, and a row without a file is no photo.
    if (before === null) store.keep({ photoId, bytes: bytes.length, takenAt: clock.stamp(), keptAt: clock.utc() });
    try {
      // Read back, not only looked at: what is damaged is healed by taking it again.
      if (before === null || typeof (await files.read(photoId)) === 'string') await files.write(photoId, bytes);
      else await files.flush();
    } catch (error) {
      if (!isFileError(error)) throw error;
      return fault('storage-full');
    }
    const kept = store.kept(photoId);
    return kept === null ? fault('bug') : ok({ photoId, bytes: kept.bytes, takenAt: kept.takenAt });
  }

  async function sweep(): Promise<void> {
    if (!mayRemove()) return;
    const instant = new Date(Date.parse(clock.utc()) - UNNAMED_KEPT_MS).toISOString();
    await inTurn(async () => {
      for (const photoId of store.unnamedBefore(instant)) {
        const sinceMs = keptMs.get(photoId);
        if (sinceMs !== undefined && clock.monotonicMs() - sinceMs < UNNAMED_KEPT_MS) continue;
        // The row first, in one statement with the question whether something names it by now.
        if (!store.forget(photoId)) continue;
        keptMs.delete(photoId);
        await files.remove(photoId);
      }
    }).catch(() => undefined);
  }

  return {
    /** Answers when the photo is on the disk. */
    async keep(bytes: Uint8Array): Promise<Result<KeptPhotoView>> {
      if (bytes.length > MAX_PHOTO_BYTES) return fault('photo-refused', { why: 'too-large', bytes: bytes.length, most: MAX_PHOTO_BYTES });
      if (photoTypeOf(bytes) === null) return fault('photo-refused', { why: 'not-a-photo' });
      const photoId = createHash('sha256').update(bytes).digest('hex');
      return inTurn(() => write(photoId, bytes));
    },

    async read(photoId: string): Promise<Result<PhotoBytesView>> {
      const bytes = await files.read(photoId);
      if (bytes === 'missing') return fault('photo-missing');
      const type = bytes === 'damaged' ? null : photoTypeOf(bytes);
      return bytes === 'damaged' || type === null ? fault('photo-damaged') : ok({ bytes, type });
    },

    /**
     * What is wrong with the photos that an exam or a correction names: each must lie on this desk, whole, before it is sealed. known: those
     * that the exam named already, which may have been lost since and stay named.
     */
    problemsOf({ photos, findings }: Pick<DraftValues, 'photos' | 'findings'>, known: ReadonlySet<string> = new Set()): readonly ExamProblem[] {
      const isMissing = (photoId: string): boolean => !known.has(photoId) && !isHere(photoId);
      return [
        ...((photos ?? []).some(({ photoId }) => isMissing(photoId)) ? [{ field: 'photos', problem: 'NOT_KEPT' } as const] : []),
        ...findings.flatMap(({ photoIds }, at) => (photoIds.some(isMissing) ? [{ field: `findings.${at}.photoIds`, problem: 'NOT_KEPT' } as const] : [])),
      ];
    },

    /** As they are sealed: size and time are what the desk knows, whatever the page says. Call it when there are no problems. */
    sealed(photos: readonly DraftPhoto[]): ExamPhoto[] {
      return photos.flatMap(({ photoId, shows }) => {
        const kept = store.kept(photoId);
        const known = PHOTO_SHOWS.find((one) => one === shows);
        return kept === null || known === undefined ? [] : [{ photoId, shows: known, bytes: kept.bytes, takenAt: kept.takenAt }];
      });
    },

    viewsOf(photos: readonly ExamPhoto[]): readonly ExamPhotoView[] {
      return photos.map((photo) => ({ ...photo, deliveredAt: store.deliveredAt(photo.photoId), isHere: isHere(photo.photoId) }));
    },

    /** At the start of the service, before anything is kept. */
    start(): Promise<void> {
      sweeper = setInterval(() => void sweep(), SWEEP_MS);
      sweeper.unref();
      return inTurn(() => files.removeUnfinished());
    },

    sweep,

    /** What is being written is written. */
    async stop(): Promise<void> {
      if (sweeper !== null) clearInterval(sweeper);
      await last;
    },
  };
}

/** Node's own errors of files: no room, or the disk does not let itself be written, which is one to the officer. */
function isFileError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
