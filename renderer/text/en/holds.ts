/** Words of the Holds screen: lists, measures, signs, and the clocks of detained items. */
import type { PortState } from '../../../domain/aed/portState.ts';
import { notPresentedWords, type NotPresentedCode } from '../../../domain/hold/entries.ts';
import type { NeverPresentedSign } from '../../../domain/hold/lists.ts';
import type { Measure } from '../../../domain/hold/measures.ts';
import { DETENTION_REASON } from '../../../domain/outcome/fields.ts';
import type { DetainedItemView, HoldListName, HoldRowView, HoldScope } from '../../../preload/contract/holdViews.ts';
import type { FeedState } from '../facts.ts';
import { absenceWords } from './absence.ts';
import { countOf, dateOf, timeOf } from './times.ts';

const LISTS = {
  expected: 'Expected today',
  presented: 'Presented, not examined',
  neverPresented: 'Never presented',
  outstanding: 'Outstanding',
  all: 'All',
} satisfies Partial<Record<HoldListName, string>>;

const SIGNS: Readonly<Record<NeverPresentedSign, (row: HoldRowView) => string>> = {
  marked: ({ notPresentedReason }) => `marked: ${notPresentedReason ?? 'no reason came with it'}`,
  leftTheOffice: ({ leftAt }) =>
    `USPS reports that it left${leftAt === null ? '' : ` ${timeOf(leftAt)}`}, never that it was presented: mark it or look for it`,
  arrivedEarlier: ({ arrivesOn }) => `arrived ${dateOf(arrivesOn ?? '')}, not seen here since`,
  waitingLong: () => 'waiting long, and nobody reported its arrival',
};

export const holdsWords = {
  heading: 'Holds',
  loading: 'Reading the holds …',
  lists: 'Lists',
  list: { ...LISTS, detained: 'Detained items' },
  count: (words: string, count: number | null) => (count === null ? words : `${words} ${countOf(count)}`),
  none: (asOf: string | null, feed: FeedState) => `No hold in this list: ${absenceWords(asOf, feed)}.`,
  noDetained: 'No item is detained by an exam of this desk.',
  cut: (shown: number, count: number) => `The first ${countOf(shown)} of ${countOf(count)}, the oldest first.`,

  scope: { here: 'This IMF, and what may be on its way here', all: 'All IMFs' } satisfies Record<HoldScope, string>,
  otherScope: { here: 'show all IMFs', all: 'show this IMF' } satisfies Record<HoldScope, string>,
  asOf: (asOf: string | null, feed: FeedState) => (asOf === null ? absenceWords(null, feed) : `data as of ${timeOf(asOf)}`),

  totals: 'Totals',
  placed: 'placed',
  presented: 'presented',
  notPresented: 'marked not presented',
  examined: 'examined',
  outstanding: 'outstanding',
  cancelled: 'withdrawn',
  examinedByPort: {
    none: 'examined without a port', known: 'examined with a port', unknown: 'examined with an unknown port',
  } satisfies Record<PortState['state'], string>,
  measure: measureWords,

  item: 'Item',
  hold: 'Hold',
  age: 'Age',
  origin: 'Origin',
  port: 'Port',
  dispatch: 'Dispatch',
  state: 'State',
  placedFor: (by: string, facilityId: string) => (by === facilityId ? `by ${by}` : `by ${by} for ${facilityId}`),
  ageWords,
  portWords,
  signs: (row: HoldRowView) => row.signs.map((sign) => SIGNS[sign](row)),
  notKnown: '—',

  selected: 'selected',
  atCursor: (words: string, state: string, isSelected: boolean) => `${words}, ${state}${isSelected ? ', selected' : ''}`,
  selectRow: 'select',
  selectAll: 'all shown or none',
  mark: 'Not presented',
  selection: (count: number) => (count === 0 ? 'Nothing is selected.' : `${holdsOf(count)} selected.`),
  marking: (count: number) => `Why ${count === 1 ? 'was this hold' : `were these ${countOf(count)} holds`} not presented?`,
  chosen: (count: number, code: NotPresentedCode) => `${holdsOf(count)}: ${notPresentedWords(code)}. Nothing is recorded until you confirm.`,
  note: 'Note (optional)',
  noteHint: 'Esc: back to the keys',
  confirm: (count: number) => `Record that ${count === 1 ? 'it was' : `these ${countOf(count)} were`} not presented`,
  confirming: 'Recording …',
  backOut: 'back',
  marked: (count: number, code: NotPresentedCode) => `Saved: ${holdsOf(count)} marked not presented (${notPresentedWords(code)}).`,
  putAway: (count: number) => `The selection of ${holdsOf(count)} was dropped with its list. Nothing was recorded.`,
  answered: (count: number) => `${holdsOf(count)} left the selection: presented, closed or no longer listed.`,
  notSelectable: 'Only a hold that is open can be marked: this one was answered already.',
  nothingOpen: 'No hold here is open, so none can be marked.',

  why: 'Why',
  detainedOn: 'Detained',
  notice: 'Notice of detention',
  decision: 'Decision on admissibility',
  detained: ({ detainedOn, presentedOn, isDecidedLate }: DetainedItemView) =>
    `${dateOf(detainedOn)}, presented ${dateOf(presentedOn)}${isDecidedLate ? ', detained later than the five business days allowed' : ''}`,
  detentionReason: detentionReasonWords,
  noticeDue: noticeWords,
  decideBy: decisionWords,
} as const;

/** "12 of 40, 30 %": a rate never stands without what it is a share of. */
function measureWords({ count, of, rate }: Measure): string {
  if (of === null) return countOf(count);
  return `${countOf(count)} of ${countOf(of)}${rate === null ? '' : `, ${Math.round(rate * 100)} %`}`;
}

function holdsOf(count: number): string {
  return count === 1 ? '1 hold' : `${countOf(count)} holds`;
}

function ageWords(hours: number | null): string {
  if (hours === null) return 'not known';
  return hours < 48 ? `${hours} h` : `${countOf(Math.floor(hours / 24))} days`;
}

function portWords(port: PortState): string {
  if (port.state === 'none') return 'none yet';
  if (port.state === 'unknown') return `"${port.code}", not known here`;
  return port.isHere ? 'this IMF' : port.facility;
}

/** A reason that a newer version recorded is shown as it is. */
function detentionReasonWords(reason: string | null): string {
  if (reason === null) return 'no reason recorded';
  return DETENTION_REASON.choices?.find(({ value }) => value === reason)?.words ?? reason;
}

/** The desk does not record the notice itself, so a day that has passed is a question and no accusation (19 CFR 151.16(c)). */
function noticeWords({ noticeBy, businessDaysLeftForNotice: left }: DetainedItemView): string {
  if (left < 0) return `was due ${dateOf(noticeBy)}: see that it was given`;
  if (left === 0) return `due today, ${dateOf(noticeBy)}`;
  return `due in ${left} business ${left === 1 ? 'day' : 'days'}, ${dateOf(noticeBy)}`;
}

/** Not decided in time is a decision to exclude (19 U.S.C. 1499(c)(5)(A)). */
function decisionWords({ isOverdue, deemedExcludedOn, determineBy, daysLeft }: DetainedItemView): string {
  if (isOverdue) return `OVERDUE: deemed excluded since ${dateOf(deemedExcludedOn)}`;
  if (daysLeft === 0) return `decide today, ${dateOf(determineBy)}`;
  return `decide by ${dateOf(determineBy)}, ${countOf(daysLeft)} ${daysLeft === 1 ? 'day' : 'days'} left`;
}
