/** Carries out what the sync engine decides: one upload and one download at a time, timers, and the facts for the status text. */
import { canonicalText, type Entry } from '../../domain/ledger/entry.ts';
import { INITIAL_SYNC, step, type Lane, type SyncEffect, type SyncEvent, type SyncFailure, type SyncFailureKind, type SyncState } from '../../domain/sync/engine.ts';
import { MAX_ENTRIES_PER_UPLOAD, MAX_ROWS_PER_PAGE, PROTOCOL_VERSION, type FeedPage, type Receipt, type UploadReply, type Verdict } from '../../domain/sync/messages.ts';
import { isSignedBy } from './deviceKey.ts';
import type { Sender, Transport } from './transport.ts';

/** Uploads stay under this many characters, so that a slow line gets them through and HQ's limit is never met. */
const MAX_UPLOAD_CHARACTERS = 500_000;

/** HQ as this desk knows it since enrolment. */
export interface Partner extends Sender {
  readonly hqId: string;
  readonly hqPublicKey: string;
}

/** lastSeq: the highest of this desk's entries that HQ holds; absent from an older HQ. */
export type FeedPageFacts = Pick<FeedPage, 'more' | 'hqTime'> & { readonly lastSeq?: number | undefined };

export interface RunnerPorts {
  readonly transport: Transport;
  readonly ledger: {
    readonly headSeq: () => number;
    readonly deliveredSeq: () => number;
    readonly after: (seq: number, limit: number) => readonly Entry[];
    readonly receive: (receipt: Receipt, verdicts: readonly Verdict[]) => void;
  };
  readonly reference: {
    readonly cursor: () => string | null;
    /** Applies rows and cursor in one transaction; null when the text is no feed page. */
    readonly applyPage: (text: string) => Promise<FeedPageFacts | null>;
  };
  readonly monotonicMs: () => number;
  readonly wallClock: () => string;
  readonly random: () => number;
  readonly onChange: (what: 'status' | 'delivered' | 'reference') => void;
}

export interface LaneFacts {
  readonly phase: Lane['phase'];
  /** Why the last try did not succeed; null after a success. */
  readonly failure: { readonly kind: SyncFailureKind; readonly at: string } | null;
  readonly nextAttemptAt: string | null;
}

export interface RunnerFacts {
  readonly upload: LaneFacts;
  readonly download: LaneFacts;
  readonly lastContactAt: string | null;
  /** HQ's own clock when last heard, RFC 3339 UTC. */
  readonly hqHeardAt: string | null;
}

export type SyncRunner = ReturnType<typeof makeSyncRunner>;

