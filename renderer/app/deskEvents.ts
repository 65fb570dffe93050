/** Carries the service's events, and the passing of time, into the store. */
import type { DeskBridge } from '../../preload/contract/window.ts';
import type { AppStore } from './state.ts';

export function followDesk(desk: DeskBridge, store: AppStore): void {
  const now = store.getState;
  desk.on('desk/changed', (state) => now().applyDesk(state));
  desk.on('delivery/changed', (status) => now().applyDelivery(status));
  desk.on('relay/changed', (view) => now().applyRelay(view));
  desk.on('exam/delivered', () => void now().loadRecent());
  desk.on('reference/changed', () => {
    void now().lookUpAgain();
    if (now().screen === 'holds') void now().loadHolds();
  });
  desk.on('aed/importProgress', (progress) => now().applyImport(progress));
  desk.on('service/state', (state) => void now().applyServiceState(state));
}

const MINUTE_MS = 60_000;

/** Shifts begin on full minutes, and nothing else would tell the page that one has. */
export function followClock(store: AppStore): void {
  setTimeout(() => {
    void store.getState().loadDesk();
    followClock(store);
  }, MINUTE_MS - (Date.now() % MINUTE_MS));
}
