/** What HQ tells a desk of keys, signed: the key that relay files are sealed to, and that the desk's own key is its own (sync rule 9). */
import { canonicalText } from '../domain/ledger/entry.ts';
import type { DeviceCertificate, HqKeys } from '../domain/sync/messages.ts';
import { signText } from './keys.ts';
import type { Device } from './store/devices.ts';
import type { HqStore } from './store/store.ts';

/** Of an approved device only: other desks believe HQ's word for it without asking. */
export function hqKeysFor(store: HqStore, device: Device): HqKeys {
  return { sealingKey: store.sealingKey, certificate: certificateOf(store, device) };
}

/** Signed each time: Ed25519 says the same each time, and costs less than keeping it. */
function certificateOf({ hqId, signingKey }: HqStore, { id, facilityId, publicKey }: Device): DeviceCertificate {
  const body = { statement: 'device' as const, hqId, deviceId: id, facilityId, publicKey };
  return { body, signature: signText(signingKey, canonicalText(body)) };
}
