/** A photo of an item as evidence: its name is the hash of its bytes, so that whoever names it in an entry seals what it shows. */
import { z } from 'zod';

/** SHA-256 of the bytes as they were taken, lower-case hex. */
export const PHOTO_ID = /^[0-9a-f]{64}$/;

/** Of one photo. A camera's largest JPEG is smaller; what is larger is no photo of a label. */
export const MAX_PHOTO_BYTES = 12 * 1024 * 1024;

/** Of the exam as such; each finding may name as many again. */
export const MAX_EXAM_PHOTOS = 50;

export const PHOTO_SHOWS = ['label', 'contents'] as const;

export type PhotoShows = (typeof PHOTO_SHOWS)[number];

/**
 * A photo that an exam names. bytes: of the photo itself. takenAt: when the desk got it, by its wall clock, RFC 3339 with zone offset; for
 * people only, as every clock of a desk.
 */
export const examPhotoSchema = z.object({
  photoId: z.string().regex(PHOTO_ID),
  shows: z.enum(PHOTO_SHOWS),
  bytes: z.int().min(1).max(MAX_PHOTO_BYTES),
  takenAt: z.iso.datetime({ offset: true }),
});

export const examPhotosSchema = z.array(examPhotoSchema).max(MAX_EXAM_PHOTOS);

export type ExamPhoto = Readonly<z.infer<typeof examPhotoSchema>>;

export type PhotoType = 'image/jpeg' | 'image/webp';

/** What the first bytes say; null: neither, so that nothing else can be kept under the name of a photo. */
export function photoTypeOf(bytes: Uint8Array): PhotoType | null {
  if (begins(bytes, 0, [0xff, 0xd8, 0xff])) return 'image/jpeg';
  return begins(bytes, 0, RIFF) && begins(bytes, 8, WEBP) ? 'image/webp' : null;
}

const RIFF = [0x52, 0x49, 0x46, 0x46];
const WEBP = [0x57, 0x45, 0x42, 0x50];

function begins(bytes: Uint8Array, at: number, mark: readonly number[]): boolean {
  return mark.every((byte, place) => bytes[at + place] === byte);
}

/** Photos of one exam from several places, each once: what was said of it first counts. */
export function eachOnce(photos: Iterable<ExamPhoto>): readonly ExamPhoto[] {
  const byId = new Map<string, ExamPhoto>();
  for (const photo of photos) if (!byId.has(photo.photoId)) byId.set(photo.photoId, photo);
  return [...byId.values()];
}
