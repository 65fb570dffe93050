/** Makes signed snapshots for tests: chunks by name, manifest, and the HQ key that signed it. */
import { createHash, generateKeyPairSync, hash, sign } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { AedVersion } from '../../../domain/aed/record.ts';
import { canonicalText } from '../../../domain/ledger/entry.ts';
import { BucketSums } from '../../../domain/snapshot/buckets.ts';
import { aedChunkTexts, feedChunkTexts } from '../../../domain/snapshot/chunk.ts';
import type { ChunkEntry, SignedSnapshot, SnapshotBody } from '../../../domain/snapshot/manifest.ts';
import { sealChunk } from '../../../domain/snapshot/seal.ts';
import { encrypt } from '../../../hq/snapshot/encrypt.ts';

export const MADE_AT = '2026-03-04T10:00:00.000Z';

const pair = generateKeyPairSync('ed25519');

/** Raw, base64. */
export const HQ_KEY = pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');

export interface MadeSnapshot {
  readonly body: SnapshotBody;
  readonly signed: SignedSnapshot;
  readonly chunks: ReadonlyMap<string, Buffer>;
  /** In order. */
  readonly bytes: (index: number) => Uint8Array<ArrayBuffer>;
}

export interface SnapshotParts {
  readonly aed?: readonly AedVersion[];
  readonly feed?: readonly object[];
  readonly rowsPerChunk?: number;
  readonly more?: Partial<SnapshotBody> & Record<string, unknown>;
}

export function signedBody(body: object): SignedSnapshot {
  return { body: body as SignedSnapshot['body'], signature: sign(null, Buffer.from(canonicalText(body)), pair.privateKey).toString('base64') };
}

const CHUNK_KEY = Buffer.alloc(32, 7);

/** As it is served. */
export function sealed(packed: Buffer, index: number, kind: ChunkEntry['kind']): Buffer {
  return Buffer.from(sealChunk(packed, { key: CHUNK_KEY, index, kind }, encrypt));
}

export const sha256Of = (text: string): string => hash('sha256', text, 'hex');

export function makeSnapshot({ aed = [], feed = [], rowsPerChunk = 3, more = {} }: SnapshotParts): MadeSnapshot {
  const sums = new BucketSums(sha256Of);
  const chunks = new Map<string, Buffer>();
  const entries: ChunkEntry[] = [];
  const put = (kind: 'feed' | 'aed', text: string, rows: number): void => {
    const bytes = sealed(gzipSync(text), entries.length, kind);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    chunks.set(sha256, bytes);
    entries.push({ index: entries.length, kind, sha256, bytes: bytes.length, rows });
  };
  for (const { text, rows } of feedChunkTexts(feed.map((row) => JSON.stringify(row)), rowsPerChunk)) put('feed', text, rows);
  for (const { text, rows } of aedChunkTexts(aed, sums, rowsPerChunk)) put('aed', text, rows);
  const body: SnapshotBody = {
    statement: 'snapshot', protocol: 1, hqId: 'HQ', snapshotId: 'S1', facilityId: 'JFK', cursor: 'c-snapshot', key: CHUNK_KEY.toString('base64'), madeAt: MADE_AT,
    chunks: entries, rows: aed.length, buckets: sums.list(), chunksAt: [], ...more,
  };
  return {
    body, signed: signedBody(body), chunks,
    bytes: (index) => new Uint8Array(chunks.get(body.chunks[index]?.sha256 ?? '') ?? Buffer.alloc(0)),
  };
}
