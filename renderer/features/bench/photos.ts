/** The photos of the exam in hand: what a camera adds to the form, and what a key takes out again. */
import { MAX_EXAM_PHOTOS, type PhotoShows } from '../../../domain/photo/photo.ts';
import type { ExamForm } from '../../../preload/contract/examForm.ts';

export type FormPhotos = NonNullable<ExamForm['photos']>;

/** Opens the photos of the form. F7 is the camera's own. */
export const PHOTOS_KEY = 'h';

/** The same bytes are the same photo: it stands there once, and shows what was said last. */
export function withPhoto(photos: FormPhotos, photoId: string, shows: PhotoShows): FormPhotos {
  const isThere = photos.some((one) => one.photoId === photoId);
  return isThere ? photos.map((one) => (one.photoId === photoId ? { photoId, shows } : one)) : [...photos, { photoId, shows }];
}

export function isFull(photos: FormPhotos): boolean {
  return photos.length >= MAX_EXAM_PHOTOS;
}

/** Digits take out the first nine; those behind them move up. */
export const TAKE_OUT_KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

export function withoutPhotoOf(photos: FormPhotos, key: string): FormPhotos {
  const at = TAKE_OUT_KEYS.findIndex((one) => one === key);
  return at === -1 ? photos : photos.filter((_, place) => place !== at);
}
