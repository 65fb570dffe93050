/** Everything that a desk may seal, and what may befall its file, each done to the real ledger and to the simple model beside it. */
import fc from 'fast-check';
import { expect } from 'vitest';
import type { ExamAmended } from '../../../domain/exam/amended.ts';
import { examPayload, uuidOf } from '../../support/entries.ts';
import type { DeskUnderTest } from './projectionModelDesk.ts';
import { DESK_MADE, HYPHENED, LETTER, nameOf, NUMBERED_ITEMS as ITEMS, NUMBERLESS, SCANNED_BACK, type ModelItem } from './projectionModelItems.ts';
import { expectedOf, sealed, type Model, type ModelAmendment, type ModelExam } from './projectionModelState.ts';

const OUTCOMES = ['RELEASED_TO_USPS', 'DETAINED', 'SEIZURE'] as const;
const BANDS = ['NO_AED_HERE', 'HOLD', 'CHECK_THE_LABEL'] as const;
const TAG = 'MYKULGUSSFOAAEM72072001100028';
const NOBODYS_EXAM = uuidOf(7_000_000);

/** can: whether it may happen now. n, m: which item, exam or outcome, whatever their number. */
interface Kind {
  readonly can?: (model: Readonly<Model>) => boolean;
  readonly act: (model: Model, desk: DeskUnderTest, n: number, m: number) => void;
}

const KINDS: Readonly<Record<string, Kind>> = {
  recordWithAed: { act: (model, desk, n, m) => record(model, desk, pick(ITEMS, n), m, true) },
  recordWithoutAed: { act: (model, desk, n, m) => record(model, desk, pick(ITEMS, n), m) },
  recordLetterAgain: { act: (model, desk, _, m) => record(model, desk, LETTER, m) },
  recordDeskMade: { act: (model, desk, _, m) => record(model, desk, DESK_MADE, m) },
  recordScannedBack: { act: (model, desk, _, m) => record(model, desk, SCANNED_BACK, m) },
  recordHyphened: { act: (model, desk, _, m) => record(model, desk, HYPHENED, m) },
  recordNumberless: { act: (model, desk, _, m) => record(model, desk, NUMBERLESS, m) },
  recordUnderTakenId: { can: hasExam, act: recordUnderTakenId },
  correct: { can: hasExam, act: (model, desk, n, m) => correct(model, desk, pick(model.exams, n), m) },
  correctTwice: { can: hasExam, act: correctTwice },
  correctWithdrawn: { can: hasExam, act: correctWithdrawn },
  correctNobodys: { act: (model, desk, _, m) => amend(model, desk, correction(model, NOBODYS_EXAM, m)) },
  correctAmendment: { can: hasAmendment, act: (model, desk, n, m) => amend(model, desk, correction(model, amendmentIdOf(model, n), m)) },
  withdraw: { can: hasExam, act: (model, desk, n) => withdraw(model, desk, pick(model.exams, n)) },
  withdrawTwice: { can: hasExam, act: withdrawTwice },
  withdrawNobodys: { act: (model, desk) => amend(model, desk, withdrawal(model, NOBODYS_EXAM)) },
  withdrawAmendment: { can: hasAmendment, act: (model, desk, n) => amend(model, desk, withdrawal(model, amendmentIdOf(model, n))) },
  amendAgain: { can: hasAmendment, act: (model, desk, n) => sealAgain(model, desk, pick(model.amendments, n)) },
  correctTwiceAndFirstAgain: { can: hasExam, act: correctTwiceAndFirstAgain },
  link: { can: hasNumbered, act: (model, desk, n, m) => link(model, desk, pick(numberedOf(model), n), m) },
  linkTwice: { can: hasNumbered, act: linkTwice },
  linkNobodys: { act: linkNobodys },
  present: { act: present },
  markNotPresented: { act: markNotPresented },
  openBag: { act: (model, desk, n) => aside(model, desk, 'bag.opened', { bagId: uuidOf(n), receptacleId: TAG, raw: TAG }) },
  closeBag: { act: (model, desk, n) => aside(model, desk, 'bag.closed', { bagId: uuidOf(n), itemCount: n, examCount: n, heldCount: 0, note: null }) },
  signIn: { act: (model, desk) => aside(model, desk, 'session.signedIn', { officerName: 'Ortiz', role: 'officer' }) },
  enterWrongPin: { act: (model, desk, n) => aside(model, desk, 'session.pinFailed', { badge: 'B-1', attempt: n + 1 }) },
  signShift: { act: signShift },
  sealUnknownKind: { act: (model, desk, n) => aside(model, desk, 'someday.invented', { examId: examIdOf(model, n), itemKey: pick(ITEMS, n).key }) },
  sealUnfittingExam: { act: (model, desk, n) => aside(model, desk, 'exam.recorded', { examId: examIdOf(model, n), item: pick(ITEMS, n).item }) },
  sealUnfittingAmendment: { act: (model, desk, n) => aside(model, desk, 'exam.amended', { ...withdrawal(model, examIdOf(model, n)), why: ' ' }) },
  sealUnfittingLink: { act: (model, desk, n) => aside(model, desk, 'aed.linked', { ...linkOf(examIdOf(model, n), LETTER.key, n), version: 0 }) },
  reopen: { act: (_, desk) => desk.reopen() },
  rebuild: { act: (model, desk) => expect(desk.rebuild()).toBe(model.seq) },
};

