/** The verdict on one entry that has its place in the chain: accepted, or refused with a reason that a person can act on. */
import { parsePayload } from '../../domain/ledger/kinds.ts';
import type { Entry } from '../../domain/ledger/entry.ts';
import type { REFUSAL_REASONS } from '../../domain/sync/messages.ts';

export interface Refusal {
  readonly reason: (typeof REFUSAL_REASONS)[number];
  readonly detail: string;
}

/** What a judgement needs to know of the rest of the world. */
export interface Grounds {
  isIdTaken(id: string): boolean;
  isOfficerKnown(officerId: string): boolean;
}

const MAX_DETAIL = 500;

/** Null when nothing speaks against the entry. A kind that HQ does not know yet is kept like any other. */
export function refusalOf(entry: Entry, grounds: Grounds): Refusal | null {
  const payload = parsePayload(entry.kind, entry.payload);
  if (!payload.ok && payload.fault === 'invalid') return { reason: 'invalid-entry', detail: payload.detail.slice(0, MAX_DETAIL) };
  if (entry.officerId !== null && !grounds.isOfficerKnown(entry.officerId)) {
    return { reason: 'unknown-officer', detail: 'the officer is on no roster of this facility' };
  }
  if (grounds.isIdTaken(entry.id)) return { reason: 'policy', detail: 'another entry has this id' };
  return null;
}
