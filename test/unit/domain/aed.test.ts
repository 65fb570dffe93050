/** AED: the three official rules, numbers beside the text, and the port code. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAed } from '../../../domain/aed/parsed.ts';
import { DEFAULT_PORT_BOOK, portStateOf } from '../../../domain/aed/portState.ts';
import { AED_FIELDS, aedFieldsSchema, type AedField, type AedFields } from '../../../domain/aed/record.ts';
import { checkAed, checkField, CHECKED_FIELDS } from '../../../domain/aed/validity.ts';

function aed(fields: Partial<Record<AedField, string | null>>): AedFields {
  return aedFieldsSchema.parse(fields);
}

const GOOD = {
  senderName: 'Jane Roe', senderAddress: '1 High St', recipientName: 'John Q. Public', recipientAddress: '123 Main St', contents: 'phone case',
};

describe('validity', () => {
  it.each([
    [null, 'BLANK'], ['', 'BLANK'], ['   ', 'BLANK'], ['\u00a0\t', 'BLANK'],
    ['UNK', 'SAYS_UNKNOWN'], ['unk', 'SAYS_UNKNOWN'], [' Unknown ', 'SAYS_UNKNOWN'], ['UNKNOWN', 'SAYS_UNKNOWN'],
    ['x', 'TOO_SHORT'], ['7', 'TOO_SHORT'], [' x ', 'TOO_SHORT'], ['📦', 'TOO_SHORT'],
  ])('calls %j in any of the five fields %s', (text, reason) => {
    for (const field of CHECKED_FIELDS) expect(checkField(field, text)).toEqual({ invalid: reason });
  });

  it.each(['Unknown Pleasures Ltd', 'UNKS', 'Li', '日本', 'N/A', 'x-'])('leaves %j alone', (text) => {
    for (const field of CHECKED_FIELDS) expect(checkField(field, text)).toBe('valid');
  });

  it('applies the digit rule to the sender\'s name alone', () => {
    expect(checkField('senderName', '20041')).toEqual({ invalid: 'ONLY_DIGITS' });
    expect(checkField('senderName', '٢٠٠٤')).toEqual({ invalid: 'ONLY_DIGITS' });
    expect(checkField('senderName', '20041 B')).toBe('valid');
    expect(checkField('recipientName', '20041')).toBe('valid');
    expect(checkField('contents', '20041')).toBe('valid');
  });

  it('counts invalid fields and judges no other field', () => {
    expect(checkAed(aed(GOOD))).toMatchObject({ isValid: true, invalidCount: 0 });
    expect(checkAed(aed({ ...GOOD, senderName: 'Unknown', senderAddress: null }))).toMatchObject({
      isValid: false, invalidCount: 2, verdicts: { senderName: { invalid: 'SAYS_UNKNOWN' }, senderAddress: { invalid: 'BLANK' }, contents: 'valid' },
    });
    expect(checkAed(aed({ ...GOOD, senderCountry: 'UNK', weightGrams: null })).isValid).toBe(true);
  });
});

describe('parsed numbers', () => {
  it.each([
    ['240', 240], [' 240 ', 240], ['240.4', 240], ['240.5', 241], ['0', 0],
    ['1,200', null], ['240 g', null], ['-5', null], ['', null], [null, null], ['1e3', null], ['٢٤٠', null], ['9'.repeat(13), null],
  ])('reads a weight of %j as %j', (text, grams) => {
    expect(parseAed(aed({ weightGrams: text })).weightGrams).toBe(grams);
  });

  it.each([
    ['12.99', 'USD', { minorUnits: 1299, currency: 'USD' }], ['12.9', ' usd ', { minorUnits: 1290, currency: 'USD' }],
    ['12', 'USD', { minorUnits: 1200, currency: 'USD' }], ['1500', 'JPY', { minorUnits: 1500, currency: 'JPY' }],
    ['1500.00', 'JPY', { minorUnits: 1500, currency: 'JPY' }], ['1.234', 'KWD', { minorUnits: 1234, currency: 'KWD' }],
    ['12.990', 'USD', { minorUnits: 1299, currency: 'USD' }], ['0.00', 'EUR', { minorUnits: 0, currency: 'EUR' }],
    ['12.999', 'USD', null], ['0.5', 'JPY', null], ['12,99', 'EUR', null], ['12.99', 'XXX', null], ['12.99', null, null], [null, 'USD', null],
    ['$12.99', 'USD', null], ['1.', 'USD', null], ['.5', 'USD', null],
  ])('reads a value of %j %j as %j', (value, currency, money) => {
    expect(parseAed(aed({ value, currency })).value).toEqual(money);
  });

  it.each([['2', 2], ['2.0', 2], ['2.5', null], ['two', null], [null, null]])('reads %j pieces as %j', (text, pieces) => {
    expect(parseAed(aed({ pieces: text })).pieces).toBe(pieces);
  });

  it('never throws, and gives only whole numbers that a double holds exactly', () => {
    const text = fc.option(fc.oneof(fc.string(), fc.stringMatching(/^[0-9]{1,13}\.?[0-9]{0,7}$/)), { nil: null });
    fc.assert(fc.property(fc.record(Object.fromEntries(AED_FIELDS.map((field) => [field, text]))), (fields) => {
      const whole = aed(fields);
      const { weightGrams, value, pieces } = parseAed({ ...whole, currency: 'KWD' });
      for (const number of [weightGrams, value?.minorUnits ?? null, pieces]) expect(number === null || Number.isSafeInteger(number)).toBe(true);
      expect(checkAed(whole).isValid).toBe(checkAed(whole).invalidCount === 0);
      expect(['none', 'known', 'unknown']).toContain(portStateOf(whole.portCode, 'JFK').state);
    }), { numRuns: 500 });
  });
});

describe('port code', () => {
  const book = { placeholders: ['Not Assigned'], facilityByCode: { 4701: 'JFK', 4601: 'EWR' } };

  it.each([null, '', '  ', 'NOT ASSIGNED', ' not assigned '])('has none yet when it is %j', (code) => {
    expect(portStateOf(code, 'JFK', book)).toEqual({ state: 'none' });
  });

  it('names this IMF, another one, or none it knows', () => {
    expect(portStateOf('4701', 'JFK', book)).toEqual({ state: 'known', facility: 'JFK', isHere: true });
    expect(portStateOf('4601', 'JFK', book)).toEqual({ state: 'known', facility: 'EWR', isHere: false });
    expect(portStateOf(' 9999 ', 'JFK', book)).toEqual({ state: 'unknown', code: '9999' });
    expect(portStateOf('constructor', 'JFK', book)).toEqual({ state: 'unknown', code: 'constructor' });
    expect(portStateOf('jfk', 'JFK', DEFAULT_PORT_BOOK)).toMatchObject({ state: 'known', isHere: true });
  });
});
