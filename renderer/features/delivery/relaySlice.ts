/** Relay files: what waits is written to one, another desk's is taken in, receipts are written for the desks they belong to. */
import type { Fault, Result } from '../../../preload/contract/result.ts';
import type { RelayExportView, RelayTakenInView, RelayView } from '../../../preload/contract/relayViews.ts';
import type { ChosenFile } from '../../../preload/contract/shell.ts';
import type { Slice } from '../../app/state.ts';

/** What the last key did; null before the first. */
export type RelayDone =
  | { readonly kind: 'exported'; readonly value: RelayExportView }
  | { readonly kind: 'takenIn'; readonly value: RelayTakenInView }
  | { readonly kind: 'receipts'; readonly value: { readonly file: string; readonly receipts: number } };

export interface RelaySlice {
  readonly relay: RelayView | null;
  readonly relayFault: Fault | null;
  readonly relayDone: RelayDone | null;
  /** A file is being dealt with. */
  readonly isRelayBusy: boolean;
  readonly loadRelay: () => Promise<void>;
  readonly applyRelay: (view: RelayView) => void;
  readonly writeRelayFile: () => Promise<void>;
  readonly takeInRelayFile: () => Promise<void>;
  readonly writeRelayReceipts: () => Promise<void>;
}

export const makeRelaySlice: Slice<RelaySlice> = (set, get, { desk }) => {
  const { service, shell } = desk;

  /** One file at a time: a key pressed twice must not open two dialogs. */
  async function withFile<T>(choose: () => Promise<Result<ChosenFile | null>>, work: (fileToken: string) => Promise<Result<T>>, doneOf: (value: T) => RelayDone): Promise<void> {
    if (get().isRelayBusy) return;
    set({ isRelayBusy: true });
    try {
      const chosen = await choose();
      if (!chosen.ok) return set({ relayFault: chosen.fault });
      if (chosen.value === null) return;
      set({ relayFault: null, relayDone: null });
      const answer = await work(chosen.value.token);
      set(answer.ok ? { relayDone: doneOf(answer.value) } : { relayFault: answer.fault });
      await get().loadRelay();
    } finally {
      set({ isRelayBusy: false });
    }
  }

  return {
    relay: null,
    relayFault: null,
    relayDone: null,
    isRelayBusy: false,

    async loadRelay() {
      const answer = await service['relay/view']();
      if (answer.ok) get().applyRelay(answer.value);
    },

    applyRelay: (view) => set({ relay: view }),

    writeRelayFile: () => withFile(() => shell['relayFile/chooseNew']({ what: 'entries' }), (fileToken) => service['relay/export']({ fileToken }), (value) => ({ kind: 'exported', value })),
    takeInRelayFile: () => withFile(() => shell['relayFile/choose'](), (fileToken) => service['relay/import']({ fileToken }), (value) => ({ kind: 'takenIn', value })),
    writeRelayReceipts: () => withFile(() => shell['relayFile/chooseNew']({ what: 'receipts' }), (fileToken) => service['relay/receipts']({ fileToken }), (value) => ({ kind: 'receipts', value })),
  };
};
