/** The origin's side of a relay file: cuts waiting entries into parts, seals and signs each (sync rule 9). */
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalText, type Entry } from '../ledger/entry.ts';
import { MAX_ENTRIES_PER_UPLOAD, type DeviceCertificate } from '../sync/messages.ts';
import { hashOfSealed, RELAY_FORMAT, textToSign, type RelayHeader, type RelayPart } from './part.ts';
import { sealBytes, type SealPorts, type UnsealedHeader } from './seal.ts';

/** A part is one upload for HQ, and stays as small as the desk keeps those. */
const MAX_PART_CHARACTERS = 500_000;

export interface RelayOrigin {
  readonly hqId: string;
  readonly deviceId: string;
  readonly facilityId: string;
  readonly exportId: string;
  /** RFC 3339 UTC. */
  readonly madeAt: string;
  readonly certificate: DeviceCertificate;
  readonly sealingKeyId: string;
  /** HQ's raw X25519 key. */
  readonly sealingKey: Uint8Array;
}

export interface MakePorts extends SealPorts {
  /** Ed25519 by the device key, base64. */
  readonly sign: (text: string) => string;
}

/** As many entries from the front as go into one part; at least one, however large it is. */
export function partOf(waiting: readonly Entry[]): readonly Entry[] {
  let characters = 0;
  const end = waiting.slice(0, MAX_ENTRIES_PER_UPLOAD).findIndex((entry, at) => {
    characters += canonicalText(entry).length;
    return at > 0 && characters > MAX_PART_CHARACTERS;
  });
  return waiting.slice(0, end === -1 ? MAX_ENTRIES_PER_UPLOAD : end);
}

/** entries: consecutive, of the origin, as `partOf` cuts them. */
export function makePart(origin: RelayOrigin, part: number, isLast: boolean, entries: readonly [Entry, ...Entry[]], ports: MakePorts): RelayPart {
  const first = entries[0];
  const last = entries.at(-1) ?? first;
  const { hqId, deviceId, facilityId, exportId, madeAt, certificate, sealingKeyId, sealingKey } = origin;
  const unsealed: UnsealedHeader = {
    format: RELAY_FORMAT, hqId, deviceId, facilityId, exportId, part, isLast, fromSeq: first.seq, toSeq: last.seq, count: entries.length,
    prevHash: first.prevHash, head: last.hash, madeAt, sealingKeyId,
  };
  const sealed = sealBytes(utf8ToBytes(plainText(entries)), unsealed, sealingKey, ports);
  const header = { ...unsealed, sealedHash: hashOfSealed(sealed) } as RelayHeader;
  return { header, certificate, signature: ports.sign(textToSign(header)), sealed };
}

/** One canonical text a line: canonical JSON has no line break of its own, and every member is there byte for byte. */
function plainText(entries: readonly Entry[]): string {
  return entries.map((entry) => canonicalText(entry)).join('\n');
}
