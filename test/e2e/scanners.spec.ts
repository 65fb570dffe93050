/** Scanners at full speed and on other keyboards: every scan is taken, in order, whatever is in front. */
import type { CDPSession, Page } from '@playwright/test';
import { STORY_ITEMS } from '../../scripts/demo/storyItems.ts';
import { s10CheckDigit } from '../../domain/identifier/s10.ts';
import { TEST_TEXT } from '../../domain/scan/selfTest.ts';
import { sendScan, type DeskKeyboard } from '../../scripts/window/deskWindow.ts';
import { expect, picture, press, scan, startShift, test, type Bench } from './desk.ts';

/** Ten scans a second for a minute. SCANS_EACH=600 gives every condition the whole minute; without it only the plain one has it. */
const MINUTE_OF_SCANS = 600;
const SCANS_EACH = Number(process.env['SCANS_EACH'] ?? '60');
const BETWEEN_MS = 100;

/** Different items with right check digits and letters that other keyboards have elsewhere, so that a scan that was lost, doubled or changed shows. */
function itemNumbers(count: number): readonly string[] {
  return Array.from({ length: count }, (_none, index) => {
    const serial = String(40_000_000 + index * 37);
    return `LZ${serial}${s10CheckDigit(serial) ?? ''}NZ`;
  });
}

