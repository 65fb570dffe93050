/** Identifiers: the public vectors, the near misses, and hostile input. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classify, MAX_ID_LENGTH } from '../../../domain/identifier/classify.ts';
import { formatItemId, itemFacts } from '../../../domain/identifier/facts.ts';
import { facilityOf, impcsOf, officeOf } from '../../../domain/identifier/facilities.ts';
import { IDENTIFIER_KINDS } from '../../../domain/identifier/identifier.ts';
import { mod10CheckDigit, parseImpb } from '../../../domain/identifier/impb.ts';
import { COUNTRY_NAMES, countryName } from '../../../domain/identifier/iso3166.ts';
import { normalise } from '../../../domain/identifier/normalise.ts';
import { PROBLEMS, problemWords } from '../../../domain/identifier/problems.ts';
import { dispatchYear } from '../../../domain/identifier/s8.ts';
import { parseS9 } from '../../../domain/identifier/s9.ts';
import { s10CheckDigit } from '../../../domain/identifier/s10.ts';
import { serviceOf } from '../../../domain/identifier/service.ts';
import s10Invalid from '../../vectors/s10-invalid.json' with { type: 'json' };
import s10Valid from '../../vectors/s10-valid.json' with { type: 'json' };
import usps from '../../vectors/usps-impb.json' with { type: 'json' };

const GS = '\u001d';
const DIGITS = Array.from('0123456789');
const codes = (raw: string): string[] => classify(raw).problems.map(({ code }) => code);

describe('S10 numbers', () => {
  it.each(s10Valid.vectors)('takes $id as right', ({ id, serial, check_digit }) => {
    expect(classify(id)).toEqual({ raw: id, kind: 's10', id, valid: true, problems: [] });
    expect(s10CheckDigit(serial)).toBe(check_digit);
  });

  it.each(s10Invalid.vectors)('finds $reason in $id', ({ id, reason, severity }) => {
    const identifier = classify(id);
    expect(identifier.kind).toBe(reason === 'NOT_S10' ? 'other' : 's10');
    expect(identifier.problems).toContainEqual({ code: reason, severity });
    expect(identifier.valid).toBe(severity !== 'error');
  });

  it.each(s10Valid.normalise)('reads $raw as $expect', ({ raw, expect: id }) => {
    expect(classify(raw)).toMatchObject({ raw, kind: 's10', id, valid: true });
  });

  it('lists every problem of one number', () => {
    expect(codes('K1123456789A2')).toEqual(['SERVICE_INDICATOR_NOT_ALPHA', 'CHECK_DIGIT', 'COUNTRY_NOT_ALPHA']);
    expect(codes('KB123456785AB')).toEqual(['SERVICE_INDICATOR_RESERVED', 'COUNTRY_NOT_ISO']);
  });

  it.each(['RB123456785G', 'RB123456785', 'RRB123456785GB', 'RB1234567855GB', 'RB123456785GBR'])('still knows %s for an S10 number', (id) => {
    expect(classify(id)).toMatchObject({ kind: 's10', valid: false, problems: [{ code: 'LENGTH' }] });
  });

  it.each(['RBI23456785GB', 'RB1234S6785GB', 'RB123456785G8'])('never corrects a letter or a digit: %s', (id) => {
    expect(classify(id)).toMatchObject({ kind: 's10', id, valid: false });
  });

  it('detects 98 of 100 wrong digits and swaps, as the standard does', () => {
    const serials = fc.sample(fc.stringMatching(/^[0-9]{8}$/), { numRuns: 2_000, seed: 10 });
    const slips = serials.flatMap((serial) => Array.from(serial).flatMap((digit, at) =>
      DIGITS.filter((other) => other !== digit).map((other) => [serial, serial.slice(0, at) + other + serial.slice(at + 1)])));
    const unnoticed = slips.filter(([right = '', wrong = '']) => s10CheckDigit(right) === s10CheckDigit(wrong));
    expect(unnoticed.length / slips.length).toBeLessThan(0.03);
    expect(unnoticed.length).toBeGreaterThan(0);
  });

  it('gives every serial exactly one right check digit', () => {
    fc.assert(fc.property(fc.stringMatching(/^[0-9]{8}$/), (serial) => {
      const right = DIGITS.filter((digit) => classify(`RB${serial}${digit}GB`).valid);
      expect(right).toEqual([String(s10CheckDigit(serial))]);
    }));
  });

  it('has no check digit for what is not eight digits', () => {
    expect(s10CheckDigit('1234567')).toBeNull();
    expect(s10CheckDigit('1234567X')).toBeNull();
  });
});

describe('framing', () => {
  it.each([
    ['AIM identifier', ']C0RB123456785GB'],
    ['asterisks of Code 39', '*RB123456785GB*'],
    ['STX and ETX', '\u0002RB123456785GB\u0003'],
    ['NUL', 'RB1234\u000056785GB\u0000'],
    ['no-break spaces', 'RB\u00a0123\u00a0456\u00a0785\u00a0GB'],
    ['full-width characters', 'ＲＢ１２３４５６７８５ＧＢ'],
    ['a typographic dash', 'RB–123456785–GB'],
    ['a right-to-left mark', '\u200fRB123456785GB\u202e'],
    ['nested framing', '*]C0*RB123456785GB*\r\n'],
  ])('takes off %s', (_what, raw) => {
    expect(classify(raw)).toMatchObject({ id: 'RB123456785GB', valid: true });
  });

  it('remembers the AIM identifier as it was sent', () => {
    expect(normalise(']d2ABC').aim).toBe(']d2');
    expect(normalise(']C1]d2ABC').aim).toBe(']C1');
    expect(normalise('ABC').aim).toBeNull();
  });

  it('gives the same id when it is applied to its own result', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...Array.from('*]C0- \u001d\u0301ａｂ１ﬁßŉ2-RB\t\n')) }));
    fc.assert(fc.property(text, (raw) => {
      const { id } = normalise(raw);
      expect(normalise(id).id).toBe(id);
    }), { numRuns: 2_000 });
  });
});

describe('USPS package numbers', () => {
  it.each(usps.vectors)('takes $raw as $expect', ({ raw, compact, expect: verdict, zip420, pic, ai }) => {
    expect(classify(raw)).toMatchObject({ kind: 'impb', id: compact, valid: verdict === 'valid' });
    expect(parseImpb(compact)).toMatchObject({ zip: zip420, pic, ai });
  });

  it('refuses zeros on the application identifier although mod 10 passes', () => {
    expect(codes('420000000000000000000000000000')).toEqual(['APPLICATION_IDENTIFIER']);
  });

  it('splits at GS when the scanner keeps it', () => {
    const scan = normalise(`]C142010282${GS}92748931507708513018050063`);
    expect(scan.groups).toHaveLength(2);
    expect(parseImpb(scan.id, scan.groups)).toMatchObject({ zip: '10282', pic: '92748931507708513018050063', problems: [] });
    expect(classify(`42010282${GS}92748931507708513018050063`).valid).toBe(true);
  });

  it('reads 34 digits without GS by application identifier and check digit', () => {
    expect(parseImpb('4201028292748931507708513018050063')).toMatchObject({ zip: '10282', pic: '92748931507708513018050063' });
    expect(parseImpb('4201028200009261290113185417468510')).toMatchObject({ zip: '102820000', pic: '9261290113185417468510' });
  });

  it('warns when both readings of 34 digits are right', () => {
    const bothRight = '42010282' + twoWayPic();
    expect(parseImpb(bothRight)).toMatchObject({ zip: '10282', problems: [{ code: 'ROUTING_AMBIGUOUS', severity: 'warning' }] });
    expect(classify(bothRight).valid).toBe(true);
  });

  it('finds a package number of a wrong length', () => {
    expect(codes('940011120108080548301')).toEqual(['LENGTH']);
    expect(codes('42078745940011120640620607')).toContain('APPLICATION_IDENTIFIER');
    expect(codes(`42078745${GS}94001112064062`)).not.toEqual([]);
  });

  it('checks a 20-digit number that lost its 91 with the 91 in front', () => {
    expect(classify('9101026837331000039521'.slice(2)).valid).toBe(true);
  });

  /** 26 digits whose last 22 begin with 92 and have the same check digit as the whole. */
  function twoWayPic(): string {
    for (let serial = 0; serial < 10_000; serial += 1) {
      const body = `9201920000000000000${String(serial).padStart(6, '0')}`;
      const digits = body.slice(0, 4) + '92' + body.slice(6);
      if (mod10CheckDigit(digits) === mod10CheckDigit(digits.slice(4))) return digits + String(mod10CheckDigit(digits));
    }
    throw new Error('no such number');
  }
});

