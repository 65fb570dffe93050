/** The camera: reads labels while it looks, and takes photos that become evidence of the item on top. */
import { confirmPhoto, isSameNumber } from '../../../domain/decoding/confirm.ts';
import { MAX_PHOTO_BYTES, photoTypeOf, type PhotoShows } from '../../../domain/photo/photo.ts';
import type { AppState, Slice } from '../../app/state.ts';
import type { DecodingClient } from '../../decoding/index.ts';
import { isRecordable } from '../bench/index.ts';
import { lookHard, watch, type Watching } from './looking.ts';
import type { CameraNote, CameraState, LookNews } from './news.ts';
import type { Camera } from './ports.ts';

export interface CameraSlice {
  readonly cameraState: CameraState;
  readonly cameraStream: MediaStream | null;
  readonly cameraNote: CameraNote | null;
  readonly photoShows: PhotoShows;
  readonly isWindowShown: boolean;
  readonly setWindowShown: (isShown: boolean) => void;
  /** Called on every change of the page's state: the camera is on where it is looked at, and nowhere else. */
  readonly followCamera: () => void;
  /** The next camera; the same one again where there is no other. */
  readonly nextCamera: () => void;
  readonly turnShows: () => void;
  /** With an item on top that can be recorded its photo is kept; without one the picture is read as hard as can be. */
  readonly takePhoto: () => Promise<void>;
  readonly openPhotoFile: () => Promise<void>;
  readonly dropLastPhoto: () => void;
  /** A kept photo to be shown; null when the desk cannot give it. */
  readonly readPhoto: (photoId: string) => Promise<Blob | null>;
}

/** What was seen in the live picture is said for so long after it has gone. */
const SAID_FOR_MS = 2_000;

/** Somebody is signed in and looks at the camera's screen, in the real desk's window. */
export function isCameraWanted({ screen, deskState, isLockPending, drill, isWindowShown }: AppState): boolean {
  return screen === 'camera' && deskState?.phase === 'signedIn' && !isLockPending && drill === null && isWindowShown;
}

/** The exam that a photo taken now would belong to; null: there is none. */
export function photoWorkOf({ top }: Pick<AppState, 'top'>) {
  return top?.phase === 'open' && isRecordable(top.item, top.form.isConfirmed) ? top : null;
}

