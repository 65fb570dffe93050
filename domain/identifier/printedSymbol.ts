/** Which text a printed Code 128 symbol holds for an item, so that scanning the sheet finds the item again. */
import { itemKeyOf } from '../item/key.ts';
import { classify } from './classify.ts';
import { deskLabelText } from './deskLabel.ts';
import { deskMadeId } from './deskMade.ts';

/** At 1/100 inch a module the longest is 5 inches wide: it fits between the margins of letter paper. */
const MAX_SYMBOL_TEXT = 40;

/** What Code 128 writes without a control or function character, and a sheet has room for. */
export function isSymbolText(text: string): boolean {
  return text.length > 0 && text.length <= MAX_SYMBOL_TEXT && /^[\x20-\x7e]+$/.test(text);
}

/** null when the number has no symbol that a scan would take for the same item: it is then printed as text only. */
export function symbolTextOf(itemKey: string): string | null {
  const text = deskMadeId(deskLabelText(itemKey)) === itemKey ? deskLabelText(itemKey) : itemKey;
  return isSymbolText(text) && itemKeyOf({ id: classify(text).id, deskItemId: null }) === itemKey ? text : null;
}
