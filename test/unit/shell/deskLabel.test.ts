/** The label of a desk-made id: its bars scan back to the same item, it fits the paper, and nothing else can be printed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classify } from '../../../domain/identifier/classify.ts';
import { deskItemId } from '../../../domain/identifier/deskItemId.ts';
import { FACILITIES } from '../../../domain/identifier/facilities.ts';
import { itemKeyOf } from '../../../domain/item/key.ts';
import { LABEL_WIDTH_MM, labelPage } from '../../../main/shell/printing/labelPage.ts';
import { symbolsIn } from '../../../main/shell/printing/symbolReader.ts';
import { shellContract } from '../../../preload/contract/shell.ts';
import type { DeskLabel } from '../../../preload/contract/sheets.ts';

const LABEL: DeskLabel = {
  kind: 'deskLabel', deskItemId: 'IMF-JFK-7K3M9Q2T4A', facilityName: 'New York JFK', madeAt: '2026-11-24T23:30:00-05:00',
  language: 'en', remark: 'made at the exam desk: not a postal number',
};

const ids = fc.record({ code: fc.constantFrom(...FACILITIES.map(({ code }) => code)), random: fc.uint8Array({ minLength: 10, maxLength: 10 }) })
  .map(({ code, random }) => deskItemId(code, random));

const LABEL_PAGE = labelPage(LABEL).html;

describe('the printed label', () => {
  it('scans back to the item whose id it shows', () => {
    fc.assert(fc.property(ids, (id) => {
      const [symbol] = symbolsIn(labelPage({ ...LABEL, deskItemId: id }).html);
      const { kind, id: scanned } = classify(symbol ?? '');
      expect(kind).toBe('other');
      expect(itemKeyOf({ id: scanned, deskItemId: null })).toBe(id);
    }), { numRuns: 50 });
  });

  it('is no wider than its paper, with white on both sides of the bars, and of one scale whatever the id', () => {
    fc.assert(fc.property(ids, (id) => {
      const svg = labelPage({ ...LABEL, deskItemId: id }).html;
      const [modules = 0, wide = 0] = /viewBox="0 0 (\d+) \d+" width="([\d.]+)mm"/.exec(svg)?.slice(1).map(Number) ?? [];
      expect(wide / modules).toBeCloseTo(25.4 / 100, 4);
      expect(wide).toBeLessThanOrEqual(LABEL_WIDTH_MM - 3);
      const edges = [...svg.matchAll(/M([\d.]+) /g)].map(([, x]) => Number(x));
      // A stroke's middle is half its width away from its edge; the first bar is two modules wide, the last too (ISO/IEC 15417).
      expect([Math.min(...edges) - 1, modules - Math.max(...edges) - 1]).toEqual([10, 10]);
    }), { numRuns: 50 });
  });

  it('says the id, the facility, the day at the facility, and that it is no postal number', () => {
    const text = LABEL_PAGE.replace(/<(style|title)>[^]*?<\/\1>/g, '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').trim();
    expect(text).toBe('IMF-JFK-7K3M9Q2T4A New York JFK 2026-11-24 made at the exam desk: not a postal number');
  });

  it('says so in the language of its bench', () => {
    const page = labelPage({ ...LABEL, language: 'es', remark: 'no <es> postal' }).html;
    expect(page).toContain('<html lang="es">');
    expect(page).toContain('<p>no &#60;es&#62; postal</p>');
  });

  it('takes the facility for text, whatever HQ called it', () => {
    const tags = (page: string): number => page.split('<').length;
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('<', '>', '&', '"', '\'', 'a', '/', 's', '=') }), (facilityName) => {
      expect(tags(labelPage({ ...LABEL, facilityName }).html)).toBe(tags(LABEL_PAGE));
    }));
    expect(labelPage({ ...LABEL, facilityName: '<b>&lt;' }).html).toContain('&#60;b&#62;&#38;lt;');
  });

  it('may load nothing and run nothing', () => {
    const page = LABEL_PAGE;
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"`);
    expect(page).not.toMatch(/<script|\bon[a-z]+=|\b(src|href)=|url\(|@import/i);
  });
});

describe.each(['sheet/print', 'sheet/savePdf'] as const)('%s', (method) => {
  const isTaken = (change: object): boolean => shellContract[method].args.safeParse({ ...LABEL, ...change }).success;

  it('takes every id that a desk makes', () => {
    fc.assert(fc.property(ids, (id) => isTaken({ deskItemId: id })));
  });

  it.each([
    ['a postal number', { deskItemId: 'RB123456785GB' }],
    ['an id without its hyphens', { deskItemId: 'IMFJFK7K3M9Q2T4A' }],
    ['hyphens in other places', { deskItemId: 'IMFJ-FK-7K3M9Q2T4A' }],
    ['a letter that is not in the alphabet', { deskItemId: 'IMF-JFK-7K3M9Q2T4O' }],
    ['small letters', { deskItemId: 'imf-jfk-7k3m9q2t4a' }],
    ['markup behind the id', { deskItemId: 'IMF-JFK-7K3M9Q2T4A<b>' }],
    ['a line end behind the id', { deskItemId: 'IMF-JFK-7K3M9Q2T4A\n' }],
    ['a path for an id', { deskItemId: '../../IMF-JFK-7K3M9Q2T4A' }],
    ['no id', { deskItemId: '' }],
    ['no facility', { facilityName: '' }],
    ['a facility longer than HQ may send', { facilityName: 'x'.repeat(81) }],
    ['no time', { madeAt: '' }],
    ['a time without a zone', { madeAt: '2026-11-24T23:30:00' }],
    ['a day that is not in the calendar', { madeAt: '2026-02-30T10:00:00Z' }],
  ])('refuses %s', (_what, change) => {
    expect(isTaken({})).toBe(true);
    expect(isTaken(change)).toBe(false);
  });
});
