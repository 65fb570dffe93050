/** Makes a one-time code by which one desk of a facility enrols within a day. */
import { newCode } from '../enrolmentCode.ts';
import { insertCode } from '../store/codes.ts';
import type { HqStore } from '../store/store.ts';
import { needFacility } from './facility.ts';
import { did, type AdminResult } from './result.ts';

const LIFETIME_MS = 24 * 60 * 60_000;

export interface CodeRequest {
  readonly facilityId: string;
  /** Replaces the name the desk gives itself. */
  readonly deskName?: string;
  /** Whoever enrols with the code needs no approval any more: for a desk that is set up by the person who makes the code. */
  readonly isApproved?: boolean;
}

export async function makeEnrolmentCode(
  store: HqStore, { facilityId, deskName, isApproved = false }: CodeRequest, now = new Date(),
): Promise<AdminResult<{ readonly code: string; readonly expiresAt: string }>> {
  const facility = await needFacility(store, facilityId);
  if (!facility.ok) return facility;
  const { code, codeHash } = newCode(store.signingKey.fingerprint);
  const expiresAt = new Date(now.getTime() + LIFETIME_MS).toISOString();
  await store.inTransaction((tx) => insertCode(tx, { codeHash, facilityId, deskName: deskName ?? null, expiresAt, isApproved }, now.toISOString()));
  return did({ code, expiresAt });
}
