/** When HQ's word says that a ledger is an older copy of one that went further. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copyNoticeOf, type HqsWord } from '../../../domain/sync/copied.ts';
import { keyFingerprint } from '../../../domain/sync/keyFingerprint.ts';

const whole = { headSeq: 10, receiptedSeq: 8, deliveredSeq: 8 };

describe('a copied ledger', () => {
  it.each(['feed', 'gap', 'receipt'] as const)('is noticed by a %s that speaks of more than is here, and by no less', (by) => {
    expect(copyNoticeOf({ by, hqSeq: 11 }, whole)).toEqual({ by, hqSeq: 11, hqLostSome: false });
    expect(copyNoticeOf({ by, hqSeq: 10 }, whole)).toBeNull();
    expect(copyNoticeOf({ by, hqSeq: 0 }, whole)).toBeNull();
  });

  it('is noticed by a fork, whatever is here', () => {
    expect(copyNoticeOf({ by: 'fork' }, whole)).toEqual({ by: 'fork', hqSeq: null, hqLostSome: false });
  });

  it('remembers when HQ had lost entries that have a receipt', () => {
    expect(copyNoticeOf({ by: 'fork' }, { ...whole, deliveredSeq: 5 })?.hqLostSome).toBe(true);
  });

  it('is never seen in a desk that HQ only knows what it sealed of, whatever was killed or lost on the way', () => {
    fc.assert(fc.property(fc.nat(1_000), fc.nat(1_000), fc.constantFrom('feed' as const, 'gap' as const, 'receipt' as const), (headSeq, behind, by) => {
      const word: HqsWord = { by, hqSeq: Math.max(0, headSeq - behind) };
      expect(copyNoticeOf(word, { headSeq, receiptedSeq: word.hqSeq, deliveredSeq: word.hqSeq })).toBeNull();
    }));
  });
});

describe('the fingerprint of a key', () => {
  it('is twelve readable characters in three groups, and another for another key', () => {
    const key = Uint8Array.from({ length: 32 }, (_, at) => at);
    expect(keyFingerprint(key)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
    // SHA-256 of 00 01 .. 1f begins 63 0d cd 29 66 c4 33 66: the first 60 bits of that in Crockford's base 32.
    expect(keyFingerprint(key)).toBe('CC6W-TAB6-RGSP');
    expect(keyFingerprint(key.map((byte) => byte ^ 1))).not.toBe(keyFingerprint(key));
  });
});
