/** The Holds screen in the real window, by keyboard alone: lists, cursor, selection, a mark, and a scan that answers it. */
import type { Page } from '@playwright/test';
import { STORY_ITEMS } from '../../scripts/demo/storyItems.ts';
import { call, expect, picture, press, scan, startShift, test } from './desk.ts';

const { held, heldElsewhere, noPort } = STORY_ITEMS;

const row = (page: Page, itemId: string) => page.locator(`[data-testid="holds-row"][data-item="${itemId}"]`);
const isAtCursor = (page: Page, itemId: string) => expect(row(page, itemId)).toHaveAttribute('aria-current', 'true');
const isSelected = (page: Page, itemId: string) => expect(row(page, itemId)).toHaveAttribute('data-selected', 'true');
/** Moves the row cursor down until it stands on the item. */
async function goTo(page: Page, itemId: string): Promise<void> {
  const rows = await page.getByTestId('holds-row').count();
  for (let n = 0; n < rows && (await row(page, itemId).getAttribute('aria-current')) !== 'true'; n += 1) await press(page, 'ArrowDown');
  await isAtCursor(page, itemId);
}
const selection = (page: Page, count: number) => expect(page.getByTestId('holds-selection')).toHaveAttribute('data-count', String(count));

test('an officer marks two held items not presented in one action; the scan of one presents it after all', async ({ bench }) => {
  const page = bench.page();
  await startShift(page);
  await press(page, 'F2');
  await expect(row(page, held)).toContainText('RB 123 456 785 GB');
  await expect(row(page, held)).toContainText('this IMF');
  await expect(row(page, heldElsewhere)).toHaveCount(0);
  await press(page, 's');
  await expect(row(page, heldElsewhere)).toContainText('EWR');
  const waiting = await page.getByTestId('holds-row').count();
  await expect(page.getByTestId('holds-totals')).toContainText(/marked not presented0 of \d+, 0 %/);

  await goTo(page, held);
  await press(page, 'x');
  await goTo(page, heldElsewhere);
  await press(page, 'x');
  await isSelected(page, held);
  await selection(page, 2);
  await picture(page, 'holds-selected');
  await press(page, 'n');
  await press(page, '1');
  await press(page, 't');
  await page.keyboard.type('two bags were short', { delay: 60 });
  await page.setViewportSize({ width: 1280, height: 800 });
  await picture(page, 'holds-mark');
  await page.setViewportSize({ width: 1024, height: 768 });
  await picture(page, 'holds-mark-small');
  await press(page, 'F8');
  await expect(page.getByTestId('holds-notice')).toHaveAttribute('data-notice', 'marked');
  await expect(page.getByTestId('holds-row')).toHaveCount(waiting - 2);

  await press(page, '3');
  await expect(row(page, heldElsewhere)).toContainText('marked: not brought by USPS');
  await expect(row(page, held)).toContainText('marked: not brought by USPS: two bags were short');
  await picture(page, 'holds-never-presented-small');
  await page.setViewportSize({ width: 1280, height: 800 });
  await picture(page, 'holds-never-presented');
  await expect.poll(async () => (await bench.demo.hq().admin('entries')).split('\n').filter((line) => line.includes('hold.notPresented')).length).toBe(1);

  await scan(page, held);
  await expect(page.getByTestId('band')).toHaveAttribute('data-band', 'HOLD');
  await press(page, 'F2');
  await expect(row(page, held)).toHaveCount(0);
  await expect(row(page, heldElsewhere)).toBeVisible();
  await press(page, '2');
  await expect(row(page, held)).toContainText('presented');
});

test('cursor and selection stand still while HQ sends more, and Escape goes back step by step', async ({ bench }) => {
  const page = bench.page();
  await startShift(page);
  await press(page, 'F2');
  await press(page, 's');
  await goTo(page, heldElsewhere);
  await press(page, 'ArrowUp');
  await expect(row(page, heldElsewhere)).not.toHaveAttribute('aria-current');
  await press(page, 'ArrowDown');
  await isAtCursor(page, heldElsewhere);
  await press(page, 'x');
  await isSelected(page, heldElsewhere);

  await bench.demo.hq().admin('place-hold', noPort, '--facility', 'JFK', '--by', 'JFK', '--reason', 'Vague contents');
  await call(page, 'delivery/now');
  await expect(row(page, noPort)).toContainText('none yet');
  await isAtCursor(page, heldElsewhere);
  await isSelected(page, heldElsewhere);

  await press(page, 'n');
  await press(page, '5');
  await expect(page.getByTestId('holds-confirm')).toBeVisible();
  await press(page, 't');
  await press(page, 'Escape');
  await expect(page.getByTestId('holds-confirm')).toBeVisible();
  await press(page, 'Escape');
  await expect(page.getByTestId('holds-confirm')).toHaveCount(0);
  await press(page, 'Escape');
  await expect(page.getByTestId('holds-mark-panel')).toHaveCount(0);
  await selection(page, 1);
  await press(page, '5');
  await expect(page.getByTestId('holds-notice')).toHaveAttribute('data-notice', 'putAway');
  await selection(page, 0);
  await press(page, 'Escape');
  await expect(page.getByTestId('screen-bench')).toBeVisible();
});

test('an item that is detained is listed with what runs out when, until it is released', async ({ bench }) => {
  const page = bench.page();
  await startShift(page);
  await scan(page, held);
  await press(page, '1');
  await press(page, '1');
  await expect(page.getByTestId('saved-line')).toBeVisible();
  await press(page, 'F2');
  await press(page, '6');
  const detained = page.getByTestId('detained-row');
  await expect(detained).toContainText('RB 123 456 785 GB');
  await expect(detained).toContainText('due in 5 business days');
  await expect(detained).toContainText('30 days left');
  await picture(page, 'holds-detained');
  await scan(page, held);
  await press(page, '0');
  await expect(page.getByTestId('saved-line')).toBeVisible();
  await press(page, 'F2');
  await expect(page.getByTestId('detained-none')).toBeVisible();
});
