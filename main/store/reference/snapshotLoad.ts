/** A snapshot on its way into reference.db: chunk by chunk beside the AED in use, then, when all of it is here and compared, in its place. */
import type { SnapshotBody } from '../../../domain/snapshot/manifest.ts';
import { snapshotBodySchema } from '../../../domain/snapshot/manifest.ts';
import { aedLineText, readAedLines } from '../../../domain/snapshot/aedLine.ts';
import { bucketListSchema, BucketSums, differingBuckets, type BucketSum } from '../../../domain/snapshot/buckets.ts';
import type { ChunkSeal } from '../../../domain/snapshot/seal.ts';
import { unknownRowSchema, type FeedPage } from '../../../domain/sync/messages.ts';
import type { Database } from '../driver.ts';
import { isConstraint } from '../driver.ts';
import { lineOfStored, sha256OfText, writeSumsAndCount, type StoredAed } from './aedBuckets.ts';
import { createAedTable, indexAedTable } from './aedTable.ts';
import type { ParkReason, ReferenceWriter } from './writer.ts';

/** How far a load is. next: the first chunk that is missing; null when all are here. rows: of those that are here. */
export interface LoadState {
  readonly snapshotId: string;
  readonly next: number | null;
  readonly rows: number;
  readonly rowsTotal: number;
}

/**
 * not-asked-for: no such chunk in this load. wrong-hash: not the chunk that HQ named; whoever brought it is wrong. unfit: it is the one HQ
 * named and has not the rows HQ says, and another try would bring the same.
 */
export const CHUNK_ENDS = ['taken', 'not-asked-for', 'wrong-hash', 'unfit'] as const;

export type ChunkEnd = (typeof CHUNK_ENDS)[number];

/** sha256: of the bytes as they came. text: what they unpack to; null when they are no text. */
export interface ChunkContent {
  readonly sha256: string;
  readonly text: string | null;
}

interface Load {
  readonly body: SnapshotBody;
  readonly sums: readonly BucketSum[];
  readonly done: ReadonlySet<number>;
}

export type SnapshotLoad = ReturnType<typeof snapshotLoad>;

/** The last word of a load: the rows are not those that HQ counted, so none of them is used. */
export const LOAD_ENDS = ['loaded', 'mismatch'] as const;

export type LoadEnd = (typeof LOAD_ENDS)[number];

