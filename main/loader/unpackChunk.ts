/** Opens and unpacks one chunk of a snapshot and names it by its hash; whether it is the chunk that HQ meant, the store decides. */
import { isUtf8 } from 'node:buffer';
import { createDecipheriv, createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { MAX_CHUNK_TEXT_BYTES } from '../../domain/snapshot/manifest.ts';
import { CHUNK_TAG_BYTES, openChunk, type ChunkSeal, type Decrypt } from '../../domain/snapshot/seal.ts';
import type { ChunkContent } from '../store/reference/snapshotLoad.ts';

const unpacked = promisify(gunzip);

/** seal: what opens the chunk, asked only when there is a chunk to open; null when no load has it. */
export async function unpackChunk(bytes: Uint8Array, seal: () => ChunkSeal | null): Promise<ChunkContent> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  try {
    const ofChunk = seal();
    const packed = ofChunk === null ? null : openChunk(bytes, ofChunk, decrypt);
    if (packed === null) return { sha256, text: null };
    const text = await unpacked(packed, { maxOutputLength: MAX_CHUNK_TEXT_BYTES });
    return { sha256, text: isUtf8(text) ? text.toString('utf8') : null };
  } catch {
    // No gzip, cut short, or far larger than a chunk may be.
    return { sha256, text: null };
  }
}

const decrypt: Decrypt = (key, nonce, sealed, bound) => {
  const textBytes = sealed.length - CHUNK_TAG_BYTES;
  const cipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: CHUNK_TAG_BYTES });
  cipher.setAAD(bound);
  cipher.setAuthTag(sealed.subarray(textBytes));
  try {
    return Buffer.concat([cipher.update(sealed.subarray(0, textBytes)), cipher.final()]);
  } catch {
    return null;
  }
};
