/** The verdict on one entry that has its place in the chain: accepted, or refused with a reason that a person can act on. */
import { parsePayload, type PayloadOf } from '../../domain/ledger/kinds.ts';
import type { Entry } from '../../domain/ledger/entry.ts';
import { originalOf, type FormerLedger } from '../../domain/ledger/succession.ts';
import type { REFUSAL_REASONS } from '../../domain/sync/messages.ts';

export interface Refusal {
  readonly reason: (typeof REFUSAL_REASONS)[number];
  readonly detail: string;
}

/** A former device of the chain, and where its ledger ended when the next one began. */
export interface FormerDevice extends FormerLedger {
  /** Where HQ enrolled it, which may be another facility than the chain's. */
  readonly facilityId: string;
  isOfficerKnown(officerId: string): boolean;
}

/** What a judgement needs to know of the rest of the world. */
export interface Grounds {
  isIdTaken(id: string): boolean;
  isOfficerKnown(officerId: string): boolean;
  /** By device: those whose entries the chain may carry. */
  readonly formers: ReadonlyMap<string, FormerDevice>;
}

const MAX_DETAIL = 500;

/** Null when nothing speaks against the entry. A kind that HQ does not know yet is kept like any other. */
export function refusalOf(entry: Entry, grounds: Grounds): Refusal | null {
  const payload = parsePayload(entry.kind, entry.payload);
  if (!payload.ok && payload.fault === 'invalid') return invalid(payload.detail);
  if (entry.officerId !== null && !grounds.isOfficerKnown(entry.officerId)) {
    return { reason: 'unknown-officer', detail: 'the officer is on no roster of this facility' };
  }
  const refusal = payload.ok && payload.kind === 'entry.carried' ? refusalOfOriginal(payload.payload, grounds.formers) : null;
  // Last, because asking takes the id.
  return refusal ?? (grounds.isIdTaken(entry.id) ? policy('another entry has this id') : null);
}

/**
 * A desk brings entries of its own former ledgers only, and they must be as good as if they had come from their own device. Not asked: what
 * HQ holds in their places, for a copied ledger goes on otherwise than the one it was copied from and both did happen; nor their ids, for HQ
 * may hold the very same entry.
 */
function refusalOfOriginal(carried: PayloadOf<'entry.carried'>, formers: Grounds['formers']): Refusal | null {
  const { deviceId, seq, hash } = carried;
  const former = formers.get(deviceId);
  if (former === undefined) return policy(`the entry is of device ${deviceId}, which HQ does not know as a former device of this desk; ask HQ to look at both`);
  if (seq > former.seq || (seq === former.seq && hash !== former.hash)) {
    return policy(`this desk said that its ledger as device ${deviceId} ended with entry ${former.seq}, and this entry ${seq} does not belong to that; ask HQ to look at both`);
  }
  const original = originalOf(carried);
  if (original === null) return invalid(`not entry ${seq} of device ${deviceId} as it was sealed; the former ledger, which stays on this desk, has it`);
  if (original.kind === 'entry.carried') return invalid('it carries an entry that is itself carried');
  const payload = parsePayload(original.kind, original.payload);
  if (!payload.ok && payload.fault === 'invalid') return invalid(payload.detail);
  if (original.officerId !== null && !former.isOfficerKnown(original.officerId)) {
    return { reason: 'unknown-officer', detail: `the officer is on no roster of ${former.facilityId}, where the entry was sealed` };
  }
  return null;
}

function invalid(detail: string): Refusal {
  return { reason: 'invalid-entry', detail: detail.slice(0, MAX_DETAIL) };
}

function policy(detail: string): Refusal {
  return { reason: 'policy', detail };
}
