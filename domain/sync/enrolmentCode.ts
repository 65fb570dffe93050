/** How an enrolment code is read that a person typed: twelve characters of a secret, then eight that name the HQ it is of. */
import { asReadable } from '../readable.ts';

const SECRET_LENGTH = 12;
const FINGERPRINT_LENGTH = 8;

/** code: as HQ made it, `SSSSSSSSSSSS-FFFFFFFF`. fingerprint: first eight Crockford base-32 characters of SHA-256 over HQ's raw public key. */
export interface EnrolmentCode {
  readonly code: string;
  readonly fingerprint: string;
}

/** Case, gaps and hyphens do not count; O is 0, I and L are 1 (Crockford). null when characters are missing or too many. */
export function readEnrolmentCode(typed: string): EnrolmentCode | null {
  const text = asReadable(typed);
  if (text.length !== SECRET_LENGTH + FINGERPRINT_LENGTH) return null;
  const fingerprint = text.slice(SECRET_LENGTH);
  return { code: `${text.slice(0, SECRET_LENGTH)}-${fingerprint}`, fingerprint };
}
