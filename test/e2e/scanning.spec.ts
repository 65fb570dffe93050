/** What is a scan and what is typing, in the real window with real key events. */
import { STORY_ITEMS } from '../../scripts/demo/storyItems.ts';
import { expect, officer, press, scan, startShift, test, waitForFeed } from './desk.ts';

test('a scan while focus is in a text field goes to the scan handler and not into the field', async ({ bench }) => {
  const page = bench.page();
  await startShift(page);
  await scan(page, STORY_ITEMS.noAed);
  const field = page.getByTestId('label-contents');
  await field.focus();
  await page.keyboard.type('shoes', { delay: 60 });
  await expect(field).toHaveValue('shoes');
  await scan(page, STORY_ITEMS.held);
  await expect(page.getByTestId('item-display')).toContainText('RB 123 456 785 GB');
  await expect(page.getByTestId('band')).toHaveAttribute('data-band', 'HOLD');
  // Wherever text can stand now, the scanned characters are not there.
  for (const input of await page.locator('input, textarea').all()) expect(await input.inputValue()).not.toContain('RB123');
});

test('typing at human speed is not a scan', async ({ bench }) => {
  const page = bench.page();
  await startShift(page);
  await scan(page, STORY_ITEMS.noAed);
  const shown = await page.getByTestId('item-display').innerText();
  const field = page.getByTestId('label-contents');
  await field.focus();
  await page.keyboard.type('RB123456785GB', { delay: 70 });
  await press(page, 'Enter');
  await expect(field).toHaveValue('RB123456785GB');
  expect(await page.getByTestId('item-display').innerText()).toBe(shown);
});

test('Enter and Tab of a scanner press nothing and move nothing', async ({ bench }) => {
  const page = bench.page();
  await startShift(page);
  await scan(page, STORY_ITEMS.clear);
  await page.getByTestId('outcome-DETAINED').focus();
  await scan(page, STORY_ITEMS.held);
  await expect(page.getByTestId('item-display')).toContainText('RB 123 456 785 GB');
  await expect(page.getByTestId('recent-row')).toHaveCount(0);
});

test('twenty scans in a burst are all taken, the last one stands on top', async ({ bench }) => {
  const page = bench.page();
  await startShift(page);
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    new MutationObserver(() => {
      const shown = document.querySelector('[data-testid="item-display"]')?.textContent ?? '';
      if (shown !== '' && seen.at(-1) !== shown) seen.push(shown);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  for (let n = 0; n < 20; n += 1) await scan(page, n % 2 === 0 ? STORY_ITEMS.clear : STORY_ITEMS.held);
  await expect(page.getByTestId('item-display')).toContainText('RB 123 456 785 GB');
  await expect.poll(() => page.evaluate(() => (window as unknown as { seen: string[] }).seen.length)).toBe(20);
});

test('a scan on another screen brings the bench forward', async ({ bench }) => {
  const page = bench.page();
  await startShift(page);
  await press(page, 'F10');
  await page.getByTestId('screen-delivery').waitFor();
  await scan(page, STORY_ITEMS.held);
  await expect(page.getByTestId('band')).toHaveAttribute('data-band', 'HOLD');
});

test('a scanned badge fills the badge, and nothing is recorded before someone signs in', async ({ bench }) => {
  const page = bench.page();
  await waitForFeed(page);
  const { badge } = officer('officer');
  await scan(page, badge);
  await expect(page.getByTestId('signin-badge')).toHaveValue(badge);
});

test('a key and a scan in the same moment are a key and a scan', async ({ bench }) => {
  const page = bench.page();
  await startShift(page);
  await scan(page, STORY_ITEMS.clear);
  await expect(page.getByTestId('band')).toHaveAttribute('data-band', 'CLEAR');
  await scan(page, `0${STORY_ITEMS.held}`);
  await expect(page.getByTestId('item-display')).toContainText('RB 123 456 785 GB');
  await expect(page.getByTestId('recent-row')).toHaveCount(1);
  await expect(page.getByTestId('recent-row').first()).toContainText('LZ 482 109 379 CN');
});