/** What came onto the band, in order: behind it there is no place left where a scan could be lost. */
async function watchScans(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(() => {
    const shownNow = (): string => document.querySelector('[data-testid="item-display"]')?.textContent.replaceAll(' ', '') ?? '';
    const seen: string[] = [];
    let last = shownNow();
    Object.assign(window, { takenScans: seen });
    new MutationObserver(() => {
      const shown = shownNow();
      if (shown === '' || shown === last) return;
      last = shown;
      seen.push(shown);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  return () => page.evaluate(() => (window as unknown as { takenScans: string[] }).takenScans);
}

/** between: what an officer does again and again while scans come in. */
async function scanAll(page: Page, numbers: readonly string[], keyboard: DeskKeyboard, between?: (session: CDPSession) => Promise<void>): Promise<readonly string[]> {
  const taken = await watchScans(page);
  const session = await page.context().newCDPSession(page);
  const sent: Promise<void>[] = [];
  const started = performance.now();
  for (const [index, number] of numbers.entries()) {
    if (index % 10 === 0) await between?.(session);
    // By the clock: a slow turn is made up for, as a scanner does not wait for a screen.
    await page.waitForTimeout(Math.max(0, started + index * BETWEEN_MS - performance.now()));
    sent.push(sendScan(session, number, keyboard));
  }
  await Promise.all(sent);
  await session.detach();
  await expect.poll(async () => (await taken()).length, { timeout: 60_000 }).toBe(numbers.length);
  return taken();
}

test('ten scans a second for a minute are all taken, in order', async ({ bench }) => {
  test.setTimeout(180_000);
  const page = bench.page();
  await startShift(page);
  const numbers = itemNumbers(MINUTE_OF_SCANS);
  expect(await scanAll(page, numbers, 'us')).toEqual(numbers);
});

interface Condition {
  readonly name: string;
  readonly keyboard: DeskKeyboard;
  readonly between?: (page: Page, bench: Bench) => Promise<void>;
}

const CONDITIONS: readonly Condition[] = [
  { name: 'with focus in a text field', keyboard: 'us', between: async (page) => page.getByTestId('finding').focus() },
  {
    name: 'with the command palette open', keyboard: 'us',
    between: async (page) => {
      if (await page.getByTestId('palette').count() === 0) await page.keyboard.press('Control+k');
      await page.getByTestId('palette').waitFor();
    },
  },
  { name: 'with Caps Lock on', keyboard: 'us, Caps Lock on' },
  { name: 'on a desk with a German keyboard', keyboard: 'german' },
  {
    name: 'with the window just activated', keyboard: 'us',
    between: async (_page, bench) => {
      await bench.window().app.evaluate(({ BrowserWindow }) => {
        for (const window of BrowserWindow.getAllWindows()) {
          window.blur();
          window.focus();
        }
      });
    },
  },
];

for (const { name, keyboard, between } of CONDITIONS) {
  test(`scans ${name} are all taken, in order`, async ({ bench }) => {
    test.setTimeout(120_000 + SCANS_EACH * BETWEEN_MS * 2);
    const page = bench.page();
    await startShift(page);
    await scan(page, STORY_ITEMS.clear);
    await expect(page.getByTestId('band')).toHaveAttribute('data-band', 'CLEAR');
    const numbers = itemNumbers(SCANS_EACH);
    expect(await scanAll(page, numbers, keyboard, between === undefined ? undefined : () => between(page, bench))).toEqual(numbers);
  });
}

test('the self-test shows what arrived and proposes a profile that then reads every scan', async ({ bench }) => {
  const page = bench.page();
  await startShift(page);
  await press(page, 'F11');
  await page.getByTestId('screen-benchSettings').waitFor();

  await scan(page, `#:${TEST_TEXT}.`, 'german');
  await expect(page.getByTestId('test-verdict')).toHaveAttribute('data-kind', 'found');
  await expect(page.getByTestId('test-verdict')).toContainText('"#:" before, "." behind, Enter at the end');
  await expect(page.getByTestId('arrived').locator('li')).toHaveCount(TEST_TEXT.length + 4);
  await picture(page, 'scanner-self-test');
  await press(page, 'F8');
  await expect(page.getByTestId('profile-layout')).toHaveAttribute('data-layout', 'byCode');
  await expect(page.getByTestId('scanner-prefix')).toHaveValue('#:');

  // Nothing of it is an item, and the frame is taken away from now on, also after a restart.
  await press(page, 'Escape');
  await expect(page.getByTestId('band')).toHaveAttribute('data-band', 'NONE');
  await scan(page, `#:${STORY_ITEMS.held}.`, 'german');
  await expect(page.getByTestId('item-display')).toContainText('RB 123 456 785 GB');
  await bench.window().close();
  const again = await bench.reopen();
  await startShift(again);
  await scan(again, `#:${STORY_ITEMS.held}.`, 'german');
  await expect(again.getByTestId('item-display')).toContainText('RB 123 456 785 GB');
});

test('the volume is set by keys, kept, and silence is said on the band', async ({ bench }) => {
  const page = bench.page();
  await startShift(page);
  await press(page, 'F11');
  for (let step = 0; step < 7; step += 1) await press(page, 'ArrowDown');
  await expect(page.getByTestId('volume')).toHaveAttribute('data-volume', '0');
  await scan(page, STORY_ITEMS.held);
  // A scan on this screen is a test; it becomes an item on the bench.
  await expect(page.getByTestId('test-taken')).toContainText(STORY_ITEMS.held);
  await press(page, 'Escape');
  await scan(page, STORY_ITEMS.held);
  await expect(page.getByTestId('sound-off')).toBeVisible();
  await expect(page.getByTestId('sound-picture')).toHaveAttribute('data-sound', 'HOLD');
});

test('a computer without a scanner on a line, or an officer who chooses none, is told so, and nothing changes', async ({ bench }) => {
  const page = bench.page();
  await startShift(page);
  // Bare ports of this machine may be there and are asked about; the last button is "None".
  await bench.window().app.evaluate(({ dialog }) => {
    dialog.showMessageBox = (...args: unknown[]) => {
      const { buttons = [] } = args.at(-1) as { buttons?: string[] };
      return Promise.resolve({ response: buttons.length - 1, checkboxChecked: false });
    };
  });
  await press(page, 'F11');
  for (const key of ['c', 'h']) {
    await press(page, key);
    await expect(page.getByTestId('connect-note')).toHaveText(/No scanner was chosen|cannot reach/);
  }
});