export const makeCameraSlice: Slice<CameraSlice> = (set, get, { desk, camera: ports }) => {
  let camera: Camera | null = null;
  let watching: Watching | null = null;
  let decoding: DecodingClient | null = null;
  let isWanted = false;
  /** Which start this is: what was begun under another one is nobody's business any more. */
  let start = 0;
  let turn = 0;
  let saidAt = 0;
  /** What the camera gave last, while the service looks it up. */
  let taken = '';

  async function on(): Promise<void> {
    const mine = ++start;
    set({ cameraState: 'starting', cameraNote: null });
    const opened = await ports.open(turn, () => {
      if (start === mine) off('lost');
    });
    if (start !== mine) return typeof opened === 'string' ? undefined : opened.close();
    if (typeof opened === 'string') return set({ cameraState: opened });
    camera = opened;
    watching = watch(opened, reader(), heard);
    set({ cameraState: 'on', cameraStream: opened.stream });
  }

  function off(cameraState: 'off' | 'lost'): void {
    start += 1;
    watching?.stop();
    camera?.close();
    decoding?.rest();
    watching = null;
    camera = null;
    set({ cameraState, cameraStream: null });
  }

  function reader(): DecodingClient {
    return (decoding ??= ports.openDecoding());
  }

  function say(cameraNote: CameraNote): void {
    saidAt = performance.now();
    if (JSON.stringify(get().cameraNote) !== JSON.stringify(cameraNote)) set({ cameraNote });
  }

  /** News of the live picture. */
  function heard(news: LookNews): void {
    if (news.kind === 'scan') return isInHand(news.read.text) ? undefined : take(news.read.text);
    if (news.kind === 'unsound' && isInHand(news.id)) return;
    if (news.kind !== 'nothing') return say(news);
    const kind = get().cameraNote?.kind;
    if ((kind === 'several' || kind === 'unsound') && performance.now() - saidAt > SAID_FOR_MS) set({ cameraNote: null });
  }

  /** The label of the item in hand comes into the picture while its photo is taken: that is no scan. */
  function isInHand(text: string): boolean {
    const { top, scansWaiting } = get();
    if (scansWaiting > 0 && taken !== '' && isSameNumber(text, taken)) return true;
    return top !== null && isSameNumber(text, top.item.identifier.raw);
  }

  function take(text: string): void {
    taken = text;
    ports.onScan(text);
  }

  /** What the officer asked to be read is said in any case. */
  function heardAsked(news: LookNews): void {
    if (news.kind === 'scan') return take(news.read.text);
    say(news.kind === 'nothing' ? { kind: 'nothingRead' } : news);
  }

  /** scanId: of the item on top when the photo was taken; another one may have come there since, and the photo is not of that. */
  async function keep(bytes: Uint8Array<ArrayBuffer>, scanId: string): Promise<void> {
    if (get().top?.item.scanId !== scanId) return say({ kind: 'itemChanged' });
    const isKept = await get().addPhoto(bytes, get().photoShows);
    const { top } = get();
    const work = top?.item.scanId === scanId ? top : null;
    if (isKept === true) say({ kind: 'kept', count: work?.form.photos?.length ?? 1 });
    else if (isKept === null) say({ kind: 'scanUnderWay' });
    else say(work?.fault == null ? { kind: 'notKept' } : { kind: 'fault', fault: work.fault });
  }

  async function readHard(look: () => Promise<LookNews>): Promise<void> {
    const mine = start;
    say({ kind: 'reading' });
    const news = await look();
    // Left meanwhile: a scan that nobody expects any more would push aside what is on the bench now.
    if (start === mine && isWanted) heardAsked(news);
  }

  async function readFile(photo: Blob): Promise<LookNews> {
    const frame = await ports.photoFrame(photo);
    if (typeof frame === 'string') return { kind: 'notAPicture' };
    const decoded = await reader().decode(frame, 'capture');
    if (decoded.ok) return confirmPhoto(decoded.reads);
    return { kind: decoded.fault === 'gone' ? 'readerGone' : 'nothing' };
  }

  /** As it was taken where that can be kept; other kinds of picture, and larger ones, are made a JPEG. */
  async function keepFile(photo: Blob, bytes: Uint8Array<ArrayBuffer>, scanId: string): Promise<void> {
    if (bytes.length <= MAX_PHOTO_BYTES && photoTypeOf(bytes) !== null) return keep(bytes, scanId);
    const frame = await ports.photoFrame(photo);
    if (typeof frame === 'string') return say({ kind: 'notAPicture' });
    await keep(await ports.jpegOf(frame), scanId);
  }

  return {
    cameraState: 'off',
    cameraStream: null,
    cameraNote: null,
    photoShows: 'contents',
    isWindowShown: true,

    setWindowShown: (isWindowShown) => set({ isWindowShown }),

    followCamera() {
      if (isWanted === isCameraWanted(get())) return;
      isWanted = !isWanted;
      if (isWanted) void on();
      else off('off');
    },

    nextCamera() {
      if (!isWanted) return;
      turn += 1;
      off('off');
      void on();
    },

    turnShows() {
      set(({ photoShows }) => ({ photoShows: photoShows === 'label' ? 'contents' : 'label' }));
    },

    async takePhoto() {
      if (camera === null) return;
      if (get().scansWaiting > 0) return say({ kind: 'scanUnderWay' });
      const work = photoWorkOf(get());
      const from = camera;
      if (work === null) return readHard(() => lookHard(from, reader()));
      const frame = from.frame();
      if (frame === null) return say({ kind: 'noPicture' });
      await keep(await ports.jpegOf(frame), work.item.scanId);
    },

    async openPhotoFile() {
      const scanId = photoWorkOf(get())?.item.scanId ?? null;
      const file = await desk.shell['photoFile/open']();
      if (!file.ok) return say({ kind: 'fault', fault: file.fault });
      if (file.value === null || !isWanted) return;
      const { bytes } = file.value;
      const photo = new Blob([bytes]);
      await (scanId === null ? readHard(() => readFile(photo)) : keepFile(photo, bytes, scanId));
    },

    dropLastPhoto() {
      const work = photoWorkOf(get());
      const photos = work?.form.photos ?? [];
      if (photos.length === 0) return;
      get().editForm({ photos: photos.slice(0, -1) });
      say({ kind: 'dropped', count: photos.length - 1 });
    },

    async readPhoto(photoId) {
      const answer = await desk.service['photo/read']({ photoId });
      return answer.ok ? new Blob([new Uint8Array(answer.value.bytes)], { type: answer.value.type }) : null;
    },
  };
};
