/** The worksheet of one exam: what an officer needs to fill the official form of a detention or a seizure (domain facts §7), and lines to write on. */
import { symbolTextOf } from '../../../domain/identifier/printedSymbol.ts';
import { outcomeOf } from '../../../domain/outcome/outcomes.ts';
import type { ExamSummary } from '../../../preload/contract/examViews.ts';
import type { DocumentSheet, SheetBlock } from '../../../preload/contract/sheets.ts';
import type { WorksheetView } from '../../../preload/contract/sheetViews.ts';
import { say } from '../../text/say.ts';
import { localStampWords, stampWords } from '../../text/stamps.ts';
import type { WorksheetKind } from '../../text/facts.ts';
import { fact, factsOf, fileNameOf, type Fact } from './blocks.ts';

/** null: the exam asks for no custody receipt. */
export function worksheetDue({ outcome, isWithdrawn }: Pick<ExamSummary, 'outcome' | 'isWithdrawn'>): 'detention' | 'seizure' | null {
  if (isWithdrawn) return null;
  if (outcome === 'DETAINED') return 'detention';
  return outcomeOf(outcome)?.isSeizure === true ? 'seizure' : null;
}

export function worksheetOf(view: WorksheetView): DocumentSheet {
  const words = say.sheet.worksheet;
  const { summary } = view.detail;
  const kind = worksheetDue(summary) ?? 'exam';
  const title = words.title[kind];
  const symbolText = symbolTextOf(summary.itemKey);
  return {
    kind: 'document',
    language: say.sheet.language,
    title,
    remarks: [words.remark[kind], words.personal],
    symbol: symbolText === null ? null : { text: symbolText, caption: summary.display },
    foot: words.foot(title, summary.display, localStampWords(view.madeAt), view.madeBy).slice(0, 300),
    fileName: fileNameOf(words.fileName(kind, summary.itemKey)),
    blocks: [
      ...warnings(view),
      { block: 'heading', text: words.item }, item(view, symbolText !== null),
      { block: 'heading', text: words.exam }, exam(view),
      ...kept(kind, view),
      ...found(view),
      ...(kind === 'detention' ? clocks(view) : []),
      ...aed(view),
      ...byHand(kind, view),
    ],
  };
}

function warnings({ detail: { summary, amendments, sealedOutcome } }: WorksheetView): readonly SheetBlock[] {
  const words = say.sheet.worksheet;
  if (summary.isWithdrawn) return [{ block: 'text', text: words.withdrawn, isStrong: true }];
  const corrections = amendments.filter(({ kind }) => kind === 'corrected').length;
  return corrections === 0 ? [] : [{ block: 'text', text: words.corrected(corrections, say.exam.outcomeWords(sealedOutcome)), isStrong: true }];
}

function item({ detail: { summary, values: { label } }, itemKind, serviceWords, origin, holdIds }: WorksheetView, hasSymbol: boolean): SheetBlock {
  const words = say.sheet.worksheet;
  return factsOf(2, [
    fact(words.number, summary.display, hasSymbol ? null : words.noSymbol),
    fact(words.kindOfNumber, words.numberOf[itemKind]),
    fact(words.origin, origin === null ? null : words.originName(origin.code, origin.name)),
    fact(words.service, serviceWords === null ? null : say.lists.service(serviceWords)),
    fact(words.holds, holdIds.join(', ') || words.noHolds),
    fact(words.labelOrigin, label?.origin ?? null),
    fact(words.labelClass, label?.mailClass == null ? null : say.label.classes[label.mailClass]),
    fact(words.labelContents, label?.contents ?? null),
  ]);
}

function exam(view: WorksheetView): SheetBlock {
  const words = say.sheet.worksheet;
  const { detail: { summary, values }, facilityName, facilityId, deskName, entryHash } = view;
  return factsOf(2, [
    fact(words.facility, words.facilityName(facilityName, facilityId)),
    fact(words.desk, deskName),
    fact(words.officer, summary.officerName),
    fact(words.at, stampWords(summary.recordedAt)),
    fact(words.methods, say.examValues.methodsWords(values.methods)),
    fact(words.reasons, say.examValues.reasonsWords(values.reasons)),
    fact(words.outcome, say.exam.outcomeWords(values.outcome)),
    fact(words.examId, summary.examId),
    fact(words.record, words.recordWords(summary.seq, entryHash)),
  ]);
}