export function makeSyncRunner(partner: Partner, ports: RunnerPorts) {
  let state: SyncState = INITIAL_SYNC;
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  let isCursorRefused = false;
  let lastContactAt: string | null = null;
  let hqHeardAt: string | null = null;
  const failures: Record<'upload' | 'download', LaneFacts['failure']> = { upload: null, download: null };

  function dispatch(event: SyncEvent): void {
    if (stopped) return;
    const [next, effects] = step(state, event);
    state = next;
    for (const effect of effects) carryOut(effect);
    ports.onChange('status');
  }

  function carryOut(effect: SyncEffect): void {
    switch (effect.kind) {
      case 'upload':
        void upload(effect.afterSeq);
        return;
      case 'download':
        void download();
        return;
      case 'timer':
        setTimer(effect.at);
        return;
    }
  }

  function setTimer(at: number | null): void {
    if (timer !== null) clearTimeout(timer);
    timer = at === null ? null : setTimeout(() => dispatch({ kind: 'tick', at: ports.monotonicMs() }), Math.max(0, at - ports.monotonicMs()));
  }

  async function upload(afterSeq: number): Promise<void> {
    const entries = readBatch(afterSeq);
    if (entries === null) return uploadFailed({ kind: 'storage', retryAfterMs: null });
    const answer = await ports.transport.upload(partner, { protocol: PROTOCOL_VERSION, deviceId: partner.deviceId, entries });
    if (stopped) return;
    if (!answer.ok) {
      const isOlderHq = answer.code === 'gap' && answer.expectedSeq !== null && answer.expectedSeq <= afterSeq;
      if (isOlderHq) dispatch({ kind: 'hqMisses', at: ports.monotonicMs(), expectedSeq: answer.expectedSeq, endsUpload: true });
      else uploadFailed(answer.failure);
      return;
    }
    if (!isReceiptFor(partner, entries, answer.value)) return uploadFailed({ kind: 'receipt-invalid', retryAfterMs: null });
    try {
      ports.ledger.receive(answer.value.receipt, answer.value.verdicts);
    } catch {
      return uploadFailed({ kind: 'storage', retryAfterMs: null });
    }
    heard(answer.value.receipt.body.receivedAt);
    failures.upload = null;
    dispatch({ kind: 'uploaded', at: ports.monotonicMs(), deliveredSeq: answer.value.receipt.body.toSeq });
    ports.onChange('delivered');
  }

  /** null: the ledger cannot be read just now. Nothing is lost by it; it is said and tried again. */
  function readBatch(afterSeq: number): Entry[] | null {
    try {
      return batchOf(ports.ledger.after(afterSeq, MAX_ENTRIES_PER_UPLOAD));
    } catch {
      return null;
    }
  }

  /** null: the reference store cannot be read just now. */
  function readCursor(): { readonly cursor: string | null } | null {
    try {
      return { cursor: isCursorRefused ? null : ports.reference.cursor() };
    } catch {
      return null;
    }
  }

  async function download(): Promise<void> {
    const from = readCursor();
    if (from === null) return downloadFailed({ kind: 'storage', retryAfterMs: null });
    const answer = await ports.transport.feedPage(partner, from.cursor, MAX_ROWS_PER_PAGE);
    if (stopped) return;
    if (!answer.ok) {
      // HQ was restored from an older copy and does not know our cursor: ask from the start; rows that are here already change nothing.
      isCursorRefused = answer.code === 'cursor-unknown' || answer.code === 'bad-request';
      return downloadFailed(answer.failure);
    }
    const page = await applied(answer.value);
    if (page === 'not-stored') return downloadFailed({ kind: 'storage', retryAfterMs: null });
    if (page === null) return downloadFailed({ kind: 'not-hq', retryAfterMs: null });
    isCursorRefused = false;
    heard(page.hqTime);
    failures.download = null;
    ports.onChange('reference');
    dispatch({ kind: 'downloaded', at: ports.monotonicMs(), more: page.more });
    // A desk with nothing new to send would never hear by a refusal that HQ was restored from an older copy.
    if (page.lastSeq !== undefined && page.lastSeq < state.deliveredSeq) {
      dispatch({ kind: 'hqMisses', at: ports.monotonicMs(), expectedSeq: page.lastSeq + 1, endsUpload: false });
    }
  }

  async function applied(text: string): Promise<FeedPageFacts | null | 'not-stored'> {
    try {
      return await ports.reference.applyPage(text);
    } catch {
      return 'not-stored';
    }
  }

  function laneFacts({ phase, nextAt }: Lane, failure: LaneFacts['failure']): LaneFacts {
    const nextAttemptAt = nextAt === null ? null : new Date(Date.parse(ports.wallClock()) + nextAt - ports.monotonicMs()).toISOString();
    return { phase, failure, nextAttemptAt };
  }

  function heard(hqTime: string): void {
    lastContactAt = ports.wallClock();
    hqHeardAt = hqTime;
  }

  function uploadFailed(failure: SyncFailure): void {
    failures.upload = { kind: failure.kind, at: ports.wallClock() };
    dispatch({ kind: 'uploadFailed', at: ports.monotonicMs(), failure, random: ports.random() });
  }

  function downloadFailed(failure: SyncFailure): void {
    if (stopped) return;
    failures.download = { kind: failure.kind, at: ports.wallClock() };
    dispatch({ kind: 'downloadFailed', at: ports.monotonicMs(), failure, random: ports.random() });
  }

  return {
    start(): void {
      dispatch({ kind: 'started', at: ports.monotonicMs(), headSeq: ports.ledger.headSeq(), deliveredSeq: ports.ledger.deliveredSeq() });
    },
    entrySealed(): void {
      dispatch({ kind: 'entrySealed', at: ports.monotonicMs(), headSeq: ports.ledger.headSeq() });
    },
    wake(by: 'resume' | 'network' | 'officer'): void {
      dispatch({ kind: 'woken', at: ports.monotonicMs(), by });
    },
    facts(): RunnerFacts {
      return {
        upload: laneFacts(state.upload, failures.upload),
        download: laneFacts(state.download, failures.download),
        lastContactAt,
        hqHeardAt,
      };
    },
    stop(): void {
      stopped = true;
      setTimer(null);
    },
  };
}

/** As many entries from the front as fit into one upload; at least one, however large it is. */
function batchOf(entries: readonly Entry[]): Entry[] {
  const batch: Entry[] = [];
  let characters = 0;
  for (const entry of entries) {
    characters += canonicalText(entry).length;
    if (batch.length > 0 && characters > MAX_UPLOAD_CHARACTERS) break;
    batch.push(entry);
  }
  return batch;
}

/** A receipt counts when HQ's pinned key signed it and it names this desk, these entries and their last hash (sync rule 1). */
export function isReceiptFor(partner: Partner, entries: readonly Entry[], reply: UploadReply): boolean {
  const { body, signature } = reply.receipt;
  const first = entries.at(0);
  const last = entries.at(-1);
  if (first === undefined || last === undefined) return false;
  const refused = reply.verdicts.filter((verdict) => verdict.verdict === 'refused').map((verdict) => verdict.seq);
  return (
    body.hqId === partner.hqId &&
    body.deviceId === partner.deviceId &&
    body.fromSeq === first.seq &&
    body.toSeq === last.seq &&
    body.head === last.hash &&
    // The verdicts themselves are not signed; the refused sequences are.
    canonicalText(body.refused) === canonicalText(refused) &&
    isSignedBy(partner.hqPublicKey, canonicalText(body), signature)
  );
}
