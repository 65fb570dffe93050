/** Starts the real desk program and gives its window to a driver: used by the demo story and by the end-to-end tests. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { electronArguments, electronRuntime } from '../runtime/electron.ts';

export interface DemoFile {
  readonly hqUrl: string;
  readonly enrolmentCode: string;
  readonly deskName: string;
  readonly officers: readonly { readonly badge: string; readonly name: string; readonly role: string; readonly pin: string }[];
}

export interface DeskWindow {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly close: () => Promise<void>;
}

/** Writes what the desk program's `--demo=` reads; returns the file. */
export function writeDemoFile(folder: string, demo: DemoFile): string {
  const file = join(folder, 'demo.json');
  writeFileSync(file, JSON.stringify(demo));
  return file;
}

/** profile: the desk's own folder; demoFile: null for a desk that is enrolled by hand. */
export async function openDeskWindow(profile: string, demoFile: string | null): Promise<DeskWindow> {
  const runtime = electronRuntime();
  const app = await _electron.launch({
    executablePath: runtime.executable,
    args: [...electronArguments(), process.cwd(), `--profile=${profile}`, ...(demoFile === null ? [] : [`--demo=${demoFile}`])],
    env: { ...process.env, ...(runtime.sqliteBinding === null ? {} : { DESK_SQLITE_BINDING: runtime.sqliteBinding }) } as Record<string, string>,
  });
  const page = await app.firstWindow();
  await page.waitForLoadState('domcontentloaded');
  return { app, page, close: () => app.close() };
}

/** A wedge scanner: a burst of keys and Enter, wherever the focus is. */
export async function scan(page: Page, text: string): Promise<void> {
  for (const character of text) await page.keyboard.press(character === ' ' ? 'Space' : character);
  await page.keyboard.press('Enter');
}

/** A person at the keyboard: slow enough never to be taken for a scanner. */
export async function typeAtHumanSpeed(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text, { delay: 90 });
}

/** Badge, then PIN, as an officer does. */
export async function signIn(page: Page, badge: string, pin: string): Promise<void> {
  await page.getByTestId('signin-badge').focus();
  await typeAtHumanSpeed(page, badge);
  await page.getByTestId('signin-pin').focus();
  await typeAtHumanSpeed(page, pin);
  await page.getByTestId('screen-bench').waitFor();
}
