/** Checks an officer's PIN against the roster's verifier, offline. */
import { scrypt, timingSafeEqual } from 'node:crypto';
import type { RosterOfficer } from '../../domain/sync/messages.ts';

/** HQ hashes with the same numbers (hq/PROTOCOL.md, roster). */
const SCRYPT = { N: 16_384, r: 8, p: 1 };

export async function isPinOf(officer: RosterOfficer, pin: string): Promise<boolean> {
  const expected = Buffer.from(officer.pinHash, 'base64');
  const given = await hash(pin, Buffer.from(officer.pinSalt, 'base64'), expected.length);
  return timingSafeEqual(given, expected);
}

function hash(pin: string, salt: Buffer, length: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, length, SCRYPT, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
