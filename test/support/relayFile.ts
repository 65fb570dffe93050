/** Makes relay files for tests, as a desk does, without its stores. */
import { concatBytes } from '@noble/hashes/utils.js';
import type { Entry } from '../../domain/ledger/entry.ts';
import { fileStart } from '../../domain/relay/file.ts';
import { makePart, partOf, type RelayOrigin } from '../../domain/relay/make.ts';
import { encodePart, type RelayPart } from '../../domain/relay/part.ts';
import { makeDeviceKey, type DeviceKey } from '../../main/sync/deviceKey.ts';
import { makePortsFor } from '../../main/sync/relayCrypto.ts';
import type { RelayHq } from './relayHq.ts';

export interface TestOrigin {
  readonly key: DeviceKey;
  readonly origin: RelayOrigin;
}

export const EXPORT_ID = '0195556e-5f80-7a52-b7a1-3f3c3f6f00aa';

export function originOf(hq: RelayHq, deviceId = 'JFK-03-AAAA', facilityId = 'JFK'): TestOrigin {
  const key = makeDeviceKey();
  const { sealingKey, certificate } = hq.enrol(deviceId, facilityId, key.publicKey);
  return {
    key,
    origin: {
      hqId: hq.hqId, deviceId, facilityId, exportId: EXPORT_ID, madeAt: '2026-11-24T09:00:00.000Z', certificate,
      sealingKeyId: sealingKey.body.keyId, sealingKey: Buffer.from(sealingKey.body.publicKey, 'base64'),
    },
  };
}

/** At most `most` entries a part. */
export function partsFor({ key, origin }: TestOrigin, entries: readonly Entry[], most = Number.POSITIVE_INFINITY): RelayPart[] {
  const parts: RelayPart[] = [];
  for (let rest = entries; rest.length > 0;) {
    const [first, ...others] = partOf(rest).slice(0, most);
    if (first === undefined) break;
    rest = rest.slice(1 + others.length);
    parts.push(makePart(origin, parts.length + 1, rest.length === 0, [first, ...others], makePortsFor(key.privateKey)));
  }
  return parts;
}

export function fileOf(parts: readonly RelayPart[]): Uint8Array {
  return concatBytes(fileStart(), ...parts.map(encodePart));
}
