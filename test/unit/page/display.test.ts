/** The size of the page: steps, limits, and a file that is not what it should be. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { keptFile } from '../../../main/shell/keptFile.ts';
import { displaySchema, FIRST_DISPLAY, THEMES, ZOOM_STEPS } from '../../../preload/contract/display.ts';
import { zoomAfter } from '../../../renderer/app/displaySlice.ts';

const folder = mkdtempSync(join(tmpdir(), 'display-'));
const file = join(folder, 'display.json');
const displayIn = (path: string) => keptFile(path, displaySchema, FIRST_DISPLAY);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the size of the page', () => {
  it('goes by its steps, never under once and never over twice, from wherever it stands', () => {
    fc.assert(fc.property(fc.double({ min: 1, max: 2, noNaN: true }), fc.constantFrom<1 | -1 | 0>(1, -1, 0), (zoom, step) => {
      const next = zoomAfter(zoom, step);
      expect(displaySchema.safeParse({ zoom: next, theme: 'system' }).success).toBe(true);
      if (step === 1) expect(next > zoom || zoom === 2).toBe(true);
      if (step === -1) expect(next < zoom || zoom === 1).toBe(true);
      if (step === 0) expect(next).toBe(1);
    }));
    expect(ZOOM_STEPS.slice(1).reduce<number[]>((sizes) => [...sizes, zoomAfter(sizes.at(-1) ?? 1, 1)], [1])).toEqual([...ZOOM_STEPS]);
  });
});

describe('the file of the display', () => {
  it('brings back what was kept', () => {
    fc.assert(fc.property(fc.constantFrom(...ZOOM_STEPS), fc.constantFrom(...THEMES), (zoom, theme) => {
      expect(displayIn(file).write({ zoom, theme })).toBe(true);
      expect(displayIn(file).read()).toEqual({ zoom, theme });
    }), { numRuns: 10 });
  });

  it.each(['', '{', '[]', '{"zoom":9,"theme":"dark"}', '{"zoom":0.2,"theme":"dark"}', '{"zoom":1,"theme":"pink"}', 'null'])('that says %s is as if it were not there', (text) => {
    writeFileSync(file, text);
    expect(displayIn(file).read()).toEqual(FIRST_DISPLAY);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('that cannot be written hinders nothing', () => {
    expect(displayIn(join(file, 'below-a-file', 'display.json')).write(FIRST_DISPLAY)).toBe(false);
    expect(displayIn(join(folder, 'nowhere.json')).read()).toEqual(FIRST_DISPLAY);
  });
});
