/** Entries that HQ refuses: read, exported and offered again in the window, by keyboard alone, after HQ was put right. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { z } from 'zod';
import { entrySchema, hashOfBody } from '../../domain/ledger/entry.ts';
import { s10Of } from '../../scripts/demo/itemIds.ts';
import { call, deliveryStatus, expect, officer, picture, press, scan, signIn, test } from './desk.ts';
import { publishRoster, REFUSED_ITEM as ITEM, threeRefused } from './refusedEntries.ts';

/** The number of the newcomer's exam in the ledger. */
async function examSeq(page: Page): Promise<string> {
  const list = await call(page, 'refusals/list');
  const exam = list.ok ? list.value.rows.find(({ kind }) => kind === 'exam.recorded') : undefined;
  if (exam === undefined) throw new Error('the exam is not among the refused entries');
  return String(exam.seq);
}

const inFront = (page: Page) => page.locator('[data-testid="refusal-row"][aria-current="true"]');

async function moveTo(page: Page, seq: string): Promise<void> {
  for (let n = 0; n < 20 && (await inFront(page).getAttribute('data-seq')) !== seq; n += 1) await press(page, 'ArrowDown');
  await expect(inFront(page)).toHaveAttribute('data-seq', seq);
}

test('a supervisor reads a refused entry, exports all and offers them again until HQ takes them', async ({ bench }) => {
  test.setTimeout(180_000);
  const page = bench.page();
  await threeRefused(bench);
  const supervisor = officer('supervisor');
  await signIn(page, supervisor.badge, supervisor.pin);
  await expect(page.getByTestId('chip-refused')).toBeVisible();
  await press(page, 'F10');
  const seq = await examSeq(page);
  const count = (await deliveryStatus(page)).refused;
  await expect(page.getByTestId('refusal-row')).toHaveCount(count);

  await test.step('the reason stands above the list, and the whole entry is one key away', async () => {
    await moveTo(page, seq);
    await expect(page.getByTestId('refusal-reason')).toHaveAttribute('data-reason', 'unknown-officer');
    await expect(page.getByTestId('refusal-reason')).toContainText('Ask HQ to put the officer on the roster');
    await picture(page, 'delivery-refused');
    await press(page, 'r');
    await expect(page.getByTestId('refused-entry')).toHaveAttribute('data-seq', seq);
    await expect(page.getByTestId('refused-entry-contents')).toContainText(ITEM);
    await picture(page, 'delivery-refused-entry');
    await press(page, 'Escape');
    await expect(page.getByTestId('refused-entry')).toHaveCount(0);
    await expect(inFront(page)).toHaveAttribute('data-seq', seq);
  });

  await test.step('all go into one file, as they were sealed', async () => {
    const file = join(bench.folder, 'refused.jsonl');
    await bench.window().app.evaluate(({ dialog }, path) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
    }, file);
    await press(page, 'a');
    await expect(page.getByTestId('refusal-all')).toHaveAttribute('aria-pressed', 'true');
    await press(page, 'e');
    await expect(page.getByTestId('refusals-notice')).toHaveAttribute('data-notice', 'exported');
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n').map((line) => z.object({ entry: entrySchema }).parse(JSON.parse(line)));
    expect(lines).toHaveLength(count);
    for (const { entry: { hash, ...body } } of lines) expect(hashOfBody(body)).toBe(hash);
    await press(page, 'Escape');
    await expect(page.getByTestId('refusal-all')).toHaveAttribute('aria-pressed', 'false');
    await expect(page.getByTestId('screen-delivery')).toBeVisible();
  });

  await test.step('as long as HQ is not put right it says that it is still refused', async () => {
    await press(page, 'o');
    await expect(page.getByTestId('refusals-notice')).toHaveAttribute('data-notice', 'answered', { timeout: 20_000 });
    await expect(page.getByTestId('refusals-notice')).toContainText('1 entry is still refused');
    await expect(inFront(page)).toContainText('still refused');
  });

  await test.step('and once HQ knows the officer, HQ takes them all', async () => {
    await publishRoster(bench);
    await press(page, 'a');
    await press(page, 'o');
    await expect(page.getByTestId('refusals-none')).toBeVisible({ timeout: 30_000 });
    await expect(page.getByTestId('refusals-notice')).toContainText('after all');
    await expect(page.getByTestId('chip-refused')).toHaveCount(0);
    await expect.poll(async () => (await bench.demo.hq().admin('entries', '--json')).includes('"entries.offeredAgain"'), { timeout: 20_000 }).toBe(true);
  });
});

test('an officer may look at refused entries, and is told that the rest is for supervisors', async ({ bench }) => {
  test.setTimeout(180_000);
  const page = bench.page();
  await threeRefused(bench);
  const { badge, pin } = officer('officer');
  await signIn(page, badge, pin);
  await press(page, 'F10');
  const count = (await deliveryStatus(page)).refused;
  await expect(page.getByTestId('refusal-row')).toHaveCount(count);
  await expect(page.getByTestId('refusal-keys')).toContainText('for supervisors');
  await expect(page.getByTestId('refusal-offer')).toHaveCount(0);
  for (const key of ['o', 'e']) {
    await press(page, key);
    await expect(page.getByTestId('fault')).toHaveAttribute('data-fault', 'not-allowed');
  }
  expect((await deliveryStatus(page)).offeredAgain).toBe(0);

  await press(page, 'r');
  await expect(page.getByTestId('refused-entry')).toBeVisible();
  // A scan works from here as from everywhere, and Enter behind it opens nothing.
  await scan(page, s10Of('RR', 5_560_002, 'DE'));
  await expect(page.getByTestId('screen-bench')).toBeVisible();
});
