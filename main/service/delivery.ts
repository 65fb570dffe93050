/** Keeps the desk in touch with HQ: runs sync for the enrolled desk and tells where it stands. */
import type { ServiceEvents } from '../../preload/contract/service.ts';
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
}

export type Delivery = ReturnType<typeof makeDelivery>;

export function makeDelivery({ ledger, reference, ports, emit, onReference }: DeliveryPorts) {
  const { clock } = ports;
  let runner: SyncRunner | null = null;

  function start(): void {
    const identity = ledger.identity();
    if (identity === null || runner !== null) return;
    runner = makeSyncRunner(identity, {
      transport: ports.transport,
      ledger: {
        headSeq: () => ledger.head().seq,
        deliveredSeq: () => ledger.delivered().throughSeq,
        after: ledger.after,
        receive: ledger.receive,
      },
      reference: { cursor: reference.cursor, applyPage: ports.loader.applyPage },
      monotonicMs: clock.monotonicMs,
      wallClock: clock.utc,
      random: ports.random.fraction,
      onChange: (what) => {
        if (what === 'reference') onReference();
        if (what === 'delivered') emit('exam/delivered', { upToSeq: ledger.delivered().throughSeq, deliveredAt: ledger.delivered().lastAt ?? clock.utc() });
        emit('delivery/changed', status());
      },
    });
    runner.start();
  }

  function status(): DeliveryStatus {
    const waiting = ledger.waiting();
    const delivered = ledger.delivered();
    const refused = ledger.refusals().length;
    const facts = runner?.facts();
    return {
      waiting: waiting.waiting,
      oldestWaitingAt: waiting.oldestAt,
      delivered: delivered.throughSeq - refused,
      lastDeliveredAt: delivered.lastAt,
      refused,
      ...referenceFacts(reference),
      lastContactAt: facts?.lastContactAt ?? null,
      upload: facts?.upload ?? NOT_RUNNING,
      download: facts?.download ?? NOT_RUNNING,
    };
  }

  return {
    start,
    status,
    entrySealed: () => runner?.entrySealed(),
    hqHeardAt: () => runner?.facts().hqHeardAt ?? null,
    wake: (by: 'resume' | 'network' | 'officer') => runner?.wake(by),
    stop: () => runner?.stop(),
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
