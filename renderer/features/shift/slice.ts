/** The shift's log as the service sums it up, and the supervisor's signature under it. */
import type { Fault } from '../../../preload/contract/result.ts';
import type { ShiftLog } from '../../../preload/contract/views.ts';
import type { Slice } from '../../app/state.ts';

export interface ShiftSlice {
  readonly shiftLog: ShiftLog | null;
  readonly shiftFault: Fault | null;
  readonly shiftNote: string;
  readonly isSigning: boolean;
  readonly loadShift: () => Promise<void>;
  readonly setShiftNote: (note: string) => void;
  readonly signShift: () => Promise<void>;
  /** What one officer may see, the next may not. */
  readonly forgetShift: () => void;
}

export const makeShiftSlice: Slice<ShiftSlice> = (set, get, { desk }) => ({
  shiftLog: null,
  shiftFault: null,
  shiftNote: '',
  isSigning: false,

  async loadShift() {
    set({ shiftFault: null });
    const answer = await desk.service['shift/log']();
    set(answer.ok ? { shiftLog: answer.value } : { shiftFault: answer.fault });
  },

  setShiftNote: (shiftNote) => set({ shiftNote }),

  async signShift() {
    if (get().isSigning || get().deskState?.officer?.role !== 'supervisor') return;
    const note = get().shiftNote.trim();
    set({ isSigning: true, shiftFault: null });
    const answer = await desk.service['shift/sign']({ note: note === '' ? null : note });
    set({ isSigning: false });
    set(answer.ok ? { shiftLog: answer.value, shiftNote: '' } : { shiftFault: answer.fault });
  },

  forgetShift: () => set({ shiftLog: null, shiftFault: null, shiftNote: '' }),
});
