/** What must be true of stores whose desk has failed or died anywhere, looked at as the next start finds them. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { verifyChain } from '../../../domain/ledger/chain.ts';
import type { Entry } from '../../../domain/ledger/entry.ts';
import { photosNamedIn } from '../../../domain/photo/names.ts';
import { parsePayload } from '../../../domain/ledger/kinds.ts';
import { backUpLedger } from '../../../main/store/ledger/backup.ts';
import type { Database } from '../../../main/store/driver.ts';
import { openDatabase } from '../../../main/store/driver.ts';
import { LEDGER_MIGRATIONS } from '../../../main/store/ledger/migrations.ts';
import { openForWriting } from '../../../main/store/reference/open.ts';
import { referenceWriter } from '../../../main/store/reference/writer.ts';
import { contents } from '../reference/referenceFiles.ts';
import { openDeskAtWork, type DeskAtWork } from './deskAtWork.ts';
import type { Outcome } from './faultyProcess.ts';
import { FEED_PAGES, HELD, PHOTO, RELEASED } from './material.ts';
import { BACKUP, EXAMS, OLDER_BACKUP_ENTRIES, openLedgerFile, referenceOf } from './prepared.ts';
import type { ScenarioName } from './scenarios.ts';

/** What stores may look like: tables by name. */
type Tables = Readonly<Record<string, unknown>>;

export interface Looked {
  readonly folder: string;
  readonly key: string;
  readonly outcome: Outcome;
  readonly expected: Expected;
}

/** Of a scenario that nothing disturbed, and of the store that it began with. */
export interface Expected {
  readonly before: Tables;
  readonly after: Tables;
  readonly entriesBefore: number;
}

/** What no scenario may break, then what it was about, then that the desk works on. */
export async function everythingHolds(scenario: ScenarioName, looked: Looked): Promise<void> {
  if (scenario === 'migrate') migrationIsNotHalfDone(looked);
  const desk = openDeskAtWork(looked.folder, looked.key);
  try {
    const entries = [...desk.stores.ledger.after(0, 1_000_000)];
    ledgerIsWhole(desk, entries);
    await ABOUT[scenario](looked, entries, desk);
    await worksOn(desk);
  } finally {
    await desk.desk.close();
  }
  aedIsCounted(looked);
}

const ABOUT: Readonly<Record<ScenarioName, (looked: Looked, entries: readonly Entry[], desk: DeskAtWork) => void | Promise<void>>> = {
  record: recordIsWhole,
  photo: photoIsWhole,
  amend: amendmentsAreWhole,
  feed: cursorHasItsRows,
  migrate: migrationIsFinished,
  backup: copyIsWhole,
  import: importIsWhole,
};

function ledgerIsWhole({ stores: { ledger } }: DeskAtWork, entries: readonly Entry[]): void {
  expect(verifyChain(entries, 'JFK-07-TEST').ok, 'the chain is whole').toBe(true);
  const examIds = entries.flatMap((entry) => examIdOf(entry, 'exam.recorded'));
  expect(new Set(examIds).size, 'no exam is there twice').toBe(examIds.length);
  const live = projections(ledger.db);
  ledger.rebuild();
  expect(live, 'projections are what the entries say').toEqual(projections(ledger.db));
}

/** One scan: presented once at most, recorded once at most, and the papers never outlive the exam as a draft to be recorded again. */
async function recordIsWhole({ outcome, expected }: Looked, entries: readonly Entry[], desk: DeskAtWork): Promise<void> {
  const added = entries.slice(expected.entriesBefore).map(({ kind }) => kind);
  expect([[], ['item.presented'], ['item.presented', 'exam.recorded']]).toContainEqual(added);
  const recorded = entries.slice(expected.entriesBefore).flatMap((entry) => examIdOf(entry, 'exam.recorded'));
  expect(savedOf(outcome, 'exam').filter((id) => !recorded.includes(id)), 'what was called saved is there').toEqual([]);
  for (const examId of recorded) {
    const again = await desk.ask('exam/record', { scanId: examId, ...RELEASED, posting: null });
    expect(again, 'asked again, the desk knows the exam').toMatchObject({ ok: true, value: { examId } });
  }
  const drafts = await desk.ask('draft/mine', undefined);
  expect(drafts.ok && drafts.value.filter(({ item }) => recorded.includes(item.scanId)), 'a sealed exam is no draft any more').toEqual([]);
}

