/** Three entries that HQ refuses, made as it happens: HQ is restored from a copy that is older than an officer. */
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { s10Of } from '../../scripts/demo/itemIds.ts';
import { demoOfficers } from '../../scripts/demo/officers.ts';
import { type Bench, call, deliveryStatus, expect, press, scan, signIn, waitForFeed } from './desk.ts';

/** Somebody whom HQ forgets, because it is restored from a copy that is older than the roster with this name. */
const NEWCOMER = { officerId: 'demo-lindt', badge: '4477', name: 'Lindt, M.', role: 'officer' as const, pin: '531246' };
export const REFUSED_ITEM = s10Of('RR', 5_560_001, 'DE');

export async function publishRoster(bench: Bench): Promise<void> {
  const file = join(bench.folder, 'roster.json');
  writeFileSync(file, JSON.stringify([...demoOfficers(), NEWCOMER]));
  await bench.demo.hq().admin('publish-roster', file, '--facility', 'JFK');
}

/**
 * The newcomer signs in, records an exam and signs out while HQ is away; when HQ comes back it is a copy from before that officer was on the
 * roster, and refuses all three.
 */
export async function threeRefused(bench: Bench): Promise<void> {
  const page = bench.page();
  await waitForFeed(page);
  const { data } = bench.demo.hq();
  const copy = join(bench.folder, 'older-copy');
  await bench.demo.hq().kill('SIGTERM');
  cpSync(data, copy, { recursive: true });
  await bench.demo.restartHq('SIGTERM');

  await publishRoster(bench);
  await call(page, 'delivery/now');
  await expect.poll(async () => (await call(page, 'session/signIn', { badge: NEWCOMER.badge, pin: NEWCOMER.pin })).ok, { timeout: 20_000 }).toBe(true);
  await call(page, 'session/signOut');
  await expect.poll(async () => (await deliveryStatus(page)).waiting, { timeout: 20_000 }).toBe(0);

  await bench.demo.hq().kill('SIGTERM');
  await signIn(page, NEWCOMER.badge, NEWCOMER.pin);
  await scan(page, REFUSED_ITEM);
  await expect(page.getByTestId('band')).toHaveAttribute('data-band', 'NO_AED_HERE');
  await press(page, '0');
  await expect(page.getByTestId('saved-line')).toBeVisible();
  await press(page, 'F3');
  await press(page, 'q');
  rmSync(data, { recursive: true });
  cpSync(copy, data, { recursive: true });
  await bench.demo.restartHq('SIGTERM');
  await call(page, 'delivery/now');
  await expect.poll(async () => {
    const { waiting, refused } = await deliveryStatus(page);
    return waiting === 0 && refused >= 3;
  }, { timeout: 30_000 }).toBe(true);
}
