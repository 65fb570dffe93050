/** What the keys of a scanner mean on desks with other keyboards than the scanner's. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_BURST, step, textByCode, type BurstAction, type BurstState, type KeyPress } from '../../../domain/scan/burst.ts';
import { characterOfCode } from '../../../domain/scan/keyCode.ts';
import { PLAIN_PROFILE, withoutFrame, type ScannerProfile } from '../../../domain/scan/profile.ts';
import { readPresses } from '../../../domain/scan/reading.ts';

/** A layout says what a place makes; a scanner that plays a US keyboard presses places. */
type Layout = (code: string, shift: boolean, us: string) => string;

const GERMAN: Readonly<Record<string, string>> = { KeyY: 'zZ', KeyZ: 'yY', Minus: 'ß?', Slash: '-_', BracketRight: '+*', Semicolon: 'öÖ' };
const FRENCH: Readonly<Record<string, string>> = {
  KeyQ: 'aA', KeyA: 'qQ', KeyW: 'zZ', KeyZ: 'wW', Semicolon: 'mM', KeyM: ',?', Digit0: 'à0', Digit1: '&1', Digit2: 'é2', Digit3: '"3', Digit4: "'4",
  Digit5: '(5', Digit6: '-6', Digit7: 'è7', Digit8: '_8', Digit9: 'ç9',
};
const layoutOf = (table: Readonly<Record<string, string>>): Layout => (code, shift, us) => table[code]?.charAt(shift ? 1 : 0) ?? us;
const PLAIN: Layout = (_code, _shift, us) => us;
const LAYOUTS: readonly (readonly [name: string, layout: Layout])[] = [
  ['US', PLAIN],
  ['German', layoutOf(GERMAN)],
  ['French', layoutOf(FRENCH)],
  ['US with Caps Lock', (code, _shift, us) => (code.startsWith('Key') ? (us === us.toLowerCase() ? us.toUpperCase() : us.toLowerCase()) : us)],
];

const PLACES: ReadonlyMap<string, readonly [string, boolean]> = new Map(
  Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ').map((letter) => `Key${letter}`)
    .concat(Array.from('0123456789').map((digit) => `Digit${digit}`), ['Minus', 'Slash', 'BracketRight', 'Semicolon', 'Space', 'Equal', 'Period'])
    .flatMap((code) => [false, true].map((shift) => [characterOfCode(code, shift), [code, shift]] as const)),
);

const press = (changes: Partial<KeyPress>): KeyPress => ({ key: '', code: '', shift: false, at: 0, repeat: false, modified: false, ...changes });

function scanned(text: string, layout: Layout, from = 0): KeyPress[] {
  return Array.from(text).map((us, index) => {
    const [code, shift] = PLACES.get(us) ?? ['', false];
    return press({ key: code === '' ? us : layout(code, shift, us), code, shift, at: from + index * 6 });
  });
}

const read = (keys: readonly KeyPress[], changes: Partial<ScannerProfile> = {}, before: 'code' | 'key' = 'code') => readPresses(keys, { ...PLAIN_PROFILE, ...changes }, before);

describe('a scanner that plays a US keyboard', () => {
  it.each(LAYOUTS)('is read right on a desk with a %s keyboard', (_name, layout) => {
    for (const text of ['RB123456785GB', 'LZ900123456CN', 'QAZWYM-0/9', ']C1420900013', 'badge-Q7y']) expect(read(scanned(text, layout)).text, text).toBe(text);
  });

  it('is read right for every text it can send', () => {
    const sendable = [...PLACES.keys()].filter((character) => character !== '');
    fc.assert(fc.property(fc.array(fc.constantFrom(...sendable), { minLength: 4, maxLength: 40 }), fc.constantFrom(...LAYOUTS), (characters, [, layout]) => {
      const text = characters.join('');
      expect(readPresses(scanned(text, layout), { ...PLAIN_PROFILE, layout: 'byCode' }, 'key').text).toBe(text);
    }));
  });

  it('makes a scan also where the desk has a dead key, an input method, or the number pad without Num Lock', () => {
    const keys = [
      ...scanned('RB12', PLAIN), press({ key: 'Dead', code: 'Equal', at: 24 }), press({ key: 'Process', code: 'KeyG', shift: true, at: 30 }),
      press({ key: 'Home', code: 'Numpad7', at: 36 }), press({ key: 'Enter', code: 'Enter', at: 42 }),
    ];
    let state: BurstState = NO_BURST;
    let actions: readonly BurstAction[] = [];
    for (const key of keys) [state, actions] = step(state, key);
    expect(actions.map((action) => (action.kind === 'scan' ? textByCode(action.keys) : action.kind))).toEqual(['RB12=G7']);
  });
});

describe('three capitals with their Shift keys and Enter', () => {
  it('are typing: a key that makes no character is no part of a scan\'s length', () => {
    const shift = (at: number): KeyPress => press({ key: 'Shift', code: 'ShiftLeft', shift: true, at });
    const keys = ['R', 'B', 'X'].flatMap((key, index) => [shift(index * 8), press({ key, code: `Key${key}`, shift: true, at: index * 8 + 4 })]);
    let state: BurstState = NO_BURST;
    let actions: readonly BurstAction[] = [];
    for (const key of [...keys, press({ key: 'Enter', code: 'Enter', at: 24 })]) [state, actions] = step(state, key);
    expect(actions.map(({ kind }) => kind)).toEqual(['typed']);
  });
});

describe('a scanner that plays the keyboard of this desk', () => {
  /** It presses what makes the text here: the place differs from the US one. */
  const onFrench = (text: string): KeyPress[] => Array.from(text).map((key, index) => {
    const [code, characters] = Object.entries(FRENCH).find(([, made]) => made.includes(key)) ?? [PLACES.get(key)?.[0] ?? '', ''];
    return press({ key, code, shift: characters === '' ? key !== key.toLowerCase() : characters.indexOf(key) === 1, at: index * 6 });
  });

  it('is recognized by a number with a right check digit', () => {
    expect(read(onFrench('RB123456785GB'))).toEqual({ text: 'RB123456785GB', by: 'key' });
  });

  it('is read so from then on, also where a scan proves nothing', () => {
    expect(read(onFrench('AZ12'), {}, 'key')).toEqual({ text: 'AZ12', by: 'key' });
    expect(read(onFrench('AZ12'), {}, 'code')).toMatchObject({ by: 'code' });
  });

  it('is read so always when the profile says it', () => {
    expect(read(onFrench('AZ12'), { layout: 'byKey' }).text).toBe('AZ12');
  });
});

describe('text that a scanner puts around a scan', () => {
  it.each([
    ['nothing set', '', '', 'RB1', 'RB1'],
    ['before', '~', '', '~RB1', 'RB1'],
    ['behind', '', '#', 'RB1#', 'RB1'],
    ['both', '<<', '>', '<<RB1>', 'RB1'],
    ['set and not sent', '~', '#', 'RB1', 'RB1'],
    ['twice, which belongs to the number', '~', '', '~~RB1', '~RB1'],
  ])('%s is taken away once', (_how, prefix, suffix, sent, text) => {
    expect(withoutFrame(sent, { layout: 'auto', prefix, suffix })).toBe(text);
  });

  it('leaves the number for any frame', () => {
    fc.assert(fc.property(fc.string({ maxLength: 16 }), fc.string({ maxLength: 16 }), fc.string(), (prefix, suffix, text) => {
      expect(withoutFrame(`${prefix}${text}${suffix}`, { layout: 'auto', prefix, suffix })).toBe(text);
    }));
  });
});
