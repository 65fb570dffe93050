/** The words of the camera screen. */
import type { PhotoShows } from '../../../domain/photo/photo.ts';
import type { CameraNote, CameraState } from '../../features/camera/news.ts';

const shows: Readonly<Record<PhotoShows, string>> = { label: 'the label', contents: 'the contents' };

const state: Readonly<Record<Exclude<CameraState, 'on'>, string>> = {
  off: 'The camera is off.',
  starting: 'The camera is starting …',
  none: 'This computer has no camera. Nothing else is touched. Plug one in and press N, or press O to open a photo.',
  refused: 'The system does not let this program use the camera. Nothing else is touched. Ask IT to allow the camera for this program, then press N; or press O to open a photo.',
  busy: 'The camera cannot be opened: another program may have it. Nothing else is touched. Close that program and press N; or press O to open a photo.',
  silent: 'The camera gives no picture. Nothing else is touched. Take its cover off or plug it in anew, then press N; or press O to open a photo.',
  lost: 'The camera was unplugged. Photos that were kept are safe. Plug it in and press N; or press O to open a photo.',
};

const NOTES: Readonly<Record<Exclude<CameraNote['kind'], 'several' | 'unsound' | 'kept' | 'dropped' | 'fault'>, string>> = {
  reading: 'The picture is being read …',
  nothingRead: 'No number of an item was read. Nothing was taken. Hold the label flat, closer and in better light, or press F4 when it has no readable barcode.',
  noPicture: 'The camera gave no picture at that moment. Nothing was kept; what you entered is still here. Press the key once more.',
  notAPicture: 'This file is no picture that this desk knows, or one that is too large. Nothing was kept of it; what you entered is still here. Open another one.',
  readerGone: 'The reader of barcodes does not answer. Photos can still be taken, and nothing else is touched. Use the scanner; press N to try the camera anew.',
  itemChanged: 'Another item came on top before the photo was ready. It was not kept. Look at the item, then press the key once more.',
  scanUnderWay: 'A scan is still being looked up, so nobody can say yet whose photo this is. Nothing was kept. Press the key once more.',
  notKept: 'The photo was not kept: its item is not on the bench any more. Nothing else is touched. Scan the item and take it again.',
};

function photosOf(count: number): string {
  return count === 1 ? '1 photo' : `${String(count)} photos`;
}

function note(one: Exclude<CameraNote, { kind: 'fault' }>): string {
  if (one.kind === 'several') return `Several numbers are in the picture: ${one.ids.join(', ')}. None was taken. Show one label only.`;
  if (one.kind === 'unsound') return `${one.id} was read and cannot be right, so it was not taken. Hold the label flat and closer, or use the scanner.`;
  if (one.kind === 'kept') return `The photo is kept. This exam has ${photosOf(one.count)}.`;
  if (one.kind === 'dropped') return `The last photo was taken out. This exam has ${one.count === 0 ? 'none' : photosOf(one.count)} now.`;
  return NOTES[one.kind];
}

export const cameraWords = {
  heading: 'Camera',
  headingOf: (display: string) => `Camera: photos of ${display}`,
  hint: 'Hold a label into the picture. It is taken as a scan when it was read twice alike.',
  hintOf: 'F8 takes a photo as evidence. It is kept encrypted on this desk, named by the exam, and sent to HQ after it. The label of another item in the picture is a scan.',
  picture: 'What the camera sees',
  state,
  note,
  shows,
  take: (what: string) => `Take a photo of ${what}`,
  read: 'Read the label as well as can be',
  turn: (what: string) => `The next photo shows ${what}`,
  fileOf: 'Keep a photo from a file',
  file: 'Read a label from a photo file',
  next: 'Next camera, or try again',
  drop: 'Take the last photo out',
  photos: (count: number) => (count === 0 ? 'No photo of this exam yet' : `${photosOf(count)} of this exam, the newest first`),
  photoOf: (number: number, what: string) => `Photo ${String(number)}: ${what}`,
  notShown: 'cannot be shown',
  key: 'camera',
  photoKey: 'take a photo of the item on top; without one, read the label as well as can be',
  showsKey: 'the next photo shows the label, or the contents',
  fileKey: 'open a photo file: keep it with the item on top, or read its label',
} as const;
