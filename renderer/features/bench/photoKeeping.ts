/** Keeps what a camera took and names it in the exam it was taken for, also when another item was scanned meanwhile. */
import type { PhotoShows } from '../../../domain/photo/photo.ts';
import { fault } from '../../../preload/contract/result.ts';
import type { Slice } from '../../app/state.ts';
import { isFull, withPhoto } from './photos.ts';
import { changeWork, findWork, type Work } from './work.ts';

export interface PhotoKeeping {
  /**
   * Called by whatever takes photos. True: the photo is on the disk and named by the exam that was on top when this was called. False: it is
   * not; why stands with that exam, and the bytes may be given again. Null: no item is on top, or a scan is still being looked up.
   */
  readonly addPhoto: (bytes: Uint8Array<ArrayBuffer>, shows: PhotoShows) => Promise<boolean | null>;
}

export const makePhotoKeeping: Slice<PhotoKeeping> = (set, get, { desk }) => {
  function change(scanId: string, step: (work: Work) => Work): void {
    set((state) => changeWork(state, scanId, step));
  }

  return {
    async addPhoto(bytes, shows) {
      const { top, scansWaiting } = get();
      // A scan that is being looked up is the item in hand, and not on top yet.
      if (top?.phase !== 'open' || scansWaiting > 0) return null;
      const { scanId } = top.item;
      if (isFull(top.form.photos ?? [])) {
        change(scanId, (work) => ({ ...work, fault: fault('exam-not-right', { field: 'photos', problem: 'TOO_MANY' }).fault }));
        return false;
      }
      // Until the answer is here the exam is not recorded and its scan keeps its id, so that no photo misses its exam.
      change(scanId, (work) => ({ ...work, photosUnderWay: work.photosUnderWay + 1, fault: null }));
      const answer = await desk.service['photo/keep']({ bytes });
      change(scanId, (work) => ({
        ...work,
        photosUnderWay: work.photosUnderWay - 1,
        ...(answer.ok
          ? { form: { ...work.form, photos: withPhoto(work.form.photos ?? [], answer.value.photoId, shows) } }
          : { fault: answer.fault }),
      }));
      if (get().notice === 'photoUnderWay') set({ notice: null });
      // At once: a photo that no draft names goes with the page.
      get().keepDraftsNow();
      return answer.ok && findWork(get(), scanId) !== null;
    },
  };
};
