/** Everything that may happen to holds, each done to the desk under test and to the simple model beside it. */
import fc from 'fast-check';
import { expect } from 'vitest';
import { measureHolds } from '../../../domain/hold/measures.ts';
import { USPS_CODES, type UspsCode } from '../../../domain/hold/uspsEvents.ts';
import type { OutcomeCode } from '../../../domain/outcome/outcomes.ts';
import { uuid } from './ledgerEntries.ts';
import { DESKS, holdEvent, uspsEvent, type DeskUnderTest } from './holdModelDesk.ts';
import { expectedOf, isKnown, type Model, type ModelExam, type ModelHold } from './holdModelState.ts';

const ITEMS = ['RB123456785GB', 'LZ900123456CN', 'UA111222333DE'] as const;
const OUTCOMES: readonly OutcomeCode[] = ['RELEASED_TO_USPS', 'DETAINED', 'NOT_FOUND', 'SEIZURE', 'REFERRED', 'ABANDONMENT'];
const SILENT: readonly UspsCode[] = ['EMC', 'EMD', 'EDA', 'EDX'];

/** can: whether it may happen now. n, m: which hold, exam, item or outcome, whatever their number. */
interface Kind {
  readonly can?: (model: Readonly<Model>) => boolean;
  readonly act: (model: Model, desk: DeskUnderTest, n: number, m: number) => void;
}

const KINDS: Readonly<Record<string, Kind>> = {
  place: { act: (model, desk, n) => placing(model, desk, n)() },
  placeLate: { act: (model, desk, n) => void model.pending.push(placing(model, desk, n)) },
  send: { can: hasHold, act: (model, desk, n) => sending(model, desk, n)() },
  sendLate: { can: hasHold, act: (model, desk, n) => void model.pending.push(sending(model, desk, n)) },
  presentByScan: { can: hasKnown, act: presentItem },
  presentOneByScan: { can: hasKnown, act: (model, desk, n) => presentHolds(model, desk, [pick(known(model), n)]) },
  presentedElsewhere: { can: hasKnown, act: (model, desk, n) => fromHq(model, desk, n, 'presented') },
  presentByEdb: { act: (model, desk, n) => tracking(model, desk, n, 'EDB')() },
  heldByEme: { act: (model, desk, n) => tracking(model, desk, n, 'EME')() },
  returnedByEdc: { act: (model, desk, n) => tracking(model, desk, n, 'EDC')() },
  leftByEmf: { act: (model, desk, n) => tracking(model, desk, n, 'EMF')() },
  trackedElsewise: { act: (model, desk, n, m) => tracking(model, desk, n, pick(SILENT, m))() },
  trackedLate: { act: (model, desk, n, m) => void model.pending.push(tracking(model, desk, n, pick(USPS_CODES, m))) },
  markOne: { can: hasKnown, act: (model, desk, n) => mark(model, desk, [pick(known(model), n)]) },
  markBatch: { can: hasKnown, act: (model, desk) => mark(model, desk, known(model)) },
  release: { can: hasKnown, act: (model, desk, n) => fromHq(model, desk, n, 'released') },
  cancel: { can: hasKnown, act: (model, desk, n) => fromHq(model, desk, n, 'cancelled') },
  examineAndRelease: { can: hasKnown, act: (model, desk, n) => examine(model, desk, n, 'RELEASED_TO_USPS') },
  examineAndDetain: { can: hasKnown, act: (model, desk, n) => examine(model, desk, n, 'DETAINED') },
  examineInVain: { can: hasKnown, act: (model, desk, n) => examine(model, desk, n, 'NOT_FOUND') },
  examineAndEnd: { can: hasKnown, act: (model, desk, n, m) => examine(model, desk, n, pick(OUTCOMES.slice(3), m)) },
  examineElsewhere: { can: hasKnown, act: (model, desk, n, m) => examine(model, desk, n, pick(OUTCOMES, m), DESKS[1]) },
  correct: { can: hasExam, act: correct },
  withdraw: { can: hasExam, act: withdraw },
  arriveFirst: { can: hasPending, act: (model) => model.pending.shift()?.() },
  arriveLast: { can: hasPending, act: (model) => model.pending.pop()?.() },
  deliverAgain: { act: (_, desk) => desk.deliverAgain() },
  echoOwn: { act: (_, desk) => desk.echoOwn() },
  shuffle: { act: (_, desk, n) => desk.shuffle((n % 100) / 100) },
  restart: { act: (_, desk) => desk.restart() },
};

export const KIND_NAMES: readonly string[] = Object.keys(KINDS);

class HoldCommand implements fc.Command<Model, DeskUnderTest> {
  private readonly name: string;
  private readonly kind: Kind;
  private readonly n: number;
  private readonly m: number;
  private readonly onRun: (name: string) => void;

  constructor(name: string, kind: Kind, n: number, m: number, onRun: (name: string) => void) {
    this.name = name;
    this.kind = kind;
    this.n = n;
    this.m = m;
    this.onRun = onRun;
  }

  check(model: Readonly<Model>): boolean {
    return this.kind.can?.(model) ?? true;
  }

  run(model: Model, desk: DeskUnderTest): void {
    this.onRun(this.name);
    model.minute += 1;
    this.kind.act(model, desk, this.n, this.m);
    expectSame(model, desk);
  }

  toString(): string {
    return `${this.name}(${this.n}, ${this.m})`;
  }
}

/** onRun: told the name of each command that is really run. */
export function holdCommands(maxCommands: number, onRun: (name: string) => void = () => undefined) {
  const argument = fc.nat(60);
  const commands = Object.entries(KINDS).map(([name, kind]) =>
    fc.tuple(argument, argument).map(([n, m]) => new HoldCommand(name, kind, n, m, onRun)));
  return fc.commands(commands, { maxCommands, size: 'max' });
}

