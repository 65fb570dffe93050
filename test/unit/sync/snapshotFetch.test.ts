/** Fetching a snapshot: only what HQ named is handed on, every fault is tried again, and no fault keeps a desk from its data. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SignedSnapshot } from '../../../domain/snapshot/manifest.ts';
import { makeSnapshotFetch, type SnapshotLoader, type SnapshotSource, type SnapshotStep } from '../../../main/sync/snapshotFetch.ts';
import type { Answer } from '../../../main/sync/transport.ts';
import { aed } from '../../contract/reference/referenceFiles.ts';
import { HQ_KEY, makeSnapshot, signedBody, type MadeSnapshot } from '../../contract/reference/snapshotFiles.ts';

const PARTNER = { hqId: 'HQ', hqPublicKey: HQ_KEY, facilityId: 'JFK' };
const CHUNKS = 5;
const aedRows = Array.from({ length: CHUNKS }, (_, n) => aed(`X${n}`));
const snapshotOf = (more: Record<string, unknown> = {}) => makeSnapshot({ aed: aedRows, rowsPerChunk: 1, more });
const failing = (kind: 'unreachable' | 'refused', code: 'bad-request' | null = null): Answer<never> => ({ ok: false, failure: { kind, retryAfterMs: null }, code, expectedSeq: null });

/** A store that remembers as the real one does: over a new fetch, which is a restart. */
function fakeLoader(rows = CHUNKS) {
  const store = { manifest: null as string | null, done: new Set<number>(), put: [] as string[], isLoaded: false, isBroken: false, chunkEnd: 'taken' as 'taken' | 'unfit', loadEnd: 'loaded' as 'loaded' | 'mismatch' };
  const state = () => ({ next: Array.from({ length: rows }, (_, n) => n).find((n) => !store.done.has(n)) ?? null, rows: store.done.size, rowsTotal: rows });
  const unlessBroken = <T>(work: () => T): Promise<T> => (store.isBroken ? Promise.reject(new Error('the disk is full')) : Promise.resolve(work()));
  const loader: SnapshotLoader = {
    heldSnapshot: () => unlessBroken(() => store.manifest),
    beginSnapshot: (manifest) => unlessBroken(() => {
      if (store.manifest !== manifest) store.done.clear();
      store.manifest = manifest;
      return state();
    }),
    putSnapshotChunk: (index, bytes) => unlessBroken(() => {
      store.put.push(createHash('sha256').update(bytes).digest('hex'));
      if (store.chunkEnd === 'taken') store.done.add(index);
      return { end: store.chunkEnd, state: state() };
    }),
    endSnapshot: () => unlessBroken(() => {
      if (store.done.size < rows) throw new Error('a load ends when all its chunks are here');
      store.manifest = null;
      store.isLoaded = store.loadEnd === 'loaded';
      return store.loadEnd;
    }),
    discardSnapshot: () => unlessBroken(() => {
      store.manifest = null;
      store.done.clear();
    }),
  };
  return { store, loader };
}

function sourceOf(snapshot: MadeSnapshot, asked: string[] = []): SnapshotSource {
  return {
    manifest: () => Promise.resolve({ ok: true, value: snapshot.signed }),
    chunk: ({ index }, at) => {
      asked.push(`${at ?? 'HQ'} ${index}`);
      return Promise.resolve({ ok: true, value: snapshot.bytes(index) });
    },
  };
}

async function run(fetch: { step: () => Promise<SnapshotStep> }, steps = 60): Promise<SnapshotStep> {
  let last: SnapshotStep = { kind: 'none' };
  for (let n = 0; n < steps; n += 1) {
    last = await fetch.step();
    if (last.kind === 'none' || last.kind === 'loaded') return last;
  }
  return last;
}

