/** The shift hand-over sheet: what was done, what must be looked at, what runs on and what waits, with lines for both officers to sign. */
import type { DetainedItemView } from '../../../preload/contract/holdViews.ts';
import type { DocumentSheet, SheetBlock } from '../../../preload/contract/sheets.ts';
import type { HandOverView } from '../../../preload/contract/sheetViews.ts';
import type { ShiftLog } from '../../../preload/contract/views.ts';
import { say } from '../../text/say.ts';
import { localStampWords, stampWords } from '../../text/stamps.ts';
import { fact, factsOf, fileNameOf } from './blocks.ts';

/** Beside the outcome and the total: more columns would be too narrow for a name. */
const OFFICERS_A_TABLE = 5;

export function handOverOf(view: HandOverView): DocumentSheet {
  const words = say.sheet.handOver;
  const { log: { shift }, facilityName, facilityId, deskName, isSupervisor, madeAt, madeBy } = view;
  const title = words.title(shift.words, shift.date);
  const place = words.facilityName(facilityName, facilityId);
  return {
    kind: 'document',
    language: say.sheet.language,
    title,
    remarks: [isSupervisor ? words.scope.all : words.scope.own(madeBy)],
    symbol: null,
    foot: words.foot(title, `${place}, ${deskName}`, localStampWords(madeAt)).slice(0, 300),
    fileName: fileNameOf(words.fileName(shift.date, shift.letter, deskName)),
    blocks: [
      { block: 'heading', text: words.place },
      factsOf(2, [fact(words.facility, place), fact(words.desk, deskName), fact(words.madeAt, stampWords(madeAt)), fact(words.madeBy, madeBy)]),
      { block: 'heading', text: words.totals }, ...totals(view.log),
      { block: 'heading', text: words.exceptions }, ...exceptions(view),
      { block: 'heading', text: words.detained }, detained(view.detained),
      ...holds(view),
      { block: 'heading', text: words.open }, left(view),
      { block: 'heading', text: words.told }, { block: 'blanks', names: [...words.toldLines] },
      { block: 'heading', text: words.signatures },
      {
        block: 'form', columns: [...words.signatureColumns],
        // Who prints it hands over, unless a supervisor prints it for somebody.
        rows: [[words.signing.over, isSupervisor ? '' : madeBy], [words.signing.taking], [words.signing.supervisor, isSupervisor ? madeBy : '']],
      },
    ],
  };
}

/** Outcomes down, officers across, in several tables when there are many. */
function totals({ byOfficer, byOutcome }: ShiftLog): readonly SheetBlock[] {
  const words = say.sheet.handOver;
  const outcomes = Object.keys(byOutcome);
  if (outcomes.length === 0) return [{ block: 'text', text: words.noExams, isStrong: false }];
  const all = byOfficer.reduce((sum, { exams }) => sum + exams, 0);
  const groups = Array.from({ length: Math.ceil(byOfficer.length / OFFICERS_A_TABLE) }, (_, n) => byOfficer.slice(n * OFFICERS_A_TABLE, (n + 1) * OFFICERS_A_TABLE));
  return groups.map((officers): SheetBlock => ({
    block: 'table',
    columns: [words.outcome, ...officers.map(({ name }) => name), words.total],
    numbers: [...officers.keys(), officers.length].map((n) => n + 1),
    rows: [
      ...outcomes.map((outcome) => [
        say.exam.outcomeWords(outcome), ...officers.map((one) => String(one.byOutcome[outcome] ?? 0)), String(byOutcome[outcome] ?? 0),
      ]),
      [words.allOutcomes, ...officers.map(({ exams }) => String(exams)), String(all)],
    ],
  }));
}

function exceptions({ log, isSupervisor }: HandOverView): readonly SheetBlock[] {
  const words = say.sheet.handOver;
  const rows = exceptionRows(log);
  const sentences = isSupervisor ? supervisorSentences(log) : [];
  if (rows.length + sentences.length === 0) return [{ block: 'text', text: words.noExceptions, isStrong: false }];
  return [
    ...sentences.map((text): SheetBlock => ({ block: 'text', text, isStrong: false })),
    ...(rows.length === 0 ? [] : [{ block: 'table' as const, columns: [words.item, words.at, words.who, words.what], numbers: [1], rows }]),
  ];
}

