/** The page's side of the decoding worker: the newest frame wins, and a worker that died is replaced by the next frame. */
import { isWhole, type Frame } from '../../domain/decoding/frame.ts';
import type { Effort, Read } from '../../domain/decoding/read.ts';
import { decodeReplySchema, type DecodeReply, type DecodeRequest } from './messages.ts';

/**
 * superseded: a newer frame came before the worker had time for this one; no loss, the picture goes on. gone: the worker died over it, or the
 * reader is broken; the next frame starts another. closed: the camera was put away. not-a-frame: bytes and sides do not fit.
 */
export type DecodeFault = 'superseded' | 'gone' | 'closed' | 'not-a-frame';

export type Decoded = { readonly ok: true; readonly reads: readonly Read[] } | { readonly ok: false; readonly fault: DecodeFault };

export interface DecodingClient {
  /**
   * Answers always, and never rejects. The frame's bytes are handed over: the caller has them no more. A live frame waits for nobody: it gives
   * way to any newer frame. A capture gives way to a newer capture only.
   */
  readonly decode: (frame: Frame, effort: Effort) => Promise<Decoded>;
  /** Ends the worker and gives its memory back; the next frame would start another. */
  readonly rest: () => void;
  /** Ends the worker for good. */
  readonly close: () => void;
}

/** What is done to a worker, and what is heard of it. */
export interface WorkerHandle {
  readonly send: (request: DecodeRequest, handedOver: ArrayBuffer[]) => void;
  readonly end: () => void;
}

export type StartWorker = (on: { readonly said: (message: unknown) => void; readonly died: () => void }) => WorkerHandle;

interface Asked {
  readonly request: DecodeRequest;
  readonly answer: (decoded: Decoded) => void;
}

/** No frame takes as long, not even a large photo with nothing on it on a slow desk: the worker hangs. */
const PATIENCE_MS = 30_000;

export function startDecoding(startWorker: StartWorker, patienceMs = PATIENCE_MS): DecodingClient {
  let worker: WorkerHandle | null = null;
  let atWork: Asked | null = null;
  let patience: ReturnType<typeof setTimeout> | undefined;
  /** At most one of each: older ones are superseded. */
  const waiting: Record<Effort, Asked | null> = { capture: null, live: null };
  let lastId = 0;
  let isClosed = false;

  /** What an ended worker still says is nobody's answer. */
  function start(): WorkerHandle {
    const started = startWorker({
      said: (message) => {
        if (worker === started) take(decodeReplySchema.safeParse(message).data);
      },
      died: () => {
        if (worker === started) lose();
      },
    });
    return started;
  }

  function take(reply: DecodeReply | undefined): void {
    if (reply?.kind !== 'reads' || reply.id !== atWork?.request.id) return lose();
    const { answer } = atWork;
    atWork = null;
    clearTimeout(patience);
    answer({ ok: true, reads: reply.reads });
    next();
  }

  /** Whatever it was doing will not be answered, so it is ended also when it may only be confused. */
  function lose(): void {
    stop('gone');
    next();
  }

  function stop(fault: DecodeFault): void {
    clearTimeout(patience);
    worker?.end();
    worker = null;
    atWork?.answer({ ok: false, fault });
    atWork = null;
  }

  function next(): void {
    const asked = waiting.capture ?? waiting.live;
    if (atWork !== null || asked === null) return;
    waiting[asked.request.effort] = null;
    atWork = asked;
    patience = setTimeout(lose, patienceMs);
    try {
      worker ??= start();
      worker.send(asked.request, [asked.request.frame.data.buffer]);
    } catch {
      lose();
    }
  }

  function supersede(effort: Effort): void {
    waiting[effort]?.answer({ ok: false, fault: 'superseded' });
    waiting[effort] = null;
  }

  function dismiss(fault: DecodeFault): void {
    for (const effort of ['capture', 'live'] as const) {
      waiting[effort]?.answer({ ok: false, fault });
      waiting[effort] = null;
    }
    stop(fault);
  }

  return {
    decode(frame, effort) {
      if (isClosed) return Promise.resolve({ ok: false, fault: 'closed' });
      if (!isWhole(frame)) return Promise.resolve({ ok: false, fault: 'not-a-frame' });
      supersede('live');
      if (effort === 'capture') supersede('capture');
      return new Promise((answer) => {
        waiting[effort] = { request: { id: ++lastId, effort, frame: owned(frame) }, answer };
        next();
      });
    },
    rest: () => dismiss('closed'),
    close() {
      isClosed = true;
      dismiss('closed');
    },
  };
}

/** A view into a larger buffer is copied: others have the rest of it, and shared memory cannot be handed over. */
function owned({ width, height, data }: Frame): DecodeRequest['frame'] {
  const isOwn = data.buffer instanceof ArrayBuffer && data.length === data.buffer.byteLength;
  return { width, height, data: isOwn ? (data as Uint8Array<ArrayBuffer> | Uint8ClampedArray<ArrayBuffer>) : data.slice() };
}
