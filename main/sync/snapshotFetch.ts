/** Brings HQ's snapshot to the loader chunk by chunk, for a desk that has no place in the feed yet; each call is one step of the download. */
import { createHash } from 'node:crypto';
import { canonicalText } from '../../domain/ledger/entry.ts';
import { snapshotBodySchema, type ChunkEntry, type SignedSnapshot, type SnapshotBody } from '../../domain/snapshot/manifest.ts';
import type { SyncFailure } from '../../domain/sync/engine.ts';
import { isSignedBy } from './deviceKey.ts';
import type { Answer } from './transport.ts';

/** Where manifests and chunks come from. at: null is HQ itself, else one of the addresses that the manifest names. */
export interface SnapshotSource {
  readonly manifest: () => Promise<Answer<SignedSnapshot | null>>;
  readonly chunk: (entry: ChunkEntry, at: string | null) => Promise<Answer<Uint8Array<ArrayBuffer>>>;
}

/** next: the first chunk that is missing; null when all are here. */
export interface LoadProgress {
  readonly next: number | null;
  readonly rows: number;
  readonly rowsTotal: number;
}

/** The store's side: main/loader/client.ts. Each rejects when nothing could be stored. */
export interface SnapshotLoader {
  readonly heldSnapshot: () => Promise<string | null>;
  readonly beginSnapshot: (manifest: string) => Promise<LoadProgress>;
  readonly putSnapshotChunk: (index: number, bytes: Uint8Array<ArrayBuffer>) => Promise<{ readonly end: 'taken' | 'not-asked-for' | 'wrong-hash' | 'unfit'; readonly state: LoadProgress | null }>;
  readonly endSnapshot: () => Promise<'loaded' | 'mismatch'>;
  readonly discardSnapshot: () => Promise<void>;
}

/** Who must have signed, and for whom. */
export interface SnapshotPartner {
  readonly hqId: string;
  readonly hqPublicKey: string;
  readonly facilityId: string;
}

/** none: the feed has to be read from its beginning. more: call again. loaded: the feed goes on at the snapshot's cursor. */
export type SnapshotStep =
  | { readonly kind: 'none' }
  | { readonly kind: 'more'; readonly progress: LoadProgress }
  | { readonly kind: 'loaded' }
  | { readonly kind: 'failed'; readonly failure: SyncFailure };

export type SnapshotFetch = ReturnType<typeof makeSnapshotFetch>;

interface Load {
  readonly body: SnapshotBody;
  readonly progress: LoadProgress;
}

/** One chunk on its way. taken: null when it could not be fetched. */
interface Bringing {
  readonly index: number;
  readonly fetched: Promise<Answer<Uint8Array<ArrayBuffer>>>;
  readonly taken: Promise<Awaited<ReturnType<SnapshotLoader['putSnapshotChunk']>> | null>;
}

