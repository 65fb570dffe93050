/** Which photos an entry names, and so which HQ takes from its desk. */
import type { Entry } from '../ledger/entry.ts';
import { parsePayload } from '../ledger/kinds.ts';
import { factOf } from '../ledger/succession.ts';
import { PHOTO_ID } from './photo.ts';

/** bytes: null where only a finding names the photo, which says nothing of its size. */
export interface NamedPhoto {
  readonly photoId: string;
  readonly bytes: number | null;
}

/** Each once, in the order of the entry; of a carried entry, those that the original names. Whatever the entry is, it never throws. */
export function photosNamedIn(entry: Entry): readonly NamedPhoto[] {
  const fact = factOf(entry);
  const read = parsePayload(fact.kind, fact.payload);
  if (!read.ok) return [];
  if (read.kind === 'exam.recorded') return named(read.payload.photos, read.payload.findings);
  if (read.kind !== 'exam.amended' || read.payload.kind !== 'corrected') return [];
  return named(read.payload.photos ?? [], read.payload.values.findings);
}

interface Finding {
  readonly photoIds: readonly string[];
}

/** Ids of another form came from nowhere that keeps photos. */
function named(photos: readonly NamedPhoto[], findings: readonly Finding[]): readonly NamedPhoto[] {
  const all = new Map<string, NamedPhoto>(photos.map(({ photoId, bytes }) => [photoId, { photoId, bytes }]));
  for (const photoId of findings.flatMap(({ photoIds }) => photoIds)) {
    if (PHOTO_ID.test(photoId) && !all.has(photoId)) all.set(photoId, { photoId, bytes: null });
  }
  return [...all.values()];
}
