/** Takes AED in and sends what is new or changed down to the desks: one transaction for a whole load. */
import { v7 as uuidv7 } from 'uuid';
import { aedHeads, fieldsOf, waitingRows, type AedRow, type WaitingRow } from '../store/aed.ts';
import { inTransaction } from '../store/driver.ts';
import { feedWriter } from '../store/feed.ts';
import type { HqStore } from '../store/store.ts';

export interface LoadedAed {
  readonly rows: number;
  /** Postings HQ did not know. */
  readonly added: number;
  /** Postings that got a new version. */
  readonly changed: number;
  readonly unchanged: number;
}

export interface AedLoad {
  /** Everything that was read goes out, or nothing. */
  commit(now: Date): LoadedAed;
  drop(): void;
}

const BATCH = 1_000;

export async function loadAed(store: HqStore, rows: Iterable<AedRow> | AsyncIterable<AedRow>, now = new Date()): Promise<LoadedAed> {
  const load = await readAed(store, rows);
  return load.commit(now);
}

/** Reads rows without touching anything that desks or other commands see. */
export async function readAed(store: HqStore, rows: Iterable<AedRow> | AsyncIterable<AedRow>): Promise<AedLoad> {
  const waiting = waitingRows(store.db, uuidv7());
  try {
    for await (const batch of inBatches(rows)) waiting.add(batch);
  } catch (error) {
    waiting.drop();
    throw error;
  }
  return {
    commit: (now) => {
      const loaded = inTransaction(store.db, () => sendNew(store, waiting.all(), now));
      waiting.drop();
      return loaded;
    },
    drop: () => waiting.drop(),
  };
}

async function* inBatches(rows: Iterable<AedRow> | AsyncIterable<AedRow>): AsyncGenerator<readonly AedRow[]> {
  let batch: AedRow[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

function sendNew({ db }: HqStore, rows: Iterable<WaitingRow>, now: Date): LoadedAed {
  const [heads, append, receivedAt] = [aedHeads(db), feedWriter(db), now.toISOString()];
  const counts = { rows: 0, added: 0, changed: 0, unchanged: 0 };
  for (const row of rows) {
    const { itemId, postedOn, contentHash } = row;
    const head = heads.find(itemId, postedOn);
    counts.rows += 1;
    counts[head === null ? 'added' : head.contentHash === contentHash ? 'unchanged' : 'changed'] += 1;
    if (head?.contentHash === contentHash) continue;
    const version = (head?.version ?? 0) + 1;
    // For every facility: nobody can say before it arrives which IMF an item comes to.
    append(null, { kind: 'aed', aed: { itemId, postedOn, version, receivedAt, fields: fieldsOf(row) } });
    heads.put(itemId, postedOn, version, contentHash);
  }
  return counts;
}
