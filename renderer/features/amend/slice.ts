/** The exam that is being amended: read from the service, kept here until it is sealed or another one is opened. */
import type { ExamValuesArgs } from '../../../preload/contract/examForm.ts';
import type { ExamDetail } from '../../../preload/contract/examViews.ts';
import type { Fault } from '../../../preload/contract/result.ts';
import { focusField } from '../../app/keyboard/focus.ts';
import type { Slice } from '../../app/state.ts';
import { correctionProblems, isCorrected, valuesOf, withdrawalProblems, type AmendForm } from './amendForm.ts';
import { WITHDRAW_KEYS } from './withdrawKeys.ts';
import { amendingOf, amendStep, openedAgain, withForm, type Amending } from './amending.ts';

export interface AmendSlice {
  readonly amending: Amending | null;
  readonly amendFault: Fault | null;
  /** Loads the exam and brings the screen to the front; a scan made meanwhile goes first. */
  readonly openAmend: (examId: string) => Promise<void>;
  readonly editAmend: (change: Partial<AmendForm>) => void;
  /** A key, or the button that shows it; true when it had a meaning. */
  readonly pressAmendKey: (key: string) => boolean;
  /** One step back; false when there is none on this screen. */
  readonly backOutAmend: () => boolean;
}

export const makeAmendSlice: Slice<AmendSlice> = (set, get, { desk: { service } }) => {
  function change(part: Partial<Amending>): void {
    set(({ amending }) => ({ amending: amending === null ? null : { ...amending, ...part } }));
  }

  function officerId(): string | null {
    return get().deskState?.officer?.officerId ?? null;
  }

  function sealCorrection(amending: Amending): void {
    const { form, detail } = amending;
    change({ tried: 'corrected', part: null, outcomeKeys: [] });
    if (correctionProblems(form, detail).length === 0 && isCorrected(form, detail)) void seal(amending, valuesOf(form, detail));
  }

  function askWithdrawal({ form, detail }: Amending): void {
    const isReady = withdrawalProblems(form, detail).length === 0;
    change({ tried: 'withdrawn', part: isReady ? 'withdrawal' : null, outcomeKeys: [] });
  }

  function withdraw(amending: Amending): void {
    if (withdrawalProblems(amending.form, amending.detail).length === 0) void seal(amending, null);
  }

  /** After a try without an answer the exam's own story is read first: the amendment may be sealed already, and is not sealed twice. */
  async function seal({ detail, form, isInDoubt }: Amending, values: ExamValuesArgs | null): Promise<void> {
    const { examId } = detail.summary;
    change({ isSealing: true });
    set({ amendFault: null });
    const known = isInDoubt ? await service['exam/detail']({ examId }) : null;
    if (known?.ok === false) return failed(examId, known.fault);
    if (known !== null && known.value.amendments.length > detail.amendments.length) return sealed(known.value);
    const answer = await service['exam/amend']({ examId, why: form.why.trim(), values });
    if (!answer.ok) return failed(examId, answer.fault);
    const after = await service['exam/detail']({ examId });
    if (after.ok) sealed(after.value);
    else failed(examId, after.fault);
  }

  function failed(examId: string, amendFault: Fault): void {
    if (get().amending?.detail.summary.examId !== examId) return;
    change({ isSealing: false, isInDoubt: true });
    set({ amendFault });
  }

  function sealed(detail: ExamDetail): void {
    void get().loadRecent();
    void get().lookUpAgain();
    const { amending } = get();
    if (amending?.detail.summary.examId !== detail.summary.examId) return;
    set({ amending: { ...amendingOf(detail, amending.officerId, amending.from), sealed: detail.amendments.at(-1) ?? null } });
  }

  return {
    amending: null,
    amendFault: null,

    async openAmend(examId) {
      const from = get().screen;
      const answer = await service['exam/detail']({ examId });
      if (get().screen !== from) return;
      if (answer.ok) set(({ amending }) => ({ amending: openedAgain(amending, amendingOf(answer.value, officerId(), from)), amendFault: null }));
      else set({ amending: null, amendFault: answer.fault });
      get().go('amend');
    },

    editAmend(part) {
      set(({ amending }) => ({ amending: amending === null ? null : withForm(amending, part) }));
    },

    pressAmendKey(key) {
      const { amending } = get();
      if (amending === null || amending.isSealing || !amending.detail.mayAmend) return false;
      if (key === 'F8') sealCorrection(amending);
      else if (key === WITHDRAW_KEYS.ask && amending.part === null) askWithdrawal(amending);
      else if (key === WITHDRAW_KEYS.confirm && amending.part === 'withdrawal') withdraw(amending);
      else if (key === 'Escape') return get().backOutAmend();
      else {
        const step = amendStep(amending, key);
        if (step.kind === 'changed') set({ amending: step.state });
        else if (step.kind === 'field') focusField(step.field);
        else return false;
      }
      return true;
    },

    backOutAmend() {
      const { amending } = get();
      if (amending === null) return false;
      const step = amendStep(amending, 'Escape');
      if (step.kind === 'changed') set({ amending: step.state });
      else get().go(amending.from);
      return true;
    },
  };
};
