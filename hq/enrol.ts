/** Enrolment: a one-time code from HQ, and a key made on the desk, become a device. */
import type { EnrolReply, EnrolRequest } from '../domain/sync/messages.ts';
import { codeHashOf } from './enrolmentCode.ts';
import { done, faulty, type Outcome } from './fault.ts';
import { publicKeyOf } from './keys.ts';
import { randomReadable } from './readable.ts';
import { findCode, markUsed } from './store/codes.ts';
import { countDevices, findDevice, insertDevice } from './store/devices.ts';
import { inTransaction } from './store/driver.ts';
import { findFacility } from './store/facilities.ts';
import type { HqStore } from './store/store.ts';

export function enrol(store: HqStore, request: EnrolRequest, now: Date): Outcome<EnrolReply> {
  if (publicKeyOf(request.publicKey) === null) return faulty('bad-request', 'publicKey is no Ed25519 key');
  const codeHash = codeHashOf(request.code, store.signingKey.fingerprint);
  if (codeHash === null) return NOT_VALID;
  const deviceId = inTransaction(store.db, () => useCode(store, codeHash, request, now));
  return deviceId === null ? NOT_VALID : done(replyFor(store, deviceId, now));
}

/** One answer for every cause: it must not tell a guesser how near the guess was. */
const NOT_VALID = faulty('code-not-valid', 'the enrolment code is unknown, used or too old');

function useCode({ db }: HqStore, codeHash: string, request: EnrolRequest, now: Date): string | null {
  const code = findCode(db, codeHash);
  if (code === null || code.expiresAt <= now.toISOString()) return null;
  // The same desk asks again because the reply was lost: it is the same device.
  if (code.deviceId !== null) return findDevice(db, code.deviceId)?.publicKey === request.publicKey ? code.deviceId : null;
  const number = String(countDevices(db, code.facilityId) + 1).padStart(2, '0');
  const id = `${code.facilityId}-${number}-${randomReadable(4)}`;
  const enrolledAt = now.toISOString();
  insertDevice(db, { id, facilityId: code.facilityId, publicKey: request.publicKey, deskName: code.deskName ?? request.deskName, enrolledAt });
  markUsed(db, codeHash, id, enrolledAt);
  return id;
}

function replyFor(store: HqStore, deviceId: string, now: Date): EnrolReply {
  const device = findDevice(store.db, deviceId);
  const facility = device === null ? null : findFacility(store.db, device.facilityId);
  if (facility === null) throw new Error('an enrolled device has a facility');
  return {
    deviceId, facilityId: facility.id, facilityName: facility.name,
    hqId: store.hqId, hqPublicKey: store.signingKey.publicKey, hqTime: now.toISOString(),
  };
}