/** The exam that names a photo was sealed after the photo was whole; and what was called kept can be shown. */
async function photoIsWhole({ folder, outcome, expected }: Looked, entries: readonly Entry[], desk: DeskAtWork): Promise<void> {
  const exams = entries.slice(expected.entriesBefore).filter(({ kind }) => kind === 'exam.recorded');
  expect(savedOf(outcome, 'exam').filter((id) => !exams.some((entry) => examIdOf(entry, 'exam.recorded').includes(id))), 'what was called saved is there').toEqual([]);
  const named = exams.flatMap((entry) => photosNamedIn(entry).map(({ photoId }) => photoId));
  expect(named).toHaveLength(exams.length);
  for (const photoId of [...named, ...savedOf(outcome, 'photo')]) {
    const shown = await desk.ask('photo/read', { photoId });
    expect(shown.ok && Buffer.from(shown.value.bytes).equals(PHOTO), 'a photo that is named or was called kept is whole').toBe(true);
  }
  const kept = await desk.ask('photo/keep', { bytes: PHOTO });
  expect(kept, 'taken again, whatever was left of it').toMatchObject({ ok: true });
  const photos = join(folder, 'photos');
  expect(existsSync(photos) ? readdirSync(photos) : [], 'nothing half-done is left').toHaveLength(1);
}

function amendmentsAreWhole({ outcome, expected }: Looked, entries: readonly Entry[]): void {
  const amended = entries.slice(expected.entriesBefore).flatMap((entry) => examIdOf(entry, 'exam.amended'));
  expect([[], [EXAMS.toCorrect], [EXAMS.toCorrect, EXAMS.toTakeBack]], 'each once, in order').toContainEqual(amended);
  expect(savedOf(outcome, 'amendment').filter((id) => !amended.includes(id)), 'what was called saved is there').toEqual([]);
}

/** A page is there with its cursor, or neither: what is there is exactly one of the three states that pages leave. */
function cursorHasItsRows({ folder, key, outcome, expected }: Looked, entries: readonly Entry[]): void {
  const found = contents(referenceOf(folder, key));
  const states = [expected.before, middleOfFeed(expected), expected.after];
  expect(states, `rows and cursor belong together: ${JSON.stringify(found['sync_cursor'])}`).toContainEqual(found);
  if (outcome.saved.includes('feed')) expect(found).toEqual(expected.after);
  expect(linksOf(entries), 'the exam without AED is linked once at most').toBeLessThanOrEqual(1);
}

/** Computed by nothing that could fail; once, because it is the same for every run. */
const middles = new WeakMap<Expected, Tables>();

function middleOfFeed(expected: Expected): Tables {
  const known = middles.get(expected);
  if (known !== undefined) return known;
  throw new Error('the state in the middle of the feed is not known');
}

/** folder: a copy of the prepared one, which is used up. */
export function learnMiddleOfFeed(folder: string, key: string, expected: Expected): void {
  const db = openForWriting(referenceOf(folder, key));
  referenceWriter(db).applyPage(FEED_PAGES[0]);
  db.close();
  middles.set(expected, contents(referenceOf(folder, key)));
}

/** Before the next start: steps that were begun are not seen, and after the ledger's last one its projections are right already. */
function migrationIsNotHalfDone({ folder, key }: Looked): void {
  const ledger = openLedgerFile(folder, key, true);
  const version = ledger.pragma('user_version', { simple: true });
  ledger.close();
  expect([30, LEDGER_MIGRATIONS.at(-1)?.number], 'the ledger is as it was or as it shall be').toContain(version);
}

function migrationIsFinished({ folder, key, expected }: Looked): void {
  expect(everyTable(folder, key)).toEqual(expected.after);
}

/** Under its name lies the older copy or the new one, whole either way; the next copy takes away what a dead one left. */
function copyIsWhole({ folder, key, outcome, expected }: Looked, entries: readonly Entry[], { stores: { ledger } }: DeskAtWork): void {
  const file = join(folder, BACKUP);
  const copied = entriesOfCopy(file, key);
  expect([OLDER_BACKUP_ENTRIES, expected.entriesBefore]).toContain(copied.length);
  if (outcome.saved.includes('backup')) expect(copied.length).toBe(expected.entriesBefore);
  expect(copied).toEqual(entries.slice(0, copied.length).map(({ hash }) => ({ hash })));
  expect(entries.length).toBe(expected.entriesBefore);
  const again = backUpLedger(ledger.db, { file, open: { key: Buffer.from(key, 'base64'), binding: null }, newId: () => 'again' });
  expect(again).toMatchObject({ ok: true });
  expect(readdirSync(folder).filter((name) => name.startsWith(BACKUP))).toEqual([BACKUP]);
}

