/** Prints the label of an item that got its id from a desk, or keeps it as a PDF. */
import { deskMadeId } from '../../../domain/identifier/deskMade.ts';
import { stampOf } from '../../../domain/stamp.ts';
import { ok } from '../../../preload/contract/result.ts';
import type { DeskLabel } from '../../../preload/contract/sheets.ts';
import type { AppState, Slice } from '../../app/state.ts';
import { say } from '../../text/say.ts';
import { sendSheet, type SheetOutcome } from '../sheets/index.ts';

/** What became of the label, told for the item it was asked for. */
export type LabelNotice = { readonly itemKey: string } & SheetOutcome;

export interface LabelPrintingSlice {
  readonly labelNotice: LabelNotice | null;
  readonly printLabel: () => Promise<void>;
  readonly saveLabel: () => Promise<void>;
}

export const makeLabelPrintingSlice: Slice<LabelPrintingSlice> = (set, get, { desk }) => {
  async function send(way: 'print' | 'pdf'): Promise<void> {
    const label = labelInHand(get());
    if (label === null) return;
    const outcome = await sendSheet(desk.shell, ok(label), way);
    if (outcome !== null) set({ labelNotice: { ...outcome, itemKey: label.deskItemId } });
  }

  return { labelNotice: null, printLabel: () => send('print'), saveLabel: () => send('pdf') };
};

/** Of the item on top, also once it is recorded; null when its id was not made by a desk. */
function labelInHand({ top, deskState }: AppState): DeskLabel | null {
  const deskItemId = deskMadeId(top?.item.identifier.id ?? '');
  const facilityName = deskState?.device?.facilityName;
  const now = new Date();
  const madeAt = stampOf(now.getTime(), -now.getTimezoneOffset());
  if (deskItemId === null || facilityName === undefined) return null;
  return { kind: 'deskLabel', deskItemId, facilityName, madeAt, language: say.sheet.language, remark: say.label.remark };
}
