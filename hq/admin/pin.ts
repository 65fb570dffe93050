/** Turns a PIN into what a roster carries: the desk can check a PIN with it offline, and nobody can read the PIN out of it. */
import { randomBytes, scryptSync } from 'node:crypto';

const COST = { N: 16_384, r: 8, p: 1 } as const;
const HASH_BYTES = 32;
const SALT_BYTES = 16;

export interface PinHash {
  /** Base64, 16 bytes. */
  readonly pinSalt: string;
  /** Base64, 32 bytes. */
  readonly pinHash: string;
}

/** A new salt each time, so that equal PINs do not look equal. */
export function hashPin(pin: string): PinHash {
  const salt = randomBytes(SALT_BYTES);
  return { pinSalt: salt.toString('base64'), pinHash: scryptSync(pin, salt, HASH_BYTES, COST).toString('base64') };
}
