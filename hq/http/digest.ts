/** RFC 9530 Content-Digest, SHA-256 only: ties the body, also an empty one, into the request signature. */
import { createHash } from 'node:crypto';

export function contentDigest(body: Uint8Array): string {
  return `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
}

/** The header is a dictionary and may carry other digests beside ours; ours must be there once. */
export function fitsDigest(header: string, body: Uint8Array): boolean {
  const ours = header.split(',').map((member) => member.trim()).filter((member) => member.startsWith('sha-256='));
  return ours.length === 1 && ours[0] === contentDigest(body);
}
