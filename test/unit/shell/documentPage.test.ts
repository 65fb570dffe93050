/** Documents as pages: every text stays text, everything that was said is there, and a symbol that reads wrong is never printed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentPage } from '../../../main/shell/printing/documentPage.ts';
import { symbolOf } from '../../../main/shell/printing/symbol.ts';
import { symbolsIn } from '../../../main/shell/printing/symbolReader.ts';
import { checked, sheetPage } from '../../../main/shell/printing/sheetPage.ts';
import { sheetSchema, type DocumentSheet, type SheetBlock } from '../../../preload/contract/sheets.ts';
import { styleOf, tagsOf, textsOf } from '../../support/sheetText.ts';

/** A document with every kind of block, each text of it made by `say`. */
function everyBlock(say: () => string): DocumentSheet {
  const blocks: readonly SheetBlock[] = [
    { block: 'heading', text: say() },
    { block: 'text', text: say(), isStrong: true },
    { block: 'text', text: say(), isStrong: false },
    { block: 'facts', columns: 1, rows: [{ name: say(), value: say(), mark: say() }, { name: say(), value: say(), mark: null }] },
    { block: 'facts', columns: 2, rows: [{ name: say(), value: say(), mark: null }] },
    { block: 'table', columns: [say(), say()], numbers: [1], rows: [[say(), say()], [say(), say()]] },
    { block: 'symbol', text: 'DESK-7', caption: say() },
    { block: 'blanks', names: [say(), say()] },
    { block: 'form', columns: [say(), say()], rows: [[say()], []] },
  ];
  return {
    kind: 'document', language: 'en', title: say(), remarks: [say(), say()], symbol: { text: 'RB123456785GB', caption: say() }, foot: say(), fileName: 'a sheet',
    blocks: [...blocks],
  };
}

/** Says the given texts one after the other, and around again. */
function saying(texts: readonly string[]): () => string {
  let n = 0;
  return () => texts[n++ % texts.length] ?? '';
}

const PLAIN = everyBlock(() => 'x');
const hostile = fc.array(fc.string({ unit: fc.constantFrom('<', '>', '&', '"', '\'', '\\', '/', '-', '!', 'a', ';', '}', '{', '#', '=', '\n', ' ', '\u2028', '😀', '\ud800') }), { minLength: 1, maxLength: 30 });

describe('a document', () => {
  it('takes every text for text: no tag, attribute or style is added by any of them', () => {
    fc.assert(fc.property(hostile, (texts) => {
      const page = documentPage(everyBlock(saying(texts))).html;
      expect(tagsOf(page)).toBe(tagsOf(documentPage(PLAIN).html));
      expect(styleOf(page)).toMatch(/@bottom-left \{ content: "(?:[A-Za-z0-9 ]|\\[0-9a-f]{1,6} )*" \}/);
      expect(styleOf(page).split(/[{}]/)).toHaveLength(styleOf(documentPage(PLAIN).html).split(/[{}]/).length);
    }));
  });

  it('says every text that it was given, in the order of the blocks', () => {
    const words: string[] = [];
    const sheet = everyBlock(() => {
      words.push(`w${words.length}`);
      return words.at(-1) ?? '';
    });
    const texts = textsOf(documentPage(sheet).html).map((text) => text.trim());
    expect(texts.toSorted()).toEqual(words.filter((word) => word !== sheet.foot).toSorted());
    expect(styleOf(documentPage(sheet).html)).toContain(`"${sheet.foot}"`);
    const order = sheet.blocks.map((block) => texts.indexOf(JSON.stringify(block).match(/w\d+/)?.[0] ?? ''));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });

  it('gives back what was written, also where it looks like markup', () => {
    const sheet: DocumentSheet = { ...PLAIN, blocks: [{ block: 'text', text: '<script>alert(1)</script> &lt; "5\'"', isStrong: false }] };
    expect(textsOf(documentPage(sheet).html)).toContain('<script>alert(1)</script> &lt; "5\'"');
  });

  it('may load nothing and run nothing', () => {
    const page = documentPage(PLAIN).html;
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"`);
    expect(page).not.toMatch(/<script|\bon[a-z]+=|\b(src|href)=|url\(|@import/i);
  });

  it('has as many cells in each row as the table has columns', () => {
    const sheet: DocumentSheet = { ...PLAIN, blocks: [{ block: 'table', columns: ['a', 'b', 'c'], numbers: [], rows: [['1'], ['1', '2', '3', '4'], []] }] };
    expect(documentPage(sheet).html.match(/<td>/g)).toHaveLength(9);
  });
});

describe('the symbols of a sheet', () => {
  const symbolTexts = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)), minLength: 1, maxLength: 40 });

  it('say what they should when they are read again', () => {
    fc.assert(fc.property(symbolTexts, (text) => {
      expect(symbolsIn(symbolOf(text))).toEqual([text]);
    }), { numRuns: 200 });
  });

  it('are all read before the page is given to anybody', () => {
    const page = sheetPage(PLAIN);
    expect(page).toMatchObject({ ok: true, value: { symbols: ['RB123456785GB', 'DESK-7'] } });
    expect(page.ok && symbolsIn(page.value.html)).toEqual(['RB123456785GB', 'DESK-7']);
  });

  const page = documentPage(PLAIN);
  it.each([
    ['another text than the number', { ...page, symbols: ['RB123456786GB', 'DESK-7'] }],
    ['the texts of each other', { ...page, symbols: page.symbols.toReversed() }],
    ['nothing where a number is due', { ...page, html: page.html.replace(/<svg [^]*?<\/svg>/, '') }],
    ['a number where none is due', { ...page, symbols: ['RB123456785GB'] }],
    ['nothing a reader understands', { ...page, html: page.html.replace(/ d="M/, ' d="') }],
    ['a bar that is too wide', { ...page, html: page.html.replace(/stroke-width="1"/, 'stroke-width="3"') }],
  ])('that say %s keep the sheet from being printed', (_what, wrong) => {
    expect(checked(page).ok).toBe(true);
    expect(checked(wrong)).toMatchObject({ ok: false, fault: { kind: 'symbol-unreadable' } });
  });
});

describe('a document from the page', () => {
  const isTaken = (change: object): boolean => sheetSchema.safeParse({ ...PLAIN, ...change }).success;

  it('is taken with any text', () => {
    fc.assert(fc.property(hostile, (texts) => sheetSchema.safeParse(everyBlock(saying(texts.map((text) => `x${text}`)))).success));
  });

  it.each([
    ['a member that nobody knows', { script: 'x' }],
    ['no title', { title: '' }],
    ['a path for a file name', { fileName: '../x' }],
    ['an ending in the file name', { fileName: 'x.exe' }],
    ['a language that ends the attribute', { language: 'en"' }],
    ['a symbol with a control character', { symbol: { text: 'A\n', caption: '' } }],
    ['a symbol wider than the paper', { symbol: { text: 'A'.repeat(41), caption: '' } }],
    ['a block of another kind', { blocks: [{ block: 'html', text: '<b>' }] }],
    ['a block with a member more', { blocks: [{ block: 'heading', text: 'x', style: 'y' }] }],
    ['more blocks than any sheet has', { blocks: Array.from({ length: 501 }, () => ({ block: 'heading', text: 'x' })) }],
  ])('is refused with %s', (_what, change) => {
    expect(isTaken({})).toBe(true);
    expect(isTaken(change)).toBe(false);
  });
});
