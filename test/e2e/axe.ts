/** axe in the window itself: brought into a page once, then asked as often as needed. */
import { createRequire } from 'node:module';
import type { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

type AxeResults = Awaited<ReturnType<AxeBuilder['analyze']>>;

/** Of the package that the driver's own builder uses. The builder brings axe in anew at each look, which takes longer than the look. */
const { source } = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright'))('axe-core') as { readonly source: string };

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** All that a change of colours can break: no style sheet shows or hides anything by the colours. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** One line for each element in which a rule finds something. */
export async function violations(page: Page, rules: 'all' | 'colours'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  const found = await page.evaluate(async (runOnly) => {
    const { axe } = window as unknown as { readonly axe: { run(context: Document, options: object): Promise<AxeResults> } };
    // Nothing of the page comes from elsewhere, so there are no frames and no style sheets to wait for.
    return (await axe.run(document, { runOnly, resultTypes: ['violations'], iframes: false, preload: false })).violations;
  }, rules === 'all' ? { type: 'tag', values: TAGS } : { type: 'rule', values: COLOUR_RULES });
  return found.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${(failureSummary ?? '').split('\n').slice(1, 2).join('')}`));
}
