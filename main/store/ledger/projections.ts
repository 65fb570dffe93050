/** The tables that are only a view of the entries: kept as entries are sealed, rebuilt from them on demand. */
import { foldExams } from '../../../domain/exam/history.ts';
import type { Exam } from '../../../domain/exam/recorded.ts';
import { itemKeyOf } from '../../../domain/item/key.ts';
import type { Entry } from '../../../domain/ledger/entry.ts';
import { parsePayload, type KindAndPayload } from '../../../domain/ledger/kinds.ts';
import { factOf } from '../../../domain/ledger/succession.ts';
import type { Database } from '../driver.ts';
import { forgetProjectedPhotos, projectPhotos } from './photos.ts';
import { entryOf, type StoredEntry } from './stored.ts';

export interface ExamRow {
  readonly seq: number;
  readonly exam_id: string;
  readonly recorded_at: string;
  readonly officer_id: string | null;
  /** The item's identifier, or the id a desk made for it. */
  readonly item_key: string | null;
  readonly band: string;
  /** As it counts now, after the last correction. */
  readonly outcome: string;
  readonly is_amended: number;
  readonly is_withdrawn: number;
  /** Examined without AED, and none was linked since. */
  readonly lacks_aed: number;
}

/** Folds one entry into the projections; called in the transaction that seals it. A kind that is not known here stays in the ledger all the same. */
export function projectEntry(db: Database, sealed: Entry): void {
  const entry = factOf(sealed);
  const read = parsePayload(entry.kind, entry.payload);
  if (read.ok) {
    if (read.kind === 'exam.recorded') insertExam(db, entry, read.payload);
    for (const itemKey of itemsOf(db, read)) putItemEntry(db, itemKey, entry.seq);
    if (read.kind === 'exam.amended') amendExam(db, read.payload.examId);
    if (read.kind === 'aed.linked') linkExam(db, read.payload.examId);
    projectPhotos(db, entry);
  }
  db.prepare<[number]>('UPDATE projection SET through_seq = ?').run(entry.seq);
}

/** Empties every projection and folds all entries again, in one transaction. Returns how many entries were read. */
export function rebuildProjections(db: Database): number {
  return db.transaction(() => {
    db.exec('DELETE FROM exam; DELETE FROM item_entry');
    forgetProjectedPhotos(db);
    const page = db.prepare<[number], StoredEntry>('SELECT hash, canonical FROM entry WHERE seq > ? ORDER BY seq LIMIT 1000');
    let through = 0;
    // By pages: a connection cannot write while it walks through one of its own queries.
    for (let rows = page.all(through); rows.length > 0; rows = page.all(through)) {
      for (const row of rows) projectEntry(db, entryOf(row));
      through += rows.length;
    }
    return through;
  }).immediate();
}

