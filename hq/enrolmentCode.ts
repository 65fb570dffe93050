/** The form of an enrolment code: a secret of 12 characters, a hyphen, and 8 that tell which HQ it is of. */
import { createHash } from 'node:crypto';
import { asReadable } from '../domain/readable.ts';
import { randomReadable } from './readable.ts';

const SECRET_LENGTH = 12;

export interface MadeCode {
  /** What the officer types; kept nowhere. */
  readonly code: string;
  /** What HQ keeps. */
  readonly codeHash: string;
}

/** The fingerprint is of HQ's key: by it the desk knows that it talks to the right HQ before it sends anything. */
export function newCode(hqFingerprint: string): MadeCode {
  const secret = randomReadable(SECRET_LENGTH);
  return { code: `${secret}-${hqFingerprint}`, codeHash: hashOf(secret) };
}

/** The hash of a typed code, or null when it is one of another HQ. The fingerprint may be left out. */
export function codeHashOf(typed: string, hqFingerprint: string): string | null {
  const code = asReadable(typed);
  const fingerprint = code.slice(SECRET_LENGTH);
  return fingerprint === '' || fingerprint === hqFingerprint ? hashOf(code.slice(0, SECRET_LENGTH)) : null;
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