describe('bag tags', () => {
  const tag = 'MYKULGUSSFOAAEM72072001100028';

  it('reads a receptacle tag', () => {
    expect(classify(tag)).toEqual({ raw: tag, kind: 's9', id: tag, valid: true, problems: [] });
    expect(parseS9(tag)).toEqual({
      dispatch: { origin: 'MYKULG', destination: 'USSFOA', category: 'A', subclass: 'EM', yearDigit: 7, serial: '2072' },
      dispatchId: 'MYKULGUSSFOAAEM72072', serial: '001', isLast: true, hasRegistered: false, weightGrams: 2_800,
    });
  });

  it('takes 9 in a flag for "not known"', () => {
    expect(parseS9('MYKULGUSSFOAAEM72072001990028')).toMatchObject({ isLast: null, hasRegistered: null });
  });

  it('reads a dispatch and leaves the rest', () => {
    expect(classify('MYKULGUSSFOAAEM72072')).toMatchObject({ kind: 's8', valid: true, problems: [] });
  });

  it.each([
    ['MYKULGUSSFOAXEM72072001100028', ['CATEGORY_UNKNOWN'], false],
    ['MYKULGGBLONAAEM72072001100028', ['IMPC_UNKNOWN'], true],
    ['XXKULGUSSFOAAZM72072001100028', ['MAIL_CLASS_UNKNOWN', 'COUNTRY_NOT_ISO'], true],
    ['MYKULGUSSFOAAEM7207200110002', ['LENGTH'], false],
    ['MYKULGUSSFOAAEM7207', ['LENGTH'], false],
  ])('finds what is wrong with %s', (id, expected, valid) => {
    expect(codes(id)).toEqual(expected);
    expect(classify(id)).toMatchObject({ valid, kind: id.length > 20 ? 's9' : 's8' });
  });

  it('takes the latest year that ends in the digit', () => {
    expect(dispatchYear(7, 2026)).toBe(2017);
    expect(dispatchYear(6, 2026)).toBe(2026);
    expect(dispatchYear(9, 2030)).toBe(2029);
  });
});