function exceptionRows({ conflicts, linkProposals, exams, withdrawn }: ShiftLog): string[][] {
  const words = say.sheet.handOver;
  return [
    ...conflicts.map(({ display, outcomesDiffer, exams: compared }) =>
      [display, '', '', words.conflict(new Set(compared.map(({ deviceId }) => deviceId)).size, outcomesDiffer)]),
    ...linkProposals.map(({ display, examinedAt }) => [display, localStampWords(examinedAt), '', words.linkDue]),
    ...exams.filter(({ delivery }) => delivery === 'refused').map(({ display, recordedAt, officerName, outcome }) =>
      [display, localStampWords(recordedAt), officerName, words.refusedByHq(say.exam.outcomeWords(outcome))]),
    ...exams.filter(({ isAmended }) => isAmended).map(({ display, recordedAt, officerName, outcome }) =>
      [display, localStampWords(recordedAt), officerName, words.corrected(say.exam.outcomeWords(outcome))]),
    ...withdrawn.map(({ display, recordedAt, officerName, outcome }) =>
      [display, localStampWords(recordedAt), officerName, words.withdrawn(say.exam.outcomeWords(outcome))]),
  ];
}

function supervisorSentences({ shift, unsignedShifts, doubled, unmatched, pinFailures }: ShiftLog): readonly string[] {
  const words = say.sheet.handOver;
  return [
    ...unsignedShifts.filter(({ date, letter }) => date !== shift.date || letter !== shift.letter).map((one) => words.unsignedShift(one.words, one.date, one.exams)),
    ...(doubled === 0 ? [] : [words.doubled(doubled)]),
    ...(unmatched === 0 ? [] : [words.unmatched(unmatched)]),
    ...(pinFailures === 0 ? [] : [words.pinFailures(pinFailures)]),
  ];
}

function detained(items: readonly DetainedItemView[]): SheetBlock {
  const words = say.sheet.handOver;
  if (items.length === 0) return { block: 'text', text: words.noDetained, isStrong: false };
  return {
    block: 'table', columns: [words.item, words.next, words.detainedOn, words.why, words.notice, words.decision], numbers: [2, 4, 5],
    rows: items.map((one) => [one.display, nextOf(one), one.detainedOn, say.holds.detentionReason(one.reason), one.noticeBy, one.determineBy]),
  };
}

/** The next date that the desk knows of. It does not record that a notice was given, so after its day the decision is next. */
function nextOf({ isOverdue, deemedExcludedOn, businessDaysLeftForNotice, noticeBy, determineBy, daysLeft }: DetainedItemView): string {
  const words = say.sheet.handOver;
  if (isOverdue) return words.overdue(deemedExcludedOn);
  return businessDaysLeftForNotice >= 0 && noticeBy <= determineBy ? words.nextNotice(noticeBy, businessDaysLeftForNotice) : words.nextDecision(determineBy, daysLeft);
}

function holds({ holds: { count, rows }, delivery: { feedAsOf } }: HandOverView): readonly SheetBlock[] {
  const words = say.sheet.handOver;
  const heading: SheetBlock = { block: 'heading', text: words.holds(count) };
  if (rows.length === 0) return [heading, { block: 'text', text: words.noHolds(feedAsOf === null ? null : stampWords(feedAsOf)), isStrong: false }];
  return [
    heading,
    ...(rows.length === count ? [] : [{ block: 'text' as const, text: words.holdsCut(rows.length, count), isStrong: false }]),
    {
      block: 'table', columns: [words.item, words.placedBy, words.placedAt, words.state, words.reason], numbers: [2],
      rows: rows.map(({ display, by, placedAt, status, reason }) =>
        [display, by, placedAt === null ? words.unknown : stampWords(placedAt), say.aed.holdStatus[status], reason ?? words.unknown]),
    },
  ];
}

function left({ drafts: { own, others }, delivery, log, madeBy }: HandOverView): SheetBlock {
  const words = say.sheet.handOver;
  const { waiting, oldestWaitingAt, refused, lastDeliveredAt, feedAsOf, lists } = delivery;
  return factsOf(1, [
    fact(words.drafts, words.draftsWords(own + others, own, madeBy)),
    fact(words.waiting, words.waitingWords(waiting, oldestWaitingAt === null ? null : stampWords(oldestWaitingAt))),
    fact(words.refused, words.refusedWords(refused)),
    fact(words.delivered, lastDeliveredAt === null ? words.never : stampWords(lastDeliveredAt)),
    fact(words.feed, feedAsOf === null ? words.feedNever : stampWords(feedAsOf)),
    fact(words.lists, lists.map(({ listId, version, asOf }) => words.listWords(listName(listId), version, stampWords(asOf))).join('\n') || words.noLists),
    fact(words.unsigned, words.unsignedWords(log.unsigned)),
    fact(words.signedOnDesk, log.signatures.map(({ by, at, exams, note }) => words.signedWords(by, localStampWords(at), exams, note)).join('\n') || words.notSigned),
  ]);
}

function listName(listId: string): string {
  return listId === 'waiver' || listId === 'interest' ? say.delivery.list[listId] : listId;
}
