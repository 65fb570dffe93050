/** The desk's own Ed25519 key pair, and the check of HQ's signatures. Raw keys travel as base64. */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { readableOf } from '../../domain/readable.ts';
import { remembered } from '../../domain/remembered.ts';

export interface DeviceKey {
  /** PKCS#8, base64; stays in the encrypted ledger. */
  readonly privateKey: string;
  /** Raw 32 bytes, base64. */
  readonly publicKey: string;
}

export function makeDeviceKey(): DeviceKey {
  const pair = generateKeyPairSync('ed25519');
  return {
    privateKey: pair.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    publicKey: rawPublicKey(pair.publicKey),
  };
}

export function signWith(privateKey: string, data: Buffer): Buffer {
  return sign(null, data, privateKeyOf(privateKey));
}

/** A desk signs with one key and checks with HQ's; former ledgers and relay files bring a few more. */
const KEYS_KEPT = 16;

const privateKeyOf = remembered(KEYS_KEPT, (privateKey) => createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' }));

/** False for a wrong signature and for a key or signature that is none. */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  try {
    return verify(null, Buffer.from(text, 'utf8'), keyFromRaw(publicKey), Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}

// An Ed25519 public key in SPKI form is this fixed head and the 32 raw bytes (RFC 8410 §4).
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

const keyFromRaw = remembered(KEYS_KEPT, (raw) => createPublicKey({ key: Buffer.concat([SPKI_HEAD, Buffer.from(raw, 'base64')]), format: 'der', type: 'spki' }));

function rawPublicKey(key: KeyObject): string {
  return key.export({ format: 'der', type: 'spki' }).subarray(SPKI_HEAD.length).toString('base64');
}

/** First eight readable characters of SHA-256 over the raw key: the tail of an enrolment code names the HQ that made it. */
export function fingerprintOf(publicKey: string): string {
  return readableOf(createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest(), 8);
}
