/** The platform's SHA-256: for checking entries, bucket sums and the names of chunks. */
import { createHash, hash } from 'node:crypto';

export const sha256OfText = (text: string): string => hash('sha256', text, 'hex');

export function sha256OfBytes(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
