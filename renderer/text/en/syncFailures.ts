/** Why sending or receiving does not go on: what happened; what is safe; what to do next. A kind without a sentence does not compile. */
import type { SyncFailureKind } from '../../../domain/sync/engine.ts';
import type { FailureFacts, LaneName } from '../facts.ts';
import { sentenceOf, told, type Told } from '../told.ts';
import { countOf, timeOf } from './times.ts';

interface FailureWords {
  readonly happened: (facts: FailureFacts) => string;
  readonly next: string | ((facts: FailureFacts) => string);
}

const GOES_ON = 'Keep working; the desk tries again by itself.';

const WORDS: Readonly<Record<SyncFailureKind, FailureWords>> = {
  unreachable: { happened: silence, next: GOES_ON },
  'not-hq': {
    happened: ({ at }) => `Something answered at ${timeOf(at)}, but it was not HQ: a sign-in page of the network, or a wrong address.`,
    next: 'Keep working; if it stays, have support look at the network.',
  },
  'receipt-invalid': {
    happened: ({ at }) => `The receipt of ${timeOf(at)} does not carry HQ's signature, so it does not count.`,
    next: 'Keep working; if it comes again, call HQ and say: receipt without signature.',
  },
  'hq-error': { happened: ({ at }) => `HQ had a fault of its own at ${timeOf(at)}.`, next: GOES_ON },
  busy: { happened: ({ at }) => `HQ was busy at ${timeOf(at)} and asked this desk to wait.`, next: GOES_ON },
  refused: { happened: ({ at }) => `HQ did not accept this desk's request of ${timeOf(at)}.`, next: 'Keep working; if it stays, call HQ.' },
  fork: {
    happened: ({ at }) => `Stopped at ${timeOf(at)}: HQ holds another entry under a number of this desk. That never happens by itself; a person must look at it.`,
    next: 'Tell your supervisor and call HQ now; say: fork. Press F8 only when HQ says so.',
  },
  'device-refused': {
    happened: ({ at }) => `Stopped at ${timeOf(at)}: HQ does not know this desk any more, or has shut it out. A person must act.`,
    next: 'Tell your supervisor and call HQ; say: device refused. Press F8 when HQ has let the desk in again.',
  },
  'large-removal': {
    happened: ({ at }) => `Stopped at ${timeOf(at)}: HQ's feed would take an unusually large part of this desk's AED away. Nothing was removed; a person must agree first.`,
    next: 'Call HQ and ask whether it means it. When it does, a supervisor agrees on this screen; until then new AED, holds and lists wait.',
  },
  'awaiting-approval': {
    happened: () => 'HQ has not approved this desk yet.',
    next: ({ fingerprint }) => `${askForApproval(fingerprint)} ${GOES_ON}`,
  },
  storage: {
    happened: ({ at }) => `The disk of this desk could not take in HQ's answer at ${timeOf(at)}.`,
    next: 'Call support to look at the disk; the desk tries again by itself.',
  },
};

export function failureTold(lane: LaneName, facts: FailureFacts): Told {
  const { happened, next } = WORDS[facts.kind];
  return told(happened(facts), safeWords(lane, facts.waiting), typeof next === 'string' ? next : next(facts));
}

export function failureSentence(lane: LaneName, facts: FailureFacts): string {
  return sentenceOf(failureTold(lane, facts));
}

/** On the sign-in screen, where no record waits yet. */
export function approvalWords(fingerprint: string): string {
  return `HQ has not approved this desk yet. ${askForApproval(fingerprint)} The desk asks again by itself; until HQ has said yes it has no roster and nobody can sign in.`;
}

function askForApproval(fingerprint: string): string {
  return `Ask for approval at HQ and compare this key fingerprint: ${fingerprint}.`;
}

/** Says that HQ is silent only as long as nothing was heard of it after the try that failed. */
function silence({ at, heardAt }: FailureFacts): string {
  if (heardAt === null) return 'HQ has not answered yet.';
  return Date.parse(heardAt) < Date.parse(at) ? `HQ has not answered since ${timeOf(heardAt)}.` : `HQ did not answer at ${timeOf(at)}.`;
}

function safeWords(lane: LaneName, waiting: number): string {
  if (lane === 'download') return 'Your records are safe; AED, holds and lists on this desk stay as they were.';
  return waiting === 0 ? 'Your records are safe; nothing waits.' : `Your records are safe: ${countOf(waiting)} ${waiting === 1 ? 'entry is' : 'entries are'} kept on this desk.`;
}
