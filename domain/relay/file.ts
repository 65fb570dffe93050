/** A relay file: a first line that says what it is, then the parts of one export; and how a desk checks it without a network. */
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalText } from '../ledger/entry.ts';
import type { DeviceCertificate } from '../sync/messages.ts';
import { sound, unsound, type Checked } from './faults.ts';
import { partAt, RELAY_FORMAT, textToSign, type PartInFile, type RelayPart } from './part.ts';

/** Parts in one file, at most: what is left over goes into the next file. */
export const MAX_PARTS = 200;
/** Larger files are none of ours. */
export const MAX_RELAY_FILE_BYTES = 128 * 1024 * 1024;

const NAME = utf8ToBytes('IMF Exam Desk relay ');

/** The first line, before the first part. */
export function fileStart(): Uint8Array {
  return concatBytes(NAME, utf8ToBytes(`${RELAY_FORMAT}\n`));
}

export function isRelayFile(bytes: Uint8Array): boolean {
  return startsWith(bytes, NAME);
}

/** Checks an Ed25519 signature over a text; key and signature raw in base64. */
export type Verify = (publicKey: string, text: string, signature: string) => boolean;

/** The HQ that this desk belongs to, as pinned at enrolment, and this desk. */
export interface Carrier {
  readonly hqId: string;
  readonly hqPublicKey: string;
  readonly deviceId: string;
}

/** Everything that can be known of a file without opening what is sealed. One fault refuses the whole file. */
export function checkFile(bytes: Uint8Array, carrier: Carrier, verify: Verify): Checked<readonly PartInFile[]> {
  if (bytes.length > MAX_RELAY_FILE_BYTES) return unsound('too-large');
  if (!isRelayFile(bytes)) return unsound('not-relay');
  if (!startsWith(bytes, fileStart())) return unsound(/^[1-9][0-9]{0,5}\n/.test(latinOf(bytes.subarray(NAME.length, NAME.length + 7))) ? 'unknown-version' : 'damaged');
  const parts = partsIn(bytes);
  if (parts === null) return unsound('damaged');
  for (const { part } of parts) {
    const fault = faultOf(part, carrier, verify);
    if (fault !== null) return unsound(fault);
  }
  return sound(parts);
}

/** null: not the whole parts of one export from the first to the last, and nothing else. */
function partsIn(bytes: Uint8Array): readonly PartInFile[] | null {
  const parts: PartInFile[] = [];
  for (let at = fileStart().length; at < bytes.length;) {
    const next = partAt(bytes, at);
    if (next === null || !follows(parts, next.part) || parts.length === MAX_PARTS) return null;
    parts.push(next);
    at += next.bytes.length;
  }
  return parts.at(-1)?.part.header.isLast === true ? parts : null;
}

function follows(parts: readonly PartInFile[], { header }: RelayPart): boolean {
  if (header.part !== parts.length + 1) return false;
  const before = parts.at(-1)?.part.header;
  if (before === undefined) return true;
  return (
    !before.isLast && header.exportId === before.exportId && header.deviceId === before.deviceId &&
    header.fromSeq === before.toSeq + 1 && header.prevHash === before.head
  );
}

function faultOf({ header, certificate, signature }: RelayPart, carrier: Carrier, verify: Verify): 'other-hq' | 'altered' | 'own' | null {
  if (header.hqId !== carrier.hqId) return 'other-hq';
  // The chain of hashes proves no author; HQ's word for the key and the key's signature do.
  if (!isCertificateOf(certificate, header, carrier.hqPublicKey, verify)) return 'altered';
  if (!verify(certificate.body.publicKey, textToSign(header), signature)) return 'altered';
  return header.deviceId === carrier.deviceId ? 'own' : null;
}

/** Does HQ say that this is the key of this device? */
export function isCertificateOf(
  { body, signature }: DeviceCertificate,
  device: { readonly hqId: string; readonly deviceId: string; readonly facilityId: string },
  hqPublicKey: string,
  verify: Verify,
): boolean {
  return (
    body.hqId === device.hqId && body.deviceId === device.deviceId && body.facilityId === device.facilityId &&
    verify(hqPublicKey, canonicalText(body), signature)
  );
}

function startsWith(bytes: Uint8Array, start: Uint8Array): boolean {
  return bytes.length >= start.length && start.every((byte, at) => bytes[at] === byte);
}

function latinOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
