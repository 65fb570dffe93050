/** A desk whose files were put back from an older copy: the window says so, the desk is enrolled anew by keyboard, and nothing is lost. */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { s10Of } from '../../scripts/demo/itemIds.ts';
import { type Bench, call, deliveryStatus, expect, officer, press, scan, signIn, startShift, test } from './desk.ts';
import { lookAt } from './findings.ts';

const [BEFORE, AFTER, ONLY_HERE] = [s10Of('RR', 5_570_001, 'DE'), s10Of('RR', 5_570_002, 'DE'), s10Of('RR', 5_570_003, 'DE')];

async function record(bench: Bench, itemId: string): Promise<void> {
  const page = bench.page();
  await scan(page, itemId);
  await expect(page.getByTestId('band')).toHaveAttribute('data-band', 'NO_AED_HERE');
  await press(page, '0');
  await expect(page.getByTestId('saved-line')).toBeVisible();
}

async function allDelivered(bench: Bench): Promise<void> {
  await expect.poll(async () => (await deliveryStatus(bench.page())).waiting, { timeout: 30_000 }).toBe(0);
}

/** One exam is in the copy, one was made after it and is at HQ; then the copy is put back and makes one more while HQ is away. */
async function workOnAnOlderCopy(bench: Bench): Promise<void> {
  const store = join(bench.demo.profile, 'store');
  const copy = join(bench.folder, 'older-store');
  await startShift(bench.page());
  await record(bench, BEFORE);
  await allDelivered(bench);
  await bench.window().close();
  cpSync(store, copy, { recursive: true });

  await bench.reopen();
  await startShift(bench.page());
  await record(bench, AFTER);
  await allDelivered(bench);
  await bench.window().close();

  await bench.demo.hq().kill('SIGTERM');
  rmSync(store, { recursive: true });
  cpSync(copy, store, { recursive: true });
  await bench.reopen();
  const { badge, pin } = officer('officer');
  await signIn(bench.page(), badge, pin);
  await record(bench, ONLY_HERE);
}

const rowSchema = z.object({ entry: z.looseObject({ kind: z.string(), payload: z.looseObject({ text: z.string().optional() }) }) });

/** How many entries at HQ are exams of an item, carried ones too. */
async function examsAtHq(bench: Bench, itemId: string): Promise<number> {
  const lines = (await bench.demo.hq().admin('entries', '--json')).split('\n').filter((line) => line !== '');
  const texts = lines.map((line) => rowSchema.parse(JSON.parse(line)).entry).map(({ kind, payload }) => (kind === 'entry.carried' ? payload.text ?? '' : JSON.stringify({ kind, payload })));
  return texts.filter((text) => text.includes('"exam.recorded"') && text.includes(itemId)).length;
}

test('a desk on an older copy of its files is enrolled anew, and brings HQ what only the copy had', async ({ bench }) => {
  test.setTimeout(240_000);
  await workOnAnOlderCopy(bench);
  const page = bench.page();
  const before = await call(page, 'desk/state');
  const formerId = before.ok ? before.value.device?.deviceId : undefined;

  await test.step('the window says what happened, what is safe and what to do, and records nothing more', async () => {
    await bench.demo.restartHq('SIGTERM');
    await call(page, 'delivery/now');
    await expect(page.getByTestId('screen-copied')).toBeVisible({ timeout: 30_000 });
    await expect(page.getByTestId('copied')).toContainText('Every record is kept here');
    await expect(page.getByTestId('copied-next')).toContainText('go along');
    expect(await call(page, 'item/withoutBarcode')).toMatchObject({ ok: false, fault: { kind: 'store-copied' } });
    await lookAt(bench.window(), 'desk-copied');
  });

  await test.step('the code is scanned, F2 enrols, and the desk starts again by itself', async () => {
    const code = (await bench.demo.hq().admin('enrolment-code', '--approved', '--facility', 'JFK')).trim();
    await expect(page.getByTestId('enrol-url')).not.toHaveValue('');
    await expect(page.getByTestId('enrol-name')).not.toHaveValue('');
    await scan(page, code);
    await expect(page.getByTestId('enrol-code')).toHaveValue(code);
    await press(page, 'F2');
    await expect(page.getByTestId('screen-signIn')).toBeVisible({ timeout: 30_000 });
    const after = await call(page, 'desk/state');
    expect(after.ok && after.value.device?.deviceId).toBeTruthy();
    expect(after.ok && after.value.device?.deviceId).not.toBe(formerId);
  });

  await test.step('every exam is at HQ once, and the desk works on', async () => {
    await allDelivered(bench);
    for (const itemId of [BEFORE, AFTER, ONLY_HERE]) expect(await examsAtHq(bench, itemId)).toBe(1);
    const { badge, pin } = officer('officer');
    await signIn(page, badge, pin);
    await scan(page, ONLY_HERE);
    await expect(page.getByTestId('screen-bench')).toBeVisible();
    await record(bench, BEFORE);
  });
});
