/** The bench: takes scans and keys in order, keeps what is not recorded yet, records each exam once. */
import type { ExamMethod } from '../../../domain/exam/methods.ts';
import { followKeys } from '../../../domain/outcome/outcomes.ts';
import type { Fault, Result } from '../../../preload/contract/result.ts';
import type { ExamDraft, ExamSummary, ItemView } from '../../../preload/contract/views.ts';
import { makeInputQueue, type Opening } from '../../app/inputQueue.ts';
import type { Slice } from '../../app/state.ts';
import { actOnKey } from './keys.ts';
import { draftOf, isRecordable, missingIn, type ChosenOutcome, type Missing } from './draftOf.ts';
import {
  allWorks, changeWork, findWork, newWork, place, putAside, resumeDraft, settled, withItem, withoutSavedDrafts,
  type ExamForm, type Source, type Work, type Works,
} from './work.ts';

const RECENT_SHOWN = 8;

export interface BenchSlice extends Works {
  /** Sticky: they stay for the items that follow, until somebody changes them. */
  readonly methods: readonly ExamMethod[];
  readonly recent: readonly ExamSummary[];
  readonly scansWaiting: number;
  readonly scanFault: { readonly raw: string; readonly fault: Fault } | null;
  readonly missing: Missing | null;
  readonly takeScan: (raw: string) => void;
  readonly takeKey: (key: string) => void;
  readonly openWithoutBarcode: () => void;
  readonly toggleMethod: (method: ExamMethod) => void;
  readonly editForm: (change: Partial<ExamForm>) => void;
  readonly pressOutcome: (keys: readonly string[]) => void;
  readonly backOut: () => void;
  readonly resumeDraft: () => void;
  readonly dropTop: () => void;
  readonly loadRecent: () => Promise<void>;
  readonly lookUpAgain: () => Promise<void>;
  readonly beginSession: (officerId: string) => void;
  readonly settleAfterRestart: () => Promise<void>;
}

export const makeBenchSlice: Slice<BenchSlice> = (set, get, { desk, playBand }) => {
  const { service } = desk;
  const queue = makeInputQueue((scansWaiting) => set({ scansWaiting }));

  /** Asks the service for an item and puts it on top. Without service or officer the scan is kept and asked for later. */
  function opening(source: Source): Opening {
    return async () => {
      const officerId = get().deskState?.officer?.officerId;
      if (officerId === undefined) return 'stalled';
      const answer = await lookUp(source);
      if (answer.ok) {
        set((state) => ({ ...place(state, newWork(answer.value, source, officerId)), scanFault: null, missing: null }));
        playBand(answer.value.band);
        return 'taken';
      }
      if (answer.fault.kind === 'service-gone' || answer.fault.kind === 'not-signed-in') return 'stalled';
      // The item before this scan must not stay on top: the next key is meant for the item that failed.
      set((state) => ({ ...putAside(state), scanFault: { raw: source.kind === 'scan' ? source.raw : '', fault: answer.fault } }));
      return 'taken';
    };
  }

  function lookUp(source: Source): Promise<Result<ItemView>> {
    return source.kind === 'scan' ? service['item/scan']({ raw: source.raw, source: 'wedge' }) : service['item/withoutBarcode']();
  }

  function change(scanId: string, step: (work: Work) => Work): void {
    set((state) => changeWork(state, scanId, step));
  }

  function record(work: Work, outcome: ChosenOutcome): void {
    const { methods } = get();
    const missing = missingIn(work, methods);
    set({ missing });
    change(work.item.scanId, (one) => ({ ...one, form: { ...one.form, outcomeKeys: [] } }));
    if (missing === null) void send(draftOf(work, methods, outcome));
  }

  async function send(draft: ExamDraft): Promise<void> {
    change(draft.scanId, (work) => ({ ...work, phase: 'recording', sent: draft, fault: null }));
    const answer = await service['exam/record']({ ...draft, methods: [...draft.methods], outcomeFields: { ...draft.outcomeFields } });
    set((state) => withoutSavedDrafts(changeWork(state, draft.scanId, (work) => settled(work, answer))));
    if (answer.ok) set(({ recent }) => ({ recent: newestFirst(answer.value, recent) }));
    else if (answer.fault.kind === 'no-such-item') await openAgain(draft.scanId);
  }

  /** Looks an item up anew, unless an exam of it may be on its way: then its id must stay. */
  async function openAgain(scanId: string): Promise<void> {
    const work = findWork(get(), scanId);
    if (work === null || !isReplaceable(work)) return;
    const answer = await lookUp(work.source);
    if (answer.ok) change(scanId, (one) => (isReplaceable(one) ? withItem(one, answer.value) : one));
  }

  return {
    top: null,
    drafts: [],
    // The commonest method of an x-ray bench; shown as pressed, and changed by one key where the bench works otherwise.
    methods: ['xray'],
    recent: [],
    scansWaiting: 0,
    scanFault: null,
    missing: null,

    takeScan: (raw) => queue.addOpening(opening({ kind: 'scan', raw })),
    takeKey: (key) => queue.addKey(() => actOnKey(get(), key)),
    openWithoutBarcode: () => queue.addOpening(opening({ kind: 'withoutBarcode' })),

    toggleMethod(method) {
      const { methods } = get();
      set({ methods: methods.includes(method) ? methods.filter((one) => one !== method) : [...methods, method], missing: null });
    },

    editForm(part) {
      const { top } = get();
      if (top?.phase === 'open') change(top.item.scanId, (work) => ({ ...work, form: { ...work.form, ...part } }));
    },

    pressOutcome(keys) {
      const { top } = get();
      if (top?.phase !== 'open' || !isRecordable(top.item, top.form.isConfirmed)) return;
      const next = followKeys(keys);
      if (next === null) return;
      if (next.step === 'done') record(top, next);
      else get().editForm({ outcomeKeys: keys });
    },

    backOut() {
      const keys = get().top?.form.outcomeKeys ?? [];
      get().editForm({ outcomeKeys: keys.slice(0, -1) });
      set({ missing: null });
    },

    resumeDraft: () => set((state) => resumeDraft(state, state.deskState?.officer?.officerId ?? '')),

    dropTop() {
      const phase = get().top?.phase;
      if (phase === 'open' || phase === 'saved') set({ top: null, missing: null });
      set({ scanFault: null });
    },

    async loadRecent() {
      const answer = await service['exam/recent']({ limit: RECENT_SHOWN });
      if (answer.ok) set({ recent: answer.value });
    },

    async lookUpAgain() {
      for (const work of allWorks(get())) if (work.source.kind === 'scan') await openAgain(work.item.scanId);
    },

    /** Another officer does not find a colleague's half-done item on top; its owner does. */
    beginSession(officerId) {
      if (get().top !== null && get().top?.officerId !== officerId) set((state) => putAside(state));
      void get().loadRecent();
      queue.resume();
    },

    /** First asks what became of exams under way, by the same ids, then opens the rest anew in the restarted service. */
    async settleAfterRestart() {
      for (const work of allWorks(get())) if (work.phase === 'inDoubt' && work.sent !== null) await send(work.sent);
      for (const work of allWorks(get())) await openAgain(work.item.scanId);
      await get().loadRecent();
      queue.resume();
    },
  };
};

function isReplaceable({ phase, sent }: Work): boolean {
  return phase === 'open' && sent === null;
}

function newestFirst(exam: ExamSummary, recent: readonly ExamSummary[]): readonly ExamSummary[] {
  return [exam, ...recent.filter(({ examId }) => examId !== exam.examId)].slice(0, RECENT_SHOWN);
}
