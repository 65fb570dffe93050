/** Photos between the page and the desk service: bytes one way when one is taken, the other way to show it, and where each stands with HQ. */
import { z } from 'zod';
import type { PhotoShows, PhotoType } from '../../domain/photo/photo.ts';
import type { SyncFailureKind } from '../../domain/sync/engine.ts';

/** A photo as an exam or a half-filled one names it. shows: `label` or `contents`; what is not on the list is answered by name. */
export const namedPhotoArgs = z.object({ photoId: z.string().max(64), shows: z.string().max(40) });

export const photoIdArgs = z.object({ photoId: z.string().regex(/^[0-9a-f]{64}$/) });

/** JPEG or WebP as it was taken. What is wrong with them is said by name, so anything may arrive here. */
export const photoBytesArgs = z.object({ bytes: z.instanceof(Uint8Array) });

/** On the desk's disk from now on, and kept for good once an exam names it; a day later gone, if neither an exam nor a draft does. */
export interface KeptPhotoView {
  readonly photoId: string;
  readonly bytes: number;
  readonly takenAt: string;
}

export interface PhotoBytesView {
  readonly bytes: Uint8Array;
  readonly type: PhotoType;
}

/** One photo of an exam. deliveredAt: HQ's time; null while HQ has not said that it holds it. isHere: it can be shown. */
export interface ExamPhotoView {
  readonly photoId: string;
  readonly shows: PhotoShows;
  readonly bytes: number;
  readonly takenAt: string;
  readonly deliveredAt: string | null;
  readonly isHere: boolean;
}

/**
 * waiting: photos that exams name and HQ has not said it holds, those among them whose exam has not been delivered yet too. refused, unreadable:
 * of those, what HQ does not take and what the desk's own disk does not give back. isKnownToHq: false while HQ is of a version
 * that takes no photos; they wait on this desk. failure: why the last try did not succeed; null after a success.
 */
export interface PhotoDeliveryView {
  readonly waiting: number;
  readonly refused: number;
  readonly unreadable: number;
  readonly isKnownToHq: boolean;
  readonly failure: SyncFailureKind | null;
}
