/** Which carried part goes up, and when: whatever fails, the others go, and nothing is asked more often than the back-off lets it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failed, INITIAL_CARRYING, nextFlight, settled, tooEarly, tryAllAgain, type Carrying } from '../../../domain/relay/carrying.ts';
import { SYNC_FAILURES, SYNC_POLICY, type SyncFailureKind } from '../../../domain/sync/engine.ts';

const parts = (...names: string[]) => names.map((sealedHash) => ({ sealedHash }));
const failure = (kind: SyncFailureKind, retryAfterMs: number | null = null) => ({ kind, retryAfterMs });

describe('carried parts', () => {
  it('go in the order they came, and none goes when none waits', () => {
    expect(nextFlight(INITIAL_CARRYING, parts('a', 'b'), 10)).toEqual({ send: 'a', lookAgainAt: null });
    expect(nextFlight(INITIAL_CARRYING, [], 10)).toEqual({ send: null, lookAgainAt: null });
  });

  it.each(['hq-error', 'receipt-invalid', 'refused', 'fork', 'storage'] as const)('a part that fails by %s lets the next one go at once', (kind) => {
    const state = failed(INITIAL_CARRYING, 'a', failure(kind), 0, 0.5);
    expect(nextFlight(state, parts('a', 'b'), 0).send).toBe('b');
    expect(nextFlight(state, parts('a'), 0)).toEqual({ send: null, lookAgainAt: 500 });
    expect(nextFlight(state, parts('a'), 500).send).toBe('a');
  });

  it.each(['unreachable', 'not-hq', 'busy', 'device-refused'] as const)('a line that fails by %s rests for all parts', (kind) => {
    const state = failed(INITIAL_CARRYING, 'a', failure(kind), 0, 0.5);
    expect(nextFlight(state, parts('a', 'b'), 499)).toEqual({ send: null, lookAgainAt: 500 });
    expect(nextFlight(state, parts('a', 'b'), 500).send).toBe('a');
  });

  it('keep HQ\'s Retry-After, whichever part it was said to', () => {
    const state = failed(INITIAL_CARRYING, 'a', failure('busy', 60_000), 0, 0);
    expect(nextFlight(state, parts('b'), 59_999)).toEqual({ send: null, lookAgainAt: 60_000 });
  });

  it('wait ever longer, never longer than the cap, and start anew after an answer', () => {
    let state: Carrying = INITIAL_CARRYING;
    const waits: (number | null)[] = [];
    for (let n = 0; n < 12; n += 1) {
      state = failed(state, 'a', failure('unreachable'), 0, 0.999_999);
      waits.push(nextFlight(state, parts('a'), 0).lookAgainAt);
    }
    expect(waits.slice(0, 4)).toEqual([999, 1_999, 3_999, 7_999]);
    expect(waits.at(-1)).toBe(SYNC_POLICY.backoffCapMs - 1);
    expect(nextFlight(settled(state, 'b'), parts('a'), 0).send).toBe('a');
  });

  it('that came too early step back, and are tried again at once when another one was taken', () => {
    const state = tooEarly(INITIAL_CARRYING, 'a', 0, 0.5);
    expect(nextFlight(state, parts('a', 'b'), 0).send).toBe('b');
    expect(nextFlight(tryAllAgain(settled(state, 'b')), parts('a'), 0).send).toBe('a');
  });

  it('all go up in the end, whatever fails meanwhile', () => {
    const events = fc.array(fc.record({ kind: fc.constantFrom(...SYNC_FAILURES), random: fc.double({ min: 0, max: 0.999, noNaN: true }), early: fc.boolean() }), { maxLength: 60 });
    fc.assert(fc.property(events, fc.integer({ min: 1, max: 6 }), (mishaps, count) => {
      let waiting = parts(...Array.from({ length: count }, (_, n) => `p${n}`));
      let state: Carrying = INITIAL_CARRYING;
      let at = 0;
      for (let flights = 0; waiting.length > 0; flights += 1) {
        const { send, lookAgainAt } = nextFlight(state, waiting, at);
        if (send === null) {
          // Something always waits for a time that comes.
          expect(lookAgainAt).toBeGreaterThan(at);
          at = lookAgainAt ?? Number.NaN;
          flights -= 1;
          continue;
        }
        const mishap = mishaps[flights];
        if (mishap === undefined) {
          waiting = waiting.filter(({ sealedHash }) => sealedHash !== send);
          state = settled(state, send);
        } else state = mishap.early ? tooEarly(state, send, at, mishap.random) : failed(state, send, failure(mishap.kind), at, mishap.random);
      }
      expect(at).toBeLessThan(mishaps.length * SYNC_POLICY.backoffCapMs + 1);
    }));
  });
});
