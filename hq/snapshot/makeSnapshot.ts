/** Makes a snapshot of the feed at one place: sealed chunks into a folder, then the manifest into the database, so that no desk sees it before they are there. */
import { randomBytes, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { aedLineText, type AedLine } from '../../domain/snapshot/aedLine.ts';
import { BUCKETS, BucketSums } from '../../domain/snapshot/buckets.ts';
import { aedChunkTexts, feedChunkTexts, type ChunkText } from '../../domain/snapshot/chunk.ts';
import { ROWS_PER_CHUNK, snapshotBodySchema, type ChunkEntry } from '../../domain/snapshot/manifest.ts';
import { CHUNK_KEY_BYTES, sealChunk } from '../../domain/snapshot/seal.ts';
import { PROTOCOL_VERSION } from '../../domain/sync/messages.ts';
import { needFacility } from '../admin/facility.ts';
import { did, type AdminResult } from '../admin/result.ts';
import { sha256OfBytes, sha256OfText } from '../hashes.ts';
import { makeCursor } from '../http/token.ts';
import { linesOfBucket } from '../store/aedOfFeed.ts';
import { keepSums } from '../store/bucketSums.ts';
import type { Reads } from '../store/database.ts';
import { feedMarkAt, lastFeedSeq, textsWithoutAed } from '../store/feed.ts';
import { namedChunks, putSnapshot } from '../store/snapshots.ts';
import type { HqStore } from '../store/store.ts';
import { flushFolder, removeChunks, writeChunk } from './chunkFolder.ts';
import { encrypt } from './encrypt.ts';

/** A chunk is at most 16 MB packed; this many characters are never more, in whatever script and however badly they pack. */
const CHARACTERS_PER_CHUNK = 5_000_000;

export const SNAPSHOTS_KEPT = 2;

export interface SnapshotOrder {
  readonly facilityId: string;
  readonly folder: string;
  /** Where desks find the chunks beside HQ; null: nowhere. */
  readonly baseUrl: string | null;
  /** How many snapshots of the facility stay, this one among them. */
  readonly keep?: number;
  readonly rowsPerChunk?: number;
}

export interface MadeSnapshot {
  readonly snapshotId: string;
  readonly rows: number;
  readonly chunks: number;
  readonly bytes: number;
}

export async function makeSnapshot(store: HqStore, order: SnapshotOrder, now = new Date()): Promise<AdminResult<MadeSnapshot>> {
  const { facilityId, folder, baseUrl, keep = SNAPSHOTS_KEPT, rowsPerChunk = ROWS_PER_CHUNK } = order;
  const facility = await needFacility(store, facilityId);
  if (!facility.ok) return facility;
  // Rows only ever come behind it: what is read up to here is the same at whatever moment it is read.
  const seq = await lastFeedSeq(store.reads);
  const key = randomBytes(CHUNK_KEY_BYTES);
  const sums = new BucketSums(sha256OfText);
  const chunks: ChunkEntry[] = [];
  const put = async (kind: ChunkEntry['kind'], texts: Iterable<ChunkText>) => {
    for (const { text, rows } of texts) chunks.push(await writeText(folder, { key, kind, index: chunks.length }, text, rows));
  };
  for await (const texts of inBatches(textsWithoutAed(store.reads, facilityId, seq), rowsPerChunk, (text) => text.length)) await put('feed', feedChunkTexts(texts, rowsPerChunk));
  for await (const lines of inBatches(allLines(store.reads, seq), rowsPerChunk, (line) => aedLineText(line).length)) await put('aed', aedChunkTexts(lines, sums, rowsPerChunk));
  await flushFolder(folder);

  const body = snapshotBodySchema.parse({
    statement: 'snapshot', protocol: PROTOCOL_VERSION, hqId: store.hqId, snapshotId: randomUUID(), facilityId,
    cursor: await makeCursor(store.tokenSecret, seq, (at) => feedMarkAt(store.reads, at)), key: key.toString('base64'), madeAt: now.toISOString(),
    chunks, rows: sumOf(chunks.filter(({ kind }) => kind === 'aed').map(({ rows }) => rows)), buckets: sums.list(), chunksAt: baseUrl === null ? [] : [baseUrl],
  });
  const dropped = await store.inTransaction(async (tx) => {
    // They are counted already: the first desk that asks for buckets does not wait for it.
    await keepSums(tx, { seq, aedSeq: seq, sums: body.buckets });
    return putSnapshot(tx, facilityId, body, keep);
  });
  await removeChunks(folder, dropped, await namedChunks(store.reads), now);
  return did({ snapshotId: body.snapshotId, rows: body.rows, chunks: chunks.length, bytes: sumOf(chunks.map(({ bytes }) => bytes)) });
}

const packed = promisify(gzip);

async function writeText(folder: string, seal: Parameters<typeof sealChunk>[1], text: string, rows: number): Promise<ChunkEntry> {
  const bytes = sealChunk(await packed(text), seal, encrypt);
  const sha256 = sha256OfBytes(bytes);
  await writeChunk(folder, sha256, bytes);
  return { index: seal.index, kind: seal.kind, sha256, bytes: bytes.length, rows };
}

async function* allLines(db: Reads, upTo: number): AsyncGenerator<AedLine> {
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) yield* await linesOfBucket(db, bucket, upTo);
}

/** As many as go into one chunk. */
async function* inBatches<T>(all: AsyncIterable<T>, mostRows: number, charactersOf: (one: T) => number): AsyncGenerator<readonly T[]> {
  let [batch, characters]: [T[], number] = [[], 0];
  for await (const one of all) {
    batch.push(one);
    characters += charactersOf(one);
    if (batch.length < mostRows && characters < CHARACTERS_PER_CHUNK) continue;
    yield batch;
    [batch, characters] = [[], 0];
  }
  if (batch.length > 0) yield batch;
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}
