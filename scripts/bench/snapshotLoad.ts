/** The process in which a snapshot's load is measured: first bare inserts, then the load. Arguments: folder, served folder, HQ's key, loader. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readAedLines, type AedLine } from '../../domain/snapshot/aedLine.ts';
import { signedSnapshotSchema, snapshotBodySchema } from '../../domain/snapshot/manifest.ts';
import { startLoader } from '../../main/loader/client.ts';
import { unpackChunk } from '../../main/loader/unpackChunk.ts';
import { openDatabase } from '../../main/store/driver.ts';
import { openReferenceReader, prepareReference } from '../../main/store/reference/open.ts';
import { makeSnapshotFetch, type SnapshotSource } from '../../main/sync/snapshotFetch.ts';
import type { SnapshotFigures } from './snapshot.ts';

const [folder = '', served = '', hqPublicKey = '', workerFile = ''] = process.argv.slice(2);
const key = randomBytes(32);

const manifest = signedSnapshotSchema.parse(JSON.parse(await readFile(join(served, 'manifest.json'), 'utf8')));
const source: SnapshotSource = {
  manifest: () => Promise.resolve({ ok: true, value: manifest }),
  chunk: async ({ sha256 }) => ({ ok: true, value: new Uint8Array(await readFile(join(served, sha256))) }),
};

const bareRowsPerSecond = await bareInserts();
const { rowsPerSecond, peakMegabytes } = await load();
process.stdout.write(JSON.stringify({ rowsPerSecond, bareRowsPerSecond, peakMegabytes } satisfies SnapshotFigures));

async function bareInserts(): Promise<number> {
  const db = openDatabase(join(folder, 'bare-snapshot.db'), { key, binding: null, synchronous: 'NORMAL' });
  db.exec(`CREATE TABLE aed (item_id TEXT NOT NULL, posted_on TEXT NOT NULL, version INTEGER NOT NULL, received_at TEXT NOT NULL,
    fields TEXT NOT NULL, is_local INTEGER NOT NULL DEFAULT 0) STRICT`);
  const insert = db.prepare('INSERT INTO aed (item_id, posted_on, version, received_at, fields) VALUES (?, ?, ?, ?, ?)');
  let [rows, ms] = [0, 0];
  const timed = (work: () => void): void => {
    const start = performance.now();
    work();
    ms += performance.now() - start;
  };
  const { key: chunkKey, chunks } = snapshotBodySchema.parse(manifest.body);
  for (const { sha256, index, kind } of chunks) {
    const { text } = await unpackChunk(await readFile(join(served, sha256)), () => ({ key: Buffer.from(chunkKey, 'base64'), index, kind }));
    const parsed: AedLine[] = [];
    readAedLines(text ?? '', (row) => parsed.push(row), () => undefined);
    timed(db.transaction(() => {
      for (const { itemId, postedOn, version, receivedAt, fields } of parsed) insert.run(itemId, postedOn, version, receivedAt, fields);
    }));
    rows += parsed.length;
  }
  timed(() => db.exec('CREATE UNIQUE INDEX aed_by_item ON aed (item_id, posted_on, version)'));
  db.close();
  return (rows * 1_000) / ms;
}

async function load(): Promise<{ rowsPerSecond: number; peakMegabytes: number }> {
  const place = { file: join(folder, 'snapshot.db'), key, binding: null };
  prepareReference(place);
  const loader = startLoader({ ...place, workerFile });
  await loader.heldSnapshot();
  global.gc?.();
  const idle = process.memoryUsage.rss();
  let peak = idle;
  const watch = setInterval(() => { peak = Math.max(peak, process.memoryUsage.rss()); }, 20);
  const fetch = makeSnapshotFetch({ hqId: 'HQ', hqPublicKey, facilityId: 'JFK' }, source, loader);
  const start = performance.now();
  for (let step = await fetch.step(); step.kind !== 'loaded'; step = await fetch.step()) {
    if (step.kind !== 'more') throw new Error(`the load ended as ${step.kind}`);
  }
  const ms = performance.now() - start;
  clearInterval(watch);
  await loader.close();
  const reader = openReferenceReader(place);
  const rows = reader.counts().aed;
  reader.close();
  return { rowsPerSecond: (rows * 1_000) / ms, peakMegabytes: (peak - idle) / 1e6 };
}
