/** Entries that HQ refused: the list, the row in front, the one that is being read, and what became of offering and exporting. */
import type { RefusalsView, RefusedEntryView } from '../../../preload/contract/refusalViews.ts';
import type { Fault } from '../../../preload/contract/result.ts';
import type { Slice } from '../../app/state.ts';
import { answeredBetween, refusalAfter, refusalInFront, type Answered } from './refusalRows.ts';

/** Something became of what was chosen, and nobody may have to guess what. */
export type RefusalsNotice =
  | { readonly kind: 'offered'; readonly count: number }
  | ({ readonly kind: 'answered' } & Answered)
  | { readonly kind: 'exported'; readonly count: number; readonly file: string }
  | { readonly kind: 'noneLeft' };

interface RefusalsState {
  readonly refusals: RefusalsView | null;
  readonly refusalsFault: Fault | null;
  /** Number of the entry in the row that the keys act on. */
  readonly refusalCursor: number | null;
  /** The keys act on all refused entries instead of the one in front. */
  readonly areAllRefusalsChosen: boolean;
  readonly refusalOpen: RefusedEntryView | null;
  readonly refusalsNotice: RefusalsNotice | null;
  readonly isExportingRefusals: boolean;
}

export interface RefusalsSlice extends RefusalsState {
  readonly loadRefusals: () => Promise<void>;
  /** While an entry is read, the next one is read. */
  readonly moveRefusalCursor: (to: 1 | -1 | { readonly seq: number }) => void;
  readonly chooseAllRefusals: () => void;
  readonly readRefusal: () => Promise<void>;
  readonly offerRefusalsAgain: () => Promise<void>;
  readonly exportRefusals: () => Promise<void>;
  /** One step back inside this screen; false when there is none. */
  readonly backOutRefusals: () => boolean;
  /** What one officer chose, the next one has not. */
  readonly forgetRefusals: () => void;
}

const NOTHING: RefusalsState = {
  refusals: null, refusalsFault: null, refusalCursor: null, areAllRefusalsChosen: false, refusalOpen: null, refusalsNotice: null,
  isExportingRefusals: false,
};

export const makeRefusalsSlice: Slice<RefusalsSlice> = (set, get, { desk }) => {
  let isLoading = false;
  let isStale = false;

  async function load(): Promise<void> {
    const answer = await desk.service['refusals/list']();
    if (answer.ok) take(answer.value);
    else set({ refusalsFault: answer.fault });
  }

  function take(refusals: RefusalsView): void {
    const answered = answeredBetween(get().refusals?.rows ?? [], refusals.rows);
    const open = get().refusalOpen;
    const now = open === null ? undefined : refusals.rows.find(({ seq }) => seq === open.refusal.seq);
    set({
      refusals,
      refusalsFault: null,
      areAllRefusalsChosen: get().areAllRefusalsChosen && refusals.count > 1,
      // An entry that HQ has taken meanwhile is no refused one to be read here.
      refusalOpen: open === null || now === undefined ? null : { ...open, refusal: now },
      refusalsNotice: answered === null ? get().refusalsNotice : { kind: 'answered', ...answered },
    });
  }

  /** null: all. undefined: there is none. */
  function chosenSeq(): number | null | undefined {
    const { areAllRefusalsChosen, refusalOpen } = get();
    if (refusalOpen !== null) return refusalOpen.refusal.seq;
    const front = refusalInFront(get().refusals?.rows ?? [], get().refusalCursor);
    if (front === null) return undefined;
    return areAllRefusalsChosen ? null : front.seq;
  }

  /** Said before a dialog opens: nobody should choose a file for nothing. The service asks for the role again. */
  function isSupervisor(): boolean {
    if (get().deskState?.officer?.role === 'supervisor') return true;
    set({ refusalsFault: { kind: 'not-allowed', detail: {} } });
    return false;
  }

  return {
    ...NOTHING,

    /** One question at a time: each answer stands for all the news before it. */
    async loadRefusals() {
      isStale = true;
      if (isLoading) return;
      isLoading = true;
      while (isStale) {
        isStale = false;
        await load();
      }
      isLoading = false;
    },

    moveRefusalCursor(to) {
      const rows = get().refusals?.rows ?? [];
      const seq = typeof to === 'object' ? to.seq : (refusalAfter(rows, get().refusalCursor, to)?.seq ?? null);
      set({ refusalCursor: seq, refusalsNotice: null, refusalsFault: null });
      if (get().refusalOpen !== null) void get().readRefusal();
    },

    chooseAllRefusals() {
      const { areAllRefusalsChosen, refusals, refusalOpen } = get();
      if (refusalOpen === null && (refusals?.count ?? 0) > 1) set({ areAllRefusalsChosen: !areAllRefusalsChosen, refusalsNotice: null });
    },

    async readRefusal() {
      const front = refusalInFront(get().refusals?.rows ?? [], get().refusalCursor);
      if (front === null) return;
      const answer = await desk.service['refusals/read']({ seq: front.seq });
      if (!answer.ok) return set({ refusalsFault: answer.fault });
      set({ refusalOpen: answer.value, refusalCursor: front.seq, areAllRefusalsChosen: false });
      if (answer.value === null) await get().loadRefusals();
    },

    async offerRefusalsAgain() {
      const seq = chosenSeq();
      if (seq === undefined || !isSupervisor()) return;
      const answer = await desk.service['refusals/offerAgain']({ seq });
      if (!answer.ok) return set({ refusalsFault: answer.fault });
      take(answer.value);
      const count = answer.value.rows.filter((row) => row.isOfferedAgain && (seq === null || row.seq === seq)).length;
      if (count > 0) set({ refusalsNotice: { kind: 'offered', count: seq === null ? answer.value.count : count } });
    },

    async exportRefusals() {
      const seq = chosenSeq();
      if (seq === undefined || get().isExportingRefusals || !isSupervisor()) return;
      set({ isExportingRefusals: true, refusalsFault: null, refusalsNotice: null });
      try {
        const chosen = await desk.shell['refusedEntries/chooseFile']();
        if (!chosen.ok) return set({ refusalsFault: chosen.fault });
        if (chosen.value === null) return;
        const answer = await desk.service['refusals/export']({ seq, fileToken: chosen.value.token });
        if (!answer.ok) return set({ refusalsFault: answer.fault });
        const count = answer.value.entries;
        set({ refusalsNotice: count === 0 ? { kind: 'noneLeft' } : { kind: 'exported', count, file: chosen.value.name } });
      } finally {
        set({ isExportingRefusals: false });
      }
    },

    backOutRefusals() {
      const { refusalOpen, areAllRefusalsChosen } = get();
      if (refusalOpen === null && !areAllRefusalsChosen) return false;
      set({ refusalOpen: null, areAllRefusalsChosen: refusalOpen !== null && areAllRefusalsChosen });
      return true;
    },

    forgetRefusals: () => set(NOTHING),
  };
};