export function snapshotLoad(db: Database, writer: ReferenceWriter) {
  const selectLoad = db.prepare<[], { manifest: string; sums: string; parked: number }>('SELECT manifest, sums, parked FROM snapshot_load WHERE one = 1');
  const selectChunks = db.prepare<[], { chunk: number }>('SELECT chunk FROM snapshot_chunk');
  const putLoad = db.prepare<[string, string]>('INSERT INTO snapshot_load (one, manifest, sums, parked) VALUES (1, ?, ?, 0)');
  const putSums = db.prepare<[string, number]>('UPDATE snapshot_load SET sums = ?, parked = parked + ? WHERE one = 1');
  const putChunk = db.prepare<[number]>('INSERT INTO snapshot_chunk (chunk) VALUES (?)');
  const putCursor = db.prepare<[string, string, string]>(
    `INSERT INTO sync_cursor (one, cursor, hq_time, as_of) VALUES (1, ?, ?, ?)
     ON CONFLICT (one) DO UPDATE SET cursor = excluded.cursor, hq_time = excluded.hq_time, as_of = excluded.as_of`,
  );

  function current(): Load | null {
    const load = selectLoad.get();
    if (load === undefined) return null;
    const body = snapshotBodySchema.parse(JSON.parse(load.manifest));
    return { body, sums: bucketListSchema.parse(JSON.parse(load.sums)), done: new Set(selectChunks.all().map(({ chunk }) => chunk)) };
  }

  function drop(): void {
    db.exec('DROP TABLE IF EXISTS aed_load; DELETE FROM snapshot_chunk; DELETE FROM snapshot_load');
  }

  function park(body: SnapshotBody, raw: FeedPage['rows'][number], why: ParkReason): void {
    writer.park(raw, why, { cursor: body.cursor, hqTime: body.madeAt });
  }

  /** Rows are appended to a table without an index and counted; nothing reads them yet. Returns how many were no AED. */
  function takeAed(body: SnapshotBody, text: string, sums: BucketSums): { readonly rows: number; readonly parked: number } {
    const insert = db.prepare<[string, string, number, string, string]>(
      'INSERT INTO aed_load (item_id, posted_on, version, received_at, fields) VALUES (?, ?, ?, ?, ?)',
    );
    let [rows, parked] = [0, 0];
    readAedLines(
      text,
      (row, line) => {
        insert.run(row.itemId, row.postedOn, row.version, row.receivedAt, row.fields);
        sums.add(row.itemId, line);
        rows += 1;
      },
      (line) => {
        // A row that is wrong must hold up nothing behind it; it counts as HQ counted it.
        park(body, { kind: 'aed', line }, 'does-not-parse');
        sums.add(line.slice(0, Math.max(0, line.indexOf('\t'))), line);
        parked += 1;
      },
    );
    return { rows: rows + parked, parked };
  }

  function takeFeed(body: SnapshotBody, text: string): number {
    const rows = text.split('\n').filter((line) => line !== '').map(feedRowOf);
    writer.takeRows(rows, { cursor: body.cursor, hqTime: body.madeAt });
    return rows.length;
  }

  const chunkInOneTransaction = db.transaction((index: number, text: string, { body, sums: before }: Load): void => {
    if (body.chunks[index]?.kind === 'feed') {
      if (takeFeed(body, text) !== body.chunks[index].rows) throw new ChunkUnfit();
    } else {
      const sums = new BucketSums(sha256OfText, before);
      const { rows, parked } = takeAed(body, text, sums);
      if (rows !== body.chunks[index]?.rows) throw new ChunkUnfit();
      putSums.run(JSON.stringify(sums.list()), parked);
    }
    putChunk.run(index);
  });

  /** Rows and the mark that they are here in one transaction: a kill loses at most the chunk under way. */
  function putChunkOnce(index: number, { sha256, text }: ChunkContent): ChunkEnd {
    const load = current();
    const entry = load?.body.chunks[index];
    if (load === null || entry === undefined) return 'not-asked-for';
    // A kill between the commit and its answer: the chunk comes again and is here already.
    if (load.done.has(index)) return 'taken';
    if (entry.sha256 !== sha256) return 'wrong-hash';
    if (text === null) return 'unfit';
    try {
      chunkInOneTransaction.immediate(index, text, load);
      return 'taken';
    } catch (error) {
      if (error instanceof ChunkUnfit) return 'unfit';
      throw error;
    }
  }

  const takeOverInOneTransaction = db.transaction((body: SnapshotBody): void => {
    db.exec('DROP INDEX aed_by_item');
    indexAedTable(db, 'aed_load');
    const sums = new BucketSums(sha256OfText, body.buckets);
    keepOthers(sums);
    db.exec('DROP TABLE aed; ALTER TABLE aed_load RENAME TO aed');
    writeSumsAndCount(db, sums.list());
    putCursor.run(body.cursor, body.madeAt, body.madeAt);
    drop();
  });

  /** AED that is here and not in the snapshot stays: from a file of this desk, or from a page of the feed (sync rule 6). */
  function keepOthers(sums: BucketSums): void {
    const others = db.prepare<[], StoredAed & { is_local: number }>(
      `SELECT * FROM aed WHERE NOT EXISTS (
         SELECT 1 FROM aed_load WHERE aed_load.item_id = aed.item_id AND aed_load.posted_on = aed.posted_on AND aed_load.version = aed.version)`,
    );
    for (const row of others.iterate()) if (row.is_local === 0) sums.add(row.item_id, aedLineText(lineOfStored(row)));
    db.exec(`INSERT INTO aed_load (item_id, posted_on, version, received_at, fields, is_local)
      SELECT item_id, posted_on, version, received_at, fields, is_local FROM aed WHERE NOT EXISTS (
        SELECT 1 FROM aed_load WHERE aed_load.item_id = aed.item_id AND aed_load.posted_on = aed.posted_on AND aed_load.version = aed.version)`);
  }

  return {
    manifest: (): string | null => selectLoad.get()?.manifest ?? null,

    state(): LoadState | null {
      const load = current();
      return load === null ? null : stateOf(load.body, load.done);
    },

    /** What opens this chunk; null when no load has it. */
    sealOf(index: number): ChunkSeal | null {
      const body = current()?.body;
      const entry = body?.chunks[index];
      return body === undefined || entry === undefined ? null : { index, kind: entry.kind, key: Buffer.from(body.key, 'base64') };
    },

    /** The same snapshot goes on where it stood; another one starts anew. manifest: JSON of a body whose signature was checked. */
    begin(manifest: string): LoadState {
      const body = snapshotBodySchema.parse(JSON.parse(manifest));
      const load = current();
      if (load?.body.snapshotId === body.snapshotId && selectLoad.get()?.manifest === manifest) return stateOf(body, load.done);
      db.transaction(() => {
        drop();
        createAedTable(db, 'aed_load');
        putLoad.run(manifest, JSON.stringify(new BucketSums(sha256OfText).list()));
      }).immediate();
      return stateOf(body, new Set());
    },

    putChunk: (index: number, content: ChunkContent): ChunkEnd => writer.orForgetCount(() => putChunkOnce(index, content)),

    /** Compares with what HQ counted and signed; then rows, cursor and date change in one transaction (sync rule 4). */
    end(): LoadEnd {
      const load = current();
      if (load === null || load.done.size < load.body.chunks.length) throw new Error('a load ends when all its chunks are here');
      if (differingBuckets(load.sums, load.body.buckets).length > 0) return mismatch();
      try {
        takeOverInOneTransaction.immediate(load.body);
        return 'loaded';
      } catch (error) {
        // Two rows under one key: no snapshot that HQ can mean.
        if (isConstraint(error)) return mismatch();
        throw error;
      }
    },

    discard: (): void => db.transaction(drop).immediate(),
  };

  function mismatch(): 'mismatch' {
    db.transaction(drop).immediate();
    return 'mismatch';
  }
}

/** Rolls the chunk's transaction back. */
class ChunkUnfit extends Error {
  override readonly name = 'ChunkUnfit';
}

function feedRowOf(line: string): FeedPage['rows'][number] {
  try {
    return unknownRowSchema.parse(JSON.parse(line));
  } catch {
    throw new ChunkUnfit();
  }
}

function stateOf({ snapshotId, chunks, rows: rowsTotal }: SnapshotBody, done: ReadonlySet<number>): LoadState {
  const next = chunks.find(({ index }) => !done.has(index))?.index ?? null;
  const rows = chunks.filter(({ index, kind }) => kind === 'aed' && done.has(index)).reduce((sum, chunk) => sum + chunk.rows, 0);
  return { snapshotId, next, rows, rowsTotal };
}
