/** Half-filled exams in the real window: they survive a lock, a crash and a restart, for the officer who began them and for nobody else. */
import { STORY_ITEMS } from '../../scripts/demo/storyItems.ts';
import { typeAtHumanSpeed } from '../../scripts/window/deskWindow.ts';
import { call, expect, officer, picture, press, scan, signIn, startShift, test } from './desk.ts';

test('what was begun is there after a lock and after the program was killed, and for nobody else', async ({ bench }) => {
  let page = bench.page();
  await startShift(page);
  await scan(page, STORY_ITEMS.clear);
  await press(page, 'f');
  await typeAtHumanSpeed(page, 'three bottles');
  await press(page, 'Escape');
  for (const key of ['r', 'r', 'Escape']) await press(page, key);
  await scan(page, STORY_ITEMS.held);
  await press(page, '0');
  await expect(page.getByTestId('saved-line')).toBeVisible();
  await expect(page.getByTestId('draft-row')).toHaveCount(1);
  await picture(page, 'bench-draft');
  await expect.poll(async () => kept(await call(page, 'draft/mine'))).toEqual([['three bottles', 'random', 'countryOfInterest']]);

  bench.window().app.process().kill('SIGKILL');
  page = await bench.reopen();
  const [owner, supervisor] = [officer('officer'), officer('supervisor')];
  await page.getByTestId('signin-badge').waitFor();
  await signIn(page, supervisor.badge, supervisor.pin);
  await expect(page.getByTestId('draft-row')).toHaveCount(0);
  await press(page, 'F9');
  await page.getByTestId('signin-badge').waitFor();
  await signIn(page, supervisor.badge, supervisor.pin);
  await press(page, 'F3');
  await press(page, 'q');
  await page.getByTestId('signin-badge').waitFor();

  await signIn(page, owner.badge, owner.pin);
  await expect(page.getByTestId('draft-row')).toHaveCount(1);
  await press(page, 'b');
  await expect(page.getByTestId('item-display')).toContainText('LZ 482 109 379 CN');
  await expect(page.getByTestId('finding')).toHaveValue('three bottles');
  await press(page, '0');
  await expect(page.getByTestId('saved-line')).toBeVisible();
  expect(kept(await call(page, 'draft/mine'))).toEqual([]);
});

test('a number that cannot be right names the held item one slip away; one key opens it, and nothing is corrected by itself', async ({ bench }) => {
  const page = bench.page();
  await startShift(page);
  await scan(page, 'RB123456758GB');
  await expect(page.getByTestId('band')).toHaveAttribute('data-band', 'CHECK_THE_LABEL');
  await expect(page.getByTestId('near-miss')).toContainText('RB 123 456 785 GB');
  await picture(page, 'bench-near-miss');
  await press(page, 'y');
  await expect(page.getByTestId('band')).toHaveAttribute('data-band', 'HOLD');
  await press(page, '0');
  await expect(page.getByTestId('recent-row').first()).toContainText('RB 123 456 785 GB');
});

function kept(answer: Awaited<ReturnType<typeof call<'draft/mine'>>>): readonly (readonly string[])[] {
  return answer.ok ? answer.value.map(({ form }) => [form.finding, ...form.reasons]) : [];
}
