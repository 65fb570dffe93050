/** The language of the bench: chosen by one key, kept by the desk, and of no effect on what is recorded. */
import type { Page } from '@playwright/test';
import { STORY_ITEMS } from '../../scripts/demo/storyItems.ts';
import { es } from '../../renderer/text/es/catalogue.ts';
import { call, expect, officer, picture, press, scan, signIn, startShift, test } from './desk.ts';

/** No word of a button, of the band or of the function keys is cut, or pushed out of the window. */
async function cutWords(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, .band p, .band h1, .band strong, .band li, .title-bar span, .title-bar p')].flatMap((one) => {
      const box = one.getBoundingClientRect();
      const isShown = box.width > 0 && box.height > 0 && one.closest('.only-read-out') === null && one.closest('[data-scrolls="true"]') === null;
      const isCut = one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflow !== 'visible';
      return isShown && (isCut || box.right > innerWidth + 1) ? [one.textContent] : [];
    }));
}

/** The bands whose words are the longest in Spanish. */
const LONG_BANDS = [
  [STORY_ITEMS.waived, 'ALTERNATE_SCREENING'], [STORY_ITEMS.changed, 'SEVERAL_POSTINGS'], ['RB123456784GB', 'CHECK_THE_LABEL'], ['HELLO', 'NOT_AN_ITEM'],
] as const;

test('speaks Spanish from one key on, records as ever, and speaks it still after a restart', async ({ bench }) => {
  const page = bench.page();
  await page.setViewportSize({ width: 1280, height: 720 });
  await startShift(page, 'officer');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');

  await press(page, 'F11');
  await press(page, 'g');
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  await expect(page.getByTestId('screen-benchSettings')).toContainText(es.benchSettings.heading);
  await picture(page, 'es-settings');

  await press(page, 'Escape');
  await picture(page, 'es-empty');
  await scan(page, STORY_ITEMS.held);
  await expect(page.getByTestId('band')).toHaveAttribute('data-band', 'HOLD');
  await expect(page.getByTestId('band')).toContainText(es.band.word.HOLD);
  await expect(page.getByTestId('outcome-RELEASED_TO_USPS')).toContainText('entregado a USPS');
  expect(await cutWords(page)).toEqual([]);
  await picture(page, 'es-hold');

  await press(page, '5');
  await expect(page.getByTestId('outcome-list')).toBeVisible();
  await picture(page, 'es-outcomes');
  await press(page, 'Escape');

  // The same key as in English; x-ray is chosen from the start.
  await press(page, '0');
  await expect(page.getByTestId('saved-line')).toContainText('entregado a USPS · guardado');
  await picture(page, 'es-saved');

  const log = await call(page, 'shift/log');
  if (!log.ok) throw new Error(log.fault.kind);
  expect(log.value.exams.map(({ outcome, band }) => [outcome, band])).toEqual([['RELEASED_TO_USPS', 'HOLD']]);
  for (const [raw, band] of LONG_BANDS) {
    await scan(page, raw);
    await expect(page.getByTestId('band')).toHaveAttribute('data-band', band);
    await expect(page.getByTestId('band')).toContainText(es.band.word[band]);
    expect(await cutWords(page)).toEqual([]);
    await picture(page, `es-${band.toLowerCase()}`);
  }
  for (const [key, name] of [['F1', 'keys'], ['F2', 'holds'], ['F3', 'shift'], ['F10', 'delivery']] as const) {
    await press(page, key);
    await expect(page.getByTestId(`screen-${name === 'keys' ? 'help' : name}`)).toBeVisible();
    expect(await cutWords(page)).toEqual([]);
    await picture(page, `es-${name}`);
  }

  await bench.window().close();
  const reopened = await bench.reopen();
  await expect(reopened.locator('html')).toHaveAttribute('lang', 'es');
  await expect(reopened.getByTestId('screen-signIn')).toContainText(es.signIn.heading);
  const { badge, pin } = officer('officer');
  await signIn(reopened, badge, pin);
  await expect(reopened.getByTestId('recent-row')).toContainText('entregado a USPS');

  await press(reopened, 'F11');
  await press(reopened, 'g');
  await expect(reopened.locator('html')).toHaveAttribute('lang', 'en');
  await press(reopened, 'Escape');
  await expect(reopened.getByTestId('recent-row')).toContainText('released to USPS');
});

test('keeps what was begun when the language changes in the middle of an exam', async ({ bench }) => {
  const page = bench.page();
  await startShift(page, 'officer');
  await scan(page, STORY_ITEMS.held);
  await press(page, 'f');
  await page.keyboard.type('two boxes of pills', { delay: 60 });
  await press(page, 'Escape');

  await press(page, 'F11');
  await press(page, 'g');
  await press(page, 'Escape');
  await expect(page.getByTestId('band')).toContainText(es.band.word.HOLD);
  await expect(page.getByTestId('finding')).toHaveValue('two boxes of pills');
});
