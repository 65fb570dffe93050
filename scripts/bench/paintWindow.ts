/** The process in which the band's paint is measured: a demo desk with a million rows. Arguments: folder, file for the figures. */
import { writeFileSync } from 'node:fs';
import type { CDPSession, Page } from '@playwright/test';
import { demoAedRows } from '../demo/aedRows.ts';
import { demoDesk } from '../demo/demoDesk.ts';
import { demoOfficers } from '../demo/officers.ts';
import { DEMO_SEED } from '../demo/seed.ts';
import { openDeskWindow, playScan, signIn } from '../window/deskWindow.ts';

const ROWS = Number(process.env['PAINT_ROWS'] ?? '1000000');
const SCANS = Number(process.env['PAINT_SCANS'] ?? '2000');
const BARE = Number(process.env['PAINT_BARE'] ?? '500');
/** Between two scans: an officer is never faster, and the figures of one scan do not fall on the next. */
const BETWEEN_MS = 20;

const [folder = '', result = ''] = process.argv.slice(2);
const demo = await demoDesk(folder, () => undefined, ROWS);
const desk = await openDeskWindow(demo.profile, demo.demoFile);
try {
  const { page } = desk;
  await page.addInitScript(watchPaints);
  await page.reload();
  await waitForRows(page);
  const officer = demoOfficers().find(({ role }) => role === 'officer');
  if (officer === undefined) throw new Error('the demo has no officer');
  await signIn(page, officer.badge, officer.pin);
  const session = await page.context().newCDPSession(page);
  const bare = await timesOf(page, session, Array.from({ length: BARE }, () => null));
  const scans = await timesOf(page, session, scannedIds());
  writeFileSync(result, JSON.stringify({ rows: ROWS, scans, bare }));
} finally {
  await desk.close();
  await demo.stop();
}

/** Spread over all rows; nothing is scanned twice, so nothing is answered from memory. */
function scannedIds(): readonly string[] {
  const ids: string[] = [];
  let at = 0;
  for (const { itemId } of demoAedRows(DEMO_SEED, ROWS)) if (at++ % Math.floor(ROWS / SCANS) === 0 && ids.length < SCANS) ids.push(itemId);
  return ids;
}

async function waitForRows(page: Page): Promise<void> {
  for (;;) {
    const status = await page.evaluate(() => window.desk.service['delivery/status']());
    if (status.ok && status.value.feedAsOf !== null && status.value.aedRows >= ROWS) return;
    await page.waitForTimeout(500);
  }
}

/** null: only the key, with a bare element that changes on it. */
async function timesOf(page: Page, session: CDPSession, scans: readonly (string | null)[]): Promise<readonly number[]> {
  const times: number[] = [];
  for (const scan of scans) {
    await page.evaluate((isBare) => (Reflect.get(globalThis, 'awaitPaint') as (isBare: boolean) => void)(isBare), scan === null);
    await (scan === null ? pressBare(session) : playScan(session, scan));
    const painted = await page.evaluate(() => Reflect.get(globalThis, 'painted') as Promise<number | null>);
    if (painted === null) throw new Error(`nothing was painted after ${scan ?? 'a bare key'}, number ${times.length + 1}`);
    times.push(painted);
    await page.waitForTimeout(BETWEEN_MS);
  }
  return times;
}

async function pressBare(session: CDPSession): Promise<void> {
  await session.send('Input.dispatchKeyEvent', { type: 'keyDown', key: 'F20', code: 'F20', windowsVirtualKeyCode: 131, timestamp: Date.now() / 1_000 });
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key: 'F20', code: 'F20', windowsVirtualKeyCode: 131 });
}

/**
 * Runs in the page before its own scripts: notes when the last key of a scan was pressed, and when the band's word, or the bare element, was
 * on the screen (Element Timing: the time at which the frame with it was shown).
 */
function watchPaints(): void {
  let pressedAt = 0;
  let waiting: ((ms: number) => void) | null = null;
  let isBareWanted = false;
  addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== 'F20') return;
    pressedAt = event.timeStamp;
    if (event.key === 'F20') bareChange();
  }, { capture: true });

  function bareChange(): void {
    const bare = document.createElement('p');
    bare.id = 'bare';
    bare.textContent = String(pressedAt);
    bare.setAttribute('elementtiming', 'bare');
    bare.style.cssText = 'position:fixed;inset:40% auto auto 40%;z-index:9;font-size:48px';
    document.body.append(bare);
  }

  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { renderTime: number; identifier: string })[]) {
      if (entry.identifier !== (isBareWanted ? 'bare' : 'band') || entry.renderTime < pressedAt || pressedAt === 0) continue;
      waiting?.(entry.renderTime - pressedAt);
      waiting = null;
    }
  }).observe({ type: 'element', buffered: false });

  Reflect.set(globalThis, 'awaitPaint', (isBare: boolean) => {
    document.querySelector('#bare')?.remove();
    isBareWanted = isBare;
    pressedAt = 0;
    Reflect.set(globalThis, 'painted', new Promise<number | null>((resolve) => {
      waiting = resolve;
      setTimeout(resolve, 10_000, null);
    }));
  });
}
