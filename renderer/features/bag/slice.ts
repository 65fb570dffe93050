/** The bag on the bench and those before it, as the service tells them, and the closing of the open one. */
import type { BagsView } from '../../../preload/contract/bagViews.ts';
import type { Fault, Result } from '../../../preload/contract/result.ts';
import type { Slice } from '../../app/state.ts';

export interface BagSlice {
  readonly bags: BagsView | null;
  readonly bagFault: Fault | null;
  readonly bagNote: string;
  /** The counts on the screen are being read, or stated: until then no key closes the bag. */
  readonly isBagBusy: boolean;
  readonly loadBag: () => Promise<void>;
  readonly setBagNote: (note: string) => void;
  readonly closeBag: () => Promise<void>;
  /** The bag stays on the bench when the officer goes; what one officer typed is not said by the next. */
  readonly forgetBag: () => void;
}

export const makeBagSlice: Slice<BagSlice> = (set, get, { desk }) => {
  function answered(answer: Result<BagsView>): void {
    set(answer.ok ? { bags: answer.value, isBagBusy: false } : { bagFault: answer.fault, isBagBusy: false });
  }

  return {
    bags: null,
    bagFault: null,
    bagNote: '',
    isBagBusy: false,

    async loadBag() {
      set({ bagFault: null, isBagBusy: true });
      answered(await desk.service['bag/list']());
    },

    setBagNote: (bagNote) => set({ bagNote }),

    async closeBag() {
      const bagId = get().bags?.open?.bagId;
      if (bagId === undefined || get().isBagBusy) return;
      const note = get().bagNote.trim();
      set({ bagFault: null, isBagBusy: true });
      const answer = await desk.service['bag/close']({ bagId, note: note === '' ? null : note });
      answered(answer);
      if (answer.ok) set({ bagNote: '' });
      else if (answer.fault.kind === 'bag-not-open') answered(await desk.service['bag/list']());
    },

    forgetBag: () => set({ bags: null, bagFault: null, bagNote: '' }),
  };
};
