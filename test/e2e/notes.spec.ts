/** What the window says while a desk waits for approval, when its clock is not HQ's, and when HQ would take most of its AED away. */
import { z } from 'zod';
import { startFaultProxy } from '../support/faultProxy.ts';
import { call, deliveryStatus, expect, officer, openOtherDesk, press, signIn, startShift, test } from './desk.ts';
import { lookAt } from './findings.ts';

const aedRow = z.looseObject({ kind: z.literal('aed'), aed: z.looseObject({ itemId: z.string(), postedOn: z.string() }) });

test('a new desk waits for approval, bears a wrong clock, and asks a supervisor before most AED goes', async ({ bench }) => {
  test.setTimeout(240_000);
  const line = await startFaultProxy(bench.demo.hq().url);
  const told: { readonly itemId: string; readonly postedOn: string }[] = [];
  line.changePages((one) => {
    told.push(...one.rows.map((row) => aedRow.safeParse(row)).flatMap(({ data }) => data?.aed ?? []));
    return one;
  });
  const farDesk = await openOtherDesk(bench, line.url, []);
  const page = farDesk.page;
  try {
    await test.step('until HQ approves it, the window shows the fingerprint that HQ compares', async () => {
      await expect(page.getByTestId('awaiting-approval')).toBeVisible({ timeout: 30_000 });
      const state = await call(page, 'desk/state');
      const device = state.ok ? state.value.device : null;
      await expect(page.getByTestId('awaiting-approval')).toContainText(device?.keyFingerprint ?? 'no fingerprint');
      expect(await bench.demo.hq().admin('devices')).toContain(device?.keyFingerprint ?? 'no fingerprint');
      await lookAt(farDesk, 'approval');
      await bench.demo.hq().admin('approve-device', device?.deviceId ?? '');
      await call(page, 'delivery/now');
      await startShift(page);
      await expect(page.getByTestId('awaiting-approval')).toHaveCount(0);
    });

    await test.step('a clock three days behind is said, and stops nothing', async () => {
      line.changePages((one) => ({ ...one, hqTime: new Date(Date.parse(one.hqTime) + 3 * 86_400_000 + 90_000).toISOString() }));
      await press(page, 'F10');
      await press(page, 'F8');
      await expect(page.getByTestId('clock-note')).toContainText('3 days behind HQ', { timeout: 20_000 });
      expect((await deliveryStatus(page)).waiting).toBe(0);
      await lookAt(farDesk, 'clock-behind');
      line.changePages(null);
      await press(page, 'F8');
      await expect(page.getByTestId('clock-note')).toHaveCount(0, { timeout: 20_000 });
    });

    await test.step('a removal of most AED waits, an officer is told who may answer, and a supervisor answers with one key', async () => {
      const before = (await deliveryStatus(page)).aedRows;
      const gone = told.slice(0, 150);
      line.changePages((one) => ({ ...one, rows: [...one.rows, ...gone.map(({ itemId, postedOn }) => ({ kind: 'aedRemoved', itemId, postedOn, reason: 'sent by mistake' }))] }));
      await bench.demo.loadAedRow({ itemId: 'LX552000013DE', postedOn: '2026-11-20', fields: { contents: 'toys' } });
      await press(page, 'F8');
      await expect(page.getByTestId('removal-asked')).toBeVisible({ timeout: 20_000 });
      await expect(page.getByTestId('removal-asked')).toContainText('Only a supervisor may agree');
      await lookAt(farDesk, 'removal-officer');
      await press(page, 'l');
      expect((await deliveryStatus(page)).aedRows).toBe(before);

      await press(page, 'F3');
      await press(page, 'q');
      const { badge, pin } = officer('supervisor');
      await signIn(page, badge, pin);
      await press(page, 'F10');
      await expect(page.getByTestId('removal-allow')).toBeVisible();
      await lookAt(farDesk, 'removal-supervisor');
      await press(page, 'l');
      await expect(page.getByTestId('removal-asked')).toHaveCount(0, { timeout: 20_000 });
      expect((await deliveryStatus(page)).aedRows).toBeLessThan(before - 100);
    });
  } finally {
    await farDesk.close().catch(() => undefined);
    await line.stop();
  }
});
