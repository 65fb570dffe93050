/** HQ's X25519 key, to which desks seal relay files (sync rule 9), and what opens them: X25519, AES-256-GCM and zlib of Node. */
import { createDecipheriv, createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { z } from 'zod';
import { canonicalText } from '../domain/ledger/entry.ts';
import type { OpenPorts } from '../domain/relay/seal.ts';
import type { SealingKey } from '../domain/sync/messages.ts';
import { fingerprintOf, signText, type SigningKey } from './keys.ts';

const TAG_BYTES = 16;
const x25519Jwk = z.object({ kty: z.literal('OKP'), crv: z.literal('X25519'), x: z.string() });

export interface SealingPair {
  /** HQ's name for the key: files say it, so that a later key may come beside this one. */
  readonly keyId: string;
  readonly privateKey: KeyObject;
  readonly rawPublicKey: Buffer;
}

export function newSealingSecret(): Buffer {
  return generateKeyPairSync('x25519').privateKey.export({ type: 'pkcs8', format: 'der' });
}

export function sealingPairOf(secret: Buffer): SealingPair {
  const privateKey = createPrivateKey({ key: secret, type: 'pkcs8', format: 'der' });
  const { x } = x25519Jwk.parse(createPublicKey(privateKey).export({ format: 'jwk' }));
  const rawPublicKey = Buffer.from(x, 'base64url');
  return { keyId: `seal-${fingerprintOf(rawPublicKey)}`, privateKey, rawPublicKey };
}

/** What desks are told of the key. version: of HQ's sealing keys; this is the first. */
export function signedSealingKey({ keyId, rawPublicKey }: SealingPair, hqId: string, signingKey: SigningKey): SealingKey {
  const body = { statement: 'sealing-key' as const, hqId, keyId, version: 1, publicKey: rawPublicKey.toString('base64') };
  return { body, signature: signText(signingKey, canonicalText(body)) };
}

export function openPortsOf({ keyId, privateKey, rawPublicKey }: SealingPair): OpenPorts {
  return {
    agree: (wanted, ephemeral) => (wanted !== keyId ? null : orNull(() => (
      { publicKey: rawPublicKey, shared: diffieHellman({ privateKey, publicKey: x25519KeyOf(ephemeral) }) }))),
    decrypt: (key, nonce, sealed, bound) => orNull(() => {
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(bound);
      decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
      return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
    }),
    inflate: (packed, limit) => orNull(() => inflateSync(packed, { maxOutputLength: limit })),
  };
}

function x25519KeyOf(raw: Uint8Array): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: Buffer.from(raw).toString('base64url') }, format: 'jwk' });
}

/** Node throws on what does not fit, and what a file holds is anybody's: to HQ it is not readable, whatever the reason. */
function orNull<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
