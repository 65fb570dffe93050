/** The words of photos: those of an exam, those that wait for HQ, and what is said when one cannot be kept or shown. */
import type { ExamPhotoView } from '../../../preload/contract/photoViews.ts';
import { told, type Told } from '../told.ts';
import { countOf } from './times.ts';

const MEGABYTE = 1024 * 1024;

/** why: of the fault `photo-refused`. most: bytes of the largest photo. */
export function photoRefusedTold(why: string, most: string): Told {
  const safe = 'Nothing was kept of it; what you entered is still here.';
  if (why === 'not-readable') return told('This file could not be read.', safe, 'Open it once more, or another one.');
  return why === 'too-large'
    ? told(`This photo is too large: at most ${Math.floor(Number(most) / MEGABYTE)} MB are kept.`, safe, 'Take it again with fewer pixels.')
    : told('What the camera gave is no photo that this desk knows.', safe, 'Take it again.');
}

export const photoMissingTold = told(
  'This photo is not on this desk.', 'The exam and everything it says are safe.',
  'HQ has the photo if the exam shows it as delivered; else take it again while the item is here.',
);

export const photoDamagedTold = told(
  'The file of this photo is damaged.', 'The exam and everything it says are safe.',
  'HQ has the photo if the exam shows it as delivered; else take it again while the item is here, and call support.',
);

export const photoWords = {
  line: 'Photos',
  /** "2: label, contents". */
  lineWords: (photos: readonly NamedPhoto[], underWay: number) =>
    [...(photos.length === 0 ? [] : [`${String(photos.length)}: ${photos.map(showsWords).join(', ')}`]), ...(underWay === 0 ? [] : ['one is being kept …'])].join('; '),
  heading: 'Photos of this exam: a digit takes one out',
  takeOut: (place: number, shows: string) => `take out photo ${String(place)}: ${showsWords({ shows })}`,
  key: 'photos of the exam',
  /** "2 photos: label, contents; 1 of them not delivered to HQ yet". */
  ofExam: (photos: readonly ExamPhotoView[]) => {
    const [waiting, gone] = [photos.filter(({ deliveredAt }) => deliveredAt === null).length, photos.filter(({ isHere }) => !isHere).length];
    return [
      `${photosOf(photos.length)}: ${photos.map(showsWords).join(', ')}`,
      waiting === 0 ? 'delivered to HQ' : `${countOf(waiting)} of them not delivered to HQ yet`,
      ...(gone === 0 ? [] : [`${countOf(gone)} of them not on this desk any more`]),
    ].join('; ');
  },
  chip: (count: number) => `${photosOf(count)} cannot go to HQ`,
  underWay: 'A photo of this exam is not on the disk yet, so the key did not act and nothing was recorded. Press it again.',

  delivery: {
    heading: 'Photos',
    waiting: 'Waiting on this desk',
    note: 'A photo goes to HQ after the exam that names it, when no exam waits.',
    failed: 'The last try to send one did not succeed. They are safe on this desk, which tries again by itself; F8 tries now.',
    unknownToHq: 'HQ takes no photos yet. They are safe on this desk and go up when HQ does; exams are not held up by it.',
    refused: (count: number) =>
      `HQ does not take ${photosOf(count)} of exams that it has. The exams are delivered and the photos are safe on this desk, which tries again by itself. If it stays, call HQ; say: photo refused.`,
    unreadable: (count: number) =>
      `${photosOf(count)} of exams cannot be read from this desk's disk. The exams are safe. Call support and leave the disk as it is; take the photo again where the item is still here, and add it by correcting the exam.`,
  },

  relayLeft: (count: number) => `${photosOf(count)} ${count === 1 ? 'is' : 'are'} not in such files: photos wait on this desk until it reaches HQ itself.`,
} as const;

function photosOf(count: number): string {
  return count === 1 ? '1 photo' : `${countOf(count)} photos`;
}

interface NamedPhoto {
  readonly shows: string;
}

function showsWords({ shows }: NamedPhoto): string {
  return { label: 'label', contents: 'contents' }[shows] ?? 'something else';
}
