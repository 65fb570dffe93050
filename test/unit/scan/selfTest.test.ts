/** The self-test: from the keys of one scan to the profile of the bench. */
import { describe, expect, it } from 'vitest';
import type { KeyPress } from '../../../domain/scan/burst.ts';
import { characterOfCode } from '../../../domain/scan/keyCode.ts';
import { PLAIN_PROFILE } from '../../../domain/scan/profile.ts';
import { readPresses } from '../../../domain/scan/reading.ts';
import { judgeSelfTest, TEST_TEXT } from '../../../domain/scan/selfTest.ts';
import { classify } from '../../../domain/identifier/classify.ts';
import { sheetPage } from '../../../main/shell/printing/sheetPage.ts';
import { sheetSchema } from '../../../preload/contract/sheets.ts';
import { scannerSheet } from '../../../renderer/features/sheets/scannerSheet.ts';

const CODES = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ').map((letter) => `Key${letter}`)
  .concat(Array.from('0123456789').map((digit) => `Digit${digit}`), ['Minus', 'Equal', 'Slash', 'BracketRight', 'Backquote', 'Digit3']);
const placeOf = (us: string): [string, boolean] => {
  for (const code of CODES) for (const shift of [false, true]) if (characterOfCode(code, shift) === us) return [code, shift];
  return ['', false];
};

/** keyOf: what this desk's keyboard makes of a place. */
function presses(text: string, keyOf: (us: string) => string = (us) => us, end: string | null = 'Enter'): KeyPress[] {
  const keys = Array.from(text).map((us, at): KeyPress => ({ key: keyOf(us), code: placeOf(us)[0], shift: placeOf(us)[1], at, repeat: false, modified: false }));
  return end === null ? keys : [...keys, { key: end, code: end, shift: false, at: 99, repeat: false, modified: false }];
}

const german = (us: string): string => ({ y: 'z', z: 'y', Y: 'Z', Z: 'Y', '-': 'ß', '/': '-', '+': 'Dead' })[us] ?? us;

it('tests with a text that is no item', () => {
  expect(classify(TEST_TEXT)).toMatchObject({ kind: 'other', valid: false });
});

describe('the self-test', () => {
  it.each([
    ['a plain scanner with Enter', presses(`]C0${TEST_TEXT}`), { profile: { layout: 'byCode', prefix: '', suffix: '' }, aim: ']C0', suffixKey: 'Enter', advice: 'nothing' }],
    ['Tab and no AIM', presses(TEST_TEXT, undefined, 'Tab'), { profile: { layout: 'byCode', prefix: '', suffix: '' }, aim: null, suffixKey: 'Tab', advice: 'noAim' }],
    ['no suffix key', presses(TEST_TEXT, undefined, null), { suffixKey: null, advice: 'noSuffixKey' }],
    ['a prefix, AIM and a suffix', presses(`~]C0${TEST_TEXT}##`), { profile: { layout: 'byCode', prefix: '~', suffix: '##' }, aim: ']C0' }],
    ['a German desk', presses(`]C0${TEST_TEXT}`, german), { profile: { layout: 'byCode', prefix: '', suffix: '' } }],
  ])('finds %s', (_who, keys, expected) => {
    expect(judgeSelfTest(keys)).toMatchObject({ kind: 'found', ...expected });
  });

  it('finds a scanner that plays the keyboard of the desk', () => {
    const unplaced = presses(TEST_TEXT).map((key) => (key.key === 'Enter' ? key : { ...key, code: key.code === 'KeyY' ? 'KeyZ' : key.code === 'KeyZ' ? 'KeyY' : key.code }));
    expect(judgeSelfTest(unplaced)).toMatchObject({ kind: 'found', profile: { layout: 'byKey' } });
  });

  it('says which characters came otherwise when neither reading is right', () => {
    expect(judgeSelfTest(presses(TEST_TEXT.replaceAll('W', 'Z')))).toEqual({ kind: 'changed', expected: TEST_TEXT, received: TEST_TEXT.replaceAll('W', 'Z') });
  });

  it.each([
    ['another symbol', presses('RB123456785GB'), 'unknown'],
    ['a part of the test symbol', presses(TEST_TEXT.slice(4)), 'unknown'],
    ['more text around it than can be set', presses(`${'~'.repeat(17)}${TEST_TEXT}`), 'frameTooLong'],
  ])('does not propose anything for %s', (_what, keys, kind) => {
    expect(judgeSelfTest(keys).kind).toBe(kind);
  });

  it('proposes a profile under which the same scan reads as the test text', () => {
    for (const keys of [presses(`~]C0${TEST_TEXT}#`), presses(TEST_TEXT, german, null), presses(`${TEST_TEXT}###`, german)]) {
      const test = judgeSelfTest(keys);
      if (test.kind !== 'found') throw new Error(`not found: ${test.kind}`);
      expect(readPresses(keys, { ...PLAIN_PROFILE, ...test.profile }, 'key').text.replace(']C0', '')).toBe(TEST_TEXT);
    }
  });
});

describe('the scanner sheet', () => {
  it('has the test symbol, and samples that are what their captions say', () => {
    const sheet = sheetSchema.parse(scannerSheet());
    if (sheet.kind !== 'document') throw new Error('the scanner sheet is no document');
    const symbols = sheet.blocks.flatMap((block) => (block.block === 'symbol' ? [block.text] : []));
    expect(symbols[0]).toBe(TEST_TEXT);
    expect(symbols.slice(1).map((text) => classify(text)).map(({ kind, valid }) => [kind, valid])).toEqual([['s10', true], ['s9', true], ['other', true]]);
  });

  it('prints symbols that read as they should', () => {
    expect(sheetPage(scannerSheet()).ok).toBe(true);
  });
});