describe('anything else', () => {
  it.each([['', 'EMPTY'], ['\r\n', 'EMPTY'], ['hello', 'NOT_AN_IDENTIFIER'], ['1Z999AA10123456784', 'NOT_AN_IDENTIFIER'],
    ['4006381333931', 'NOT_AN_IDENTIFIER'], ['PA12345678901', 'NOT_S10']])('says what %j is not', (raw, code) => {
    expect(classify(raw)).toMatchObject({ kind: 'other', valid: false, problems: [{ code, severity: 'error' }] });
  });

  it('keeps only the beginning of an endless number', () => {
    expect(classify('x'.repeat(201))).toMatchObject({ kind: 'other', id: 'X'.repeat(MAX_ID_LENGTH), problems: [{ code: 'TOO_LONG' }] });
  });

  it('knows the numbers that desks make, whatever their letters look like', () => {
    expect(classify('IMF-JFK-7K3M9Q2T4A')).toEqual({ raw: 'IMF-JFK-7K3M9Q2T4A', kind: 'other', id: 'IMFJFK7K3M9Q2T4A', valid: true, problems: [] });
    expect(classify('IMF-JFK-ABX1X2ABC1')).toMatchObject({ kind: 'other', valid: true });
    expect(formatItemId('IMFJFK7K3M9Q2T4A')).toBe('IMF-JFK-7K3M9Q2T4A');
  });

  it.each([['10,000 characters', 'A1'.repeat(5_000)], ['10,000 digits', '9'.repeat(10_000)], ['emoji', '📦🇬🇧'.repeat(60)], ['NUL', '\u0000'],
    ['right-to-left', '\u202eابجد'], ['half a surrogate pair', '\ud83d'], ['a long surrogate edge', 'A'.repeat(199) + '📦📦']])('survives %s', (_what, raw) => {
    const identifier = classify(raw);
    expect(identifier.valid).toBe(false);
    expect(identifier.id.length).toBeLessThanOrEqual(MAX_ID_LENGTH);
    expect(identifier.id).not.toMatch(/\p{Surrogate}/u);
  });

  it('classifies every text, and its own id the same way', () => {
    const near = fc.string({ unit: fc.constantFrom(...Array.from('ABRGUS0123456789420 91-*]')), maxLength: 40 });
    fc.assert(fc.property(fc.oneof(near, fc.string({ unit: 'binary', maxLength: 400 })), (raw) => {
      const identifier = classify(raw);
      expect(IDENTIFIER_KINDS).toContain(identifier.kind);
      expect(identifier.valid).toBe(identifier.problems.every(({ severity }) => severity === 'warning'));
      expect(identifier.problems.every(({ code }) => Object.hasOwn(PROBLEMS, code))).toBe(true);
      expect(identifier.raw).toBe(raw);
      if (identifier.id.length < MAX_ID_LENGTH && !raw.includes(GS)) expect(classify(identifier.id).kind).toBe(identifier.kind);
    }), { numRuns: 3_000 });
  });
});