function entriesOfCopy(file: string, key: string): unknown[] {
  const copy = openDatabase(file, { key: Buffer.from(key, 'base64'), binding: null, readonly: true, synchronous: 'FULL' });
  try {
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
    return copy.prepare('SELECT hash FROM entry ORDER BY seq').all();
  } finally {
    copy.close();
  }
}

/** All rows or none, whatever was said; taken in again, the rows are what one undisturbed import leaves, and the ledger says it happened. */
async function importIsWhole({ folder, key, outcome, expected }: Looked, entries: readonly Entry[], desk: DeskAtWork): Promise<void> {
  const rows = withoutLog(contents(referenceOf(folder, key)));
  const [before, after] = [withoutLog(expected.before), withoutLog(expected.after)];
  expect([before, after]).toContainEqual(rows);
  const told = entries.filter(({ kind }) => kind === 'aed.imported').length;
  if (outcome.saved.includes('import')) {
    expect(rows).toEqual(after);
    expect(told, 'the ledger tells of it once').toBe(1);
  } else {
    expect(told).toBeLessThanOrEqual(1);
    if (told === 1) expect(rows, 'what the ledger tells of has happened').toEqual(after);
  }
  desk.desk.chosenFile('again', join(folder, 'aed.csv'));
  expect(await desk.ask('aed/import', { fileToken: 'again' })).toMatchObject({ ok: true, value: { state: 'done', refused: 1 } });
  expect(withoutLog(contents(referenceOf(folder, key)))).toEqual(after);
  expect(linksOf([...desk.stores.ledger.after(0, 1_000_000)]), 'the exam without AED is linked once').toBe(1);
}

/** The log has an id and a line for each import; how often it took the fault to repeat it is its business. */
function withoutLog(tables: Tables): Tables {
  const { import_log: _log, ...rest } = tables;
  return rest;
}

async function worksOn(desk: DeskAtWork): Promise<void> {
  const scan = await desk.ask('item/scan', { raw: HELD, source: 'wedge' });
  if (!scan.ok) throw new Error(`afterwards a scan answers ${scan.fault.kind}`);
  const [posting] = scan.value.postings;
  const args = { scanId: scan.value.scanId, ...RELEASED, posting: posting === undefined ? null : { postedOn: posting.postedOn, version: posting.version } };
  expect(await desk.ask('exam/record', args), 'afterwards the desk records').toMatchObject({ ok: true });
  expect(verifyChain(desk.stores.ledger.after(0, 1_000_000), 'JFK-07-TEST').ok).toBe(true);
}

function aedIsCounted({ folder, key }: Looked): void {
  const { aed, tally } = contents(referenceOf(folder, key));
  expect(tally).toEqual([{ name: 'aed', rows: aed?.length }]);
}

function examIdOf(entry: Entry, kind: 'exam.recorded' | 'exam.amended'): readonly string[] {
  const read = parsePayload(entry.kind, entry.payload);
  return read.ok && read.kind === kind ? [read.payload.examId] : [];
}

function linksOf(entries: readonly Entry[]): number {
  return entries.filter(({ kind }) => kind === 'aed.linked').length;
}

function savedOf({ saved }: Outcome, what: string): readonly string[] {
  return saved.flatMap((words) => (words.startsWith(`${what} `) ? [words.slice(what.length + 1)] : []));
}

function projections(db: Database): Tables {
  return Object.fromEntries(['exam', 'item_entry', 'projection'].map((table) => [table, db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all()]));
}

/** Both files, whole. */
export function everyTable(folder: string, key: string): Tables {
  const ledger = openLedgerFile(folder, key, true);
  try {
    const names = ledger.prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name").all();
    const rows = names.map(({ name }) => [`ledger ${name}`, ledger.prepare(`SELECT * FROM ${name} ORDER BY 1`).all()] as const);
    return { version: ledger.pragma('user_version', { simple: true }), ...Object.fromEntries(rows), ...contents(referenceOf(folder, key)) };
  } finally {
    ledger.close();
  }
}