export const KIND_NAMES: readonly string[] = Object.keys(KINDS);

/** onRun: told the name of each command that is really run. */
export function projectionCommands(maxCommands: number, onRun: (name: string) => void = () => undefined) {
  const argument = fc.nat(60);
  const commands = Object.entries(KINDS).map(([name, kind]) =>
    fc.tuple(argument, argument).map(([n, m]): fc.Command<Model, DeskUnderTest> => ({
      check: (model) => kind.can?.(model) ?? true,
      run(model, desk) {
        onRun(name);
        kind.act(model, desk, n, m);
        expectSame(model, desk);
      },
      toString: () => `${name}(${n}, ${m})`,
    })));
  return fc.commands(commands, { maxCommands, size: 'max' });
}

function expectSame(model: Model, desk: DeskUnderTest): void {
  const shown: Readonly<Record<string, unknown>> = { ...desk.shown() };
  for (const [question, answer] of Object.entries(expectedOf(model))) expect(shown[question], question).toEqual(answer);
}

/** What was kept live is what the entries make, whatever stood there before, and what lies on the disk. */
export function expectSameWhenMadeAgain(model: Model, desk: DeskUnderTest): void {
  const live = desk.dump();
  desk.spoil();
  expect(desk.rebuild()).toBe(model.seq);
  expect(desk.dump()).toEqual(live);
  desk.reopen();
  expect(desk.dump()).toEqual(live);
  expectSame(model, desk);
}

function record(model: Model, desk: DeskUnderTest, { item, key }: ModelItem, m: number, hasAed = false): void {
  const facts = { outcome: pick(OUTCOMES, m), band: pick(BANDS, m) };
  const aedShown = hasAed ? { postedOn: '2026-11-01', version: 1 } : null;
  const payload = examPayload(model.seq + 1, { ...facts, item, aedShown });
  desk.append('exam.recorded', payload);
  sealed(model, [key]);
  // An item without a number never gets AED, so that its exam waits for none.
  const lacksAed = !hasAed && key !== '';
  model.exams.push({ ...facts, seq: model.seq, examId: payload.examId, itemKey: key, isAmended: false, isWithdrawn: false, lacksAed });
}

/** On one desk an id names one exam: a second is not sealed, and nothing of it stays. Doubled are only exams of two desks (a copied disk). */
function recordUnderTakenId(model: Model, desk: DeskUnderTest, n: number, m: number): void {
  const { examId } = pick(model.exams, n);
  expect(() => desk.append('exam.recorded', { ...examPayload(0, { item: pick(ITEMS, m).item }), examId })).toThrow('exam.exam_id');
}

function correct(model: Model, desk: DeskUnderTest, exam: ModelExam, m: number): void {
  amend(model, desk, correction(model, exam.examId, m));
}

function correctTwice(model: Model, desk: DeskUnderTest, n: number, m: number): void {
  const exam = pick(model.exams, n);
  correct(model, desk, exam, m);
  correct(model, desk, exam, m + 1);
}

function correctWithdrawn(model: Model, desk: DeskUnderTest, n: number, m: number): void {
  const exam = pick(model.exams, n);
  withdraw(model, desk, exam);
  correct(model, desk, exam, m);
}

function withdrawTwice(model: Model, desk: DeskUnderTest, n: number): void {
  const exam = pick(model.exams, n);
  withdraw(model, desk, exam);
  withdraw(model, desk, exam);
}

function withdraw(model: Model, desk: DeskUnderTest, exam: ModelExam): void {
  amend(model, desk, withdrawal(model, exam.examId));
}

/** An amendment of an exam that is not here is about no item. A withdrawn exam keeps being corrected, and stays withdrawn. */
function amend(model: Model, desk: DeskUnderTest, amended: ExamAmended): void {
  const exam = model.exams.find(({ examId }) => examId === amended.examId);
  desk.append('exam.amended', amended);
  sealed(model, exam ? [exam.itemKey] : []);
  model.amendments.push({ amended, exam });
  if (exam === undefined) return;
  if (amended.kind === 'withdrawn') exam.isWithdrawn = true;
  else Object.assign(exam, { outcome: amended.values.outcome, isAmended: true });
}

