/** What an identifier says to people: how it is printed, where it comes from, which service it is. */
import { deskMadeId } from './deskMade.ts';
import type { Identifier } from './identifier.ts';
import { countryName } from './iso3166.ts';
import { parseS8, mailClassOfSubclass, S8_LENGTH } from './s8.ts';
import { splitS10 } from './s10.ts';
import { serviceOf, type MailClass } from './service.ts';

/**
 * originCode: two letters, or null when the identifier names no country. originName: null too when the letters mean no country here.
 * service: words such as "registered letter", or null. The country is the issuer's, not always where the item was posted
 * (UPU S10-12 §5).
 */
export interface ItemFacts {
  readonly originCode: string | null;
  readonly originName: string | null;
  readonly mailClass: MailClass;
  readonly service: string | null;
}

const NO_FACTS: ItemFacts = { originCode: null, originName: null, mailClass: 'other', service: null };

/**
 * Facts of an identifier. An S10 number with a wrong check digit still gives them: its letters are not covered by the digit. A tag gives
 * the country and class of its dispatch; USPS labels and everything else give nothing.
 */
export function itemFacts(identifier: Identifier): ItemFacts {
  if (identifier.kind === 's10') return factsOfItem(identifier.id);
  if (identifier.kind === 's9' || identifier.kind === 's8') return factsOfTag(identifier.id);
  return NO_FACTS;
}

function factsOfItem(id: string): ItemFacts {
  const parts = splitS10(id);
  if (parts === null) return NO_FACTS;
  const service = serviceOf(parts.service);
  return { ...origin(parts.country), mailClass: service?.mailClass ?? 'other', service: service?.words ?? null };
}

function factsOfTag(id: string): ItemFacts {
  const dispatch = parseS8(id.slice(0, S8_LENGTH));
  if (dispatch === null) return NO_FACTS;
  return { ...origin(dispatch.origin.slice(0, 2)), mailClass: mailClassOfSubclass(dispatch.subclass) ?? 'other', service: null };
}

function origin(code: string): Pick<ItemFacts, 'originCode' | 'originName'> {
  return /^[A-Z]{2}$/.test(code) ? { originCode: code, originName: countryName(code) } : { originCode: null, originName: null };
}

/**
 * An id as people read it aloud: `RB 123 456 785 GB` (UPU S10-12 §5: 2 3 3 3 2), a tag by its fields, a USPS number in fours, a
 * desk-made number with its hyphens. Anything else comes back unchanged. Removing spaces and hyphens gives the id again.
 */
export function formatItemId(id: string): string {
  if (/^[A-Z]{2}[0-9]{9}[A-Z]{2}$/.test(id)) return cut(id, [2, 3, 3, 3, 2]);
  if (parseS8(id.slice(0, S8_LENGTH)) !== null) return cut(id, [6, 6, 1, 2, 1, 4, 3, 1, 1, 4]);
  if (/^[0-9]{20,42}$/.test(id)) return id.replace(/[0-9]{4}(?=[0-9])/g, '$& ');
  return deskMadeId(id) ?? id;
}

function cut(text: string, lengths: readonly number[]): string {
  let start = 0;
  const pieces = lengths.map((length) => text.slice(start, (start += length)));
  return [...pieces, text.slice(start)].filter((piece) => piece !== '').join(' ');
}
