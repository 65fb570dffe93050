/** Says which IMF an AED's port code names, if any: 11 % of shipments never got one (OIG-23-56, missing port codes). */
import { FACILITIES } from '../identifier/facilities.ts';

/**
 * none: not sent, blank, or still the placeholder that stands there until USPS fills it; normal, and never a reason to hide an item.
 * known: an IMF, isHere when it is the desk's own. unknown: some other text, shown as it came.
 */
export type PortState =
  | { readonly state: 'none' }
  | { readonly state: 'known'; readonly facility: string; readonly isHere: boolean }
  | { readonly state: 'unknown'; readonly code: string };

/** Reference data, never a rule: the real port codes and placeholder text are not public (domain facts §2.4, §9). */
export interface PortBook {
  readonly placeholders: readonly string[];
  /** IMF code (`JFK`) by port code, upper case. */
  readonly facilityByCode: Readonly<Record<string, string>>;
}

/** What holds until a site configures its own: the IMFs' short names stand for themselves. */
export const DEFAULT_PORT_BOOK: PortBook = {
  placeholders: ['UNASSIGNED'],
  facilityByCode: Object.fromEntries(FACILITIES.map(({ code }) => [code, code])),
};

/** State of one port code as received. here: code of the desk's IMF. Case and blanks at the ends do not matter; nothing throws. */
export function portStateOf(portCode: string | null, here: string, book: PortBook = DEFAULT_PORT_BOOK): PortState {
  const code = (portCode ?? '').trim();
  const key = code.toUpperCase();
  if (code === '' || book.placeholders.some((placeholder) => placeholder.trim().toUpperCase() === key)) return { state: 'none' };
  const facility = Object.hasOwn(book.facilityByCode, key) ? book.facilityByCode[key] : undefined;
  return facility === undefined ? { state: 'unknown', code } : { state: 'known', facility, isHere: facility === here };
}