/** Reason, legal basis, numbers and note; a number that came later is a line to write on (`byHand`). */
function kept(kind: WorksheetKind, { detail: { values: { outcome, outcomeFields } }, priorDetention: prior }: WorksheetView): readonly SheetBlock[] {
  const words = say.sheet.worksheet;
  const said: readonly Fact[] = Object.entries(outcomeFields).map(([name, value]) =>
    fact(capital(say.examValues.detailName(outcome, name)), value.trim() === '' ? null : say.examValues.detailWords(outcome, name, value)));
  const before = prior === null ? words.priorNo : words.priorYes(localStampWords(prior.detainedAt), prior.noticeNumber);
  const facts = kind === 'seizure' ? [...said, fact(words.prior, before)] : said;
  return facts.every((one) => one === null) ? [] : [{ block: 'heading', text: words.kept[kind] }, factsOf(1, facts)];
}

function found({ detail: { values: { finding, findings } } }: WorksheetView): readonly SheetBlock[] {
  const words = say.sheet.worksheet;
  const heading: SheetBlock = { block: 'heading', text: words.found };
  const inWords = finding === null || finding.trim() === '' ? null : finding;
  if (inWords === null && findings.length === 0) return [heading, { block: 'text', text: words.nothingFound, isStrong: false }];
  return [
    heading,
    ...(inWords === null ? [] : [factsOf(1, [fact(words.finding, inWords)])]),
    ...(findings.length === 0 ? [] : [{
      block: 'table' as const, columns: [words.line, words.goods, words.quantity, words.gross, words.fieldTest, words.photos], numbers: [0],
      rows: findings.map((one, n) => [
        String(n + 1), words.classWords(one), words.quantityWords(one), words.weightWords(one), words.testWords(one), words.photoWords(one),
      ]),
    }]),
    ...(findings.some(({ fieldTest }) => fieldTest !== null) ? [{ block: 'text' as const, text: words.presumptive, isStrong: false }] : []),
  ];
}

/** Rules beside the days, since which law an item falls under is for a person to say (domain/detention/clocks.ts). */
function clocks({ detention, closedDays }: WorksheetView): readonly SheetBlock[] {
  const words = say.sheet.worksheet;
  const heading: SheetBlock = { block: 'heading', text: words.clocks };
  if (detention === null) return [heading, { block: 'text', text: words.noClocks, isStrong: false }];
  const { presentedOn, detainedOn, isDecidedLate, decideBy, noticeBy, determineBy, deemedExcludedOn } = detention;
  return [
    heading,
    {
      block: 'table', columns: [words.what, words.day, words.rule], numbers: [1],
      rows: [
        [words.presented, presentedOn, words.dayFrom],
        [isDecidedLate ? words.detainedLate : words.detained, detainedOn, words.dayFrom],
        [words.decideBy, decideBy, words.rules.decideBy],
        [words.noticeBy, noticeBy, words.rules.noticeBy],
        [words.determineBy, determineBy, words.rules.determineBy],
        [words.excludedOn, deemedExcludedOn, words.rules.determineBy],
      ],
    },
    { block: 'text', text: words.businessDays(closedDays), isStrong: false },
  ];
}

function aed({ aedShown, aedAsOf }: WorksheetView): readonly SheetBlock[] {
  const words = say.sheet.worksheet;
  const heading: SheetBlock = { block: 'heading', text: words.aed };
  if (aedShown === null) return [heading, { block: 'text', text: words.noAed(aedAsOf === null ? null : stampWords(aedAsOf)), isStrong: false }];
  const { version, postedOn, receivedAt, fields } = aedShown;
  const which = words.aedVersion(version, postedOn, receivedAt === null ? null : stampWords(receivedAt));
  const sent = (fields ?? []).flatMap(({ field, received, shown, invalid }) =>
    (received === null && invalid === null ? [] : [fact(say.aed.field[field], shown ?? received ?? say.aed.blank, invalid === null ? null : say.aed.invalid(invalid))]));
  return [
    heading,
    { block: 'text', text: fields === null ? `${which} ${words.aedGone}` : which, isStrong: false },
    ...(sent.length === 0 ? [] : [factsOf(2, sent)]),
    { block: 'text', text: words.aedUse, isStrong: false },
  ];
}

/** First the numbers that the outcome asks for and that are not recorded yet. */
function byHand(kind: WorksheetKind, { detail: { summary, values: { outcome, outcomeFields } } }: WorksheetView): readonly SheetBlock[] {
  const words = say.sheet.worksheet;
  const missing = (outcomeOf(outcome)?.fields ?? []).filter(({ name, isReference }) => isReference === true && (outcomeFields[name] ?? '').trim() === '');
  return [
    { block: 'heading', text: words.byHand },
    { block: 'blanks', names: [...missing.map((field) => capital(say.lists.field(field))), ...words.blanks[kind]] },
    { block: 'heading', text: words.custody },
    { block: 'form', columns: [...words.custodyColumns], rows: [[], [], []] },
    { block: 'heading', text: words.signatures },
    { block: 'form', columns: [...words.signatureColumns], rows: [[words.signing.officer, summary.officerName], [words.signing.supervisor]] },
  ];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
