/** A demo desk for one test: its own HQ, its own profile, a small facility, and the officers who work there. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base, type Page } from '@playwright/test';
import { demoDesk, type DemoDesk } from '../../scripts/demo/demoDesk.ts';
import { demoOfficers } from '../../scripts/demo/officers.ts';
import { openDeskWindow, press, scan, signIn, writeDemoFile, type DeskWindow } from '../../scripts/window/deskWindow.ts';
import type { AnswerOf, ServiceMethod } from '../../preload/contract/service.ts';
import type { Result } from '../../preload/contract/result.ts';
import type { DeliveryStatus } from '../../preload/contract/views.ts';

/** Enough for every band; the whole facility is for the demo and the benchmarks. */
const ROWS = 400;

export interface Bench {
  readonly demo: DemoDesk;
  readonly folder: string;
  window(): DeskWindow;
  page(): Page;
  /** Starts the program again on the same profile. */
  reopen(more?: readonly string[]): Promise<Page>;
}

export const test = base.extend<{ bench: Bench }>({
  bench: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'bench-'));
    const demo = await demoDesk(folder, () => undefined, ROWS);
    let window = await openDeskWindow(demo.profile, demo.demoFile);
    await use({
      demo,
      folder,
      window: () => window,
      page: () => window.page,
      reopen: async (more = []) => {
        window = await openDeskWindow(demo.profile, demo.demoFile, more);
        return window.page;
      },
    });
    await window.close().catch(() => undefined);
    await demo.stop().catch(() => undefined);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  },
});

export { expect, press, scan, signIn };

export { picture } from './pictures.ts';

export function officer(role: 'officer' | 'supervisor') {
  const found = demoOfficers().find((one) => one.role === role);
  if (found === undefined) throw new Error(`the demo has no ${role}`);
  return found;
}

/** A second desk of the same facility and HQ. hqUrl: the line it has to HQ; code: how HQ lets it in. */
export async function openOtherDesk({ demo, folder: place }: Bench, hqUrl: string, code: readonly string[]): Promise<DeskWindow> {
  const folder = join(place, 'other');
  mkdirSync(folder);
  const enrolmentCode = (await demo.hq().admin('enrolment-code', ...code, '--facility', 'JFK')).trim();
  return openDeskWindow(join(folder, 'profile'), writeDemoFile(folder, { hqUrl, enrolmentCode, deskName: 'Bench 12', officers: demoOfficers() }));
}

/** One call of the service contract, as the page makes it. */
export async function call<M extends ServiceMethod>(page: Page, method: M, args?: unknown): Promise<Result<AnswerOf<M>>> {
  return page.evaluate(
    ([name, given]) => (window.desk.service[name] as (args: unknown) => Promise<unknown>)(given),
    [method, args] as const,
  ) as Promise<Result<AnswerOf<M>>>;
}

export async function deliveryStatus(page: Page): Promise<DeliveryStatus> {
  const status = await call(page, 'delivery/status');
  if (!status.ok) throw new Error(`no delivery status: ${status.fault.kind}`);
  return status.value;
}

/** The desk is enrolled and has the whole feed. */
export async function waitForFeed(page: Page): Promise<void> {
  await expect
    .poll(async () => {
      const status = await call(page, 'delivery/status');
      return status.ok && status.value.feedAsOf !== null && status.value.aedRows >= ROWS;
    }, { timeout: 30_000, intervals: [100] })
    .toBe(true);
}

export async function startShift(page: Page, role: 'officer' | 'supervisor' = 'officer'): Promise<void> {
  await waitForFeed(page);
  const { badge, pin } = officer(role);
  await signIn(page, badge, pin);
}
