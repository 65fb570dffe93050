/** How fast an empty desk takes in a snapshot of a million AED rows, beside bare inserts of the same rows already parsed. */
import { createHash, generateKeyPairSync, hash, randomBytes, sign } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { canonicalText } from '../../domain/ledger/entry.ts';
import { BucketSums } from '../../domain/snapshot/buckets.ts';
import { aedChunkTexts } from '../../domain/snapshot/chunk.ts';
import { CHUNK_KEY_BYTES, sealChunk } from '../../domain/snapshot/seal.ts';
import type { AedVersion } from '../../domain/aed/record.ts';
import { PROTOCOL_VERSION } from '../../domain/sync/messages.ts';
import { encrypt } from '../../hq/snapshot/encrypt.ts';
import { bundleThread } from '../testing/bundleThread.ts';
import { demoAedRows } from '../demo/aedRows.ts';
import type { Measurement } from './measurement.ts';

const ROWS = 1_000_000;
const MADE_AT = '2026-11-24T00:00:00.000Z';
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/imf-exam-desk/', import.meta.url));

/** What the child prints: see snapshotLoad.ts. */
export interface SnapshotFigures {
  readonly rowsPerSecond: number;
  readonly bareRowsPerSecond: number;
  readonly peakMegabytes: number;
}

export async function measureSnapshot(folder: string): Promise<readonly Measurement[]> {
  const served = join(folder, 'snapshot');
  mkdirSync(served);
  const hqPublicKey = makeSnapshot(served);
  mkdirSync(CACHE, { recursive: true });
  const threads = mkdtempSync(join(CACHE, 'bench-'));
  try {
    const loader = await bundleThread('loader', fileURLToPath(new URL('../../main/loader/index.ts', import.meta.url)), threads);
    // A process of its own, so that the memory is the load's and not that of the rows' making.
    const child = fileURLToPath(new URL('./snapshotLoad.ts', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', child, folder, served, hqPublicKey, loader]);
    const { rowsPerSecond, bareRowsPerSecond, peakMegabytes } = JSON.parse(stdout) as SnapshotFigures;
    return [
      { what: 'AED rows loaded from a snapshot, checks included', rate: rowsPerSecond, unit: 'rows/s', limit: bareRowsPerSecond, limitIs: 'bare inserts, parsed before' },
      { what: 'memory at its peak, above the idle loader', rate: peakMegabytes, unit: 'MB', limit: null, limitIs: '' },
    ];
  } finally {
    rmSync(threads, { recursive: true, force: true });
  }
}

/** Versions of a posting are numbered as HQ numbers them. */
export function* numbered(rows: ReturnType<typeof demoAedRows>): Generator<AedVersion, void, void> {
  const versions = new Map<string, number>();
  for (const { itemId, postedOn, fields } of rows) {
    const version = (versions.get(itemId + postedOn) ?? 0) + 1;
    versions.set(itemId + postedOn, version);
    yield { itemId, postedOn, version, receivedAt: MADE_AT, fields };
  }
}

/** Writes chunks and manifest as a folder that serves them; returns the raw public key of the HQ that signed. */
function makeSnapshot(served: string): string {
  const sums = new BucketSums((text) => hash('sha256', text, 'hex'));
  const chunks = [];
  const key = randomBytes(CHUNK_KEY_BYTES);
  for (const { text, rows } of aedChunkTexts(numbered(demoAedRows(1, ROWS)), sums)) {
    const bytes = sealChunk(gzipSync(text), { key, index: chunks.length, kind: 'aed' }, encrypt);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    writeFileSync(join(served, sha256), bytes);
    chunks.push({ index: chunks.length, kind: 'aed', sha256, bytes: bytes.length, rows });
  }
  const body = {
    statement: 'snapshot', protocol: PROTOCOL_VERSION, hqId: 'HQ', snapshotId: 'bench', facilityId: null, cursor: 'c1', key: key.toString('base64'), madeAt: MADE_AT,
    chunks, rows: ROWS, buckets: sums.list(),
  };
  const pair = generateKeyPairSync('ed25519');
  const signature = sign(null, Buffer.from(canonicalText(body)), pair.privateKey).toString('base64');
  writeFileSync(join(served, 'manifest.json'), JSON.stringify({ body, signature }));
  return pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');
}
