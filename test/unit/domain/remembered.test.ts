/** What is remembered is what would be made again, and no more than so many. */
import { expect, test } from 'vitest';
import { remembered } from '../../../domain/remembered.ts';

test('makes a value once while it is remembered, and again when newer ones have pushed it out', () => {
  const made: string[] = [];
  const upper = remembered(2, (text) => {
    made.push(text);
    return text.toUpperCase();
  });
  expect(['a', 'b', 'a', 'b', 'c', 'b', 'a'].map(upper)).toEqual(['A', 'B', 'A', 'B', 'C', 'B', 'A']);
  expect(made).toEqual(['a', 'b', 'c', 'a']);
});

test('remembers null like any other value, and a failure not at all', () => {
  let calls = 0;
  const none = remembered(2, () => {
    calls += 1;
    if (calls === 1) throw new Error('not yet');
    return null;
  });
  expect(() => none('x')).toThrow('not yet');
  expect([none('x'), none('x'), calls]).toEqual([null, null, 2]);
});
