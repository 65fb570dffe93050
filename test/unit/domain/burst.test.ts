/** Scans and typing, told apart by rhythm alone. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BURST_GAP_MS, dueAt, NO_BURST, step, textByKey, timeout, type BurstAction, type BurstState, type KeyPress } from '../../../domain/scan/burst.ts';

const press = (key: string, at: number, changes: Partial<KeyPress> = {}): KeyPress => ({ key, code: '', shift: false, at, repeat: false, modified: false, ...changes });

/** Presses of a text, gap ms apart. */
function keys(text: string, from = 1_000, gap = 8): KeyPress[] {
  return Array.from(text, (key, index) => press(key === '\r' ? 'Enter' : key === '\t' ? 'Tab' : key, from + index * gap));
}

/** Feeds presses with a timer that fires on time, as the desk does, and at the end; hold actions are left out. */
function feed(presses: readonly KeyPress[]): BurstAction[] {
  let state: BurstState = NO_BURST;
  const actions: BurstAction[] = [];
  const take = ([next, given]: readonly [BurstState, readonly BurstAction[]]): void => {
    state = next;
    actions.push(...given.filter(({ kind }) => kind !== 'hold'));
  };
  for (const key of presses) {
    const due = dueAt(state);
    if (due !== null && due < key.at) take(timeout(state, due));
    take(step(state, key));
  }
  const due = dueAt(state);
  if (due !== null) take(timeout(state, due));
  expect(state).toEqual(NO_BURST);
  return actions;
}

const words = (actions: readonly BurstAction[]): string[] => actions.map((action) => {
  if (action.kind === 'scan') return `scan ${textByKey(action.keys)}`;
  return action.kind === 'typed' ? `typed ${action.keys.map(({ key }) => key).join(' ')}` : 'hold';
});

describe('a scan', () => {
  it.each([
    ['with Enter', 'RB123456785GB\r', ['scan RB123456785GB']],
    ['with Tab', 'RB123456785GB\t', ['scan RB123456785GB']],
    ['of four characters with Enter', '1234\r', ['scan 1234']],
    ['without suffix', 'RB123456785GB', ['scan RB123456785GB']],
    ['of eight characters without suffix', '12345678', ['scan 12345678']],
  ])('%s comes out whole', (_how, text, expected) => {
    expect(words(feed(keys(text)))).toEqual(expected);
  });

  it('comes out at the suffix, without waiting', () => {
    const state = keys('RB123456785GB').reduce<BurstState>((before, key) => step(before, key)[0], NO_BURST);
    expect(words(step(state, press('Enter', 1_110))[1])).toEqual(['scan RB123456785GB']);
  });

  it('holds every key back until it is told from typing', () => {
    expect(step(NO_BURST, press('R', 1))[1]).toEqual([{ kind: 'hold' }]);
  });

  it('follows another one at once', () => {
    const first = keys('RB123456785GB\r', 0, 5);
    const second = keys('EE876543216CA\r', 70, 5);
    expect(words(feed([...first, ...second]))).toEqual(['scan RB123456785GB', 'scan EE876543216CA']);
  });

  it('comes out ten times in a second', () => {
    const scans = Array.from({ length: 10 }, (_, index) => keys(`RB12345678${index}GB\r`, index * 100, 6)).flat();
    expect(words(feed(scans))).toEqual(Array.from({ length: 10 }, (_, index) => `scan RB12345678${index}GB`));
  });

  it('is not broken by Shift around its capitals', () => {
    const shifted = Array.from('RB123456785GB\r').flatMap((key, index) => (/[A-Z]/.test(key)
      ? [press('Shift', index * 10), press(key, index * 10 + 2)] : [press(key === '\r' ? 'Enter' : key, index * 10)]));
    expect(words(feed(shifted))).toEqual(['typed Shift', 'scan RB123456785GB']);
  });

  it('takes text typed with AltGr', () => {
    const text = [...keys('AB'), press('Control', 1_016, { modified: true }), press('AltGraph', 1_017), press('@', 1_018), ...keys('CDE\r', 1_022)];
    expect(words(feed(text))).toEqual(['scan AB@CDE']);
  });

  it.each([
    ['Ctrl+]', [press('Control', 1_066, { modified: true }), press(']', 1_067, { modified: true })]],
    ['F8', [press('F8', 1_067)]],
    ['GS itself', [press('\u001d', 1_067)]],
  ])('keeps its GS, sent as %s', (_how, separator) => {
    expect(words(feed([...keys('42078745'), ...separator, ...keys('9400111206206406260787\r', 1_075)])))
      .toEqual(['scan 42078745\u001d9400111206206406260787']);
  });

  it('is known although the keys are handled late, by their own times', () => {
    let state: BurstState = NO_BURST;
    for (const key of keys('RB123456785GB')) state = step(state, key)[0];
    expect(timeout(state, 1_096 + BURST_GAP_MS - 1)[1]).toEqual([]);
    expect(words(timeout(state, 9_999)[1])).toEqual(['scan RB123456785GB']);
  });
});

