/** Takes AED in and sends what is new or changed down to the desks: one transaction for a whole load. */
import { setImmediate as othersFirst } from 'node:timers/promises';
import { aedHeadsOf, putAedHeads, type AedHead } from '../store/aedHeads.ts';
import type { Tx } from '../store/database.ts';
import { feedWriter, type NewFeedRow } from '../store/feed.ts';
import type { HqStore } from '../store/store.ts';
import { fieldsOf, waitingAed, type AedRow, type WaitingAed, type WaitingRow } from '../store/waitingAed.ts';

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
  commit(now: Date): Promise<LoadedAed>;
  drop(): void;
}

const BATCH = 1_000;

export async function loadAed(store: HqStore, rows: Iterable<AedRow> | AsyncIterable<AedRow>, now = new Date()): Promise<LoadedAed> {
  const load = await readAed(store, rows);
  return load.commit(now);
}

/** Reads rows without touching anything that desks or other commands see. */
export async function readAed(store: HqStore, rows: Iterable<AedRow> | AsyncIterable<AedRow>): Promise<AedLoad> {
  const waiting = waitingAed();
  try {
    for await (const batch of inBatches(rows)) waiting.add(batch);
  } catch (error) {
    waiting.drop();
    throw error;
  }
  return {
    commit: async (now) => {
      try {
        return await store.inTransaction((tx) => sendNew(tx, waiting, now));
      } finally {
        waiting.drop();
      }
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

async function sendNew(tx: Tx, waiting: WaitingAed, now: Date): Promise<LoadedAed> {
  const counts = { rows: 0, added: 0, changed: 0, unchanged: 0 };
  // First: what another load made of a posting meanwhile is seen.
  const feed = await feedWriter(tx);
  for (const page of waiting.pages()) {
    const heads = new Map((await aedHeadsOf(tx, page.map(({ itemId }) => itemId))).map((head) => [postingOf(head), head]));
    const { rows, moved } = compare(page, heads, counts, now.toISOString());
    await feed.append(rows);
    await putAedHeads(tx, moved);
    // Desks of a server in the same process are answered in between.
    await othersFirst();
  }
  return counts;
}

type Counts = { -readonly [member in keyof LoadedAed]: number };

/** heads: of the postings before this page. Rows in the order they came: a posting may change several times within a page. */
function compare(page: readonly WaitingRow[], heads: Map<string, AedHead>, counts: Counts, receivedAt: string): { rows: NewFeedRow[]; moved: AedHead[] } {
  const rows: NewFeedRow[] = [];
  const moved = new Map<string, AedHead>();
  for (const row of page) {
    const { itemId, postedOn, contentHash } = row;
    const before = heads.get(postingOf(row)) ?? null;
    counts.rows += 1;
    counts[before === null ? 'added' : before.contentHash === contentHash ? 'unchanged' : 'changed'] += 1;
    if (before?.contentHash === contentHash) continue;
    const head: AedHead = { itemId, postedOn, version: (before?.version ?? 0) + 1, contentHash };
    // For every facility: nobody can say before it arrives which IMF an item comes to.
    rows.push({ facilityId: null, row: { kind: 'aed', aed: { itemId, postedOn, version: head.version, receivedAt, fields: fieldsOf(row) } } });
    heads.set(postingOf(row), head);
    moved.set(postingOf(row), head);
  }
  return { rows, moved: [...moved.values()] };
}

function postingOf({ itemId, postedOn }: Pick<AedHead, 'itemId' | 'postedOn'>): string {
  return `${itemId} ${postedOn}`;
}
