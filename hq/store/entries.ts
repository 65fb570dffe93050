/** Entries received, with their verdicts: append-only, one row for each place in a chain that is taken. */
import { z } from 'zod';
import { entrySchema, type Entry } from '../../domain/ledger/entry.ts';
import { REFUSAL_REASONS } from '../../domain/sync/messages.ts';
import type { Db } from './driver.ts';

const verdictColumns = z.object({
  seq: z.int(),
  hash: z.string(),
  reason: z.enum(REFUSAL_REASONS).nullable(),
  detail: z.string().nullable(),
});

const placeRow = verdictColumns.extend({ prevHash: z.string() });

/** What HQ knows of one place in a chain. reason: null when the entry was accepted. */
export type KnownPlace = Readonly<z.infer<typeof placeRow>>;

const entryRow = verdictColumns.extend({
  deviceId: z.string(),
  id: z.string(),
  kind: z.string(),
  text: z.string(),
  receivedAt: z.string(),
  sentBy: z.string(),
});

export type StoredEntry = Readonly<z.infer<typeof entryRow>>;

/** By seq; a place that is open is not among them. */
export function knownPlaces(db: Db, deviceId: string, fromSeq: number, toSeq: number): ReadonlyMap<number, KnownPlace> {
  const rows = db.prepare(`SELECT seq, hash, text ->> '$.prevHash' AS prevHash, reason, detail
    FROM entry WHERE device_id = ? AND seq BETWEEN ? AND ? ORDER BY seq`).all(deviceId, fromSeq, toSeq);
  return new Map(z.array(placeRow).parse(rows).map((place) => [place.seq, place]));
}

export function isIdTaken(db: Db, id: string): boolean {
  return db.prepare(`SELECT 1 FROM entry WHERE id = ? AND verdict = 'accepted'`).get(id) !== undefined;
}

export function insertEntries(db: Db, entries: readonly StoredEntry[]): void {
  const insert = db.prepare(`INSERT INTO entry (device_id, seq, id, kind, hash, text, received_at, sent_by, verdict, reason, detail)
    VALUES (@deviceId, @seq, @id, @kind, @hash, @text, @receivedAt, @sentBy, iif(@reason IS NULL, 'accepted', 'refused'), @reason, @detail)`);
  for (const entry of entries) insert.run(entry);
}

/** Accepted entries that say something of an exam, by its id, of whatever device: migration 30 has the index, a test reads the plan. */
export const ENTRIES_OF_EXAM_SQL = `SELECT text FROM entry
  WHERE kind IN ('exam.recorded', 'exam.amended', 'aed.linked') AND text ->> '$.payload.examId' = ? AND verdict = 'accepted'`;

/** In no order that means anything: who reads them sorts. */
export function entriesOfExams(db: Db, examIds: Iterable<string>): readonly Entry[] {
  const ofExam = db.prepare(ENTRIES_OF_EXAM_SQL);
  const rows = [...examIds].flatMap((examId) => z.array(z.object({ text: z.string() })).parse(ofExam.all(examId)));
  return rows.map(({ text }) => entrySchema.parse(JSON.parse(text)));
}

/** Everything received, in the order of the chains; one device or all. What took no place in its chain stands at the number it came under. */
export function* storedEntries(db: Db, deviceId: string | null): Generator<StoredEntry> {
  const rows = db.prepare(`
    SELECT device_id AS deviceId, seq, id, kind, hash, text, received_at AS receivedAt, sent_by AS sentBy, reason, detail
      FROM entry WHERE @deviceId IS NULL OR device_id = @deviceId
    UNION ALL
    SELECT device_id, seq, id, kind, hash, text, received_at, sent_by, 'hash-mismatch', detail
      FROM misfit WHERE @deviceId IS NULL OR device_id = @deviceId
    ORDER BY 1, 2`).iterate({ deviceId });
  for (const row of rows) yield entryRow.parse(row);
}
