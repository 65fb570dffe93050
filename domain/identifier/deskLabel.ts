/** The label of an item id that a desk made: which ids get one, and what its barcode holds. */
import { deskMadeId } from './deskMade.ts';

/**
 * The id without its hyphens (`IMFJFK7K3M9Q2T4A`). A scan drops them anyway (`normalise`), and each would widen the symbol by eleven
 * modules, too many for a small label.
 */
export function deskLabelText(deskItemId: string): string {
  return deskItemId.replaceAll('-', '');
}

/** Only an id written as `deskItemId` writes it: anything else would be printed in one form and found under another. */
export function isDeskItemId(text: string): boolean {
  return deskMadeId(deskLabelText(text)) === text;
}
