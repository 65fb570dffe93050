/** The drill in the real window, by keyboard and scanner: eight cases, what does not belong in it, and what a supervisor sees of it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { DRILL_CASES, type DrillCaseCode } from '../../domain/drill/cases.ts';
import { STORY_ITEMS } from '../../scripts/demo/storyItems.ts';
import { typeAtHumanSpeed } from '../../scripts/window/deskWindow.ts';
import { call, deliveryStatus, expect, officer, picture, press, scan, signIn, startShift, test } from './desk.ts';

const sampleOf = (code: DrillCaseCode): string => DRILL_CASES.find((one) => one.code === code)?.itemId ?? '';

const guide = (page: Page) => page.getByTestId('drill-guide');
const band = (page: Page) => page.getByTestId('band');
const told = (page: Page) => page.getByTestId('drill-told');

async function enterDrill(page: Page): Promise<void> {
  await press(page, 'F1');
  await expect(page.getByTestId('drill-start')).toContainText('D');
  await press(page, 'd');
  await expect(guide(page)).toHaveAttribute('data-case', 'clear');
}

async function keys(page: Page, ...pressed: readonly string[]): Promise<void> {
  for (const key of pressed) await press(page, key);
}

/** Stripes that are painted, and the word, in the title bar, in the band and at both sides. */
async function expectDrillMarks(page: Page): Promise<void> {
  await expect(page.getByTestId('drill-title')).toContainText('DRILL');
  await expect(page.getByTestId('drill-stripe')).toContainText('DRILL');
  expect(await page.title()).toContain('DRILL');
  const patterns = await page.evaluate(() => {
    const patternOf = (element: Element, pseudo?: string): string => getComputedStyle(element, pseudo).backgroundImage;
    const app = document.querySelector('.app') ?? document.body;
    return [...[...document.querySelectorAll('.drill-stripes')].map((element) => patternOf(element)), patternOf(app, '::before'), patternOf(app, '::after')];
  });
  expect(patterns).toHaveLength(6);
  for (const pattern of patterns) expect(pattern).toContain('repeating-linear-gradient');
}

async function expectNoDrillMarks(page: Page): Promise<void> {
  await expect(page.locator('.drill-stripes, [data-drill="true"], [data-testid="drill-guide"]')).toHaveCount(0);
  expect(await page.title()).not.toContain('DRILL');
}

