/** Records each exam once and settles those in doubt; renews the look-ups of items on the bench. */
import type { Result } from '../../../preload/contract/result.ts';
import type { ExamDraft, ExamSummary, ItemView } from '../../../preload/contract/views.ts';
import { textFieldInFocus } from '../../app/keyboard/focus.ts';
import type { Slice } from '../../app/state.ts';
import { draftOf, missingIn, type ChosenOutcome } from './draftOf.ts';
import { isInHand, isReplaceable, newestBand, renewed } from './renewal.ts';
import { allWorks, changeWork, findWork, settled, withoutSavedDrafts, type Work } from './work.ts';

export const RECENT_SHOWN = 8;

export interface Recording {
  readonly record: (work: Work, outcome: ChosenOutcome) => void;
  readonly lookUpAgain: () => Promise<void>;
  readonly catchUp: (officerId: string) => Promise<void>;
}

export const makeRecording: Slice<Recording> = (set, get, { desk, play }) => {
  const { service } = desk;

  function record(work: Work, outcome: ChosenOutcome): void {
    const { methods } = get();
    const missing = missingIn(work, methods);
    set({ missing });
    change(work.item.scanId, (one) => ({ ...one, form: { ...one.form, outcomeKeys: [] } }));
    if (missing === null) void send(draftOf(work, methods, outcome));
  }

  async function send(draft: ExamDraft): Promise<void> {
    const isAgain = findWork(get(), draft.scanId)?.sent != null;
    change(draft.scanId, (work) => ({ ...work, phase: 'recording', sent: draft, fault: null }));
    const answer = await service['exam/record']({ ...draft, methods: [...draft.methods], outcomeFields: { ...draft.outcomeFields } });
    set((state) => withoutSavedDrafts(changeWork(state, draft.scanId, (work) => settled(work, answer, isAgain))));
    if (answer.ok) set(({ recent }) => ({ recent: newestFirst(answer.value, recent) }));
    else if (answer.fault.kind === 'no-such-item') await openAgain(draft.scanId, false);
  }

  /** Looks an item up anew. isKept: news wait while the item is in hand; else the service cannot record it without the new look-up. */
  async function openAgain(scanId: string, isKept: boolean): Promise<void> {
    const asked = findWork(get(), scanId);
    if (asked === null || !isReplaceable(asked)) return;
    const answer = await lookUp(asked.item.identifier.raw);
    const work = findWork(get(), scanId);
    if (!answer.ok || work === null || !isReplaceable(work)) return;
    const isOnTop = work === get().top;
    const next = renewed(work, answer.value, isKept && (isInHand(work) || (isOnTop && isTyping())), performance.now());
    change(scanId, () => next);
    if (isOnTop && newestBand(next) !== newestBand(work)) play(newestBand(next));
  }

  function isTyping(): boolean {
    return get().screen === 'bench' && textFieldInFocus() !== null;
  }

  async function lookUpAgain(): Promise<void> {
    for (const work of allWorks(get())) await openAgain(work.item.scanId, true);
  }

  /** First asks what became of exams under way, by the same ids and for their own officer only; then looks the rest up anew. */
  async function catchUp(officerId: string): Promise<void> {
    for (const { officerId: owner, phase, sent } of allWorks(get())) {
      if (owner === officerId && phase === 'inDoubt' && sent !== null) await send(sent);
    }
    await lookUpAgain();
    await get().loadRecent();
  }

  function lookUp(raw: string): Promise<Result<ItemView>> {
    return service['item/scan']({ raw, source: 'wedge' });
  }

  function change(scanId: string, step: (work: Work) => Work): void {
    set((state) => changeWork(state, scanId, step));
  }

  return { record, lookUpAgain, catchUp };
};

function newestFirst(exam: ExamSummary, recent: readonly ExamSummary[]): readonly ExamSummary[] {
  return [exam, ...recent.filter(({ examId }) => examId !== exam.examId)].slice(0, RECENT_SHOWN);
}
