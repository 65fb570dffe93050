/** Holds against a simple model: any history of placing, presenting, tracking, examining, amending, in any order and any number of times. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldHoldsWithUsps } from '../../../domain/hold/uspsEvents.ts';
import { holdCommands, KIND_NAMES } from './holdModelCommands.ts';
import { DeskUnderTest, type FoldUnderTest } from './holdModelDesk.ts';
import { emptyModel } from './holdModelState.ts';

const MAX_COMMANDS = 40;

/** commands: of the shortest failing history that shrinking found. */
interface Failure {
  readonly commands: number;
  readonly message: string;
}

/** Runs random histories; null when none failed. */
function failureOf(fold: FoldUnderTest, numRuns: number, onRun?: (name: string) => void): Failure | null {
  const result = fc.check(fc.property(holdCommands(MAX_COMMANDS, onRun), (commands) => {
    fc.modelRun(() => ({ model: emptyModel(), real: new DeskUnderTest(fold) }), commands);
  }), { numRuns });
  if (result.counterexample === null) return null;
  const history = fc.stringify(result.counterexample[0]);
  const commands = history.match(/\w+\(\d+, \d+\)/g)?.length ?? 0;
  return { commands, message: `seed ${result.seed}: ${history}\n${String(result.errorInstance)}` };
}

describe('the holds of a desk', () => {
  it('are those of the model after every command, and every kind of command is met', () => {
    const met = new Set<string>();
    const failure = failureOf(foldHoldsWithUsps, 1_000, (name) => met.add(name));
    expect(failure?.message ?? null).toBeNull();
    expect([...met].sort()).toEqual([...KIND_NAMES].sort());
    expect(KIND_NAMES.length).toBeGreaterThanOrEqual(20);
  }, 90_000);

  it.each<[string, FoldUnderTest]>([
    ['forgets what was taken back', (events, usps) => foldHoldsWithUsps(events.filter(({ kind }) => kind !== 'retracted'), usps)],
    ['hears nothing of USPS', (events) => foldHoldsWithUsps(events, [])],
    ['remembers only the last event', (events, usps) => foldHoldsWithUsps(events.slice(-1), usps)],
    ['makes one hold of an item that has two', (events, usps) => foldHoldsWithUsps(events.map((event) => ({ ...event, holdId: 'H1' })), usps)],
    ['shows every hold as open', (events, usps) => {
      const { holds, proposals } = foldHoldsWithUsps(events, usps);
      return { holds: holds.map((hold) => ({ ...hold, isOpen: true })), proposals };
    }],
  ])('of a program that %s would be found out, in a history of few commands', (_, broken) => {
    const { commands } = failureOf(broken, 300) ?? { commands: 0 };
    expect(commands).toBeGreaterThan(0);
    // Shrinking does not always find the shortest history there is.
    expect(commands).toBeLessThanOrEqual(6);
  }, 90_000);
});
