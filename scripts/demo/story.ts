/** The story of first light, performed in a real window: scan, see, record, deliver, sign; every step printed and photographed. */
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { openDeskWindow, press, scan, signIn } from '../window/deskWindow.ts';
import { demoDesk } from './demoDesk.ts';
import { demoOfficers } from './officers.ts';
import { STORY_ITEMS } from './storyItems.ts';

const folder = process.argv[2] ?? join(import.meta.dirname, '..', '..', 'out', 'demo');
const started = Date.now();
let pictures = 0;

const demo = await demoDesk(join(folder, 'story'), say);
const desk = await openDeskWindow(demo.profile, demo.demoFile);
const { page } = desk;
try {
  await tell(page);
  say(`Done in ${Math.round((Date.now() - started) / 1_000)} s. Pictures: ${folder}`);
} finally {
  await desk.close();
  await demo.stop();
}

async function tell(page: Page): Promise<void> {
  const officer = officerOf('officer');
  const supervisor = officerOf('supervisor');

  await page.getByTestId('demo-officer').first().waitFor();
  await picture('sign-in');
  say('The desk enrols itself; AED, holds, lists and the roster come down from HQ ...');
  await waitForAed(page);
  say(`${officer.name} signs in at Bench 07 of IMF New York JFK.`);
  await signIn(page, officer.badge, officer.pin);

  say(`Scans ${STORY_ITEMS.held}: a burst of keys and Enter, no field focused.`);
  await scan(page, STORY_ITEMS.held);
  await band('HOLD');
  await picture('hold');
  await record('0', 'examined, released to USPS');

  say(`Scans ${STORY_ITEMS.clear}.`);
  await scan(page, STORY_ITEMS.clear);
  await band('CLEAR');
  await record('0', 'examined, released to USPS');
  await picture('clear-saved');

  say(`Scans ${STORY_ITEMS.noAed}: no AED has come for it, and it is recordable at once.`);
  await scan(page, STORY_ITEMS.noAed);
  await band('NO_AED_HERE');
  await picture('no-aed');
  await press(page, '1');
  await record('1', 'detained, admissibility to be decided');

  say(`Scans ${STORY_ITEMS.waived}: from a waived country.`);
  await scan(page, STORY_ITEMS.waived);
  await band('ALTERNATE_SCREENING');
  await picture('alternate-screening');
  await record('0', 'examined, released to USPS');

  say('Everything is delivered: HQ\'s signed receipt is here.');
  await expect(page.getByTestId('recent-row').first()).toHaveAttribute('data-delivery', 'delivered', { timeout: 30_000 });
  await picture('delivered');

  say('HQ goes down. The officer goes on.');
  await demo.hq().kill('SIGKILL');
  await scan(page, STORY_ITEMS.clear);
  await record('0', 'examined, released to USPS');
  await expect(page.getByTestId('outbox-facts')).toContainText('1 waiting');
  await picture('hq-down');

  say(`${supervisor.name}, supervisor, signs in on the same desk and signs the shift.`);
  await press(page, 'F9');
  await page.getByTestId('signin-badge').waitFor();
  await signIn(page, supervisor.badge, supervisor.pin);
  await press(page, 'F3');
  await page.getByTestId('shift-table').waitFor();
  await picture('shift');
  await press(page, 'F8');
  await page.getByTestId('shift-signature').first().waitFor();
  await picture('shift-signed');
}

function officerOf(role: 'officer' | 'supervisor') {
  const officer = demoOfficers().find((one) => one.role === role);
  if (officer === undefined) throw new Error(`the demo has no ${role}`);
  return officer;
}

/** The data has a date as soon as the feed was read to its end. */
async function waitForAed(page: Page): Promise<void> {
  await expect
    .poll(async () => page.evaluate(async () => {
      const status = await window.desk.service['delivery/status']();
      return status.ok && status.value.feedAsOf !== null && status.value.aedRows > 0;
    }), { timeout: 120_000, intervals: [250] })
    .toBe(true);
}

async function band(code: string): Promise<void> {
  await expect(page.getByTestId('band')).toHaveAttribute('data-band', code);
  say(`   The band says: ${(await page.getByTestId('band').innerText()).replaceAll(/\s+/g, ' ')}`);
}

async function record(key: string, words: string): Promise<void> {
  await press(page, key);
  await expect(page.getByTestId('saved-line')).toBeVisible();
  say(`   Key ${key}: ${words}. The screen says: ${(await page.getByTestId('saved-line').innerText()).replaceAll(/\s+/g, ' ')}`);
}

async function picture(name: string): Promise<void> {
  pictures += 1;
  await page.screenshot({ path: join(folder, `${String(pictures).padStart(2, '0')}-${name}.png`) });
}

function say(words: string): void {
  console.log(words);
}
