/** The tables that are only a view of the entries: kept as entries are sealed, rebuilt from them on demand. */
import { examRecordedSchema } from '../../../domain/exam/recorded.ts';
import type { Entry } from '../../../domain/ledger/entry.ts';
import type { Database } from '../driver.ts';
import { entryOf, type StoredEntry } from './stored.ts';

export interface ExamRow {
  readonly seq: number;
  readonly exam_id: string;
  readonly recorded_at: string;
  readonly officer_id: string | null;
  /** The item's identifier, or the id a desk made for it. */
  readonly item_key: string | null;
  readonly band: string;
  readonly outcome: string;
}

/** Folds one entry into the projections; called in the transaction that seals it. */
export function projectEntry(db: Database, entry: Entry): void {
  const row = examRowOf(entry);
  if (row !== null) {
    db.prepare<ExamRow>(
      `INSERT INTO exam (seq, exam_id, recorded_at, officer_id, item_key, band, outcome)
       VALUES (@seq, @exam_id, @recorded_at, @officer_id, @item_key, @band, @outcome)`,
    ).run(row);
  }
  db.prepare<[number]>('UPDATE projection SET through_seq = ?').run(entry.seq);
}

/** Empties every projection and folds all entries again, in one transaction. Returns how many entries were read. */
export function rebuildProjections(db: Database): number {
  return db.transaction(() => {
    db.prepare('DELETE FROM exam').run();
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

/** The exam row of an entry, or null when the entry records no exam this version understands (it stays in the ledger all the same). */
function examRowOf(entry: Entry): ExamRow | null {
  if (entry.kind !== 'exam.recorded') return null;
  const exam = examRecordedSchema.safeParse(entry.payload);
  if (!exam.success) return null;
  return {
    seq: entry.seq,
    exam_id: exam.data.examId,
    recorded_at: entry.recordedAt,
    officer_id: entry.officerId,
    item_key: exam.data.item.id ?? exam.data.item.deskItemId,
    band: exam.data.band,
    outcome: exam.data.outcome,
  };
}

/** Exams of one item on this desk, newest first. */
export function examsOfItem(db: Database, itemKey: string, limit = 20): readonly ExamRow[] {
  return db.prepare<[string, number], ExamRow>('SELECT * FROM exam WHERE item_key = ? ORDER BY seq DESC LIMIT ?').all(itemKey, limit);
}

/** The newest exams of this desk. */
export function recentExams(db: Database, limit: number): readonly ExamRow[] {
  return db.prepare<[number], ExamRow>('SELECT * FROM exam ORDER BY seq DESC LIMIT ?').all(limit);
}

/** The exam of an id, or null. */
export function examById(db: Database, examId: string): ExamRow | null {
  return db.prepare<[string], ExamRow>('SELECT * FROM exam WHERE exam_id = ?').get(examId) ?? null;
}