describe('a snapshot', () => {
  it('is fetched chunk by chunk, each one once, and then loaded', async () => {
    const snapshot = snapshotOf();
    const { store, loader } = fakeLoader();
    const asked: string[] = [];
    expect(await run(makeSnapshotFetch(PARTNER, sourceOf(snapshot, asked), loader))).toEqual({ kind: 'loaded' });
    expect(asked).toEqual(['HQ 0', 'HQ 1', 'HQ 2', 'HQ 3', 'HQ 4']);
    expect(store.put).toEqual(snapshot.body.chunks.map(({ sha256 }) => sha256));
  });

  const unusable: readonly [string, SignedSnapshot | null][] = [
    ['HQ has none', null],
    ['another key has signed it', { ...snapshotOf().signed, signature: 'A'.repeat(86) + '==' }],
    ['a signed member was changed', { ...snapshotOf().signed, body: { ...snapshotOf().signed.body, cursor: 'another' } }],
    ['a member was added after signing', { ...snapshotOf().signed, body: { ...snapshotOf().signed.body, more: 1 } }],
    ['it is of another HQ', snapshotOf({ hqId: 'HQ2' }).signed],
    ['it is for another facility', snapshotOf({ facilityId: 'LAX' }).signed],
    ['it is another kind of signed statement', snapshotOf({ statement: 'device' }).signed],
    ['it has chunks of a kind this version does not know', signedBody({ ...snapshotOf().body, chunks: snapshotOf().body.chunks.map((chunk) => ({ ...chunk, kind: 'zip' })) })],
    ['its chunks have other rows than it says', snapshotOf({ rows: 9 }).signed],
  ];

  it.each(unusable)('is not loaded when %s: the feed is read instead', async (_words, value) => {
    const { store, loader } = fakeLoader();
    const fetch = makeSnapshotFetch(PARTNER, { ...sourceOf(snapshotOf()), manifest: () => Promise.resolve({ ok: true, value }) }, loader);
    expect(await fetch.step()).toEqual({ kind: 'none' });
    expect([store.manifest, store.put]).toEqual([null, []]);
  });

  it('for all facilities is loaded, and so is one with members that only a newer version knows', async () => {
    for (const more of [{ facilityId: null }, { madeBy: 'HQ 9' }]) {
      expect(await run(makeSnapshotFetch(PARTNER, sourceOf(snapshotOf(more)), fakeLoader().loader))).toEqual({ kind: 'loaded' });
    }
  });

  it('is not asked for twice of an older HQ that does not know the message', async () => {
    const fetch = makeSnapshotFetch(PARTNER, { ...sourceOf(snapshotOf()), manifest: () => Promise.resolve(failing('refused', 'bad-request')) }, fakeLoader().loader);
    expect(await fetch.step()).toEqual({ kind: 'none' });
  });

  it.each(['unfit', 'mismatch'] as const)('that HQ itself made wrong (%s) is tried once', async (how) => {
    const { store, loader } = fakeLoader();
    if (how === 'unfit') store.chunkEnd = 'unfit';
    else store.loadEnd = 'mismatch';
    const fetch = makeSnapshotFetch(PARTNER, sourceOf(snapshotOf()), loader);
    expect(await run(fetch)).toEqual({ kind: 'none' });
    expect(store.manifest).toBeNull();
    expect(await fetch.step()).toEqual({ kind: 'none' });
  });

  it('whose chunks HQ has no more gives way to the newer one', async () => {
    const { store, loader } = fakeLoader();
    const [old, fresh] = [snapshotOf({ snapshotId: 'old' }), snapshotOf({ snapshotId: 'fresh', cursor: 'c2' })];
    await loader.beginSnapshot(JSON.stringify(old.signed.body));
    let isGone = true;
    const source = sourceOf(fresh);
    const fetch = makeSnapshotFetch(PARTNER, { ...source, chunk: (entry, at) => {
      if (!isGone) return source.chunk(entry, at);
      isGone = false;
      return Promise.resolve(failing('refused', 'bad-request'));
    } }, loader);
    expect(await run(fetch)).toEqual({ kind: 'loaded' });
    expect(store.isLoaded).toBe(true);
  });

  it('comes from the addresses it names; one that brings anything else is asked no more', async () => {
    const snapshot = snapshotOf({ chunksAt: ['https://liar.example/', 'https://cache.example/'] });
    const asked: string[] = [];
    const honest = sourceOf(snapshot, asked);
    const { store, loader } = fakeLoader();
    const fetch = makeSnapshotFetch(PARTNER, { ...honest, chunk: async (entry, at) => {
      const answer = await honest.chunk(entry, at);
      return at?.includes('liar') === true ? { ok: true, value: new Uint8Array(entry.bytes) } : answer;
    } }, loader);
    expect(await run(fetch)).toEqual({ kind: 'loaded' });
    expect(asked).toEqual(['https://liar.example/ 0', ...[0, 1, 2, 3, 4].map((n) => `https://cache.example/ ${n}`)]);
    expect(store.put).toEqual(snapshot.body.chunks.map(({ sha256 }) => sha256));
  });

  it('is complete in the end whatever the line, the caches, the disk and restarts do', async () => {
    const snapshot = snapshotOf({ chunksAt: ['https://cache.example/'] });
    const weather = fc.constantFrom('fine', 'cut', 'lie', 'short', 'disk', 'restart');
    await fc.assert(fc.asyncProperty(fc.array(weather, { maxLength: 40 }), async (days) => {
      let now: (typeof days)[number] = 'fine';
      const { store, loader } = fakeLoader();
      const source: SnapshotSource = {
        manifest: () => Promise.resolve(now === 'cut' ? failing('unreachable') : { ok: true, value: snapshot.signed }),
        chunk: ({ index, bytes }) => {
          if (now === 'cut') return Promise.resolve(failing('unreachable'));
          const chunk = snapshot.bytes(index);
          return Promise.resolve({ ok: true, value: now === 'lie' ? new Uint8Array(bytes) : now === 'short' ? chunk.slice(1) : chunk });
        },
      };
      let fetch = makeSnapshotFetch(PARTNER, source, loader);
      const before = new Set(snapshot.body.chunks.map(({ sha256 }) => sha256));
      for (const day of days) {
        now = day;
        store.isBroken = day === 'disk';
        if (day === 'restart') fetch = makeSnapshotFetch(PARTNER, source, loader);
        const { kind } = await fetch.step();
        // Weather is no reason to read a million rows from the feed.
        expect(kind).not.toBe('none');
        expect(store.put.every((name) => before.has(name))).toBe(true);
        if (kind === 'loaded') return;
      }
      now = 'fine';
      store.isBroken = false;
      expect(await run(fetch)).toEqual({ kind: 'loaded' });
    }), { numRuns: 300 });
  });
});
