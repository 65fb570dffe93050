/** One part of a relay file: who made it and of what, in the clear and signed; the entries sealed so that only HQ can read them. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { z } from 'zod';
import { parsedJson } from '../json.ts';
import { canonicalText } from '../ledger/entry.ts';
import { deviceCertificateSchema, MAX_ENTRIES_PER_UPLOAD, type DeviceCertificate } from '../sync/messages.ts';

export const RELAY_FORMAT = 1;

const hex64 = z.string().regex(/^[0-9a-f]{64}$/);
const name = z.string().min(1).max(64);

/**
 * All that a lost stick tells. exportId is random and holds the parts of one export together; part counts from 1. prevHash and head: of the
 * chain before the first entry and after the last. sealedHash: SHA-256 of the sealed bytes, so that the signature covers them.
 */
export const relayHeaderSchema = z.looseObject({
  format: z.literal(RELAY_FORMAT),
  hqId: name,
  deviceId: name,
  facilityId: z.string().min(1).max(16),
  exportId: z.uuid(),
  part: z.int().min(1),
  isLast: z.boolean(),
  fromSeq: z.int().min(1),
  toSeq: z.int().min(1),
  count: z.int().min(1).max(MAX_ENTRIES_PER_UPLOAD),
  prevHash: hex64,
  head: hex64,
  madeAt: z.iso.datetime(),
  sealingKeyId: name,
  sealedHash: hex64,
}).refine(({ fromSeq, toSeq, count }) => toSeq - fromSeq + 1 === count);

export type RelayHeader = z.infer<typeof relayHeaderSchema>;

// Exactly 64 bytes in the one way base64 writes them: the last character has four bits to spare, which nothing else would check.
const signature = z.string().regex(/^[A-Za-z0-9+/]{85}[AQgw]==$/);

const envelopeSchema = z.strictObject({ header: relayHeaderSchema, certificate: deviceCertificateSchema.extend({ signature }).strict(), signature });

export interface RelayPart {
  readonly header: RelayHeader;
  /** HQ's word for whose key signed the header. */
  readonly certificate: DeviceCertificate;
  /** Ed25519 by the origin's device key over `textToSign(header)`, base64. */
  readonly signature: string;
  readonly sealed: Uint8Array;
}

/** The device key signs requests too; the first line keeps the two apart. */
export function textToSign(header: RelayHeader): string {
  return `imf-exam-desk relay part\n${canonicalText(header)}`;
}

export function hashOfSealed(sealed: Uint8Array): string {
  return bytesToHex(sha256(sealed));
}

/** Length (4 bytes, big end first) and canonical text of the envelope; length and sealed bytes. */
export function encodePart({ header, certificate, signature: signed, sealed }: RelayPart): Uint8Array {
  const envelope = utf8ToBytes(canonicalText({ header, certificate, signature: signed }));
  return concatBytes(lengthOf(envelope), envelope, lengthOf(sealed), sealed);
}

export interface PartInFile {
  readonly part: RelayPart;
  /** The part as it lies in the file. */
  readonly bytes: Uint8Array;
}

/** Reads the part that begins at `from`; null when no whole part of this format stands there. Proves nothing of who made it. */
export function partAt(file: Uint8Array, from: number): PartInFile | null {
  const envelopeBytes = blockAt(file, from);
  if (envelopeBytes === null) return null;
  const sealed = blockAt(file, from + 4 + envelopeBytes.length);
  const envelope = envelopeIn(envelopeBytes);
  if (sealed === null || envelope === null || hashOfSealed(sealed) !== envelope.header.sealedHash) return null;
  return { part: { ...envelope, sealed }, bytes: file.subarray(from, from + 8 + envelopeBytes.length + sealed.length) };
}

/** A part alone, e.g. from the body of a request: null also when anything stands behind it. */
export function decodePart(bytes: Uint8Array): RelayPart | null {
  const found = partAt(bytes, 0);
  return found?.bytes.length === bytes.length ? found.part : null;
}

function envelopeIn(bytes: Uint8Array): Omit<RelayPart, 'sealed'> | null {
  const text = textOf(bytes);
  const value = text === null ? undefined : parsedJson(text);
  const envelope = envelopeSchema.safeParse(value);
  // Only the canonical text: there is one way to write a part, and any other is a change nobody signed.
  return envelope.success && canonicalText(value) === text ? envelope.data : null;
}

function lengthOf(bytes: Uint8Array): Uint8Array {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, bytes.length);
  return length;
}

function blockAt(file: Uint8Array, from: number): Uint8Array | null {
  if (from + 4 > file.length) return null;
  const length = new DataView(file.buffer, file.byteOffset + from, 4).getUint32(0);
  const end = from + 4 + length;
  return end > file.length ? null : file.subarray(from + 4, end);
}

/** Every engine has it; the pure part of the program names no platform's types. */
declare const TextDecoder: new (label: string, options: { fatal: boolean; ignoreBOM: boolean }) => { decode(bytes: Uint8Array): string };

/** null: no UTF-8. */
export function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
