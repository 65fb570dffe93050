/** The command palette and the size of the page, by keyboard alone; a scan in the middle is taken. */
import { STORY_ITEMS } from '../../scripts/demo/storyItems.ts';
import { expect, press, scan, startShift, test } from './desk.ts';

test('the palette does what it says, leaves what belongs to another screen to that screen, and gives way to a scan', async ({ bench }) => {
  const page = bench.page();
  await startShift(page);
  await scan(page, STORY_ITEMS.clear);
  await expect(page.getByTestId('band')).toHaveAttribute('data-band', 'CLEAR');

  await press(page, 'Control+k');
  await expect(page.getByTestId('palette-field')).toBeFocused();
  await page.keyboard.type('canine', { delay: 60 });
  await expect(page.getByTestId('palette-row').first()).toContainText('examined by: canine');
  await press(page, 'Enter');
  await expect(page.getByTestId('palette')).toBeVisible();
  await press(page, '1');
  await expect(page.getByTestId('palette')).toHaveCount(0);
  await expect(page.getByTestId('method-canine')).toHaveAttribute('aria-pressed', 'true');

  await press(page, 'Control+k');
  await page.keyboard.type('sign', { delay: 60 });
  const first = await page.getByTestId('palette-row').first().innerText();
  await press(page, 'ArrowDown');
  const front = page.locator('[data-testid="palette-row"][data-selected="true"]');
  await expect(front).toHaveCount(1);
  expect(await front.innerText()).not.toBe(first);
  await press(page, 'ArrowUp');
  expect(await front.innerText()).toBe(first);
  await expect(front).toContainText('F3, then F8');
  await press(page, 'F8');
  await expect(page.getByTestId('screen-shift')).toBeVisible();
  await expect(page.getByTestId('shift-exam')).toHaveCount(0);

  await press(page, 'Control+k');
  await page.keyboard.type('loc', { delay: 60 });
  await scan(page, STORY_ITEMS.held);
  await expect(page.getByTestId('palette')).toHaveCount(0);
  await expect(page.getByTestId('band')).toHaveAttribute('data-band', 'HOLD');

  await press(page, 'Control+k');
  await press(page, 'Escape');
  await expect(page.getByTestId('palette')).toHaveCount(0);
  await expect(page.getByTestId('screen-bench')).toBeVisible();
});

test('keys enlarge the page up to twice, the desk remembers it with its colours, and one key brings the usual size back', async ({ bench }) => {
  let page = bench.page();
  const zoom = () => bench.window().app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor() ?? 0);
  await page.getByTestId('signin-badge').waitFor();
  for (let n = 0; n < 8; n += 1) await press(page, 'Control+=');
  await expect.poll(zoom).toBeCloseTo(2, 5);
  await press(page, 'Control+-');
  await expect.poll(zoom).toBeCloseTo(1.75, 5);
  await press(page, 'Control+d');
  await press(page, 'Control+d');
  await expect.poll(() => bench.window().app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark');

  await bench.window().close();
  page = await bench.reopen();
  await page.getByTestId('signin-badge').waitFor();
  expect(await zoom()).toBeCloseTo(1.75, 5);
  expect(await bench.window().app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark');
  await press(page, 'Control+0');
  await expect.poll(zoom).toBeCloseTo(1, 5);
});
