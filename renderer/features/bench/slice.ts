/** The bench: takes scans and keys in order, keeps what is not recorded yet, records each exam once. */
import type { ExamMethod } from '../../../domain/exam/methods.ts';
import { followKeys } from '../../../domain/outcome/outcomes.ts';
import type { ExamForm } from '../../../preload/contract/examForm.ts';
import type { ExamSummary } from '../../../preload/contract/examViews.ts';
import type { Fault } from '../../../preload/contract/result.ts';
import type { Slice } from '../../app/state.ts';
import { isPostingAsked, isRecordable, situationOf, type Missing } from './draftOf.ts';
import { makeDraftKeeping, type DraftKeeping } from './draftKeeping.ts';
import { officerOf } from './officerOf.ts';
import { makeOpenings, type Openings } from './openings.ts';
import { makePhotoKeeping, type PhotoKeeping } from './photoKeeping.ts';
import { makeRecording, RECENT_SHOWN } from './recording.ts';
import { isTooSoon, withNews } from './renewal.ts';
import { actOnPart, type Part } from './parts.ts';
import { undoableOf } from './undoable.ts';
import { changeWork, isReplaceable, putAside, resumeDraft, type Works } from './work.ts';

/** scanCut: a scan came in parts that make no number. keyHeldBack: an outcome key met an item that had just changed. photoUnderWay: it met one whose photo was not on the disk yet. undone: an exam was taken back. */
export type BenchNotice = 'scanCut' | 'keyHeldBack' | 'photoUnderWay' | 'undone';

export interface BenchSlice extends Works, Omit<Openings, 'resume' | 'openAgainWith' | 'takeTyped'>, Pick<DraftKeeping, 'keepDrafts' | 'keepDraftsNow'>, PhotoKeeping {
  /** Sticky: they stay for the items that follow, until somebody changes them. */
  readonly methods: readonly ExamMethod[];
  readonly recent: readonly ExamSummary[];
  readonly scansWaiting: number;
  readonly scanFault: { readonly raw: string; readonly fault: Fault } | null;
  readonly missing: Missing | null;
  readonly notice: BenchNotice | null;
  /** What stands in place of the outcomes; null: the outcomes. */
  readonly part: Part | null;
  readonly toggleMethod: (method: ExamMethod) => void;
  readonly editForm: (change: Partial<ExamForm>) => void;
  /** pressedAt: performance.now() of the key; now, when a button was pressed. */
  readonly pressOutcome: (keys: readonly string[], pressedAt?: number) => void;
  readonly openPart: (part: Part | null) => void;
  /** Records the outcome whose optional fields were filled in. */
  readonly recordDetails: () => void;
  /** Takes the newest exam of this desk back, when it is the officer's own. */
  readonly undoNewest: () => Promise<void>;
  /** The scanned number cannot be right; the officer compared the label and says it is this held item. */
  readonly takeNearMiss: () => void;
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
  const draftKeeping = makeDraftKeeping(set, get, deps);
  const photoKeeping = makePhotoKeeping(set, get, deps);

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
    part: null,
    keepDrafts: draftKeeping.keepDrafts,
    keepDraftsNow: draftKeeping.keepDraftsNow,
    addPhoto: photoKeeping.addPhoto,
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
      if (isPostingAsked(top)) return set({ missing: 'posting' });
      const next = followKeys(keys, situationOf(top, get().methods));
      if (next === null) return;
      if (next.step === 'done' && top.photosUnderWay > 0) return set({ notice: 'photoUnderWay' });
      if (next.step !== 'done') return get().editForm({ outcomeKeys: [...keys] });
      if (get().part?.part !== 'detailsOutcome') return recording.record(top, next);
      set({ part: null });
      get().editForm({ outcomeKeys: [], details: { outcome: next.code, fields: { ...next.fields } } });
    },

    openPart(part) {
      if (part === null || get().top?.phase === 'open') set({ part, missing: null });
    },

    recordDetails() {
      const { top } = get();
      const details = top?.form.details ?? null;
      if (top !== null && top.photosUnderWay > 0) return set({ notice: 'photoUnderWay' });
      if (top?.phase === 'open' && details !== null) recording.record(top, { code: details.outcome, fields: details.fields });
    },

    async undoNewest() {
      const exam = undoableOf(get());
      if (exam === null) return;
      const answer = await deps.desk.service['exam/undo']({ examId: exam.examId });
      if (!answer.ok) return set({ scanFault: { raw: '', fault: answer.fault } });
      const { top } = get();
      const undone = top?.saved?.examId === exam.examId ? top : null;
      set({ notice: 'undone', ...(undone === null ? {} : { top: null }) });
      await get().loadRecent();
      // With what was entered for it, so that only what was wrong is pressed anew.
      if (undone !== null) openings.openAgainWith(undone.item.identifier.raw, { ...undone.form, outcomeKeys: [], details: null });
    },

    takeNearMiss() {
      const { top } = get();
      const [nearest] = top?.item.nearMisses ?? [];
      if (top?.phase === 'open' && nearest !== undefined) openings.takeTyped(nearest.heldId);
    },

    backOut() {
      const { top } = get();
      const keys = top?.form.outcomeKeys ?? [];
      if (keys.length > 0) get().editForm({ outcomeKeys: keys.slice(0, -1) });
      else if (top === null || !actOnPart(get(), top, 'Escape')) set({ part: null });
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
      const { top } = get();
      if (top?.phase === 'open') draftKeeping.drop(top.item.scanId);
      if (top?.phase === 'open' || top?.phase === 'saved') set({ top: null, missing: null, part: null });
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
      set({ notice: null, part: null });
      void get().loadBag();
      void recording.catchUp(officerId).then(() => draftKeeping.load(officerId));
      openings.resume();
    },

    async settleAfterRestart() {
      const officerId = officerOf(get());
      if (officerId !== null) {
        await recording.catchUp(officerId);
        await draftKeeping.load(officerId);
      }
      openings.resume();
    },
  };
};
