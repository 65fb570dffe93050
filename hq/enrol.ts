/** Enrolment: a one-time code from HQ, and a key made on the desk, become a device. */
import type { EnrolReply, EnrolRequest } from '../domain/sync/messages.ts';
import { codeHashOf } from './enrolmentCode.ts';
import { done, faulty, type Outcome } from './fault.ts';
import { hqKeysFor } from './hqKeys.ts';
import { publicKeyOf } from './keys.ts';
import { randomReadable } from './readable.ts';
import { lockCode, markUsed } from './store/codes.ts';
import type { Tx } from './store/database.ts';
import { countDevices, findDevice, insertDevice } from './store/devices.ts';
import { findFacility, lockFacility } from './store/facilities.ts';
import type { HqStore } from './store/store.ts';

export async function enrol(store: HqStore, request: EnrolRequest, now: Date): Promise<Outcome<EnrolReply>> {
  if (publicKeyOf(request.publicKey) === null) return faulty('bad-request', 'publicKey is no Ed25519 key');
  const codeHash = codeHashOf(request.code, store.signingKey.fingerprint);
  if (codeHash === null) return NOT_VALID;
  const deviceId = await store.inTransaction((tx) => useCode(tx, codeHash, request, now));
  return deviceId === null ? NOT_VALID : done(await replyFor(store, deviceId, now));
}

/** One answer for every cause: it must not tell a guesser how near the guess was. */
const NOT_VALID = faulty('code-not-valid', 'the enrolment code is unknown, used or too old');

async function useCode(tx: Tx, codeHash: string, request: EnrolRequest, now: Date): Promise<string | null> {
  const code = await lockCode(tx, codeHash);
  if (code === null || code.expiresAt <= now.toISOString()) return null;
  // The same desk asks again because the reply was lost: it is the same device.
  if (code.deviceId !== null) return (await findDevice(tx, code.deviceId))?.publicKey === request.publicKey ? code.deviceId : null;
  // Devices of a facility are numbered one after the other, also when two desks come at once.
  await lockFacility(tx, code.facilityId);
  const number = String(await countDevices(tx, code.facilityId) + 1).padStart(2, '0');
  const id = `${code.facilityId}-${number}-${randomReadable(4)}`;
  const enrolledAt = now.toISOString();
  await insertDevice(tx, {
    id, facilityId: code.facilityId, publicKey: request.publicKey, deskName: code.deskName ?? request.deskName, enrolledAt,
    approvedAt: code.isApproved ? enrolledAt : null,
  });
  await markUsed(tx, codeHash, id, enrolledAt);
  return id;
}

async function replyFor(store: HqStore, deviceId: string, now: Date): Promise<EnrolReply> {
  const device = await findDevice(store.reads, deviceId);
  const facility = device === null ? null : await findFacility(store.reads, device.facilityId);
  if (device === null || facility === null) throw new Error('an enrolled device has a facility');
  return {
    deviceId, facilityId: facility.id, facilityName: facility.name,
    hqId: store.hqId, hqPublicKey: store.signingKey.publicKey, hqTime: now.toISOString(),
    // HQ gives its word for a desk when a person has approved it; the feed brings it then.
    ...(device.approvedAt === null ? {} : { hqKeys: hqKeysFor(store, device) }),
  };
}