describe('facts for people', () => {
  it.each([
    ['RB123456785GB', 'RB 123 456 785 GB'],
    ['MYKULGUSSFOAAEM72072001100028', 'MYKULG USSFOA A EM 7 2072 001 1 0 0028'],
    ['MYKULGUSSFOAAEM72072', 'MYKULG USSFOA A EM 7 2072'],
    ['9400111206206406260787', '9400 1112 0620 6406 2607 87'],
    ['HELLO', 'HELLO'],
    ['', ''],
  ])('writes %s as %s', (id, words) => {
    expect(formatItemId(id)).toBe(words);
    expect(normalise(words).id).toBe(id);
  });

  it.each([
    ['RB123456785GB', { originCode: 'GB', originName: 'Great Britain', mailClass: 'letter', service: 'registered letter' }],
    ['EE876543216CA', { originCode: 'CA', originName: 'Canada', mailClass: 'ems', service: 'EMS express item' }],
    ['CP123456785CN', { originCode: 'CN', originName: 'China', mailClass: 'parcel', service: 'parcel' }],
    ['RB123456786GB', { originCode: 'GB', originName: 'Great Britain', mailClass: 'letter', service: 'registered letter' }],
    ['RB123456785XX', { originCode: 'XX', originName: null, mailClass: 'letter', service: 'registered letter' }],
    ['MYKULGUSSFOAAEM72072001100028', { originCode: 'MY', originName: 'Malaysia', mailClass: 'ems', service: null }],
    ['9400111206206406260787', { originCode: null, originName: null, mailClass: 'other', service: null }],
    ['RB12345678', { originCode: null, originName: null, mailClass: 'other', service: null }],
  ])('says of %s where it comes from and which service it is', (raw, facts) => {
    expect(itemFacts(classify(raw))).toEqual(facts);
  });

  it('has a service for every pair of letters and a class for each of 19 CFR 145.73', () => {
    const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
    expect(letters.flatMap((a) => letters.map((b) => serviceOf(a + b))).every((service) => service !== null)).toBe(true);
    expect(serviceOf('AV')).toMatchObject({ status: 'bilateral', mailClass: 'other' });
    expect(serviceOf('R1')).toBeNull();
  });

  it('names 249 countries, and two more that draw a warning', () => {
    expect(Object.keys(COUNTRY_NAMES)).toHaveLength(249);
    expect(countryName('XK')).toBe('Kosovo');
    expect(codes('RB123456785XK')).toEqual(['COUNTRY_NOT_ISO']);
    expect(countryName('constructor')).toBeNull();
  });

  it('finds an IMF by table, not by the first letters of its offices', () => {
    expect(officeOf('USJFKA')).toMatchObject({ facility: 'JFK' });
    expect(officeOf('USJFKL')).toBeNull();
    expect(officeOf('PRSJUA')).toMatchObject({ facility: 'SJU' });
    expect(impcsOf('STT')).toEqual([]);
    expect(impcsOf('EWR')).toContain('USXHEM');
    expect(facilityOf('SFO')).toMatchObject({ isOpen: false });
    expect(facilityOf('XXX')).toBeNull();
  });

  it('has words for every problem', () => {
    expect(problemWords('CHECK_DIGIT')).toContain('check digit');
    expect(problemWords('FROM_A_NEWER_DESK')).toBe('FROM_A_NEWER_DESK');
  });
});
