/** A desk without network gives what waits to another desk on a stick, and gets the receipts back on it; all of it by keyboard, in two windows. */
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { DeskWindow } from '../../scripts/window/deskWindow.ts';
import { s10Of } from '../../scripts/demo/itemIds.ts';
import { startFaultProxy } from '../support/faultProxy.ts';
import { call, deliveryStatus, expect, openOtherDesk, picture, press, scan, startShift, test } from './desk.ts';
import { lookAt } from './findings.ts';
import { showAs, USUAL } from './looks.ts';

const ITEM = s10Of('RR', 5_580_001, 'DE');

/** What the system's dialogs answer from now on. */
async function chooseFile({ app }: DeskWindow, path: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, path);
}

async function openDelivery(page: Page): Promise<void> {
  await press(page, 'F10');
  await expect(page.getByTestId('screen-delivery')).toBeVisible();
}

test('what waits on a desk without network reaches HQ on a stick by way of another desk, and the receipts come back', async ({ bench }) => {
  test.setTimeout(240_000);
  const stick = join(bench.folder, 'stick');
  mkdirSync(stick);
  const near = bench.page();
  const line = await startFaultProxy(bench.demo.hq().url);
  const farDesk = await openOtherDesk(bench, line.url, ['--approved']);
  const far = farDesk.page;
  try {
    await startShift(near);
    await startShift(far);
    await expect.poll(async () => (await deliveryStatus(far)).waiting, { timeout: 30_000 }).toBe(0);
    const state = await call(far, 'desk/state');
    const farId = state.ok ? state.value.device?.deviceId ?? '' : '';

    await test.step('the far desk records an exam while its line is cut, and writes what waits to a file', async () => {
      line.set('cut');
      await scan(far, ITEM);
      await expect(far.getByTestId('band')).toHaveAttribute('data-band', 'NO_AED_HERE');
      await press(far, '0');
      await expect(far.getByTestId('saved-line')).toBeVisible();
      await openDelivery(far);
      await chooseFile(farDesk, join(stick, 'waiting.imfrelay'));
      await showAs(farDesk, USUAL);
      await press(far, 'w');
      await expect(far.getByTestId('relay-done')).toContainText('They still wait here');
      expect((await deliveryStatus(far)).waiting).toBeGreaterThan(0);
      await lookAt(farDesk, 'relay-written');
    });

    await test.step('the near desk takes the file in and HQ takes what it carries', async () => {
      await openDelivery(near);
      const [file] = readdirSync(stick);
      await chooseFile(bench.window(), join(stick, file ?? ''));
      await press(near, 't');
      await expect(near.getByTestId('relay-done')).toContainText(`of ${farId} will go up to HQ from this desk`);
      await expect(near.getByTestId('relay-carried-row')).toHaveAttribute('data-state', 'delivered', { timeout: 30_000 });
      await expect(near.getByTestId('relay-carried-row')).toContainText(farId);
      expect(await bench.demo.hq().admin('entries', '--json')).toContain(ITEM);
    });

    await test.step('the near desk writes the receipts, and the far desk believes them without having heard HQ', async () => {
      await chooseFile(bench.window(), join(stick, 'receipts.imfreceipts'));
      await showAs(bench.window(), USUAL);
      await press(near, 'b');
      await expect(near.getByTestId('relay-done')).toContainText('Take it to the desks');
      await lookAt(bench.window(), 'relay-carried');
      await chooseFile(farDesk, join(stick, 'receipts.imfreceipts'));
      await press(far, 't');
      await expect(far.getByTestId('relay-done')).toContainText('HQ has entry');
      expect(line.takeFaulted()).toBeGreaterThan(0);
    });

    await test.step('when its line is back, HQ has every exam of it once', async () => {
      line.set(null);
      await call(far, 'delivery/now');
      await expect.poll(async () => (await deliveryStatus(far)).waiting, { timeout: 30_000 }).toBe(0);
      const lines = (await bench.demo.hq().admin('entries', '--json')).split('\n');
      expect(lines.filter((line) => line.includes('"exam.recorded"') && line.includes(ITEM))).toHaveLength(1);
    });

    await test.step('a file that is none is refused in words', async () => {
      await chooseFile(farDesk, join(bench.folder, 'demo.json'));
      await press(far, 't');
      await expect(far.getByTestId('fault')).toBeVisible();
      await lookAt(farDesk, 'relay-refused');
    });

    await test.step('help names the keys', async () => {
      await press(near, 'F1');
      await expect(near.getByTestId('screen-help')).toContainText('Take in a file');
      await picture(near, 'help');
    });
  } finally {
    await farDesk.close().catch(() => undefined);
    await line.stop();
  }
});
