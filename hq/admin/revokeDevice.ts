/** Revokes a device: from now on HQ answers none of its requests. Its entries stay. */
import { markRevoked } from '../store/devices.ts';
import type { HqStore } from '../store/store.ts';
import { did, didNot, type AdminResult } from './result.ts';

export async function revokeDevice(store: HqStore, deviceId: string, now = new Date()): Promise<AdminResult<{ readonly deviceId: string }>> {
  const isRevoked = await store.inTransaction((tx) => markRevoked(tx, deviceId, now.toISOString()));
  return isRevoked ? did({ deviceId }) : didNot('unknown-device', 'no such device, or it is revoked already');
}