function insertExam(db: Database, entry: Entry, exam: Exam): void {
  const itemKey = itemKeyOf(exam.item);
  const lacksAed = Number(exam.aedShown === null && itemKey !== '');
  db.prepare<[number, string, string, string | null, string | null, string, string, number]>(
    'INSERT INTO exam (seq, exam_id, recorded_at, officer_id, item_key, band, outcome, lacks_aed) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  ).run(entry.seq, exam.examId, entry.recordedAt, entry.officerId, itemKey === '' ? null : itemKey, exam.band, exam.outcome, lacksAed);
}

/** The items an entry says something about. An amendment of an exam that is not on this desk is about none of them. */
function itemsOf(db: Database, { kind, payload }: KindAndPayload): readonly string[] {
  switch (kind) {
    case 'exam.recorded':
      return present([itemKeyOf(payload.item)]);
    case 'exam.amended':
      return present([examById(db, payload.examId)?.item_key ?? '']);
    case 'aed.linked':
    case 'item.presented':
      return present([itemKeyOf({ id: payload.itemKey, deskItemId: null })]);
    case 'hold.notPresented':
      return present(payload.holds.map(({ itemId }) => itemKeyOf({ id: itemId, deskItemId: null })));
    case 'device.enrolled':
    case 'session.signedIn':
    case 'session.signedOut':
    case 'session.locked':
    case 'session.pinFailed':
    case 'aed.imported':
    case 'shift.signed':
    case 'bag.opened':
    case 'bag.closed':
    case 'relay.exported':
    case 'relay.takenIn':
    case 'relay.receiptsTakenIn':
    case 'entries.exported':
    case 'entries.offeredAgain':
    case 'aed.removalAllowed':
    case 'entry.carried':
    case 'drill.finished':
      return [];
  }
}

function present(keys: readonly string[]): readonly string[] {
  return keys.filter((key) => key !== '');
}

function putItemEntry(db: Database, itemKey: string, seq: number): void {
  db.prepare<[string, number]>('INSERT INTO item_entry (item_key, seq) VALUES (?, ?) ON CONFLICT DO NOTHING').run(itemKey, seq);
}

/** What an exam counts as after its amendments is folded from all entries about its item, never patched. */
function amendExam(db: Database, examId: string): void {
  const row = examById(db, examId);
  if (row === null) return;
  const history = foldExams(entriesOfExam(db, row)).exams.find((exam) => exam.examId === examId);
  if (history === undefined) return;
  db.prepare<[string, number, number, string]>('UPDATE exam SET outcome = ?, is_amended = ?, is_withdrawn = ? WHERE exam_id = ?').run(
    history.effective.outcome, Number(history.isCorrected), Number(history.isWithdrawn), examId,
  );
}

/** Entries about an exam and its item. Without any number an item has no key: there the exam's own id finds them. */
export function entriesOfExam(db: Database, { seq, exam_id, item_key }: ExamRow): readonly Entry[] {
  if (item_key !== null) return entriesOfItem(db, item_key);
  return db
    .prepare<[number, string], StoredEntry>(
      `SELECT hash, canonical FROM entry
       WHERE kind IN ('exam.recorded', 'exam.amended', 'entry.carried') AND seq >= ?
         AND coalesce(json_extract(canonical, '$.payload.examId'), json_extract(json_extract(canonical, '$.payload.text'), '$.payload.examId')) = ?
       ORDER BY seq`,
    )
    .all(seq, exam_id)
    .map(factIn);
}

function linkExam(db: Database, examId: string): void {
  db.prepare<[string]>('UPDATE exam SET lacks_aed = 0 WHERE exam_id = ?').run(examId);
}

function factIn(row: StoredEntry): Entry {
  return factOf(entryOf(row));
}

/** Every entry about an item, in order. */
export function entriesOfItem(db: Database, itemKey: string): readonly Entry[] {
  return db
    .prepare<[string], StoredEntry>('SELECT hash, canonical FROM item_entry JOIN entry USING (seq) WHERE item_key = ? ORDER BY seq')
    .all(itemKey)
    .map(factIn);
}

/** Every entry about any of these items, each once, in order: one mark may name hundreds of them. */
export function entriesOfItems(db: Database, itemKeys: readonly string[]): readonly Entry[] {
  return db
    .prepare<[string], StoredEntry>(
      'SELECT hash, canonical FROM entry WHERE seq IN (SELECT seq FROM item_entry WHERE item_key IN (SELECT value FROM json_each(?))) ORDER BY seq',
    )
    .all(JSON.stringify(itemKeys))
    .map(factIn);
}

/** Exams of one item on this desk, newest first. */
export function examsOfItem(db: Database, itemKey: string, limit = 20): readonly ExamRow[] {
  return db.prepare<[string, number], ExamRow>('SELECT * FROM exam WHERE item_key = ? ORDER BY seq DESC LIMIT ?').all(itemKey, limit);
}

/** Exams that count, made without AED and without a link since; newest first. */
export function examsWithoutAed(db: Database): readonly ExamRow[] {
  return db.prepare<[], ExamRow>('SELECT * FROM exam WHERE lacks_aed = 1 AND is_withdrawn = 0 ORDER BY seq DESC').all();
}

/** Items with an exam that counts as this outcome. */
export function itemsWithOutcome(db: Database, outcome: string): readonly string[] {
  return db
    .prepare<[string], { item_key: string }>('SELECT DISTINCT item_key FROM exam WHERE outcome = ? AND is_withdrawn = 0 AND item_key IS NOT NULL')
    .all(outcome)
    .map(({ item_key }) => item_key);
}

/** The newest exams of this desk. */
export function recentExams(db: Database, limit: number): readonly ExamRow[] {
  return db.prepare<[number], ExamRow>('SELECT * FROM exam ORDER BY seq DESC LIMIT ?').all(limit);
}

/** The exam of an id, or null. */
export function examById(db: Database, examId: string): ExamRow | null {
  return db.prepare<[string], ExamRow>('SELECT * FROM exam WHERE exam_id = ?').get(examId) ?? null;
}
