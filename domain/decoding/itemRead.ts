/** What a read is to this desk: the number of a mail item, a tag, or something else. */
import { classify } from '../identifier/classify.ts';
import { deskMadeId } from '../identifier/deskMade.ts';
import type { Identifier } from '../identifier/identifier.ts';
import type { Read } from './read.ts';

/** Whether it is a right number of one mail item: international, a USPS package, or made by a desk. */
export function isItem(read: Pick<Read, 'text'>): boolean {
  return isItemNumber(classify(read.text));
}

export function isItemNumber({ kind, id, valid }: Identifier): boolean {
  return valid && (kind === 's10' || kind === 'impb' || deskMadeId(id) !== null);
}

export function isTagNumber({ kind, valid }: Identifier): boolean {
  return valid && (kind === 's9' || kind === 's8');
}
