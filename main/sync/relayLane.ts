/** Sends carried parts to HQ when the desk's own entries have gone: one at a time, each with its own fate. */
import { failed, INITIAL_CARRYING, nextFlight, settled, tooEarly, tryAllAgain, type Carrying } from '../../domain/relay/carrying.ts';
import { isReplyForPart } from '../../domain/relay/receipts.ts';
import type { RelayHeader } from '../../domain/relay/part.ts';
import type { SyncFailure } from '../../domain/sync/engine.ts';
import type { RelayRefusal, UploadReply } from '../../domain/sync/messages.ts';
import { isSignedBy } from './deviceKey.ts';
import type { Partner } from './runner.ts';
import type { Transport } from './transport.ts';

export interface RelayLanePorts {
  readonly transport: Pick<Transport, 'relay'>;
  readonly carried: {
    readonly waiting: () => readonly { readonly sealedHash: string }[];
    readonly part: (sealedHash: string) => { readonly header: RelayHeader; readonly bytes: Uint8Array } | null;
    readonly delivered: (sealedHash: string, reply: UploadReply, at: string) => void;
    readonly refused: (sealedHash: string, reason: RelayRefusal, at: string) => void;
    readonly retryRefused: () => void;
  };
  /** Nothing of the desk's own waits to go up just now. */
  readonly isOwnLaneFree: () => boolean;
  readonly monotonicMs: () => number;
  readonly wallClock: () => string;
  readonly random: () => number;
  readonly onChange: () => void;
}

export type RelayLane = ReturnType<typeof makeRelayLane>;

const STORAGE: SyncFailure = { kind: 'storage', retryAfterMs: null };

export function makeRelayLane(partner: Partner, ports: RelayLanePorts) {
  let carrying: Carrying = INITIAL_CARRYING;
  let timer: NodeJS.Timeout | null = null;
  let isBusy = false;
  let stopped = false;
  let failure: SyncFailure['kind'] | null = null;

  /** Starts the next flight when there is one and the line is free; otherwise sets the time to look again. */
  function poke(): void {
    if (stopped || isBusy || !ports.isOwnLaneFree()) return;
    const { send, lookAgainAt } = nextFlight(carrying, waiting(), ports.monotonicMs());
    setTimer(lookAgainAt);
    if (send !== null) void fly(send);
  }

  /** Unreadable now: nothing is lost by it, and the next poke asks again. */
  function waiting(): readonly { readonly sealedHash: string }[] {
    try {
      return ports.carried.waiting();
    } catch {
      return [];
    }
  }

  function setTimer(at: number | null): void {
    if (timer !== null) clearTimeout(timer);
    timer = at === null ? null : setTimeout(poke, Math.max(0, at - ports.monotonicMs()));
  }

  async function fly(sealedHash: string): Promise<void> {
    isBusy = true;
    await deliver(sealedHash).catch(() => put(sealedHash, STORAGE));
    isBusy = false;
    if (stopped) return;
    ports.onChange();
    poke();
  }

  async function deliver(sealedHash: string): Promise<void> {
    const part = ports.carried.part(sealedHash);
    if (part === null) return put(sealedHash, STORAGE);
    const answer = await ports.transport.relay(partner, part.bytes);
    if (stopped) return;
    if (!answer.ok) return put(sealedHash, answer.failure);
    const reply = answer.value;
    const at = ports.wallClock();
    if ('refused' in reply) {
      failure = null;
      if (reply.refused.reason === 'gap') return void (carrying = tooEarly(carrying, sealedHash, ports.monotonicMs(), ports.random()));
      ports.carried.refused(sealedHash, reply.refused.reason, at);
      return void (carrying = settled(carrying, sealedHash));
    }
    // Only HQ's signature over these very entries counts (sync rule 1); the carrier cannot read them, but it knows their head.
    if (!isReplyForPart(reply, part.header, partner, isSignedBy)) return put(sealedHash, { kind: 'receipt-invalid', retryAfterMs: null });
    ports.carried.delivered(sealedHash, reply, at);
    failure = null;
    carrying = tryAllAgain(settled(carrying, sealedHash));
  }

  function put(sealedHash: string, why: SyncFailure): void {
    failure = why.kind;
    carrying = failed(carrying, sealedHash, why, ports.monotonicMs(), ports.random());
  }

  return {
    poke,
    /** A person asks: what HQ refused is offered again, and nothing waits for its turn any more. */
    askedByPerson(): void {
      ports.carried.retryRefused();
      carrying = INITIAL_CARRYING;
      poke();
    },
    /** HQ has answered to something else, or the network came back: no need to wait for this line's own turn. */
    hqMayAnswer(): void {
      carrying = { ...carrying, laneAttempts: 0, laneFreeAt: 0 };
      poke();
    },
    /** Why the last flight did not succeed; null after a success. */
    failure: () => failure,
    stop(): void {
      stopped = true;
      setTimer(null);
    },
  };
}