/** The same amendment sealed a second time is one more entry and changes nothing, also when another correction came between. */
function sealAgain(model: Model, desk: DeskUnderTest, { amended, exam }: ModelAmendment): void {
  desk.append('exam.amended', amended);
  sealed(model, exam ? [exam.itemKey] : []);
}

function correctTwiceAndFirstAgain(model: Model, desk: DeskUnderTest, n: number, m: number): void {
  correctTwice(model, desk, n, m);
  sealAgain(model, desk, pick(model.amendments.slice(-2), 0));
}

function link(model: Model, desk: DeskUnderTest, exam: ModelExam, m: number): void {
  desk.append('aed.linked', linkOf(exam.examId, exam.itemKey, m));
  sealed(model, [exam.itemKey]);
  exam.lacksAed = false;
}

function linkTwice(model: Model, desk: DeskUnderTest, n: number, m: number): void {
  const exam = pick(numberedOf(model), n);
  link(model, desk, exam, m);
  link(model, desk, exam, m + 1);
}

/** The link is still about the item that it names. */
function linkNobodys(model: Model, desk: DeskUnderTest, n: number, m: number): void {
  const { key } = pick(ITEMS, n);
  desk.append('aed.linked', linkOf(NOBODYS_EXAM, key, m));
  sealed(model, [key]);
}

function present(model: Model, desk: DeskUnderTest, n: number, m: number): void {
  const item = pick(ITEMS, n);
  desk.append('item.presented', { itemKey: nameOf(item), holdIds: Array.from({ length: 1 + (m % 3) }, (_, hold) => `H${hold}`), scanId: uuidOf(m) });
  sealed(model, [item.key]);
}

/** Several holds on one or more items, so that an item may be named twice in one mark. */
function markNotPresented(model: Model, desk: DeskUnderTest, n: number, m: number): void {
  const items = Array.from({ length: 1 + (m % 4) }, (_, place) => pick(ITEMS, n + place * m));
  const holds = items.map((item, place) => ({ holdId: `H${place}`, itemId: nameOf(item) }));
  desk.append('hold.notPresented', { holds, reason: 'NOT_BROUGHT_BY_USPS', note: null });
  sealed(model, items.map(({ key }) => key));
}

function signShift(model: Model, desk: DeskUnderTest): void {
  const { seq, hash } = desk.head();
  const shift = { date: '2026-11-23', letter: 'A' };
  aside(model, desk, 'shift.signed', { shift, fromSeq: 1, toSeq: seq, head: hash, examCount: model.exams.length, byOutcome: {}, note: null });
}

/** An entry that changes no exam and is about no item, as far as this program can read it. */
function aside(model: Model, desk: DeskUnderTest, kind: string, payload: Readonly<Record<string, unknown>>): void {
  desk.append(kind, payload);
  sealed(model);
}

function correction(model: Model, examId: string, m: number): ExamAmended {
  const values = { methods: ['xray' as const], reasons: [], finding: null, findings: [], outcome: pick(OUTCOMES, m), outcomeFields: {}, label: null };
  return { amendmentId: newAmendmentId(model), examId, why: 'wrong key', kind: 'corrected', values };
}

function withdrawal(model: Model, examId: string): ExamAmended {
  return { amendmentId: newAmendmentId(model), examId, why: 'wrong item', kind: 'withdrawn' };
}

function linkOf(examId: string, itemKey: string, m: number) {
  return { examId, itemKey, postedOn: pick(['2026-11-01', '2026-11-02', ''], m), version: 1 };
}

function newAmendmentId({ seq }: Model): string {
  return uuidOf(5_000_000 + seq);
}

function amendmentIdOf({ amendments }: Model, n: number): string {
  return pick(amendments, n).amended.amendmentId;
}

/** Of an exam that is here, or of none when there is none. */
function examIdOf({ exams }: Model, n: number): string {
  return exams.length === 0 ? NOBODYS_EXAM : pick(exams, n).examId;
}

function numberedOf({ exams }: Readonly<Model>): readonly ModelExam[] {
  return exams.filter(({ itemKey }) => itemKey !== '');
}

function hasExam({ exams }: Readonly<Model>): boolean {
  return exams.length > 0;
}

function hasNumbered(model: Readonly<Model>): boolean {
  return numberedOf(model).length > 0;
}

function hasAmendment({ amendments }: Readonly<Model>): boolean {
  return amendments.length > 0;
}

function pick<Choice>(choices: readonly Choice[], n: number): Choice {
  const choice = choices[n % choices.length];
  if (choice === undefined) throw new RangeError('nothing to pick from');
  return choice;
}
