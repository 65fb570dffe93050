/** Contrast, computed from the style sheets themselves: what stands on what, by day and by night (WCAG 2.2, 1.4.3, 1.4.6, 1.4.11). */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const TOKENS = 'renderer/ui/tokens.css';
const STATUS = 7;
const TEXT = 4.5;
const SHAPE = 3;

type Pair = readonly [front: string, ground: string, least: number];

/** Text, or a border or outline that tells where a control is, and what it stands on. */
const PAIRS: readonly Pair[] = [
  ['on-hold', 'hold', STATUS], ['on-hold', 'hold-facts', STATUS],
  ['on-alternate', 'alternate', STATUS], ['on-alternate', 'alternate-facts', STATUS],
  ['on-no-aed', 'no-aed', STATUS], ['on-no-aed', 'no-aed-facts', STATUS],
  ['on-clear', 'clear', STATUS], ['on-clear', 'clear-facts', STATUS],
  ['on-several', 'several', STATUS], ['on-several', 'several-facts', STATUS],
  ['on-examined', 'examined', STATUS], ['on-examined', 'examined-facts', STATUS],
  ['on-check', 'check', STATUS], ['on-check', 'check-facts', STATUS],
  ['on-no-item', 'no-item', STATUS], ['on-no-item', 'no-item-facts', STATUS],
  ['text', 'surface-raised', STATUS], ['on-band-plate', 'band-plate', STATUS],
  ['on-stripe-dark', 'stripe-dark', STATUS], ['ink', 'paper', STATUS], ['paper', 'ink', STATUS], ['stripe-dark', 'stripe-bright', SHAPE],
  ['text', 'surface', TEXT], ['text-soft', 'surface', TEXT], ['text-soft', 'surface-raised', TEXT],
  ['on-title', 'title-surface', TEXT], ['on-title-chip', 'title-chip', TEXT],
  ['on-primary', 'primary', TEXT], ['on-selected', 'selected', TEXT], ['text-soft', 'selected', TEXT],
  ['danger', 'surface-raised', TEXT], ['danger', 'surface', TEXT],
  ['on-danger-surface', 'danger-surface', TEXT], ['on-warning-surface', 'warning-surface', TEXT],
  ['line-strong', 'surface', SHAPE], ['line-strong', 'surface-raised', SHAPE],
  ['primary', 'surface', SHAPE], ['primary', 'surface-raised', SHAPE], ['primary', 'selected', SHAPE],
  ['danger', 'surface-raised', SHAPE], ['danger', 'danger-surface', SHAPE], ['warning', 'warning-surface', SHAPE],
  ['focus', 'surface', SHAPE], ['focus', 'surface-raised', SHAPE], ['focus', 'warning-surface', SHAPE], ['focus', 'danger-surface', SHAPE],
];

const THEMES = { light: tokens('light'), dark: tokens('dark') };

describe('contrast of the tokens', () => {
  for (const theme of ['light', 'dark'] as const) {
    it.each(PAIRS)(`in ${theme}, --%s on --%s is at least %d to 1`, (front, ground, least) => {
      expect(contrast(colourOf(theme, front), colourOf(theme, ground))).toBeGreaterThanOrEqual(least);
    });
  }

  it('knows black on white and a grey on white', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#757575', '#ffffff')).toBeCloseTo(4.61, 2);
  });
});

describe('the style sheets', () => {
  const sheets = globSync('renderer/**/*.css', { cwd: ROOT }).map((path) => ({ path: path.replaceAll('\\', '/'), css: readFileSync(join(ROOT, path), 'utf8') }));

  it('name every colour by a token: literal colours stand in one file', () => {
    const literal = sheets.filter(({ path }) => path !== TOKENS).flatMap(({ path, css }) => (withoutComments(css).match(/#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\([^)]*\)/gi) ?? []).map((colour) => `${path}: ${colour}`));
    expect(literal).toEqual([]);
  });

  it('use no token that is not there', () => {
    const used = sheets.flatMap(({ css }) => [...withoutComments(css).matchAll(/var\(--([a-z0-9-]+)\)/g)].map(([, name]) => name ?? ''));
    const set = new Set(sheets.flatMap(({ css }) => [...css.matchAll(/--([a-z0-9-]+)\s*:/g)].map(([, name]) => name ?? '')));
    // The names of columns come from the table itself (renderer/ui/Table.tsx).
    expect(used.filter((name) => !set.has(name) && !/^column-\d+$/.test(name))).toEqual([]);
  });

  it('set text and ground only in pairs that are computed above', () => {
    const known = new Set(PAIRS.map(([front, ground]) => `${front} on ${ground}`));
    const pairs = sheets.flatMap(({ css }) => [...withoutComments(css).matchAll(/\{([^{}]*)\}/g)].flatMap(([, body]) => pairIn(body ?? '')));
    expect(pairs.length).toBeGreaterThan(8);
    expect(pairs.filter((pair) => !known.has(pair))).toEqual([]);
  });

  it('give each band a ground, a text colour and a ground for its sentence of its own family', () => {
    const band = withoutComments(sheets.find(({ path }) => path.endsWith('statusBand.css'))?.css ?? '');
    const rules = [...band.matchAll(/\.band\[data-band='(\w+)'\] \{\s*--band-bg: var\(--([a-z-]+)\);\s*--band-fg: var\(--([a-z-]+)\);\s*--band-facts-bg: var\(--([a-z-]+)\);/g)];
    expect(rules.map(([, name]) => name).toSorted()).toEqual(
      ['ALTERNATE_SCREENING', 'CHECK_THE_LABEL', 'CLEAR', 'EXAMINED', 'HOLD', 'NOT_AN_ITEM', 'NO_AED_HERE', 'SEVERAL_POSTINGS'],
    );
    for (const [, , ground, front, facts] of rules) expect([front, facts]).toEqual([`on-${String(ground)}`, `${String(ground)}-facts`]);
  });
});

function withoutComments(css: string): string {
  return css.replaceAll(/\/\*[\s\S]*?\*\//g, '');
}

/** The colours of bands come by variables of their own, which another test ties to the tokens. */
function pairIn(body: string): string[] {
  const ground = /(?:^|[;\s])background(?:-color)?:\s*var\(--([a-z-]+)\)/.exec(body)?.[1];
  const front = /(?:^|[;\s])color:\s*var\(--([a-z-]+)\)/.exec(body)?.[1];
  return ground === undefined || front === undefined || ground.startsWith('band-bg') || ground.startsWith('band-facts') ? [] : [`${front} on ${ground}`];
}

/** What the sheet says first, and over it what it says for the dark. */
function tokens(theme: 'light' | 'dark'): ReadonlyMap<string, string> {
  const css = withoutComments(readFileSync(join(ROOT, TOKENS), 'utf8'));
  const dark = css.indexOf('@media (prefers-color-scheme: dark)');
  const forced = css.indexOf('@media (forced-colors: active)');
  if (dark < 0 || forced < dark) throw new Error('the sheet is not light, dark, forced in this order');
  const read = (part: string): [string, string][] => [...part.matchAll(/--([a-z0-9-]+):\s*([^;]+);/g)].map(([, name, value]) => [name ?? '', value ?? '']);
  return new Map([...read(css.slice(0, dark)), ...(theme === 'dark' ? read(css.slice(dark, forced)) : [])]);
}

function colourOf(theme: 'light' | 'dark', name: string): string {
  const value = THEMES[theme].get(name);
  if (value === undefined || !/^#[0-9a-f]{6}$/.test(value)) throw new Error(`--${name} is no colour in ${theme}: ${String(value)}`);
  return value;
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