describe('typing', () => {
  it('of one digit is a command after the wait', () => {
    expect(words(feed([press('0', 1_000)]))).toEqual(['typed 0']);
    expect(dueAt(step(NO_BURST, press('0', 1_000))[0])).toBe(1_035);
  });

  it.each([
    ['slowly', keys('hello world\r', 1_000, 120), Array.from('hello world', (key) => `typed ${key}`).concat('typed Enter')],
    ['three characters in a roll and Enter', keys('abc\r', 1_000, 30), ['typed a b c Enter']],
    ['seven fast characters', keys('1234567', 1_000, 10), ['typed 1 2 3 4 5 6 7']],
    ['eight characters too slow for a scanner', keys('12345678', 1_000, 21), ['typed 1 2 3 4 5 6 7 8']],
    ['Enter alone', [press('Enter', 1_000)], ['typed Enter']],
    ['Enter too late', [...keys('1234', 1_000, 10), press('Enter', 1_066)], ['typed 1 2 3 4', 'typed Enter']],
    ['a held key', [press('0', 1_000), ...keys('0000', 1_010, 10).map((key) => ({ ...key, repeat: true }))],
      ['typed 0 0', 'typed 0', 'typed 0', 'typed 0']],
    ['Ctrl+A', [press('a', 1_000, { modified: true })], ['typed a']],
    ['a function key inside a roll', [...keys('12345678'), press('F2', 1_060)], ['typed 1 2 3 4 5 6 7 8 F2']],
    ['F8 alone', [press('F8', 1_000)], ['typed F8']],
    ['Ctrl+] alone', [press(']', 1_000, { modified: true })], ['typed ]']],
  ])('%s is handed back in order', (_what, presses, expected) => {
    expect(words(feed(presses))).toEqual(expected);
  });

  it.each([[35, 1], [36, 2]])('with %i ms between keys makes %i piece(s)', (gap, pieces) => {
    expect([...stepAll(keys('ab', 1_000, gap))].length).toBe(pieces);
  });

  function* stepAll(presses: readonly KeyPress[]): Generator<BurstAction> {
    let state: BurstState = NO_BURST;
    for (const key of presses) {
      const [next, actions] = step(state, key);
      state = next;
      yield* actions.filter(({ kind }) => kind !== 'hold');
    }
    yield* timeout(state, 9_999_999)[1];
  }
});

describe('whatever is pressed', () => {
  const anyPress = fc.record({
    key: fc.oneof(fc.constantFrom('Enter', 'Tab', 'Shift', 'Control', 'F8', 'F2', 'Escape', ']', '\u001d', 'é', '📦'), fc.constantFrom('A', 'B', '0', '1', '9')),
    gap: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.constantFrom(35, 36, 500)),
    repeat: fc.constantFrom(false, false, false, true),
    modified: fc.constantFrom(false, false, false, true),
  });
  const stream = fc.array(anyPress, { maxLength: 60 }).map((presses) => {
    let at = 0;
    return presses.map(({ key, gap, repeat, modified }) => press(key, (at += gap), { repeat, modified }));
  });

  it('comes out once and in order', () => {
    fc.assert(fc.property(stream, (presses) => {
      expect(feed(presses).flatMap((action) => (action.kind === 'hold' ? [] : action.keys))).toEqual(presses);
    }), { numRuns: 2_000 });
  });

  it('comes out once and in order also when timers fire at any time', () => {
    fc.assert(fc.property(stream, fc.array(fc.integer({ min: 0, max: 80 }), { minLength: 60, maxLength: 60 }), (presses, delays) => {
      let state: BurstState = NO_BURST;
      const out: KeyPress[] = [];
      const take = ([next, actions]: readonly [BurstState, readonly BurstAction[]]): void => {
        state = next;
        for (const action of actions) if (action.kind !== 'hold') out.push(...action.keys);
      };
      presses.forEach((key, index) => {
        take(step(state, key));
        take(timeout(state, key.at + (delays[index] ?? 0)));
      });
      expect([...out, ...state.held]).toEqual(presses);
    }), { numRuns: 1_000 });
  });

  it('leaves a right scan whole amid typing', () => {
    const calm = stream.map((presses) => presses.map((key, index) => ({ ...key, at: index * 200 })));
    fc.assert(fc.property(calm, calm, fc.stringMatching(/^[A-Z0-9]{4,29}$/), fc.integer({ min: 1, max: 35 }), (before, after, text, gap) => {
      const start = before.length * 200 + 1_000;
      const scan = keys(`${text}\r`, start, gap);
      const later = after.map((key) => ({ ...key, at: key.at + start + 40 * 35 }));
      const scans = feed([...before, ...scan, ...later]).filter(({ kind }) => kind === 'scan');
      expect(words(scans)).toEqual([`scan ${text}`]);
    }), { numRuns: 500 });
  });
});
