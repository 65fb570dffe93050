/** A desk's public key in a form that two people can compare over the telephone: at the desk and at HQ, when it is approved. */
import { sha256 } from '@noble/hashes/sha2.js';
import { readableOf } from '../readable.ts';

/** 60 bits, three groups of four characters: nobody finds another key with the same before the approval is over. rawKey: 32 bytes, Ed25519. */
export function keyFingerprint(rawKey: Uint8Array): string {
  const text = readableOf(sha256(rawKey), 12);
  return [text.slice(0, 4), text.slice(4, 8), text.slice(8)].join('-');
}
