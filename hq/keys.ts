/** Ed25519 keys in the forms the protocol uses: raw 32 bytes in base64 outside, key objects inside. */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { readableOf } from '../domain/readable.ts';
import { remembered } from '../domain/remembered.ts';

const RAW_KEY_BYTES = 32;
/** More desks than nine facilities have; a few hundred bytes each. */
const DEVICES_REMEMBERED = 2_000;
const ed25519Jwk = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() });

export interface SigningKey {
  readonly privateKey: KeyObject;
  /** Raw public key, base64. */
  readonly publicKey: string;
  /** First 8 base-32 characters of SHA-256 over the raw public key: people compare these. */
  readonly fingerprint: string;
}

export function newSigningSecret(): Buffer {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' });
}

export function signingKeyOf(secret: Buffer): SigningKey {
  const privateKey = createPrivateKey({ key: secret, type: 'pkcs8', format: 'der' });
  const { x } = ed25519Jwk.parse(createPublicKey(privateKey).export({ format: 'jwk' }));
  const raw = Buffer.from(x, 'base64url');
  return { privateKey, publicKey: raw.toString('base64'), fingerprint: fingerprintOf(raw) };
}

export function fingerprintOf(rawPublicKey: Uint8Array): string {
  return readableOf(createHash('sha256').update(rawPublicKey).digest(), 8);
}

/** A public key sent by a desk, or null when it is none. */
export const publicKeyOf = remembered(DEVICES_REMEMBERED, (rawBase64: string): KeyObject | null => {
  const raw = Buffer.from(rawBase64, 'base64');
  if (raw.length !== RAW_KEY_BYTES) return null;
  try {
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') }, format: 'jwk' });
  } catch {
    return null;
  }
});

/** Signature over a text, base64. */
export function signText(key: SigningKey, text: string): string {
  return sign(null, Buffer.from(text, 'utf8'), key.privateKey).toString('base64');
}
