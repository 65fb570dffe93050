/** Entries received, one row for each place in a chain that is taken: what was sealed is append-only, a refusal may be lifted. */
import { sql } from 'kysely';
import { z } from 'zod';
import { entrySchema, type Entry } from '../../domain/ledger/entry.ts';
import { REFUSAL_REASONS } from '../../domain/sync/messages.ts';
import type { Reads, Tx } from './database.ts';
import { inPieces, KEYS_PER_STATEMENT, ROWS_PER_STATEMENT } from './inPieces.ts';

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

/** examId: of the exam an accepted entry says something of. */
export type NewEntry = StoredEntry & { readonly prevHash: string; readonly examId: string | null };

/** By seq; a place that is open is not among them. */
export async function knownPlaces(db: Reads, deviceId: string, fromSeq: number, toSeq: number): Promise<ReadonlyMap<number, KnownPlace>> {
  const rows = await db.selectFrom('entry').select(['seq', 'hash', 'prev_hash as prevHash', 'reason', 'detail'])
    .where('device_id', '=', deviceId).where('seq', '>=', fromSeq).where('seq', '<=', toSeq).orderBy('seq').execute();
  return new Map(z.array(placeRow).parse(rows).map((place) => [place.seq, place]));
}

/** Whatever the verdict on it; null: the place is not taken. */
export async function entryAt(db: Reads, deviceId: string, seq: number): Promise<Entry | null> {
  const row = await db.selectFrom('entry').select('text').where('device_id', '=', deviceId).where('seq', '=', seq).executeTakeFirst();
  return row === undefined ? null : entrySchema.parse(JSON.parse(row.text));
}

/** Those of these ids that an accepted entry has. */
export async function takenIds(db: Reads, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const taken = new Set<string>();
  for (const piece of inPieces(ids, KEYS_PER_STATEMENT)) for (const { id } of await takenIdsQuery(db, piece).execute()) taken.add(id);
  return taken;
}

/** 'accepted' stands in the statement itself, where databases see that the partial index will do; a test reads the plan. */
export function takenIdsQuery(db: Reads, ids: readonly string[]) {
  return db.selectFrom('entry').select('id').where('id', 'in', ids).where('verdict', '=', sql.lit('accepted'));
}

export async function insertEntries(tx: Tx, entries: readonly NewEntry[]): Promise<void> {
  const rows = entries.map(({ deviceId, seq, id, kind, hash, prevHash, examId, text, receivedAt, sentBy, reason, detail }) => ({
    device_id: deviceId, seq, id, kind, hash, prev_hash: prevHash, exam_id: examId, text, received_at: receivedAt, sent_by: sentBy,
    verdict: reason === null ? 'accepted' as const : 'refused' as const, reason, detail,
  }));
  for (const piece of inPieces(rows, ROWS_PER_STATEMENT)) await tx.insertInto('entry').values(piece).execute();
}

/** Refused entries that were judged again; what was said of each before is kept beside it. */
export async function changeVerdicts(tx: Tx, entries: readonly NewEntry[], at: string): Promise<void> {
  for (const { deviceId, seq, reason, detail, examId } of entries) {
    await tx.insertInto('earlier_verdict').columns(['device_id', 'seq', 'judged_again_at', 'reason', 'detail'])
      .expression((eb) => eb.selectFrom('entry').where('device_id', '=', deviceId).where('seq', '=', seq).where('reason', 'is not', null)
        .select(['device_id', 'seq', eb.val(at).as('judged_again_at'), 'reason', eb.fn.coalesce('detail', eb.val('')).as('detail')])).execute();
    await tx.updateTable('entry').set({ verdict: reason === null ? 'accepted' : 'refused', reason, detail, exam_id: examId })
      .where('device_id', '=', deviceId).where('seq', '=', seq).execute();
  }
}

/**
 * Accepted entries that say something of exams, by their ids, of whatever device, in no order that means anything: who reads them sorts.
 * atHand: entries whose hash was checked; what is among them is not parsed again.
 */
export async function entriesOfExams(db: Reads, examIds: Iterable<string>, atHand: readonly Entry[]): Promise<readonly Entry[]> {
  const known = new Map(atHand.map((entry) => [entry.hash, entry]));
  const entries: Entry[] = [];
  for (const piece of inPieces([...examIds], KEYS_PER_STATEMENT)) {
    for (const { hash, text } of await entriesOfExamsQuery(db, piece).execute()) entries.push(known.get(hash) ?? entrySchema.parse(JSON.parse(text)));
  }
  return entries;
}

/** A test reads the plan. */
export function entriesOfExamsQuery(db: Reads, examIds: readonly string[]) {
  return db.selectFrom('entry').select(['hash', 'text']).where('exam_id', 'in', examIds);
}

const ENTRY_COLUMNS = ['device_id as deviceId', 'seq', 'id', 'kind', 'hash', 'text', 'received_at as receivedAt', 'sent_by as sentBy', 'detail'] as const;
const ENTRIES_AT_ONCE = 500;

/** Everything received, in the order of the chains; one device or all. What took no place in its chain stands at the number it came under. */
export async function* storedEntries(db: Reads, deviceId: string | null): AsyncGenerator<StoredEntry> {
  const devices = deviceId === null ? await db.selectFrom('device').select('id').orderBy('id').execute() : [{ id: deviceId }];
  for (const { id } of devices) yield* entriesOfDevice(db, id);
}

/** In pages of the chain: SQLite can do nothing else while a result is walked, and PostgreSQL sends it whole. */
async function* entriesOfDevice(db: Reads, deviceId: string): AsyncGenerator<StoredEntry> {
  for (let from = 1, isLast = false; !isLast;) {
    const entries = await db.selectFrom('entry').select([...ENTRY_COLUMNS, 'reason']).where('device_id', '=', deviceId).where('seq', '>=', from)
      .orderBy('seq').limit(ENTRIES_AT_ONCE).execute();
    isLast = entries.length < ENTRIES_AT_ONCE;
    const to = isLast ? Number.MAX_SAFE_INTEGER : entries.at(-1)?.seq ?? from;
    const misfits = await db.selectFrom('misfit').select([...ENTRY_COLUMNS, sql.lit('hash-mismatch').as('reason')])
      .where('device_id', '=', deviceId).where('seq', '>=', from).where('seq', '<=', to).orderBy('seq').orderBy('received_at').execute();
    yield* z.array(entryRow).parse([...entries, ...misfits]).sort((a, b) => a.seq - b.seq);
    from = to + 1;
  }
}
