/** One state of the window before axe and the measures, in every look and every size of window; and its pictures. */
import { expect } from '@playwright/test';
import type { DeskWindow } from '../../scripts/window/deskWindow.ts';
import { violations } from './axe.ts';
import { CHECKED, PICTURED_TOO, showAs, USUAL, WINDOWS, type OtherLook } from './looks.ts';
import { measure } from './measures.ts';
import { documentedAsIs } from './pictures.ts';
import type { Screen } from './screens.ts';

const wished = (process.env['DESK_LOOKS'] ?? '').split(',').filter((name): name is OtherLook => name in PICTURED_TOO);

/** One line for each thing that is not as it should be. */
export async function findings(window: DeskWindow, { name, band, pictures = [] }: Pick<Screen, 'name' | 'band' | 'pictures'>): Promise<string[]> {
  const found: string[] = [];
  // First, as the officer left it: a larger window would scroll back what was scrolled to.
  await showAs(window, USUAL);
  await documentedAsIs(window, name);
  for (const look of [...CHECKED, ...WINDOWS]) {
    await showAs(window, look);
    const seen = CHECKED.includes(look) ? await violations(window.page, look.colours === 'light' ? 'all' : 'colours') : [];
    found.push(...[...await measure(window.page, band, look), ...seen].map((words) => `${name}, ${look.name}: ${words}`));
  }
  for (const other of new Set([...pictures, ...wished])) {
    await showAs(window, PICTURED_TOO[other]);
    await documentedAsIs(window, `${name}-${other}`);
  }
  await showAs(window, USUAL);
  return found;
}

/** The same in the middle of another test, for a state that only that test reaches. */
export async function lookAt(window: DeskWindow, name: string): Promise<void> {
  expect(await findings(window, { name })).toEqual([]);
}
