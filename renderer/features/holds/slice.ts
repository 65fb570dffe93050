/** State of the Holds screen: the lists as the service tells them, the row cursor, the selection, and the mark that is being made of it. */
import type { NotPresentedCode } from '../../../domain/hold/entries.ts';
import type { HoldScope } from '../../../preload/contract/holdViews.ts';
import type { Fault } from '../../../preload/contract/result.ts';
import type { Slice } from '../../app/state.ts';
import {
  cursorIn, cursorMoved, holdKey, holdRowsOf, isSelectable, rowKeysOf, selectableIn, stillSelectable, type HoldTab, type TabRows,
} from './tabs.ts';

/** Something happened to the selection, and nobody may have to guess what. */
export type HoldsNotice =
  | { readonly kind: 'marked'; readonly count: number; readonly reason: NotPresentedCode }
  | { readonly kind: 'putAway' | 'answered'; readonly count: number }
  | { readonly kind: 'notSelectable' | 'nothingOpen' };

/** reason: null while it is being chosen. */
export interface HoldMark {
  readonly reason: NotPresentedCode | null;
  readonly note: string;
  readonly isRecording: boolean;
}

interface HoldsState extends TabRows {
  readonly holdsScope: HoldScope;
  readonly holdsTab: HoldTab;
  /** Key of the row that the keys act on. */
  readonly holdsCursor: string | null;
  readonly selectedHolds: readonly string[];
  readonly holdMark: HoldMark | null;
  readonly holdsNotice: HoldsNotice | null;
  /** Why the lists could not be read. */
  readonly holdsFault: Fault | null;
  /** Why the mark was not recorded. */
  readonly markFault: Fault | null;
}

export interface HoldsSlice extends HoldsState {
  readonly loadHolds: () => Promise<void>;
  readonly showHolds: (tab: HoldTab) => void;
  readonly switchHoldsScope: () => void;
  readonly moveHoldsCursor: (to: 1 | -1 | string) => void;
  readonly toggleHold: () => void;
  readonly toggleAllHolds: () => void;
  readonly beginHoldMark: () => void;
  readonly editHoldMark: (change: Partial<Pick<HoldMark, 'reason' | 'note'>>) => void;
  readonly confirmHoldMark: () => Promise<void>;
  /** One step back inside this screen; false when there is none. */
  readonly backOutHolds: () => boolean;
  /** What one officer chose, the next one has not. */
  readonly forgetHolds: () => void;
}

const NOTHING: HoldsState = {
  holdLists: null, detained: null, holdsScope: 'here', holdsTab: 'expected', holdsCursor: null, selectedHolds: [], holdMark: null,
  holdsNotice: null, holdsFault: null, markFault: null,
};

