/** Key pairs from fixed bytes: the same keys in every run. */
import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';

// An Ed25519 private key in PKCS#8 form is this fixed head and the 32 seed bytes (RFC 8410 §7).
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

export interface KeyPair {
  /** PKCS#8, DER. */
  readonly pkcs8: Buffer;
  /** Raw 32 bytes, base64. */
  readonly publicKey: string;
}

export function keyPairOf(name: string): KeyPair {
  const pkcs8 = Buffer.concat([PKCS8_HEAD, createHash('sha256').update(`simulation key of ${name}`).digest()]);
  const publicKey = createPublicKey(createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }));
  return { pkcs8, publicKey: publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64') };
}
