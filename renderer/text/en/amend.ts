/** Words for amending a sealed exam. */
import { exactTimeOf } from './times.ts';

export const amendWords = {
  heading: (display: string) => (display === '' ? 'Amend an exam' : `Amend the exam of ${display}`),
  story: 'What is on record',
  values: 'As it counts now',
  valuesTyped: 'As it will count once sealed',
  by: (at: string, by: string) => `${exactTimeOf(at)} · ${by}`,
  sealedAs: (outcome: string) => `sealed: ${outcome}`,
  state: (band: string, delivery: string) => `band ${band} · ${delivery}`,
  corrected: (outcome: string) => `corrected: ${outcome}`,
  withdrawn: 'withdrawn',
  because: (why: string) => `why: ${why}`,
  sealing: 'Amend it',
  why: 'Why it is amended (needed)',
  seal: 'Seal the correction',
  busy: 'Sealing …',
  withdraw: 'Withdraw the exam',
  withdrawNow: 'Withdraw it now',
  askWithdrawal: 'A withdrawn exam counts nowhere and nothing brings it back; the item is examined anew instead. It stays in the history. Press Delete to withdraw it, or Esc to leave it as it is.',
  leave: 'Leave',
  leaveTyped: 'Leave; what is typed stays here',
  sealed: {
    corrected: (at: string) => `Corrected ${exactTimeOf(at)}; the exam as sealed stays in the history.`,
    withdrawn: (at: string) => `Withdrawn ${exactTimeOf(at)}; the exam as sealed stays in the history and counts nowhere.`,
  },
  hasProblems: 'Nothing was sealed: something below is missing or cannot be recorded as it is. What you typed is still here; change what is marked and press the key again.',
  nothingChanged: 'Nothing was sealed: the exam says all this already. Change a value first, or press Esc to leave.',
  isWithdrawn: 'This exam was withdrawn: it counts nowhere and stays in the history. It cannot be amended; scan the item to examine it anew.',
  notYours: (officer: string) => `Only ${officer}, who made this exam, or a supervisor can amend it. You can read all of it here.`,
} as const;
