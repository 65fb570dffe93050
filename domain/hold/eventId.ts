/** Names the hold events that are derived from other records, so that the desk and HQ arrive at the same name by themselves. */
import { canonicalText, sha256Hex } from '../ledger/entry.ts';
import type { HoldEventKind } from './events.ts';

/** 160 bits: short enough for a retraction's prefix, long enough that two facts never share a name. */
const LENGTH = 40;

/**
 * A name that depends on nothing but the fact: sourceId: the ledger entry or USPS event that reports it. The hold is part of it, since
 * one exam may answer several holds, and events of one name are taken for the same event.
 */
export function derivedEventId(sourceId: string, holdId: string, itemId: string, kind: HoldEventKind): string {
  return sha256Hex(canonicalText([sourceId, holdId, itemId, kind])).slice(0, LENGTH);
}
