/** The platform's part in sealing relay files: X25519, AES-256-GCM and zlib of node:crypto and node:zlib; Electron's BoringSSL has all of it. */
import { createCipheriv, createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { MakePorts } from '../../domain/relay/make.ts';
import { signWith } from './deviceKey.ts';

export function makePortsFor(privateKey: string): MakePorts {
  return {
    agree(publicKey) {
      const pair = generateKeyPairSync('x25519');
      return { ephemeral: rawOf(pair.publicKey), shared: diffieHellman({ privateKey: pair.privateKey, publicKey: x25519KeyOf(publicKey) }) };
    },
    encrypt(key, nonce, plain, bound) {
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      cipher.setAAD(bound);
      return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    deflate: (plain) => deflateSync(plain),
    sign: (text) => signWith(privateKey, Buffer.from(text, 'utf8')).toString('base64'),
  };
}

/** Can HQ's sealing key be agreed with at all? False for what is no X25519 key, and for a point that gives everyone the same secret. */
export function isSealingKey(rawBase64: string): boolean {
  try {
    const { privateKey } = generateKeyPairSync('x25519');
    return diffieHellman({ privateKey, publicKey: x25519KeyOf(Buffer.from(rawBase64, 'base64')) }).length === 32;
  } catch {
    return false;
  }
}

/** The raw public half of a device key, base64. */
export function publicKeyOf(privateKey: string): string {
  return rawOf(createPublicKey(createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' }))).toString('base64');
}

// An X25519 public key in SPKI form is this fixed head and the 32 raw bytes (RFC 8410 §4).
const X25519_HEAD = Buffer.from('302a300506032b656e032100', 'hex');

function x25519KeyOf(raw: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([X25519_HEAD, raw]), format: 'der', type: 'spki' });
}

/** Ed25519 and X25519 alike. */
function rawOf(key: KeyObject): Buffer {
  return key.export({ format: 'der', type: 'spki' }).subarray(X25519_HEAD.length);
}
