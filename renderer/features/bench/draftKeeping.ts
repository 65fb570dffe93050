/** Keeps half-filled exams in the desk's store, so that a crash, a lock or a restart loses nothing that was entered. */
import { examFormSchema } from '../../../preload/contract/examForm.ts';
import type { AppState, Slice } from '../../app/state.ts';
import { officerOf } from './officerOf.ts';
import { allWorks, isSameItem, isTouched, newWork, type Work, type Works } from './work.ts';

/** So long after the last change: short enough that a crash costs a word at most, long enough that typing writes no letter by itself. */
const AFTER_MS = 200;

export interface DraftKeeping {
  /** Called on every change of the page's state; writes what changed of the officer's own drafts a moment later. */
  readonly keepDrafts: () => void;
  /** Before the desk locks: afterwards nobody is signed in to keep it for. */
  readonly keepDraftsNow: () => void;
  readonly drop: (scanId: string) => void;
  /** Takes the officer's stored drafts onto the bench again. */
  readonly load: (officerId: string) => Promise<void>;
}

export const makeDraftKeeping: Slice<DraftKeeping> = (set, get, { desk }) => {
  const { service } = desk;
  /** The form as it was last handed to the service, by scan. */
  const kept = new Map<string, Work['form']>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let seen: Works = { top: null, drafts: [] };

  function write(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (officerOf(get()) === null) return;
    dropWhatIsGone();
    for (const work of worksToKeep(get())) {
      const { scanId } = work.item;
      if (kept.get(scanId) === work.form) continue;
      kept.set(scanId, work.form);
      void service['draft/put']({ scanId, form: examFormSchema.parse(work.form) }).then((answer) => {
        // Not written: tried again with the next change, or when the service is back.
        if (!answer.ok) kept.delete(scanId);
      });
    }
  }

  /** Recorded, put away, or looked up anew under another scan id. */
  function dropWhatIsGone(): void {
    const onBench = new Set(allWorks(get()).map(({ item }) => item.scanId));
    for (const scanId of kept.keys()) if (!onBench.has(scanId)) drop(scanId);
  }

  function drop(scanId: string): void {
    kept.delete(scanId);
    void service['draft/drop']({ scanId });
  }

  return {
    keepDrafts() {
      const { top, drafts } = get();
      if (top === seen.top && drafts === seen.drafts) return;
      seen = { top, drafts };
      timer ??= setTimeout(write, AFTER_MS);
    },

    keepDraftsNow: write,
    drop,

    async load(officerId) {
      write();
      const answer = await service['draft/mine']();
      if (!answer.ok || officerOf(get()) !== officerId) return;
      const stored = answer.value.map(({ item, form }) => newWork(item, officerId, form));
      for (const { item, form } of stored) kept.set(item.scanId, form);
      const found = stored.filter((work) => !allWorks(get()).some((one) => isSameItem(one, work)));
      if (found.length > 0) set(({ drafts }) => ({ drafts: [...drafts, ...found] }));
    },
  };
};

/** What is named as not recorded yet, and what is half-filled on top; nobody else's. */
function worksToKeep(state: AppState): readonly Work[] {
  const officerId = officerOf(state);
  const { top, drafts } = state;
  const open = top !== null && isTouched(top) ? [top, ...drafts] : drafts;
  return open.filter((work) => work.officerId === officerId && work.phase === 'open');
}
