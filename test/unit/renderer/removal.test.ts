/** Agreeing to a large removal without a window: who has the key, when it does anything, and what is said. */
import { describe, expect, it } from 'vitest';
import type { DeskState } from '../../../preload/contract/views.ts';
import { removalKey, removalRow } from '../../../renderer/features/delivery/removal.ts';
import { deliveryWords } from '../../../renderer/text/en/delivery.ts';

const asked = { removed: 1_800, before: 20_000 };

function stateOf(role: 'officer' | 'supervisor' | null, removalAsked: typeof asked | null = asked) {
  let presses = 0;
  const officer = role === null ? null : { officerId: 'p-1', name: 'Supple, V.', role };
  return {
    delivery: { removalAsked }, deskState: { officer } as DeskState,
    allowRemoval: () => Promise.resolve(void (presses += 1)), presses: () => presses,
  };
}

describe('the key that agrees to a large removal', () => {
  it.each([
    ['a supervisor who is asked', stateOf('supervisor'), 1],
    ['a supervisor who is not asked', stateOf('supervisor', null), 0],
    ['an officer', stateOf('officer'), 0],
    ['nobody signed in', stateOf(null), 0],
    ['a desk that has no facts yet', { ...stateOf('supervisor'), delivery: null }, 0],
  ])('for %s', (_who, state, presses) => {
    expect(removalKey(state, 'l')).toBe(presses === 1);
    expect(state.presses()).toBe(presses);
  });

  it('leaves other keys alone', () => {
    const state = stateOf('supervisor');
    expect(['k', 'Enter', 'F8', 'ArrowDown', 'r'].map((key) => removalKey(state, key))).toEqual([false, false, false, false, false]);
    expect(state.presses()).toBe(0);
  });
});

describe('what is shown of it', () => {
  it('is nothing when nothing is asked', () => {
    expect(removalRow(stateOf('supervisor', null))).toBeNull();
  });

  it('tells how much, what is safe, and a supervisor to call HQ first', () => {
    const row = removalRow(stateOf('supervisor'));
    expect(row).toMatchObject({ mayAllow: true, next: expect.stringContaining('Call HQ first') as string });
    expect(row?.sentence).toMatch(/1,800 of 20,000 .* records of exams are not touched/);
  });

  it('tells an officer who may agree, and with which key', () => {
    expect(removalRow(stateOf('officer'))).toMatchObject({ mayAllow: false, next: expect.stringMatching(/Only a supervisor .* press L /) as string });
  });
});

describe('the comparison of AED with HQ', () => {
  const at = '2026-11-24T10:00:00.000Z';
  it.each([
    ['none yet', { comparedAt: null, repaired: 0, notRepaired: 0, failedAt: null }, /^not yet since the desk was started$/],
    ['the same', { comparedAt: at, repaired: 0, notRepaired: 0, failedAt: null }, /: the same$/],
    ['repaired', { comparedAt: at, repaired: 2, notRepaired: 0, failedAt: null }, /: 2 of 256 parts differed and were brought from HQ$/],
    ['not all repaired', { comparedAt: at, repaired: 2, notRepaired: 1, failedAt: null }, /brought from HQ; 1 could not be, and/],
    ['a failed try', { comparedAt: at, repaired: 0, notRepaired: 0, failedAt: at }, /: the same · a try at .* did not succeed; the desk tries again by itself$/],
  ])('is told when it is: %s', (_what, facts, words) => {
    expect(deliveryWords.aedCheckFacts(facts)).toMatch(words);
  });
});
