/** The sounds of the bench: any two of the four can be told apart by their pitch alone, and by their rhythm alone. */
import { describe, expect, it } from 'vitest';
import { EARCONS, FOUR_EARCONS, type Note } from '../../../renderer/app/earcons.ts';

const PAIRS = FOUR_EARCONS.flatMap((one, index) => FOUR_EARCONS.slice(index + 1).map((other) => [one, other] as const));

/** A third of an octave is heard as another pitch by everybody; smaller steps are not. */
const A_THIRD = 1 / 3;
const mean = (notes: readonly Note[]): number => notes.reduce((sum, { from, to }) => sum + Math.log2(from * to) / 2, 0) / notes.length;
const lasts = (notes: readonly Note[]): number => Math.max(...notes.map((note) => note.at + note.lasts));

describe.each(PAIRS)('the sounds of %s and %s', (one, other) => {
  it('differ in pitch', () => {
    expect(Math.abs(mean(EARCONS[one]) - mean(EARCONS[other]))).toBeGreaterThan(A_THIRD);
    expect(EARCONS[one].map(({ from, to }) => [from, to])).not.toEqual(EARCONS[other].map(({ from, to }) => [from, to]));
  });

  it('differ in rhythm', () => {
    const [a, b] = [EARCONS[one], EARCONS[other]];
    expect(a.length !== b.length || lasts(a) / lasts(b) > 2 || lasts(b) / lasts(a) > 2).toBe(true);
  });
});

describe('every sound', () => {
  it.each(Object.entries(EARCONS))('of %s is short, in hearing range, and its notes come one after the other', (_name, notes) => {
    expect(lasts(notes)).toBeLessThanOrEqual(0.5);
    notes.forEach((note, index) => {
      expect(Math.min(note.from, note.to)).toBeGreaterThan(120);
      expect(note.at).toBeGreaterThanOrEqual(index === 0 ? 0 : (notes[index - 1]?.at ?? 0) + (notes[index - 1]?.lasts ?? 0));
      expect(note.loud).toBeGreaterThan(0);
      expect(note.loud).toBeLessThanOrEqual(1);
    });
  });
});
