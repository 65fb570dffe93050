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
  const scans = await timesOf(page, session, scannedIds());
  writeFileSync(result, JSON.stringify({ rows: ROWS, scans, frameMs: await frameTime(page) }));
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

async function timesOf(page: Page, session: CDPSession, scans: readonly string[]): Promise<readonly number[]> {
  const times: number[] = [];
  for (const scan of scans) {
    await page.evaluate(() => { (Reflect.get(globalThis, 'awaitPaint') as () => void)(); });
    await playScan(session, scan);
    const painted = await page.evaluate(() => Reflect.get(globalThis, 'painted') as Promise<number | null>);
    if (painted === null) throw new Error(`nothing was painted after ${scan}, number ${times.length + 1}`);
    times.push(painted);
    await page.waitForTimeout(BETWEEN_MS);
  }
  return times;
}

/** How long a frame stands on this screen, ms: what a change waits for when it comes right behind one. */
async function frameTime(page: Page): Promise<number> {
  return page.evaluate((frames) => new Promise<number>((resolve) => {
    const times: number[] = [];
    const next = (at: number): void => {
      times.push(at);
      if (times.length <= frames) requestAnimationFrame(next);
      else resolve(((times.at(-1) ?? 0) - (times[0] ?? 0)) / frames);
    };
    requestAnimationFrame(next);
  }), 120);
}

/** Runs in the page before its own scripts: notes when the last key of a scan was pressed, and when the band's word stood on the screen (Element Timing). */
function watchPaints(): void {
  let pressedAt = 0;
  let painted: ((ms: number) => void) | null = null;
  addEventListener('keydown', (event) => {
    if (event.key === 'Enter') pressedAt = event.timeStamp;
  }, { capture: true });

  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { renderTime: number; identifier: string })[]) {
      if (entry.identifier !== 'band' || entry.renderTime < pressedAt || pressedAt === 0) continue;
      painted?.(entry.renderTime - pressedAt);
      painted = null;
    }
  }).observe({ type: 'element', buffered: false });

  Reflect.set(globalThis, 'awaitPaint', () => {
    pressedAt = 0;
    Reflect.set(globalThis, 'painted', new Promise<number | null>((resolve) => {
      painted = resolve;
      setTimeout(resolve, 10_000, null);
    }));
  });
}
