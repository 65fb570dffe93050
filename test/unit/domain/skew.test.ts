/** How far this computer's clock is from HQ's: seen at once, said in whole minutes, and only when it is worth saying. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shownSkew, skewMs, SKEW_SHOWN_OVER_MS } from '../../../domain/sync/skew.ts';
import { clockWords } from '../../../renderer/text/en/clock.ts';

const YEAR_MS = 365 * 24 * 60 * 60_000;
const HQ_TIME = Date.parse('2026-03-02T14:00:00.000Z');
const iso = (ms: number): string => new Date(ms).toISOString();
const anySkew = fc.integer({ min: -20 * YEAR_MS, max: 20 * YEAR_MS });

describe('the skew of the clock', () => {
  it('is what the wall clock is off, however long ago HQ was heard', () => {
    fc.assert(fc.property(anySkew, fc.nat(30 * 24 * 60 * 60_000), fc.nat(1_000_000), (off, passed, heardMs) => {
      const heard = { hqTime: iso(HQ_TIME), monotonicMs: heardMs };
      expect(skewMs(heard, iso(HQ_TIME + passed + off), heardMs + passed)).toBe(off);
    }));
  });

  it('shows a clock that is set after HQ was heard by exactly that much', () => {
    fc.assert(fc.property(anySkew, anySkew, fc.nat(1_000_000), (before, set, passed) => {
      const heard = { hqTime: iso(HQ_TIME), monotonicMs: 0 };
      const wall = HQ_TIME + passed + before;
      expect(skewMs(heard, iso(wall + set), passed) - skewMs(heard, iso(wall), passed)).toBe(set);
    }));
  });

  it('is said over two minutes and not below, to whichever side, in minutes that add up', () => {
    fc.assert(fc.property(fc.oneof(anySkew, fc.integer({ min: -300_000, max: 300_000 })), (skew) => {
      const shown = shownSkew(skew);
      expect(shown === null).toBe(Math.abs(skew) <= SKEW_SHOWN_OVER_MS);
      if (shown === null) return;
      expect(shown.direction).toBe(skew < 0 ? 'behind' : 'ahead');
      expect(shown.days * 1_440 + shown.hours * 60 + shown.minutes).toBe(Math.floor(Math.abs(skew) / 60_000));
      expect(shown.hours).toBeLessThan(24);
      expect(shown.minutes).toBeLessThan(60);
    }));
  });

  it.each([
    [-(3 * 60 + 12) * 60_000, "This computer's clock is 3 h 12 min behind HQ. Nothing is lost by it; tell IT."],
    [125_000, "This computer's clock is 2 min ahead of HQ. Nothing is lost by it; tell IT."],
    [60 * 60_000, "This computer's clock is 1 h ahead of HQ. Nothing is lost by it; tell IT."],
    [-24 * 60 * 60_000, "This computer's clock is 1 day behind HQ. Nothing is lost by it; tell IT."],
    [-(20 * YEAR_MS + 5 * 60 * 60_000), "This computer's clock is 7,300 days 5 h behind HQ. Nothing is lost by it; tell IT."],
  ])('of %d ms is said in words', (skew, sentence) => {
    const shown = shownSkew(skew);
    expect(shown === null ? '' : clockWords.sentence(shown)).toBe(sentence);
  });

  it('is not said when a time cannot be read', () => {
    expect(shownSkew(skewMs({ hqTime: 'someday', monotonicMs: 0 }, iso(HQ_TIME), 0))).toBeNull();
  });
});
