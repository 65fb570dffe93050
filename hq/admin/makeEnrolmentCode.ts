/** Makes a one-time code by which one desk of a facility enrols within a day. */
import { newCode } from '../enrolmentCode.ts';
import { insertCode } from '../store/codes.ts';
import { inTransaction } from '../store/driver.ts';
import type { HqStore } from '../store/store.ts';
import { needFacility } from './facility.ts';
import { did, type AdminResult } from './result.ts';

const LIFETIME_MS = 24 * 60 * 60_000;

export interface CodeRequest {
  readonly facilityId: string;
  /** Replaces the name the desk gives itself. */
  readonly deskName?: string;
}

export function makeEnrolmentCode(
  store: HqStore, { facilityId, deskName }: CodeRequest, now = new Date(),
): AdminResult<{ readonly code: string; readonly expiresAt: string }> {
  const facility = needFacility(store, facilityId);
  if (!facility.ok) return facility;
  const { code, codeHash } = newCode(store.signingKey.fingerprint);
  const expiresAt = new Date(now.getTime() + LIFETIME_MS).toISOString();
  inTransaction(store.db, () => {
    insertCode(store.db, { codeHash, facilityId, deskName: deskName ?? null, expiresAt }, now.toISOString());
  });
  return did({ code, expiresAt });
}
