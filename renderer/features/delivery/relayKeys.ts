/** Keys of relay files on the delivery screen, shown on their buttons. */
import type { AppState } from '../../app/state.ts';

export const RELAY_KEYS = { write: 'W', takeIn: 'T', receipts: 'B' } as const;

export function relayKey(state: AppState, key: string): boolean {
  if (key === 'w') void state.writeRelayFile();
  else if (key === 't') void state.takeInRelayFile();
  else if (key === 'b' && (state.relay?.receipts ?? 0) > 0) void state.writeRelayReceipts();
  else return false;
  return true;
}
