/** Approves a device that has enrolled: a person has compared its key with what the desk shows. */
import { markApproved } from '../store/devices.ts';
import type { HqStore } from '../store/store.ts';
import { did, didNot, type AdminResult } from './result.ts';

export async function approveDevice(store: HqStore, deviceId: string, now = new Date()): Promise<AdminResult<{ readonly deviceId: string }>> {
  const isApproved = await store.inTransaction((tx) => markApproved(tx, deviceId, now.toISOString()));
  return isApproved ? did({ deviceId }) : didNot('unknown-device', 'no such device, or it is approved already');
}
