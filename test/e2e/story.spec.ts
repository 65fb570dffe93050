/** The officer's and the supervisor's day in the real window, with HQ up, down and up again. */
import { STORY_ITEMS } from '../../scripts/demo/storyItems.ts';
import { call, deliveryStatus, expect, officer, picture, press, scan, signIn, startShift, test, waitForFeed } from './desk.ts';

test('an officer scans, sees AED and hold, records, and the receipt comes back; the supervisor signs the shift', async ({ bench }) => {
  const page = bench.page();
  await startShift(page);

  await scan(page, STORY_ITEMS.held);
  await expect(page.getByTestId('band')).toHaveAttribute('data-band', 'HOLD');
  await expect(page.getByTestId('item-display')).toContainText('RB 123 456 785 GB');
  await expect(page.getByTestId('aed-field-senderName')).toHaveAttribute('data-invalid', 'true');
  await picture(page, 'bench-hold');
  await press(page, '0');
  await expect(page.getByTestId('saved-line')).toContainText('saved');
  const newest = page.getByTestId('recent-row').first();
  await expect(newest).toHaveAttribute('data-outcome', 'RELEASED_TO_USPS');
  await expect(newest).toHaveAttribute('data-delivery', 'delivered');

  await scan(page, STORY_ITEMS.held);
  await expect(page.getByTestId('band')).toHaveAttribute('data-band', 'EXAMINED');

  await scan(page, STORY_ITEMS.clear);
  await expect(page.getByTestId('band')).toHaveAttribute('data-band', 'CLEAR');
  await press(page, '2');
  await press(page, '1');
  await expect(page.getByTestId('recent-row').first()).toHaveAttribute('data-outcome', 'REFERRED');

  await scan(page, STORY_ITEMS.waived);
  await expect(page.getByTestId('band')).toHaveAttribute('data-band', 'ALTERNATE_SCREENING');
  await press(page, '0');

  await press(page, 'F9');
  await page.getByTestId('signin-badge').waitFor();
  const { badge, pin, name } = officer('supervisor');
  await signIn(page, badge, pin);
  await press(page, 'F3');
  await expect(page.getByTestId('shift-table')).toContainText(officer('officer').name);
  await press(page, 'F8');
  await expect(page.getByTestId('shift-signature').first()).toContainText(name);
  await expect.poll(async () => (await deliveryStatus(page)).waiting).toBe(0);
});

test('an item without AED is recorded with what the label says', async ({ bench }) => {
  const page = bench.page();
  await startShift(page);
  await scan(page, STORY_ITEMS.noAed);
  await expect(page.getByTestId('band')).toHaveAttribute('data-band', 'NO_AED_HERE');
  await page.getByTestId('label-contents').focus();
  await page.keyboard.type('dried herbs', { delay: 60 });
  await press(page, 'Escape');
  await press(page, '0');
  await expect(page.getByTestId('saved-line')).toBeVisible();
  await expect.poll(async () => (await deliveryStatus(page)).waiting).toBe(0);
  const stored = await bench.demo.hq().admin('entries', '--json');
  expect(stored).toContain('"contents":"dried herbs"');
});

test('an item without a barcode gets an id of the desk and is recorded', async ({ bench }) => {
  const page = bench.page();
  await startShift(page);
  await press(page, 'F4');
  await expect(page.getByTestId('item-display')).toContainText('IMF-JFK-');
  await press(page, '0');
  await expect(page.getByTestId('recent-row').first()).toContainText('IMF-JFK-');
});

test('a label with a wrong check digit is said to be one and stays recordable', async ({ bench }) => {
  const page = bench.page();
  await startShift(page);
  await scan(page, 'RB123456786GB');
  await expect(page.getByTestId('band')).toHaveAttribute('data-band', 'CHECK_THE_LABEL');
  await press(page, '0');
  await expect(page.getByTestId('recent-row').first()).toHaveAttribute('data-outcome', 'RELEASED_TO_USPS');
});

test('ten exams wait while HQ is down, and ten receipts come when it is up', async ({ bench }) => {
  const page = bench.page();
  await startShift(page);
  await expect.poll(async () => (await deliveryStatus(page)).waiting).toBe(0);
  await bench.demo.hq().kill('SIGKILL');
  for (let n = 0; n < 10; n += 1) {
    await scan(page, STORY_ITEMS.clear);
    await press(page, '0');
    await expect(page.getByTestId('saved-line')).toBeVisible();
    await expect.poll(async () => (await deliveryStatus(page)).waiting).toBe(n + 1);
  }
  await expect(page.getByTestId('outbox-facts')).toContainText('10 waiting');
  for (const row of await page.getByTestId('recent-row').all()) await expect(row).toHaveAttribute('data-delivery', 'saved');

  await bench.demo.restartHq('SIGKILL');
  await call(page, 'delivery/now');
  await expect.poll(async () => (await deliveryStatus(page)).waiting, { timeout: 30_000 }).toBe(0);
  const recent = await call(page, 'exam/recent', { limit: 10 });
  expect(recent.ok ? recent.value.map((exam) => exam.delivery) : []).toEqual(Array.from({ length: 10 }, () => 'delivered'));
  for (const row of await page.getByTestId('recent-row').all()) await expect(row).toHaveAttribute('data-delivery', 'delivered');
  await expect(page.getByTestId('outbox-facts')).toContainText('all delivered');
});

test('a wrong PIN is refused, counted and recorded; the fifth closes the badge for a while', async ({ bench }) => {
  const page = bench.page();
  await waitForFeed(page);
  const { badge } = officer('officer');
  for (let n = 1; n <= 5; n += 1) {
    const answer = await page.evaluate(([b]) => window.desk.service['session/signIn']({ badge: b ?? '', pin: '000000' }), [badge]);
    expect(answer).toMatchObject({ ok: false, fault: n < 5 ? { kind: 'pin-wrong', detail: { left: 5 - n } } : { kind: 'pin-blocked' } });
  }
  const right = await page.evaluate(([b, p]) => window.desk.service['session/signIn']({ badge: b ?? '', pin: p ?? '' }), [badge, officer('officer').pin]);
  expect(right).toMatchObject({ ok: false, fault: { kind: 'pin-blocked' } });
});