function expectSame(model: Model, desk: DeskUnderTest): void {
  const { holds, proposals } = desk.view();
  const shown = holds.map(({ holdId, status, isOpen, isOutstanding }) =>
    ({ holdId, status, isOpen, isOutstanding, isProposed: proposals.some((proposal) => proposal.holdId === holdId) }));
  const expected = known(model).map((hold) => ({ holdId: hold.holdId, ...expectedOf(model, hold) }));
  expect(byHoldId(shown)).toEqual(byHoldId(expected));
  const { placed, outstanding, cancelled } = measureHolds(holds, { received: null, withoutPort: null });
  expect([placed.count, outstanding.count, cancelled])
    .toEqual([expected.length, expected.filter((one) => one.isOutstanding).length, expected.filter(({ status }) => status === 'cancelled').length]);
}

function byHoldId<Row extends { readonly holdId: string }>(rows: readonly Row[]): readonly Row[] {
  return [...rows].sort((a, b) => (a.holdId < b.holdId ? -1 : 1));
}

/** The hold exists from now on; the desk hears of it when the news arrives. */
function placing(model: Model, desk: DeskUnderTest, n: number): () => void {
  model.made += 1;
  const { minute } = model;
  const hold: ModelHold = {
    holdId: `H${model.made}`, itemId: pick(ITEMS, n), placedAt: null, isSent: false, isMarked: false, isPresented: false, isReleased: false, isCancelled: false,
  };
  model.holds.set(hold.holdId, hold);
  return () => {
    hold.placedAt = minute;
    desk.receive(holdEvent(minute, hold.holdId, hold.itemId, 'placed'));
  };
}

function sending(model: Model, desk: DeskUnderTest, n: number): () => void {
  const hold = pick([...model.holds.values()], n);
  const { minute } = model;
  return () => {
    hold.isSent = true;
    desk.receive(holdEvent(minute, hold.holdId, hold.itemId, 'sent'));
  };
}

function tracking(model: Model, desk: DeskUnderTest, n: number, code: UspsCode): () => void {
  const [itemId, { minute }] = [pick(ITEMS, n), model];
  return () => {
    model.usps.push({ itemId, code, minute });
    desk.receiveUsps(uspsEvent(minute, itemId, code));
  };
}

function fromHq(model: Model, desk: DeskUnderTest, n: number, kind: 'presented' | 'released' | 'cancelled'): void {
  const hold = pick(known(model), n);
  if (kind === 'presented') hold.isPresented = true;
  else if (kind === 'released') hold.isReleased = true;
  else hold.isCancelled = true;
  desk.receive(holdEvent(model.minute, hold.holdId, hold.itemId, kind));
}

function presentItem(model: Model, desk: DeskUnderTest, n: number): void {
  presentHolds(model, desk, holdsBeside(model, pick(known(model), n)));
}

function presentHolds(model: Model, desk: DeskUnderTest, holds: readonly ModelHold[]): void {
  for (const hold of holds) hold.isPresented = true;
  desk.present(model.minute, pick(holds, 0).itemId, holds.map(({ holdId }) => holdId));
}

function mark(model: Model, desk: DeskUnderTest, holds: readonly ModelHold[]): void {
  for (const hold of holds) hold.isMarked = true;
  desk.markNotPresented(model.minute, holds.map(({ holdId, itemId }) => ({ holdId, itemId })));
}

/** As the desk does: an exam names the item's holds that are outstanding. */
function examine(model: Model, desk: DeskUnderTest, n: number, outcome: OutcomeCode, deviceId: string = DESKS[0]): void {
  model.made += 1;
  const hold = pick(known(model), n);
  const holdIds = holdsBeside(model, hold).filter((one) => expectedOf(model, one).isOutstanding).map(({ holdId }) => holdId);
  const exam: ModelExam = { examId: uuid(model.made), deviceId, holdIds, outcome };
  model.exams.push(exam);
  desk.examine(model.minute, exam.examId, hold.itemId, holdIds, outcome, deviceId);
}

/** A withdrawn exam is not brought back by a correction. */
function correct(model: Model, desk: DeskUnderTest, n: number, m: number): void {
  const [exam, outcome] = [pick(model.exams, n), pick(OUTCOMES, m)];
  if (exam.outcome !== null) exam.outcome = outcome;
  desk.correct(model.minute, exam.examId, outcome, exam.deviceId);
}

function withdraw(model: Model, desk: DeskUnderTest, n: number): void {
  const exam = pick(model.exams, n);
  exam.outcome = null;
  desk.withdraw(model.minute, exam.examId, exam.deviceId);
}

function holdsBeside(model: Model, { itemId }: ModelHold): readonly ModelHold[] {
  return known(model).filter((hold) => hold.itemId === itemId);
}

function known(model: Readonly<Model>): readonly ModelHold[] {
  return [...model.holds.values()].filter(isKnown);
}

function hasHold({ holds }: Readonly<Model>): boolean {
  return holds.size > 0;
}

function hasKnown(model: Readonly<Model>): boolean {
  return known(model).length > 0;
}

function hasExam({ exams }: Readonly<Model>): boolean {
  return exams.length > 0;
}

function hasPending({ pending }: Readonly<Model>): boolean {
  return pending.length > 0;
}

function pick<Choice>(choices: readonly Choice[], n: number): Choice {
  const choice = choices[n % choices.length];
  if (choice === undefined) throw new RangeError('nothing to pick from');
  return choice;
}
