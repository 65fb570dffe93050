/** Keeps the desk in touch with HQ: runs sync for the enrolled desk and tells where it stands. */
import { shownSkew, skewMs, type Skew } from '../../domain/sync/skew.ts';
import type { HqKeys, Verdict } from '../../domain/sync/messages.ts';
import type { ServiceEvents } from '../../preload/contract/service.ts';
import type { PhotoDeliveryView } from '../../preload/contract/photoViews.ts';
import type { DeliveryStatus } from '../../preload/contract/views.ts';
import type { Ledger } from '../store/ledger/ledger.ts';
import type { ReferenceReader } from '../store/reference/reader.ts';
import { makeSyncRunner, type SyncRunner } from '../sync/runner.ts';
import type { DeskPorts } from './ports.ts';

export interface DeliveryPorts {
  readonly ledger: Ledger;
  readonly reference: ReferenceReader;
  readonly ports: DeskPorts;
  readonly emit: <E extends keyof ServiceEvents>(event: E, data: ServiceEvents[E]) => void;
  /** Rows of HQ's feed came in. */
  readonly onReference: () => void;
  /** Whatever moved in either direction. */
  readonly onSync: (what: 'status' | 'delivered' | 'reference') => void;
  readonly onHqKeys: (keys: HqKeys) => void;
  /** HQ has answered to an upload; its receipt is stored right after this. */
  readonly onTaken: (verdicts: readonly Verdict[], again: boolean) => void;
  readonly photos: () => PhotoDeliveryView;
  /** The ledger is marked as an older copy. */
  readonly onCopied: () => void;
}

/** How often the wall clock is compared with HQ's: nothing else would tell, while HQ is away, that somebody set it. */
const CLOCK_WATCH_MS = 15_000;

export type Delivery = ReturnType<typeof makeDelivery>;

export function makeDelivery({ ledger, reference, ports, emit, onReference, onSync, onHqKeys, onTaken, photos, onCopied }: DeliveryPorts) {
  const { clock } = ports;
  let runner: SyncRunner | null = null;
  let clockWatch: NodeJS.Timeout | null = null;

  function start(): void {
    const identity = ledger.identity();
    if (identity === null || runner !== null) return;
    runner = makeSyncRunner(identity, {
      transport: ports.transport,
      ledger: {
        headSeq: () => ledger.head().seq,
        deliveredSeq: () => ledger.delivered().throughSeq,
        after: ledger.after,
        receive: (receipt, verdicts, again) => {
          onTaken(verdicts, again);
          ledger.receive(receipt, verdicts, again);
        },
        toOfferAgain: ledger.toOfferAgain,
        isCopied: () => ledger.copied() !== null,
      },
      reference: { cursor: reference.cursor, applyPage: ports.loader.applyPage, snapshot: ports.loader, buckets: ports.loader },
      monotonicMs: clock.monotonicMs,
      wallClock: clock.utc,
      random: ports.random.fraction,
      onChange: (what) => {
        if (what === 'reference') onReference();
        if (what === 'delivered') emit('exam/delivered', { upToSeq: ledger.delivered().throughSeq, deliveredAt: ledger.delivered().lastAt ?? clock.utc() });
        emit('delivery/changed', status());
        onSync(what);
      },
      onHqKeys,
      onCopied: (notice) => {
        try {
          ledger.markCopied(notice, clock.utc());
        } catch {
          // The disk is full: the next start hears it again from HQ's feed, and nothing more goes up until then.
          return;
        }
        onCopied();
      },
    });
    runner.start();
    watchClock();
  }

  function watchClock(): void {
    let said = JSON.stringify(clockSkew());
    clockWatch = setInterval(() => {
      const now = JSON.stringify(clockSkew());
      if (now !== said) emit('delivery/changed', status());
      said = now;
    }, CLOCK_WATCH_MS);
    clockWatch.unref();
  }

  function clockSkew(): Skew | null {
    const heard = runner?.facts().heardClock ?? null;
    return heard === null ? null : shownSkew(skewMs(heard, clock.utc(), clock.monotonicMs()));
  }

  function status(): DeliveryStatus {
    const waiting = ledger.waiting();
    const delivered = ledger.delivered();
    const refused = ledger.refusedCount();
    const facts = runner?.facts();
    return {
      waiting: waiting.waiting,
      oldestWaitingAt: waiting.oldestAt,
      delivered: delivered.throughSeq - refused,
      lastDeliveredAt: delivered.lastAt,
      refused,
      offeredAgain: ledger.toOfferAgain().length,
      clockSkew: clockSkew(),
      ...referenceFacts(reference),
      removalAsked: facts?.removalAsked ?? null,
      firstLoad: facts?.firstLoad ?? null,
      aedCheck: facts?.aedCheck ?? null,
      photos: photos(),
      lastContactAt: facts?.lastContactAt ?? null,
      upload: facts?.upload ?? NOT_RUNNING,
      download: facts?.download ?? NOT_RUNNING,
    };
  }

  return {
    start,
    status,
    entrySealed: () => runner?.entrySealed(),
    /** Nothing of this desk's own waits to go up, or nothing of it can. */
    isUploadFree: () => ['idle', 'halted'].includes(runner?.facts().upload.phase ?? 'busy'),
    hqHeardAt: () => runner?.facts().hqHeardAt ?? null,
    removalAsked: () => runner?.facts().removalAsked ?? null,
    allowRemoval: () => runner?.allowRemoval(),
    wake: (by: 'resume' | 'network' | 'officer') => runner?.wake(by),
    /** The wish is in the ledger: it goes out when the line upwards is free. */
    offerAgain: (seqs: readonly number[]) => runner?.offerAgain(seqs),
    stop(): void {
      if (clockWatch !== null) clearInterval(clockWatch);
      runner?.stop();
    },
  };
}

const NOT_RUNNING: DeliveryStatus['upload'] = { phase: 'idle', failure: null, nextAttemptAt: null };

/** A damaged reference store is being made again; until then the outbox's facts must still be told. */
function referenceFacts(reference: ReferenceReader): Pick<DeliveryStatus, 'feedAsOf' | 'aedRows' | 'lists'> {
  try {
    return { feedAsOf: reference.feedAsOf(), aedRows: reference.counts().aed, lists: reference.lists() };
  } catch {
    return { feedAsOf: null, aedRows: 0, lists: [] };
  }
}
