/** Prints the label of an item that got its id from a desk, or keeps it as a PDF. */
import { deskMadeId } from '../../../domain/identifier/deskMade.ts';
import { stampOf } from '../../../domain/stamp.ts';
import type { Fault } from '../../../preload/contract/result.ts';
import type { DeskLabel } from '../../../preload/contract/shell.ts';
import type { AppState, Slice } from '../../app/state.ts';

/** What became of the label: printed, kept under a file's name, or why not; told for the item it was asked for. */
export type LabelNotice = { readonly itemKey: string } & (
  | { readonly kind: 'printed' }
  | { readonly kind: 'saved'; readonly file: string }
  | { readonly kind: 'fault'; readonly fault: Fault }
);

export interface LabelPrintingSlice {
  readonly labelNotice: LabelNotice | null;
  readonly printLabel: () => Promise<void>;
  readonly saveLabel: () => Promise<void>;
}

export const makeLabelPrintingSlice: Slice<LabelPrintingSlice> = (set, get, { desk }) => ({
  labelNotice: null,

  async printLabel() {
    const label = labelInHand(get());
    if (label === null) return;
    const itemKey = label.deskItemId;
    const answer = await desk.shell['deskLabel/print'](label);
    set({ labelNotice: answer.ok ? { kind: 'printed', itemKey } : { kind: 'fault', fault: answer.fault, itemKey } });
  },

  async saveLabel() {
    const label = labelInHand(get());
    if (label === null) return;
    const itemKey = label.deskItemId;
    const answer = await desk.shell['deskLabel/savePdf'](label);
    if (!answer.ok) set({ labelNotice: { kind: 'fault', fault: answer.fault, itemKey } });
    else if (answer.value !== null) set({ labelNotice: { kind: 'saved', file: answer.value.name, itemKey } });
  },
});

/** Of the item on top, also once it is recorded; null when its id was not made by a desk. */
function labelInHand({ top, deskState }: AppState): DeskLabel | null {
  const deskItemId = deskMadeId(top?.item.identifier.id ?? '');
  const facilityName = deskState?.device?.facilityName;
  const now = new Date();
  const madeAt = stampOf(now.getTime(), -now.getTimezoneOffset());
  return deskItemId === null || facilityName === undefined ? null : { deskItemId, facilityName, madeAt };
}
