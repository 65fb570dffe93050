/** The bench: takes scans and keys in order, keeps what is not recorded yet, records each exam once. */
import type { ExamMethod } from '../../../domain/exam/methods.ts';
import { followKeys } from '../../../domain/outcome/outcomes.ts';
import type { Fault } from '../../../preload/contract/result.ts';
import type { ExamSummary } from '../../../preload/contract/views.ts';
import type { Slice } from '../../app/state.ts';
import { isRecordable, type Missing } from './draftOf.ts';
import { officerOf } from './officerOf.ts';
import { makeOpenings, type Openings } from './openings.ts';
import { makeRecording, RECENT_SHOWN } from './recording.ts';
import { isReplaceable, isTooSoon, withNews } from './renewal.ts';
import { changeWork, putAside, resumeDraft, type ExamForm, type Works } from './work.ts';

/** scanCut: a scan came in parts that make no number. keyHeldBack: an outcome key met an item that had just changed. */
export type BenchNotice = 'scanCut' | 'keyHeldBack';

export interface BenchSlice extends Works, Omit<Openings, 'resume'> {
  /** Sticky: they stay for the items that follow, until somebody changes them. */
  readonly methods: readonly ExamMethod[];
  readonly recent: readonly ExamSummary[];
  readonly scansWaiting: number;
  readonly scanFault: { readonly raw: string; readonly fault: Fault } | null;
  readonly missing: Missing | null;
  readonly notice: BenchNotice | null;
  readonly toggleMethod: (method: ExamMethod) => void;
  readonly editForm: (change: Partial<ExamForm>) => void;
  /** pressedAt: performance.now() of the key; now, when a button was pressed. */
  readonly pressOutcome: (keys: readonly string[], pressedAt?: number) => void;
  readonly backOut: () => void;
  readonly loadNews: () => void;
  readonly resumeDraft: () => void;
  readonly dropTop: () => void;
  readonly loadRecent: () => Promise<void>;
  readonly lookUpAgain: () => Promise<void>;
  readonly beginSession: (officerId: string) => void;
  readonly settleAfterRestart: () => Promise<void>;
}

export const makeBenchSlice: Slice<BenchSlice> = (set, get, deps) => {
  const openings = makeOpenings(set, get, deps);
  const recording = makeRecording(set, get, deps);

  return {
    top: null,
    drafts: [],
    // The commonest method of an x-ray bench; shown as pressed, and changed by one key where the bench works otherwise.
    methods: ['xray'],
    recent: [],
    scansWaiting: 0,
    scanFault: null,
    missing: null,
    notice: null,
    takeScan: openings.takeScan,
    takeCutScan: openings.takeCutScan,
    takeKey: openings.takeKey,
    openWithoutBarcode: openings.openWithoutBarcode,

    toggleMethod(method) {
      const { methods } = get();
      set({ methods: methods.includes(method) ? methods.filter((one) => one !== method) : [...methods, method], missing: null });
    },

    editForm(part) {
      const { top } = get();
      if (top?.phase === 'open') set((state) => changeWork(state, top.item.scanId, (work) => ({ ...work, form: { ...work.form, ...part } })));
    },

    pressOutcome(keys, pressedAt = performance.now()) {
      const { top } = get();
      if (top?.phase !== 'open' || !isRecordable(top.item, top.form.isConfirmed)) return;
      if (isTooSoon(top, pressedAt)) return set({ notice: 'keyHeldBack' });
      const next = followKeys(keys);
      if (next === null) return;
      if (next.step === 'done') recording.record(top, next);
      else get().editForm({ outcomeKeys: keys });
    },

    backOut() {
      const keys = get().top?.form.outcomeKeys ?? [];
      get().editForm({ outcomeKeys: keys.slice(0, -1) });
      set({ missing: null });
    },

    loadNews() {
      const { top } = get();
      if (top === null || top.newer === null || !isReplaceable(top)) return;
      set((state) => changeWork(state, top.item.scanId, withNews));
      if (top.newer.band !== top.item.band) deps.play(top.newer.band);
    },

    resumeDraft: () => set((state) => ({ ...resumeDraft(state, officerOf(state) ?? ''), notice: null })),

    dropTop() {
      const phase = get().top?.phase;
      if (phase === 'open' || phase === 'saved') set({ top: null, missing: null });
      set({ scanFault: null, notice: null });
    },

    async loadRecent() {
      const answer = await deps.desk.service['exam/recent']({ limit: RECENT_SHOWN });
      if (answer.ok) set({ recent: answer.value });
    },

    lookUpAgain: recording.lookUpAgain,

    /** Another officer does not find a colleague's half-done item on top; its owner does. */
    beginSession(officerId) {
      if (get().top !== null && get().top?.officerId !== officerId) set((state) => putAside(state));
      set({ notice: null });
      void recording.catchUp(officerId);
      openings.resume();
    },

    async settleAfterRestart() {
      const officerId = officerOf(get());
      if (officerId !== null) await recording.catchUp(officerId);
      openings.resume();
    },
  };
};
