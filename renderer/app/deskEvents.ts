/** Carries the service's events into the store. */
import type { DeskBridge } from '../../preload/contract/window.ts';
import type { AppStore } from './state.ts';

export function followDesk(desk: DeskBridge, store: AppStore): void {
  const now = store.getState;
  desk.on('desk/changed', (state) => now().applyDesk(state));
  desk.on('delivery/changed', (status) => now().applyDelivery(status));
  desk.on('exam/delivered', () => void now().loadRecent());
  desk.on('reference/changed', () => void now().lookUpAgain());
  desk.on('aed/importProgress', (progress) => now().applyImport(progress));
  desk.on('service/state', (state) => void now().applyServiceState(state));
}
