/** Sealing chunks: no nonce comes twice under one key, and a chunk is bound to its place. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHUNK_KINDS } from '../../../domain/snapshot/manifest.ts';
import { openChunk, sealChunk, type ChunkSeal } from '../../../domain/snapshot/seal.ts';

const key = new Uint8Array(32);
const anySeal: fc.Arbitrary<ChunkSeal> = fc.record({ key: fc.constant(key), index: fc.integer({ min: 0, max: 20_000 }), kind: fc.constantFrom(...CHUNK_KINDS) });

/** What the cipher is given. */
function given(seal: ChunkSeal): { nonce: string; bound: string } {
  let seen = { nonce: '', bound: '' };
  sealChunk(new Uint8Array(3), seal, (_key, nonce, plain, bound) => {
    seen = { nonce: Buffer.from(nonce).toString('hex'), bound: Buffer.from(bound).toString('utf8') };
    return plain;
  });
  return seen;
}

describe('a sealed chunk', () => {
  it('has a nonce that no other chunk of its snapshot has: one that came twice would open both', () => {
    const nonces = Array.from({ length: 20_000 }, (_, index) => given({ key, index, kind: 'aed' }).nonce);
    expect(new Set(nonces).size).toBe(nonces.length);
    expect(nonces.every((nonce) => nonce.length === 24)).toBe(true);
  });

  it('is bound to its number and kind', () => {
    fc.assert(fc.property(anySeal, anySeal, (one, other) => {
      expect(given(one).bound === given(other).bound).toBe(one.index === other.index && one.kind === other.kind);
    }));
  });

  it('is opened with what it was sealed with', () => {
    fc.assert(fc.property(anySeal, (seal) => {
      const opened = openChunk(new Uint8Array(16), seal, (_key, nonce, _sealed, bound) => {
        expect([Buffer.from(nonce).toString('hex'), Buffer.from(bound).toString('utf8')]).toEqual([given(seal).nonce, given(seal).bound]);
        return new Uint8Array([7]);
      });
      expect(opened).toEqual(new Uint8Array([7]));
    }));
  });

  it('is none when it is too short to have a tag', () => {
    expect(openChunk(new Uint8Array(15), { key, index: 0, kind: 'aed' }, () => new Uint8Array())).toBeNull();
  });
});
