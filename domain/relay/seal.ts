/** Seals entries to HQ's X25519 key: an ephemeral key for each part, HKDF-SHA256 (RFC 5869), AES-256-GCM; and opens them again at HQ. */
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalText } from '../ledger/entry.ts';
import type { RelayHeader } from './part.ts';

/** What a header says before its entries are sealed: the sealing binds to it, so that nobody can put them under another header. */
export type UnsealedHeader = Omit<RelayHeader, 'sealedHash'>;

export interface SealPorts {
  /** Makes a new X25519 pair and agrees with HQ's raw key. */
  readonly agree: (publicKey: Uint8Array) => { readonly ephemeral: Uint8Array; readonly shared: Uint8Array };
  /** AES-256-GCM; the tag of 16 bytes stands behind the text. */
  readonly encrypt: (key: Uint8Array, nonce: Uint8Array, plain: Uint8Array, bound: Uint8Array) => Uint8Array;
  /** zlib (RFC 1950). */
  readonly deflate: (plain: Uint8Array) => Uint8Array;
}

export interface OpenPorts {
  /** Agrees by the private key that HQ knows under this name; null when it has none, or the other key is no key. */
  readonly agree: (keyId: string, ephemeral: Uint8Array) => { readonly publicKey: Uint8Array; readonly shared: Uint8Array } | null;
  /** null when the tag does not fit. */
  readonly decrypt: (key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array, bound: Uint8Array) => Uint8Array | null;
  /** null when it is no zlib stream or would become longer than `limit`. */
  readonly inflate: (packed: Uint8Array, limit: number) => Uint8Array | null;
}

/** A part holds what one upload may hold (PROTOCOL.md, rule 2). */
export const MAX_PLAIN_BYTES = 8 * 1024 * 1024;

/** The length of what is sealed tells how well it could be compressed; in steps of this it tells next to nothing. */
const PAD_TO = 4_096;
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const RAW_KEY_BYTES = 32;

export function sealBytes(plain: Uint8Array, header: UnsealedHeader, hqKey: Uint8Array, ports: SealPorts): Uint8Array {
  const { ephemeral, shared } = ports.agree(hqKey);
  const { key, nonce } = keysOf(shared, ephemeral, hqKey);
  return concatBytes(ephemeral, ports.encrypt(key, nonce, padded(ports.deflate(plain)), boundTo(header)));
}

/** null: not sealed to a key HQ has, not under this header, or not what was sealed. */
export function openBytes(sealed: Uint8Array, header: RelayHeader, ports: OpenPorts): Uint8Array | null {
  const ephemeral = sealed.subarray(0, RAW_KEY_BYTES);
  const agreed = ephemeral.length < RAW_KEY_BYTES ? null : ports.agree(header.sealingKeyId, ephemeral);
  if (agreed === null) return null;
  const { key, nonce } = keysOf(agreed.shared, ephemeral, agreed.publicKey);
  const { sealedHash: _, ...unsealed } = header;
  const packed = ports.decrypt(key, nonce, sealed.subarray(RAW_KEY_BYTES), boundTo(unsealed));
  const content = packed === null ? null : unpadded(packed);
  return content === null ? null : ports.inflate(content, MAX_PLAIN_BYTES);
}

/** The key is used once, so its nonce may come from the same secret. Both public keys go in, as in HPKE (RFC 9180 §4.1). */
function keysOf(shared: Uint8Array, ephemeral: Uint8Array, hqKey: Uint8Array): { readonly key: Uint8Array; readonly nonce: Uint8Array } {
  const out = hkdf(sha256, shared, concatBytes(ephemeral, hqKey), utf8ToBytes('imf-exam-desk relay seal 1'), KEY_BYTES + NONCE_BYTES);
  return { key: out.subarray(0, KEY_BYTES), nonce: out.subarray(KEY_BYTES) };
}

function boundTo(header: UnsealedHeader): Uint8Array {
  return utf8ToBytes(canonicalText(header));
}

function padded(packed: Uint8Array): Uint8Array {
  const out = new Uint8Array(Math.ceil((packed.length + 4) / PAD_TO) * PAD_TO);
  new DataView(out.buffer).setUint32(0, packed.length);
  out.set(packed, 4);
  return out;
}

function unpadded(content: Uint8Array): Uint8Array | null {
  if (content.length < 4) return null;
  const length = new DataView(content.buffer, content.byteOffset, 4).getUint32(0);
  return length > content.length - 4 ? null : content.subarray(4, 4 + length);
}
