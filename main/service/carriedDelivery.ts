/** Runs the delivery of carried files for the enrolled desk, beside its own. */
import { carriedStore } from '../store/ledger/carried.ts';
import type { Ledger } from '../store/ledger/ledger.ts';
import { makeRelayLane, type RelayLane } from '../sync/relayLane.ts';
import type { DeskPorts } from './ports.ts';

export interface CarriedDeliveryPorts {
  readonly ledger: Ledger;
  readonly ports: DeskPorts;
  readonly isOwnLaneFree: () => boolean;
  readonly onChange: () => void;
}

export type CarriedDelivery = ReturnType<typeof makeCarriedDelivery>;

export function makeCarriedDelivery({ ledger, ports, isOwnLaneFree, onChange }: CarriedDeliveryPorts) {
  let lane: RelayLane | null = null;
  let isStopped = false;

  /** The desk may have been enrolled only now. */
  function running(): RelayLane | null {
    const identity = lane === null && !isStopped ? ledger.identity() : null;
    if (identity !== null) {
      const { clock, random, transport } = ports;
      lane = makeRelayLane(identity, {
        transport, carried: carriedStore(ledger.db), isOwnLaneFree, onChange,
        monotonicMs: clock.monotonicMs, wallClock: clock.utc, random: random.fraction,
      });
    }
    return lane;
  }

  return {
    ownLaneMoved: (what: 'status' | 'delivered' | 'reference') => (what === 'status' ? running()?.poke() : running()?.hqMayAnswer()),
    takenIn: () => running()?.poke(),
    wake: (by: 'resume' | 'network' | 'officer') => (by === 'officer' ? running()?.askedByPerson() : running()?.hqMayAnswer()),
    failure: () => lane?.failure() ?? null,
    stop(): void {
      isStopped = true;
      lane?.stop();
    },
  };
}