export const makeHoldsSlice: Slice<HoldsSlice> = (set, get, { desk }) => {
  let isLoading = false;
  let isStale = false;

  async function load(): Promise<void> {
    const { holdsScope: scope } = get();
    const [lists, detained] = await Promise.all([desk.service['holds/lists']({ scope }), desk.service['detained/list']()]);
    if (!lists.ok) return set({ holdsFault: lists.fault });
    if (!detained.ok) return set({ holdsFault: detained.fault });
    // Whoever switched the scope meanwhile has asked again.
    if (get().holdsScope === scope) take({ holdLists: lists.value, detained: detained.value });
  }

  /** Fresh rows: the cursor keeps its hold, and of the selection stays what can still be marked. */
  function take(rows: TabRows): void {
    const { holdsTab, holdsCursor, selectedHolds, holdMark, holdsNotice } = get();
    const kept = stillSelectable(rows, holdsTab, selectedHolds);
    const gone = selectedHolds.length - kept.length;
    set({
      ...rows,
      holdsFault: null,
      holdsCursor: cursorIn(rowKeysOf(rows, holdsTab), holdsCursor, rowKeysOf(get(), holdsTab)),
      selectedHolds: kept,
      holdMark: kept.length === 0 && holdMark?.isRecording !== true ? null : holdMark,
      holdsNotice: gone > 0 ? { kind: 'answered', count: gone } : holdsNotice,
    });
  }

  /** The selection goes with its list, and says so. */
  function leaveList(): Pick<HoldsState, 'selectedHolds' | 'holdMark' | 'holdsNotice' | 'markFault'> {
    const count = get().selectedHolds.length;
    return { selectedHolds: [], holdMark: null, markFault: null, holdsNotice: count > 0 ? { kind: 'putAway', count } : null };
  }

  return {
    ...NOTHING,

    /** One question at a time: while HQ sends page after page, each answer stands for all the news before it. */
    async loadHolds() {
      isStale = true;
      if (isLoading) return;
      isLoading = true;
      while (isStale) {
        isStale = false;
        await load();
      }
      isLoading = false;
    },

    showHolds(holdsTab) {
      const { holdsTab: before, holdsCursor } = get();
      if (holdsTab === before) return;
      set({ ...leaveList(), holdsTab, holdsCursor: cursorIn(rowKeysOf(get(), holdsTab), holdsCursor, []) });
    },

    switchHoldsScope() {
      set({ ...leaveList(), holdsScope: get().holdsScope === 'here' ? 'all' : 'here' });
      void get().loadHolds();
    },

    moveHoldsCursor(to) {
      const { holdsTab, holdsCursor } = get();
      set({ holdsCursor: typeof to === 'string' ? to : cursorMoved(rowKeysOf(get(), holdsTab), holdsCursor, to), holdsNotice: null });
    },

    toggleHold() {
      const { holdsTab, holdsCursor, selectedHolds } = get();
      const row = holdRowsOf(get(), holdsTab).find((one) => holdKey(one) === holdsCursor);
      if (row === undefined) return;
      if (!isSelectable(row)) return set({ holdsNotice: { kind: 'notSelectable' } });
      const key = holdKey(row);
      set({ selectedHolds: selectedHolds.includes(key) ? selectedHolds.filter((one) => one !== key) : [...selectedHolds, key], holdsNotice: null });
    },

    toggleAllHolds() {
      const { holdsTab, selectedHolds } = get();
      const all = selectableIn(get(), holdsTab);
      if (all.length === 0) return set({ holdsNotice: { kind: 'nothingOpen' } });
      set({ selectedHolds: selectedHolds.length === all.length ? [] : all, holdsNotice: null });
    },

    /** Without a selection the row under the cursor is selected: the officer sees it before anything is recorded. */
    beginHoldMark() {
      if (get().selectedHolds.length === 0) get().toggleHold();
      if (get().selectedHolds.length > 0) set({ holdMark: { reason: null, note: '', isRecording: false }, holdsNotice: null, markFault: null });
    },

    editHoldMark(change) {
      const { holdMark } = get();
      if (holdMark !== null && !holdMark.isRecording) set({ holdMark: { ...holdMark, ...change } });
    },

    async confirmHoldMark() {
      const { holdMark, holdsTab, selectedHolds } = get();
      if (holdMark === null || holdMark.reason === null || holdMark.isRecording) return;
      const { reason, note } = holdMark;
      const holds = holdRowsOf(get(), holdsTab)
        .filter((row) => selectedHolds.includes(holdKey(row)))
        .map(({ holdId, itemId }) => ({ holdId, itemId }));
      set({ holdMark: { ...holdMark, isRecording: true }, markFault: null });
      const answer = await desk.service['holds/notPresented']({ holds, reason, note: note.trim() === '' ? null : note });
      if (answer.ok) set({ holdMark: null, selectedHolds: [], holdsNotice: { kind: 'marked', count: holds.length, reason } });
      else set({ holdMark: { reason, note, isRecording: false }, markFault: answer.fault });
      await get().loadHolds();
    },

    backOutHolds() {
      const { holdMark, selectedHolds } = get();
      if (holdMark?.isRecording === true) return true;
      if (holdMark !== null) set({ holdMark: holdMark.reason === null ? null : { ...holdMark, reason: null }, markFault: null });
      else if (selectedHolds.length > 0) set({ selectedHolds: [], holdsNotice: null, markFault: null });
      else return false;
      return true;
    },

    forgetHolds: () => set(NOTHING),
  };
};
