/** A whole shift of sixty mixed items by keyboard and scanner only: each outcome, items without AED, a bag, a correction, an undo. */
import { OUTCOMES, type OutcomeCode } from '../../domain/outcome/outcomes.ts';
import type { ExamSummary } from '../../preload/contract/examViews.ts';
import { s10Of } from '../../scripts/demo/itemIds.ts';
import { STORY_ITEMS } from '../../scripts/demo/storyItems.ts';
import { typeAtHumanSpeed } from '../../scripts/window/deskWindow.ts';
import { call, deliveryStatus, expect, picture, press, scan, startShift, test } from './desk.ts';
import { keysOf, plainItems } from './items.ts';
import { countInput } from './inputCounts.ts';

const TAG = 'GBLALAUSJFKAAUN60142017010118';

test('sixty mixed items are recorded without a pointer, and every one of them reaches HQ once', async ({ bench }) => {
  test.setTimeout(360_000);
  const page = bench.page();
  const input = await countInput(page);
  await startShift(page);
  const plain = plainItems();
  const next = (): string => plain.shift() ?? '';
  const recorded = new Map<OutcomeCode, number>();

  /** Presses keys and waits for the record. */
  async function record(code: OutcomeCode, ...keys: readonly string[]): Promise<void> {
    for (const key of keys) await press(page, key);
    await expect(page.getByTestId('saved-line')).toBeVisible();
    await expect(page.getByTestId('recent-row').first()).toHaveAttribute('data-outcome', code);
    recorded.set(code, (recorded.get(code) ?? 0) + 1);
  }

  await test.step('each of the outcomes', async () => {
    for (const outcome of OUTCOMES) {
      await scan(page, next());
      await expect(page.getByTestId('band')).toHaveAttribute('data-band', 'CLEAR');
      await record(outcome.code, ...keysOf(outcome));
    }
  });

  await test.step('held items, here and for another IMF', async () => {
    for (const held of [STORY_ITEMS.held, STORY_ITEMS.heldElsewhere]) {
      await scan(page, held);
      await expect(page.getByTestId('band')).toHaveAttribute('data-band', 'HOLD');
      await record('RELEASED_TO_USPS', '0');
    }
  });

  const lateId = s10Of('RR', 5_550_001, 'DE');
  await test.step('three items without AED: by one key, with the label typed, without a barcode', async () => {
    await scan(page, lateId);
    await expect(page.getByTestId('band')).toHaveAttribute('data-band', 'NO_AED_HERE');
    await record('RELEASED_TO_USPS', '0');
    await scan(page, s10Of('RR', 5_550_002, 'DE'));
    await press(page, 'k');
    await typeAtHumanSpeed(page, 'tea');
    await press(page, 'Escape');
    await record('DETAINED', '1', '1');
    await press(page, 'F4');
    await expect(page.getByTestId('item-display')).toContainText('IMF-JFK-');
    await record('RELEASED_TO_USPS', '0');
  });

  await test.step('AED that arrives later is linked, and the item says so', async () => {
    await bench.demo.loadAedRow({ itemId: lateId, postedOn: new Date().toISOString().slice(0, 10), fields: { senderName: 'Jana Roth', contents: 'books' } });
    await call(page, 'delivery/now');
    await expect
      .poll(async () => (await bench.demo.hq().admin('entries', '--json')).includes('"aed.linked"'), { timeout: 20_000 })
      .toBe(true);
    await scan(page, lateId);
    await expect(page.getByTestId('history-exam')).toContainText('AED arrived later');
    await press(page, 'Delete');
  });

  await test.step('an item of a waived country, one of several postings, one whose label is misread', async () => {
    await scan(page, STORY_ITEMS.waived);
    await expect(page.getByTestId('band')).toHaveAttribute('data-band', 'ALTERNATE_SCREENING');
    await press(page, 'w');
    await record('RELEASED_TO_USPS', '0');
    await press(page, 'w');
    await scan(page, STORY_ITEMS.changed);
    await expect(page.getByTestId('posting-choice')).toBeVisible();
    await press(page, '0');
    await expect(page.getByTestId('posting-missing')).toBeVisible();
    await picture(page, 'bench-several-postings');
    await press(page, 'v');
    await record('RELEASED_TO_USPS', '0');
    await scan(page, 'RB123456786GB');
    await expect(page.getByTestId('band')).toHaveAttribute('data-band', 'CHECK_THE_LABEL');
    await record('RETURNED_TO_SENDER', '3');
  });

  await test.step('opened letter mail says why it was opened', async () => {
    await scan(page, STORY_ITEMS.noPort);
    await press(page, 'p');
    await press(page, '0');
    await picture(page, 'bench-legal-basis');
    await record('RELEASED_TO_USPS', '2');
    await press(page, 'p');
  });

  await test.step('findings, reasons and reference numbers', async () => {
    await scan(page, next());
    for (const key of ['r', 'c', 'Escape', 'd', 'n', 'q']) await press(page, key);
    await typeAtHumanSpeed(page, '12.5');
    for (const key of ['Escape', 'u', 'g', 'k', 'c', 'p']) await press(page, key);
    await picture(page, 'bench-findings');
    await press(page, 'Escape');
    for (const key of ['e', '4', 'a']) await press(page, key);
    await typeAtHumanSpeed(page, '2026SZ001');
    await press(page, 'Escape');
    await picture(page, 'bench-details');
    await record('SEIZURE', 'F8');
  });

  await test.step('a wrong key is undone, and another exam is corrected', async () => {
    await scan(page, next());
    await press(page, '3');
    await expect(page.getByTestId('recent-row').first()).toHaveAttribute('data-outcome', 'RETURNED_TO_SENDER');
    await press(page, 'u');
    await expect(page.getByTestId('undone')).toBeVisible();
    await record('RELEASED_TO_USPS', '0');

    await scan(page, next());
    await press(page, '0');
    await expect(page.getByTestId('saved-line')).toBeVisible();
    await press(page, 'a');
    await expect(page.getByTestId('screen-amend')).toBeVisible();
    for (const key of ['1', '2', 'y']) await press(page, key);
    await typeAtHumanSpeed(page, 'powder found at repacking');
    await press(page, 'Escape');
    await press(page, 'F8');
    await expect(page.getByTestId('amend-sealed')).toBeVisible();
    recorded.set('DETAINED', (recorded.get('DETAINED') ?? 0) + 1);
    await press(page, 'Escape');
  });

  await test.step('a bag: its tag, the items in it, its counts', async () => {
    await scan(page, TAG);
    await expect(page.getByTestId('band')).toHaveAttribute('data-band', 'NOT_AN_ITEM');
    await expect(page.getByTestId('bag-strip')).toBeVisible();
    for (let n = 0; n < 10; n += 1) {
      await scan(page, next());
      await record('RELEASED_TO_USPS', '0');
    }
    await picture(page, 'bench-bag');
    await press(page, 'F6');
    await expect(page.getByTestId('screen-bag')).toContainText('10');
    await press(page, 'F8');
    const closed = await call(page, 'bag/list');
    expect(closed.ok && closed.value).toMatchObject({ open: null, earlier: [{ itemCount: 10, examCount: 10, isStatedRight: true }] });
  });

  await test.step('and releases until the shift has sixty', async () => {
    while (total(recorded) < 60) {
      await scan(page, next());
      await record('RELEASED_TO_USPS', '0');
    }
  });

  const recent = await call(page, 'exam/recent', { limit: 500 });
  const exams = recent.ok ? recent.value : [];
  expect(outcomesOf(exams.filter(({ isWithdrawn }) => !isWithdrawn))).toEqual(Object.fromEntries(recorded));
  expect(exams.filter(({ isWithdrawn }) => isWithdrawn)).toHaveLength(1);
  expect(exams.filter(({ isAmended }) => isAmended)).toHaveLength(1);
  await press(page, 'F3');
  await expect(page.getByTestId('shift-table')).toBeVisible();
  await picture(page, 'shift-sixty');
  await expect.poll(async () => (await deliveryStatus(page)).waiting, { timeout: 30_000 }).toBe(0);
  expect((await deliveryStatus(page)).refused).toBe(0);
  const stored = (await bench.demo.hq().admin('entries', '--json')).split('\n');
  expect(stored.filter((line) => line.includes('"exam.recorded"'))).toHaveLength(61);
  expect((await input()).pointer).toBe(0);
});

function total(recorded: ReadonlyMap<OutcomeCode, number>): number {
  return [...recorded.values()].reduce((sum, count) => sum + count, 0);
}

function outcomesOf(exams: readonly ExamSummary[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { outcome } of exams) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}