export function makeSnapshotFetch(partner: SnapshotPartner, source: SnapshotSource, loader: SnapshotLoader) {
  let load: Load | null = null;
  /** Snapshots that HQ itself must mend; another try would bring the same. */
  const unusable = new Set<string>();
  /** Addresses that brought something else than what HQ named; HQ itself is asked instead. */
  const untrue = new Set<string>();
  /** The next chunk is fetched and unpacked while the one before it is stored: two are in memory at most. */
  let ahead: Bringing | null = null;

  async function step(): Promise<SnapshotStep> {
    try {
      load ??= await held();
      if (load === null) return await begin();
      return load.progress.next === null ? await end(load.body) : await takeChunk(load.body, load.progress.next);
    } catch {
      // The loader died or its disk is full. What is stored stays, and the next try asks the store where it stands.
      load = null;
      ahead = null;
      return failed('storage');
    }
  }

  /** A load that a restart or a cut left behind goes on, also when HQ has a newer snapshot by now: the feed brings the rest. */
  async function held(): Promise<Load | null> {
    const manifest = await loader.heldSnapshot();
    const body = manifest === null ? null : usable(JSON.parse(manifest));
    return manifest === null || body === null ? null : { body, progress: await loader.beginSnapshot(manifest) };
  }

  async function begin(): Promise<SnapshotStep> {
    const answer = await source.manifest();
    if (!answer.ok) {
      // An older HQ does not know the message.
      return answer.code === 'bad-request' ? { kind: 'none' } : { kind: 'failed', failure: answer.failure };
    }
    const signed = answer.value;
    if (signed === null || !isSignedBy(partner.hqPublicKey, canonicalText(signed.body), signed.signature)) return { kind: 'none' };
    const body = usable(signed.body);
    if (body === null) return { kind: 'none' };
    load = { body, progress: await loader.beginSnapshot(JSON.stringify(signed.body)) };
    return { kind: 'more', progress: load.progress };
  }

  /** null: of another HQ or facility, in a form this version does not know, or found wrong before. */
  function usable(value: unknown): SnapshotBody | null {
    const body = snapshotBodySchema.safeParse(value);
    if (!body.success || body.data.hqId !== partner.hqId || unusable.has(body.data.snapshotId)) return null;
    const { facilityId } = body.data;
    return facilityId === null || facilityId === partner.facilityId ? body.data : null;
  }

  async function takeChunk(body: SnapshotBody, index: number): Promise<SnapshotStep> {
    const now = ahead?.index === index ? ahead : bring(body, index, null);
    ahead = index + 1 < body.chunks.length ? bring(body, index + 1, now.fetched) : null;
    const answer = await now.fetched;
    const taken = await now.taken;
    if (!answer.ok || taken === null) return answer.ok || answer.code === 'bad-request' ? giveUp(body) : lost(answer.failure);
    if (taken.end !== 'taken' || taken.state === null) return giveUp(body);
    load = { body, progress: taken.state };
    return { kind: 'more', progress: taken.state };
  }

  /** One request at a time: it begins when the one before it has brought its chunk, and not at all when that has failed. */
  function bring(body: SnapshotBody, index: number, after: Bringing['fetched'] | null): Bringing {
    const fetched = after === null ? chunkOf(body, index) : after.then((before) => (before.ok ? chunkOf(body, index) : before));
    const taken = fetched.then((answer) => (answer.ok ? loader.putSnapshotChunk(index, answer.value) : null));
    // Whoever waits for it hears of it; after a failure nobody does any more.
    taken.catch(() => undefined);
    return { index, fetched, taken };
  }

  function lost(failure: SyncFailure): SnapshotStep {
    ahead = null;
    return { kind: 'failed', failure };
  }

  /** Asks every other address before HQ. Only bytes that have the name HQ gave them are handed on. */
  async function chunkOf(body: SnapshotBody, index: number): Promise<Answer<Uint8Array<ArrayBuffer>>> {
    const entry = body.chunks[index];
    if (entry === undefined) throw new Error(`no chunk ${index}`);
    for (const at of body.chunksAt.filter((url) => !untrue.has(url))) {
      const answer = await source.chunk(entry, at);
      if (answer.ok && isChunk(entry, answer.value)) return answer;
      if (answer.ok) untrue.add(at);
    }
    const answer = await source.chunk(entry, null);
    return answer.ok && !isChunk(entry, answer.value) ? notHq : answer;
  }

  async function end(body: SnapshotBody): Promise<SnapshotStep> {
    const loadEnd = await loader.endSnapshot();
    load = null;
    if (loadEnd === 'loaded') return { kind: 'loaded' };
    unusable.add(body.snapshotId);
    return { kind: 'none' };
  }

  /** HQ has these chunks no more, or they are not what it says: without its rows there is nothing to keep. */
  async function giveUp(body: SnapshotBody): Promise<SnapshotStep> {
    unusable.add(body.snapshotId);
    load = null;
    ahead = null;
    await loader.discardSnapshot();
    return begin();
  }

  return {
    step,
    /** null when no load is under way, as far as this run knows. */
    progress: (): LoadProgress | null => load?.progress ?? null,
  };
}

function isChunk(entry: ChunkEntry, bytes: Uint8Array): boolean {
  return bytes.length === entry.bytes && createHash('sha256').update(bytes).digest('hex') === entry.sha256;
}

const notHq: Answer<never> = { ok: false, failure: { kind: 'not-hq', retryAfterMs: null }, code: null, expectedSeq: null };

function failed(kind: SyncFailure['kind']): SnapshotStep {
  return { kind: 'failed', failure: { kind, retryAfterMs: null } };
}
