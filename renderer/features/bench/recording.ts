/** Records each exam once and settles those in doubt; renews the look-ups of items on the bench. */
import type { Fault, Result } from '../../../preload/contract/result.ts';
import { checkExam } from '../../../domain/exam/check.ts';
import type { ExamSummary } from '../../../preload/contract/examViews.ts';
import type { ArgsOf } from '../../../preload/contract/service.ts';
import type { ExamDraft, ItemView } from '../../../preload/contract/views.ts';
import { textFieldInFocus } from '../../app/keyboard/focus.ts';
import type { Slice } from '../../app/state.ts';
import { draftOf, missingIn, type ChosenOutcome } from './draftOf.ts';
import { isInHand, newestBand, renewed } from './renewal.ts';
import { allWorks, changeWork, findWork, isReplaceable, settled, withoutSavedDrafts, type Work } from './work.ts';

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
    const draft = draftOf(work, methods, outcome);
    const fault = missing === null ? faultIn(draft, work.item) : null;
    change(work.item.scanId, (one) => ({ ...one, fault, form: { ...one.form, outcomeKeys: [] } }));
    if (missing === null && fault === null) void send(draft);
  }

  async function send(draft: ExamDraft): Promise<void> {
    const isAgain = findWork(get(), draft.scanId)?.sent != null;
    change(draft.scanId, (work) => ({ ...work, phase: 'recording', sent: draft, fault: null }));
    const answer = await service['exam/record'](recordArgs(draft));
    set((state) => withoutSavedDrafts(changeWork(state, draft.scanId, (work) => settled(work, answer, isAgain))));
    if (answer.ok) recorded(answer.value);
    else if (answer.fault.kind === 'no-such-item') await openAgain(draft.scanId, false);
  }

  function recorded(exam: ExamSummary): void {
    set(({ recent }) => ({ recent: newestFirst(exam, recent) }));
    if (get().bags?.open != null) void get().loadBag();
  }

  /** Looks an item up anew. isKept: news wait while the item is in hand; else the service cannot record it without the new look-up. */
  async function openAgain(scanId: string, isKept: boolean): Promise<void> {
    const asked = findWork(get(), scanId);
    if (asked === null || !isReplaceable(asked)) return;
    const answer = await lookUp(asked.item);
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

  /** No new scan: the item stays with the bag it was scanned from. */
  function lookUp({ identifier: { raw }, bag }: ItemView): Promise<Result<ItemView>> {
    return service['item/scan']({ raw, source: 'wedge', bagId: bag?.bagId ?? null });
  }

  function change(scanId: string, step: (work: Work) => Work): void {
    set((state) => changeWork(state, scanId, step));
  }

  return { record, lookUpAgain, catchUp };
};

function newestFirst(exam: ExamSummary, recent: readonly ExamSummary[]): readonly ExamSummary[] {
  return [exam, ...recent.filter(({ examId }) => examId !== exam.examId)].slice(0, RECENT_SHOWN);
}

/** What the service would refuse too: said before anything is sent, so that the officer mends it in the form. */
function faultIn(draft: ExamDraft, { mailClass }: ItemView): Fault | null {
  const [first] = checkExam(draft, { mailClass });
  return first === undefined ? null : { kind: 'exam-not-right', detail: { field: first.field, problem: first.problem } };
}

/** A message that crosses a process border has arrays and objects of its own. */
function recordArgs(draft: ExamDraft): ArgsOf<'exam/record'> {
  return structuredClone(draft) as ArgsOf<'exam/record'>;
}