test('eight cases are passed by keyboard and scanner, wrong ones are told and tried again, and the supervisor sees the result', async ({ bench }) => {
  test.setTimeout(180_000);
  const page = bench.page();
  await startShift(page);
  await expectNoDrillMarks(page);
  await press(page, 'F1');
  await picture(page, 'drill-help');
  await enterDrill(page);
  await expectDrillMarks(page);
  await expect(page.getByTestId('drill-case-row')).toHaveCount(8);
  await picture(page, 'drill-begin');

  await test.step('a sample before its turn is not looked up', async () => {
    await scan(page, sampleOf('hold'));
    await expect(page.getByTestId('fault')).toHaveAttribute('data-fault', 'drill-case-later');
  });

  await test.step('clear: one scan and one key', async () => {
    await scan(page, sampleOf('clear'));
    await expect(band(page)).toHaveAttribute('data-band', 'CLEAR');
    await press(page, '0');
    await expect(guide(page)).toHaveAttribute('data-case', 'hold');
    await expect(page.getByTestId('saved-line')).toContainText('noted in the drill');
    await expect(page.getByTestId('saved-line')).not.toContainText('saved');
    await expect(told(page)).toHaveAttribute('data-verdict', 'passed');
  });

  await test.step('hold: presented by the scan, answered by the exam', async () => {
    await scan(page, sampleOf('hold'));
    await expect(band(page)).toHaveAttribute('data-band', 'HOLD');
    await picture(page, 'drill-hold');
    await press(page, '0');
    await expect(guide(page)).toHaveAttribute('data-case', 'noAed');
  });

  await test.step('no AED: without the contents it is told what is missing; taken back it is recorded again', async () => {
    await scan(page, sampleOf('noAed'));
    await expect(band(page)).toHaveAttribute('data-band', 'NO_AED_HERE');
    await press(page, '0');
    await expect(told(page)).toHaveAttribute('data-verdict', 'wrong');
    await picture(page, 'drill-wrong');
    await press(page, 'u');
    await expect(told(page)).toHaveAttribute('data-verdict', 'next');
    await press(page, 'k');
    await typeAtHumanSpeed(page, 'dried herbs');
    await keys(page, 'Escape', '0');
    await expect(guide(page)).toHaveAttribute('data-case', 'detained');
    await expect(told(page)).toContainText('try 2');
  });

  await test.step('detained with its reason, referred to its agency', async () => {
    await scan(page, sampleOf('detained'));
    await keys(page, '1', '5');
    await expect(guide(page)).toHaveAttribute('data-case', 'referred');
    await scan(page, sampleOf('referred'));
    await keys(page, '2', '1');
    await expect(guide(page)).toHaveAttribute('data-case', 'postings');
  });

  await test.step('several postings: the one in hand is the older', async () => {
    await scan(page, sampleOf('postings'));
    await expect(band(page)).toHaveAttribute('data-band', 'SEVERAL_POSTINGS');
    await keys(page, 'v', 'v');
    await picture(page, 'drill-postings');
    await press(page, '0');
    await expect(guide(page)).toHaveAttribute('data-case', 'undo');
  });

  await test.step('undo: a slip, taken back, and the right outcome', async () => {
    await scan(page, sampleOf('undo'));
    await press(page, '3');
    await expect(told(page)).toHaveAttribute('data-verdict', 'next');
    await press(page, 'u');
    await expect(page.getByTestId('undone')).toBeVisible();
    await expect(band(page)).toHaveAttribute('data-band', 'CLEAR');
    await press(page, '0');
    await expect(guide(page)).toHaveAttribute('data-case', 'noBarcode');
  });

  await test.step('no barcode: F4, the origin, and it is passed', async () => {
    await press(page, 'F4');
    await expect(page.getByTestId('item-display')).toContainText('IMF-JFK-');
    await press(page, 'g');
    await typeAtHumanSpeed(page, 'FR');
    await picture(page, 'drill-no-barcode');
    await keys(page, 'Escape', '0');
    await expect(page.getByTestId('drill-all-passed')).toContainText('Your result is saved');
    await picture(page, 'drill-passed');
  });

  await press(page, 'Escape');
  await expectNoDrillMarks(page);
  await expect(page.getByTestId('drill-notice')).toContainText('8 of 8');
  expect(await call(page, 'exam/recent', { limit: 10 })).toEqual({ ok: true, value: [] });

  await press(page, 'F9');
  await page.getByTestId('signin-badge').waitFor();
  const supervisor = officer('supervisor');
  await signIn(page, supervisor.badge, supervisor.pin);
  await press(page, 'F3');
  const result = page.getByTestId('drill-result').filter({ hasText: officer('officer').name });
  await expect(result).toHaveAttribute('data-state', 'passed');
  await expect(page.getByTestId('drill-result').filter({ hasText: supervisor.name })).toHaveAttribute('data-state', 'never');
  await page.evaluate(() => document.querySelector('[data-testid="drill-results"]')?.scrollIntoView({ block: 'center' }));
  await picture(page, 'drill-results');
  await expect.poll(async () => (await deliveryStatus(page)).waiting).toBe(0);
  const atHq = await bench.demo.hq().admin('entries', '--json');
  expect(atHq.split('\n').filter((line) => line.includes('"drill.finished"'))).toHaveLength(1);
  expect(atHq).not.toContain(sampleOf('hold'));
});

test('what is on the real bench waits behind the drill; a real number is refused there and opened when the drill is left', async ({ bench }) => {
  const page = bench.page();
  await startShift(page);
  await scan(page, STORY_ITEMS.clear);
  await press(page, 'f');
  await typeAtHumanSpeed(page, 'three bottles');
  await press(page, 'Escape');

  await enterDrill(page);
  await expect(page.getByTestId('item-display')).toHaveCount(0);
  await expect(page.getByTestId('draft-row')).toHaveCount(0);
  for (const key of ['F3', 'F5', 'F10']) {
    await press(page, key);
    await expect(page.getByTestId('drill-desk-only')).toBeVisible();
  }
  await scan(page, STORY_ITEMS.held);
  await expect(page.getByTestId('fault')).toHaveAttribute('data-fault', 'not-a-drill-item');
  await expect(page.getByTestId('fault')).toContainText('F12');
  await picture(page, 'drill-foreign');
  await keys(page, 'Escape', '0', 'Escape');
  await expectDrillMarks(page);

  await press(page, 'F12');
  await expectNoDrillMarks(page);
  await expect(band(page)).toHaveAttribute('data-band', 'HOLD');
  await expect(page.getByTestId('item-display')).toContainText('RB 123 456 785 GB');
  await expect(page.getByTestId('draft-row')).toHaveCount(1);
  await press(page, '0');
  await expect(page.getByTestId('saved-line')).toContainText('saved');
  await press(page, 'b');
  await expect(page.getByTestId('finding')).toHaveValue('three bottles');
  await scan(page, sampleOf('clear'));
  await expect(page.getByTestId('drill-real-sample')).toBeVisible();
});

