/** Remarks on AED: advice beside the official rules, never in their count. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ADVICE_WORDS, adviseAed, DEFAULT_ADVICE_BOOK, type AdviceBook } from '../../../domain/aed/advisory.ts';
import type { AedFields } from '../../../domain/aed/record.ts';
import { checkAed } from '../../../domain/aed/validity.ts';
import { classify } from '../../../domain/identifier/classify.ts';
import { aedOf } from './aedVersions.ts';

function advice(fields: Partial<AedFields>, postedOn = '2026-11-18', id = 'RB123456785GB', book: AdviceBook = DEFAULT_ADVICE_BOOK) {
  return adviseAed({ identifier: classify(id), postedOn, fields: aedOf(fields).fields, today: '2026-11-24' }, book).map(({ field, code }) => `${field} ${code}`);
}

describe('advice', () => {
  it.each<[string, Partial<AedFields>, string | null]>([
    ['plain AED', {}, null],
    ['a gift', { contents: 'Gift' }, 'contents VAGUE_DESCRIPTION'],
    ['a list of general words', { contents: 'gifts, 2 x samples / parts' }, null],
    ['a list of nothing but general words', { contents: 'gifts, samples / spare  parts.' }, 'contents VAGUE_DESCRIPTION'],
    ['a gift that is described', { contents: 'gift, cotton shirt' }, null],
    ['a word on the list inside another', { contents: 'partsch' }, null],
    ['XXX as a name', { senderName: 'XXX' }, 'senderName PLACEHOLDER_TEXT'],
    ['digits as an address', { recipientAddress: '12345' }, 'recipientAddress PLACEHOLDER_TEXT'],
    ['marks as a city', { senderCity: '-.-' }, 'senderCity PLACEHOLDER_TEXT'],
    ['N/A as a name', { recipientName: ' n/a ' }, 'recipientName PLACEHOLDER_TEXT'],
    ['a name in another script', { senderName: '田中' }, null],
    ['a short name', { senderName: 'Li' }, null],
    ['a blank name, which the official rule covers', { senderName: ' ' }, null],
    ['no weight at all', { weightGrams: '0' }, 'weightGrams IMPLAUSIBLE_WEIGHT'],
    ['a letter of two kilograms and a gram', { weightGrams: '2001' }, 'weightGrams IMPLAUSIBLE_WEIGHT'],
    ['a letter of two kilograms', { weightGrams: '2000' }, null],
    ['a weight that cannot be read', { weightGrams: 'heavy' }, null],
    ['no value', { value: '0.00' }, 'value IMPLAUSIBLE_VALUE'],
    ['a value beyond the limit', { value: '50000.01' }, 'value IMPLAUSIBLE_VALUE'],
    ['a great sum of a small currency', { value: '900000', currency: 'JPY' }, null],
    ['a sender in another country', { senderCountry: 'cn' }, 'senderCountry OTHER_ORIGIN'],
    ['a sender\'s country by name', { senderCountry: 'China' }, null],
  ])('on %s', (_case, fields, expected) => {
    expect(advice(fields)).toEqual(expected === null ? [] : [expected]);
  });

  it('knows how heavy an item may be by its class', () => {
    expect(advice({ weightGrams: '20000' }, '2026-11-18', 'CB123456785GB')).toEqual([]);
    expect(advice({ weightGrams: '20000' }, '2026-11-18', 'MA123456785GB')).toEqual([]);
    expect(advice({ weightGrams: '40000' }, '2026-11-18', 'CB123456785GB')).toEqual(['weightGrams IMPLAUSIBLE_WEIGHT']);
  });

  it.each([['2026-11-25', []], ['2026-11-26', ['postedOn POSTED_LATER']], ['2099-01-01', ['postedOn POSTED_LATER']], ['', []]])(
    'on a posting date of %s', (postedOn, expected) => {
      expect(advice({}, postedOn)).toEqual(expected);
    });

  it('follows the words of the site', () => {
    const book = { ...DEFAULT_ADVICE_BOOK, vagueWords: ['cotton shirt'] };
    expect(advice({ contents: 'gift' }, '2026-11-18', 'RB123456785GB', book)).toEqual([]);
    expect(advice({ contents: 'Cotton shirt' }, '2026-11-18', 'RB123456785GB', book)).toEqual(['contents VAGUE_DESCRIPTION']);
  });

  it('is named as advice and stays out of the official count', () => {
    expect(Object.values(ADVICE_WORDS).every((words) => words.startsWith('advice: '))).toBe(true);
    const fields = { contents: 'gift', senderName: 'XXX', weightGrams: '0', value: '0', senderCountry: 'CN' };
    expect(advice(fields)).toHaveLength(5);
    expect(checkAed(aedOf(fields).fields)).toMatchObject({ invalidCount: 0, isValid: true });
  });

  it('comes for any text at once, however long', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('a' + ' '.repeat(20_000) + 'b', ','.repeat(20_000), 'x'.repeat(20_000), '\u0000', '=1+1', 'שלום'));
    const started = performance.now();
    fc.assert(fc.property(text, text, text, (contents, senderName, weightGrams) => {
      for (const one of adviseAed({ identifier: classify(senderName), postedOn: contents, fields: aedOf({ contents, senderName, weightGrams }).fields, today: '2026-11-24' })) {
        expect(Object.keys(ADVICE_WORDS)).toContain(one.code);
      }
    }), { numRuns: 200 });
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
