/** Takes scans and keys on the bench in the order they were made, and puts what was opened where it belongs. */
import { BURST_GAP_MS } from '../../../domain/scan/burst.ts';
import type { ExamForm } from '../../../preload/contract/examForm.ts';
import type { Fault } from '../../../preload/contract/result.ts';
import { makeInputQueue, type Opening } from '../../app/inputQueue.ts';
import type { Slice } from '../../app/state.ts';
import { actOnKey } from './keys.ts';
import { officerOf } from './officerOf.ts';
import { isTouched, newWork, place, placeAside, putAside, type Work } from './work.ts';

export interface Openings {
  readonly takeScan: (raw: string) => void;
  /** A part of a scan is missing: nothing of it is used. */
  readonly takeCutScan: () => void;
  readonly takeKey: (key: string) => void;
  readonly openWithoutBarcode: () => void;
  /** A number that the officer chose on the screen; an untouched item on top gives way to it. */
  readonly takeTyped: (id: string) => void;
  /** The same item once more, with what was entered for it. */
  readonly openAgainWith: (raw: string, form: ExamForm) => void;
  /** Tries again what was kept. */
  readonly resume: () => void;
}

type Source =
  | { readonly kind: 'scan'; readonly raw: string; readonly source: 'wedge' | 'typed'; readonly form?: ExamForm }
  | { readonly kind: 'withoutBarcode' };

export const makeOpenings: Slice<Openings> = (set, get, { desk, play }) => {
  const { service } = desk;
  const queue = makeInputQueue(
    (scansWaiting) => set({ scansWaiting }),
    () => set((state) => ({ ...putAside(state), scanFault: { raw: '', fault: { kind: 'bug', detail: {} } } })),
  );

  /** Asks the service for an item and puts it on top. Without service or officer the scan is kept and asked for later. */
  function opening(source: Source): Opening {
    const madeBy = officerOf(get());
    return async () => {
      const officerId = officerOf(get());
      if (officerId === null) return 'stalled';
      const answer = await (source.kind === 'scan' ? service['item/scan']({ raw: source.raw, source: source.source }) : service['item/withoutBarcode']());
      if (answer.ok) opened(newWork(answer.value, madeBy ?? officerId, source.kind === 'scan' ? source.form : undefined));
      else if (answer.fault.kind === 'service-gone' || answer.fault.kind === 'not-signed-in') return 'stalled';
      else notOpened(source, madeBy ?? officerId, answer.fault);
      return 'taken';
    };
  }

  /** A scan kept while the desk could not answer belongs to the officer who made it, whoever is here now. */
  function opened(work: Work): void {
    if (work.officerId !== officerOf(get())) return set((state) => placeAside(state, work));
    set((state) => ({ ...place(state, work), scanFault: null, missing: null, part: null }));
    play(work.item.band);
    if (work.item.bag !== null) void get().loadBag();
  }

  /** The item before this scan must not stay on top: the next key is meant for the item that failed. */
  function notOpened(source: Source, madeBy: string, fault: Fault): void {
    const scanFault = { raw: source.kind === 'scan' ? source.raw : '', fault };
    set((state) => ({ ...(madeBy === officerOf(state) ? putAside(state) : {}), scanFault }));
  }

  return {
    takeScan(raw) {
      set({ notice: null });
      queue.addOpening(opening({ kind: 'scan', raw, source: 'wedge' }));
    },

    /** Told at once; the item before it leaves the top in its turn, for the next key is not meant for it. */
    takeCutScan() {
      const madeBy = officerOf(get());
      set({ notice: 'scanCut' });
      play('scanCut');
      queue.addOpening(async () => {
        if (madeBy === officerOf(get())) set((state) => ({ ...putAside(state), scanFault: null, missing: null }));
        return 'taken';
      });
    },

    takeKey(key) {
      // It was held back until it was told from a scan.
      const pressedAt = performance.now() - BURST_GAP_MS;
      queue.addKey(() => {
        if (get().notice === 'keyHeldBack') set({ notice: null });
        actOnKey(get(), key, pressedAt);
      });
    },

    openWithoutBarcode() {
      set({ notice: null });
      queue.addOpening(opening({ kind: 'withoutBarcode' }));
    },

    takeTyped(id) {
      const { top } = get();
      if (top !== null && !isTouched(top)) set({ top: null });
      queue.addOpening(opening({ kind: 'scan', raw: id, source: 'typed' }));
    },

    openAgainWith: (raw, form) => queue.addOpening(opening({ kind: 'scan', raw, source: 'typed', form })),

    resume: queue.resume,
  };
};