test('stripes and word are there in every theme, and the bars stay black on white', async ({ bench }) => {
  const page = bench.page();
  await startShift(page);
  await enterDrill(page);
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const forcedColors of ['none', 'active'] as const) {
      await page.emulateMedia({ colorScheme, forcedColors });
      await expectDrillMarks(page);
      const stripes = await page.evaluate(() => getComputedStyle(document.querySelector('.drill-stripes') ?? document.body).backgroundImage);
      expect(new Set(stripes.match(/rgba?\([^)]+\)/g)).size, 'two colours, so that there is a pattern').toBe(2);
      const paper = await page.evaluate(() => getComputedStyle(document.querySelector('.drill-sample') ?? document.body).backgroundColor);
      expect(paper).toBe('rgb(255, 255, 255)');
      await scan(page, sampleOf('clear'));
      await expect(band(page)).toHaveAttribute('data-band', 'CLEAR');
      await picture(page, `drill-${colorScheme}${forcedColors === 'active' ? '-contrast' : ''}`);
    }
  }
});

test('on the smallest window the case, its sample and the key of a release are in sight, also after a case was passed', async ({ bench }) => {
  const page = bench.page();
  await startShift(page);
  await enterDrill(page);
  await bench.window().app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1024, 768));
  await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(1024);
  await scan(page, sampleOf('clear'));
  await expect(band(page)).toHaveAttribute('data-band', 'CLEAR');
  const areInSight = async (): Promise<void> => {
    for (const id of ['drill-goal', 'drill-sample', 'drill-stripe', 'outcome-RELEASED_TO_USPS']) await expect(page.getByTestId(id)).toBeInViewport({ ratio: 1 });
  };
  await areInSight();
  await press(page, '0');
  await scan(page, sampleOf('hold'));
  await expect(band(page)).toHaveAttribute('data-band', 'HOLD');
  await picture(page, 'drill-small');
  await areInSight();
});

test('a drill ends with the lock, and with the service; the bench is real afterwards', async ({ bench }) => {
  const page = bench.page();
  await startShift(page);
  await enterDrill(page);
  await press(page, 'F9');
  await page.getByTestId('signin-badge').waitFor();
  await expectNoDrillMarks(page);
  const { badge, pin } = officer('officer');
  await signIn(page, badge, pin);
  await expectNoDrillMarks(page);

  await enterDrill(page);
  const service = await bench.window().app.evaluate(({ app }) => app.getAppMetrics().find((one) => one.serviceName === 'desk-service' || one.name === 'desk-service')?.pid ?? 0);
  process.kill(service, 'SIGKILL');
  await expect(page.getByTestId('drill-notice')).toHaveAttribute('data-notice', 'lost');
  await expectNoDrillMarks(page);
  await scan(page, STORY_ITEMS.clear);
  await expect(band(page)).toHaveAttribute('data-band', 'CLEAR');
  await press(page, '0');
  await expect(page.getByTestId('saved-line')).toContainText('saved');
});

test('the sheet of samples is one letter page', async ({ bench }) => {
  const page = bench.page();
  await startShift(page);
  const file = join(bench.folder, 'samples.pdf');
  await bench.window().app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await press(page, 'F1');
  await press(page, 's');
  await expect(page.getByTestId('sheet-note')).toContainText('samples.pdf');
  const pdf = readFileSync(file, 'latin1');
  const [width = 0, height = 0] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf)?.slice(1).map(Number) ?? [];
  expect([Math.round(width), Math.round(height)]).toEqual([612, 792]);
  expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1);
});
