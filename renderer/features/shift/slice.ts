/** The shift's log as the service sums it up, the row in front, and the supervisor's signature under it. */
import type { LinkProposalView } from '../../../preload/contract/examViews.ts';
import type { Fault } from '../../../preload/contract/result.ts';
import type { ShiftLog } from '../../../preload/contract/views.ts';
import type { Slice } from '../../app/state.ts';
import { postingKey, rowAfter, rowAt } from './rows.ts';

interface ShiftState {
  readonly shiftLog: ShiftLog | null;
  readonly shiftFault: Fault | null;
  readonly shiftNote: string;
  readonly isSigning: boolean;
  /** Key of the row that the keys act on. */
  readonly shiftCursor: string | null;
  /** The exam whose posting is being chosen. */
  readonly shiftLinking: LinkProposalView | null;
  readonly shiftLinked: { readonly display: string; readonly postedOn: string } | null;
}

export interface ShiftSlice extends ShiftState {
  readonly loadShift: () => Promise<void>;
  readonly setShiftNote: (note: string) => void;
  readonly signShift: () => Promise<void>;
  readonly moveShiftCursor: (to: 1 | -1 | string) => void;
  readonly amendShiftRow: () => void;
  /** Prints the worksheet of the exam in front. */
  readonly printShiftRow: () => void;
  /** Opens the choice of postings for the row in front; false when nothing is to be chosen there. */
  readonly openLink: () => boolean;
  readonly chooseLink: (key: string) => Promise<void>;
  /** One step back inside this screen; false when there is none. */
  readonly backOutShift: () => boolean;
  /** What one officer may see, the next may not. */
  readonly forgetShift: () => void;
}

const NOTHING: ShiftState = { shiftLog: null, shiftFault: null, shiftNote: '', isSigning: false, shiftCursor: null, shiftLinking: null, shiftLinked: null };

export const makeShiftSlice: Slice<ShiftSlice> = (set, get, { desk }) => ({
  ...NOTHING,

  async loadShift() {
    set({ shiftFault: null, shiftLinking: null, shiftLinked: null });
    if (get().sheetNotice?.outcome != null) get().forgetSheets();
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

  moveShiftCursor(to) {
    const { shiftLog, shiftCursor } = get();
    set({ shiftCursor: typeof to === 'string' ? to : (rowAfter(shiftLog, shiftCursor, to)?.key ?? null), shiftLinked: null });
  },

  amendShiftRow() {
    const row = rowAt(get().shiftLog, get().shiftCursor);
    if (row !== null) void get().openAmend(row.examId);
  },

  printShiftRow() {
    const row = rowAt(get().shiftLog, get().shiftCursor);
    if (row !== null) void get().makeSheet({ examId: row.examId }, 'print');
  },

  openLink() {
    const shiftLinking = rowAt(get().shiftLog, get().shiftCursor)?.proposal ?? null;
    set({ shiftLinking, shiftLinked: null });
    return shiftLinking !== null;
  },

  async chooseLink(key) {
    const linking = get().shiftLinking;
    const posting = linking?.postings.find((_, index) => postingKey(index) === key);
    if (linking === null || posting === undefined) return;
    const { examId, display } = linking;
    const { postedOn, version } = posting;
    // Closed at once, so that a second press seals no second link.
    set({ shiftLinking: null, shiftFault: null });
    const answer = await desk.service['aed/link']({ examId, postedOn, version });
    if (!answer.ok) return set({ shiftFault: answer.fault, shiftLinking: linking });
    await get().loadShift();
    set({ shiftLinked: { display, postedOn } });
  },

  backOutShift() {
    if (get().shiftLinking === null) return false;
    set({ shiftLinking: null });
    return true;
  },

  forgetShift: () => set(NOTHING),
});
