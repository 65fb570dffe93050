/** Words of entries that HQ refused. Each reason: what happened; what is safe; what to do next. A reason without them does not compile. */
import type { REFUSAL_REASONS } from '../../../domain/sync/messages.ts';
import { sentenceOf, told, type Told } from '../told.ts';
import { entryKindWords } from './entryKinds.ts';
import { countOf, exactTimeOf, timeOf } from './times.ts';

type Reason = (typeof REFUSAL_REASONS)[number];

interface ReasonWords {
  /** For a row of the list. */
  readonly short: string;
  readonly happened: string;
  readonly next: string;
}

const SAFE = 'The entry is safe on this desk as it was sealed, and holds up nothing after it.';

const REASONS: Readonly<Record<Reason, ReasonWords>> = {
  'hash-mismatch': {
    short: 'arrived changed',
    happened: 'What reached HQ is not what this desk sealed.',
    next: 'A supervisor offers it again; if HQ refuses it once more, call HQ and say: hash mismatch.',
  },
  'invalid-entry': {
    short: 'not understood',
    happened: 'HQ could not read a value of this entry.',
    next: 'Tell HQ which entry it is. When HQ says that it is put right, a supervisor offers it again.',
  },
  'unknown-officer': {
    short: 'officer not known',
    happened: 'HQ has nobody of this number on the roster of this facility.',
    next: 'Ask HQ to put the officer on the roster. Then a supervisor offers it again.',
  },
  policy: {
    short: 'against a rule of HQ',
    happened: "A rule of HQ's own forbids this entry; HQ's words below say which.",
    next: 'Settle it with HQ. Then a supervisor offers it again.',
  },
};

const UNKNOWN: ReasonWords = {
  short: 'for a reason this desk does not know',
  happened: 'HQ refused this entry for a reason that this version of the desk does not know.',
  next: "Tell HQ which entry it is and read out HQ's words. When it is put right, a supervisor offers it again.",
};

function wordsOf(reason: string): ReasonWords {
  return Object.hasOwn(REASONS, reason) ? REASONS[reason as Reason] : UNKNOWN;
}

export function refusalTold(reason: string): Told {
  const { happened, next } = wordsOf(reason);
  return told(happened, SAFE, next);
}

const entries = (count: number): string => (count === 1 ? '1 entry' : `${countOf(count)} entries`);

export const refusalWords = {
  heading: 'Refused by HQ',
  loading: 'Reading the refused entries …',
  none: 'HQ has refused no entry of this desk.',
  intro: (count: number) => `${entries(count)} ${count === 1 ? 'stands' : 'stand'} refused. Everything is saved on this desk; nothing else is held up.`,
  cut: (shown: number, count: number) => `The first ${countOf(shown)} of ${countOf(count)}.`,
  seq: 'Number',
  kind: 'Kind',
  item: 'Item',
  officer: 'Officer',
  recorded: 'Recorded',
  why: 'Why refused',
  state: 'State',
  kindWords: entryKindWords,
  short: (reason: string) => wordsOf(reason).short,
  sentence: (reason: string) => sentenceOf(refusalTold(reason)),
  detail: "HQ's words",
  noDetail: 'none',
  at: (stamp: string) => timeOf(stamp),
  stateWords: ({ times, refusedAt, isOfferedAgain }: { readonly times: number; readonly refusedAt: string | null; readonly isOfferedAgain: boolean }) => {
    if (isOfferedAgain) return 'offered again, HQ has not answered yet';
    const at = refusedAt === null ? '' : ` ${timeOf(refusedAt)}`;
    return times > 1 ? `still refused${at}, ${countOf(times)} times` : `refused${at}`;
  },
  atCursor: (seq: number, kind: string, item: string, state: string) =>
    [`Entry ${countOf(seq)}`, entryKindWords(kind), item, state].filter((words) => words !== '').join(', '),
  chosen: 'chosen',
  up: 'one up',
  down: 'one down',
  read: 'read the entry',
  all: (count: number) => `choose all ${countOf(count)}`,
  onlyOne: 'choose only the row in front',
  offerAgain: (count: number | null) => (count === null ? 'offer it again' : `offer all ${countOf(count)} again`),
  export: (count: number | null) => (count === null ? 'export it' : `export all ${countOf(count)}`),
  supervisorOnly: 'Offering again and exporting is for supervisors.',
  plain: 'The file holds whole entries that anybody can read: give it to HQ and to nobody else.',
  exported: (count: number, file: string) => `${entries(count)} ${count === 1 ? 'is' : 'are'} in ${file}. Give it to HQ and to nobody else: anybody can read it.`,
  noneLeft: 'It is refused no longer. No file was written.',
  offered: (count: number) => `${entries(count)} will be offered to HQ again as soon as the line is free. Keep working.`,
  answered: (taken: number, still: number) =>
    [taken === 0 ? '' : `HQ has taken ${entries(taken)} after all.`, still === 0 ? '' : `${entries(still)} ${still === 1 ? 'is' : 'are'} still refused.`]
      .filter((words) => words !== '').join(' '),
  entry: (seq: number, kind: string) => `Entry ${countOf(seq)}: ${entryKindWords(kind)}`,
  sealed: 'As it was sealed',
  contents: 'What it says',
  exactAt: (stamp: string) => exactTimeOf(stamp),
  facility: 'Facility',
  officerId: 'Officer number',
  nobody: 'nobody',
  session: 'Session',
  hqHeard: 'HQ last heard',
  never: 'not since the desk started',
  id: 'Id',
  hash: 'Hash',
  before: 'Hash before it',
  version: 'Version',
  blank: '—',
  yes: 'yes',
  no: 'no',
  emptyList: 'none',
  backToList: 'back to the list',
} as const;
