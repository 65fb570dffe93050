/** Seals the chunks of a snapshot: they lie on caches and disks that are not HQ's, and hold names and addresses. */
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { ChunkEntry } from './manifest.ts';

export const CHUNK_KEY_BYTES = 32;
/** What sealing adds to a chunk. */
export const CHUNK_TAG_BYTES = 16;
const NONCE_BYTES = 12;

/** Which chunk it is. A sealed chunk opens in its own place only. */
export type ChunkPlace = Pick<ChunkEntry, 'index' | 'kind'>;

/** key: of the snapshot, raw; made anew for each, so that the number of a chunk is a nonce that never comes again under it. */
export interface ChunkSeal extends ChunkPlace {
  readonly key: Uint8Array;
}

/** AES-256-GCM; the tag of 16 bytes stands behind the text. */
export type Encrypt = (key: Uint8Array, nonce: Uint8Array, plain: Uint8Array, bound: Uint8Array) => Uint8Array;

/** null when the tag does not fit. */
export type Decrypt = (key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array, bound: Uint8Array) => Uint8Array | null;

export function sealChunk(packed: Uint8Array, seal: ChunkSeal, encrypt: Encrypt): Uint8Array {
  return encrypt(seal.key, nonceOf(seal), packed, boundTo(seal));
}

/** null: not sealed by this key, or not for this place. */
export function openChunk(sealed: Uint8Array, seal: ChunkSeal, decrypt: Decrypt): Uint8Array | null {
  return sealed.length < CHUNK_TAG_BYTES ? null : decrypt(seal.key, nonceOf(seal), sealed, boundTo(seal));
}

/** The number of the chunk, big-endian. */
function nonceOf({ index }: ChunkPlace): Uint8Array {
  const nonce = new Uint8Array(NONCE_BYTES);
  new DataView(nonce.buffer).setUint32(NONCE_BYTES - 4, index);
  return nonce;
}

function boundTo({ index, kind }: ChunkPlace): Uint8Array {
  return utf8ToBytes(`imf-exam-desk snapshot chunk ${index} ${kind}`);
}
