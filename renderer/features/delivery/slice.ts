/** The outbox as facts: what waits, what HQ has, how fresh the desk's data is. */
import type { Fault } from '../../../preload/contract/result.ts';
import type { DeliveryStatus } from '../../../preload/contract/views.ts';
import type { Slice } from '../../app/state.ts';

export interface DeliverySlice {
  readonly delivery: DeliveryStatus | null;
  readonly deliveryFault: Fault | null;
  readonly loadDelivery: () => Promise<void>;
  readonly applyDelivery: (status: DeliveryStatus) => void;
  readonly sendNow: () => Promise<void>;
}

export const makeDeliverySlice: Slice<DeliverySlice> = (set, get, { desk }) => ({
  delivery: null,
  deliveryFault: null,

  async loadDelivery() {
    const answer = await desk.service['delivery/status']();
    if (answer.ok) get().applyDelivery(answer.value);
    else set({ deliveryFault: answer.fault });
  },

  applyDelivery(status) {
    const hasNewRefusal = status.refused !== (get().delivery?.refused ?? 0);
    set({ delivery: status, deliveryFault: null });
    if (hasNewRefusal && get().deskState?.phase === 'signedIn') void get().loadRecent();
  },

  async sendNow() {
    const answer = await desk.service['delivery/now']();
    if (answer.ok) get().applyDelivery(answer.value);
    else set({ deliveryFault: answer.fault });
  },
});
