/** The outbox as facts: what waits, what HQ has, how fresh the desk's data is. */
import type { Fault } from '../../../preload/contract/result.ts';
import type { DeliveryStatus } from '../../../preload/contract/views.ts';
import type { Slice } from '../../app/state.ts';
import { makeRefusalsSlice, type RefusalsSlice } from './refusalsSlice.ts';

export interface DeliverySlice extends RefusalsSlice {
  readonly delivery: DeliveryStatus | null;
  readonly deliveryFault: Fault | null;
  readonly loadDelivery: () => Promise<void>;
  readonly applyDelivery: (status: DeliveryStatus) => void;
  readonly sendNow: () => Promise<void>;
  readonly isAllowingRemoval: boolean;
  /** A supervisor agrees to the removal that is asked for. */
  readonly allowRemoval: () => Promise<void>;
}

export const makeDeliverySlice: Slice<DeliverySlice> = (set, get, deps) => ({
  ...makeRefusalsSlice(set, get, deps),
  delivery: null,
  deliveryFault: null,
  isAllowingRemoval: false,

  async loadDelivery() {
    const answer = await deps.desk.service['delivery/status']();
    if (answer.ok) get().applyDelivery(answer.value);
    else set({ deliveryFault: answer.fault });
  },

  applyDelivery(status) {
    const before = get().delivery;
    const isRefusedOtherwise = status.refused !== (before?.refused ?? 0);
    const isAnswered = isRefusedOtherwise || status.offeredAgain !== (before?.offeredAgain ?? 0);
    set({ delivery: status, deliveryFault: null });
    if (get().deskState?.phase !== 'signedIn') return;
    if (isRefusedOtherwise) void get().loadRecent();
    if (isAnswered || get().refusals === null) void get().loadRefusals();
  },

  async sendNow() {
    const answer = await deps.desk.service['delivery/now']();
    if (answer.ok) get().applyDelivery(answer.value);
    else set({ deliveryFault: answer.fault });
  },

  async allowRemoval() {
    // One press is one entry in the ledger.
    if (get().isAllowingRemoval) return;
    set({ isAllowingRemoval: true });
    try {
      const answer = await deps.desk.service['delivery/allowRemoval']();
      if (answer.ok) get().applyDelivery(answer.value);
      else set({ deliveryFault: answer.fault });
    } finally {
      set({ isAllowingRemoval: false });
    }
  },
});
