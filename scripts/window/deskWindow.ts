/** Starts the real desk program and gives its window to a driver: used by the demo story and by the end-to-end tests. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, errors, type ElectronApplication, type Page } from '@playwright/test';
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
  const app = await launch(profile, demoFile).catch((error: unknown) => {
    if (!(error instanceof errors.TimeoutError)) throw error;
    // Once in some hundred launches the driver has connected to the program, which is up and at work, and waits for ever. It has ended it by now.
    return launch(profile, demoFile);
  });
  const page = await app.firstWindow();
  await page.waitForLoadState('domcontentloaded');
  return { app, page, close: () => app.close() };
}

/** A launch takes one to three seconds; on a very busy machine ten. */
const LAUNCH_TIMEOUT_MS = 30_000;

function launch(profile: string, demoFile: string | null): Promise<ElectronApplication> {
  const runtime = electronRuntime();
  return _electron.launch({
    executablePath: runtime.executable,
    args: [...electronArguments(), process.cwd(), `--profile=${profile}`, ...(demoFile === null ? [] : [`--demo=${demoFile}`])],
    env: { ...process.env, ...(runtime.sqliteBinding === null ? {} : { DESK_SQLITE_BINDING: runtime.sqliteBinding }) },
    timeout: LAUNCH_TIMEOUT_MS,
  });
}

/** A scanner's keys come this far apart. */
const SCANNER_GAP_SECONDS = 0.004;

/**
 * A wedge scanner: a burst of keys and Enter, wherever the focus is. All keys are handed to the browser at once, each with the time at which a
 * scanner would have sent it, so that a busy machine does not turn the scanner into a slow typist.
 */
export async function scan(page: Page, text: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  try {
    let timestamp = Date.now() / 1_000;
    const keys = Array.from(text, (key) => ({ key, text: key, code: codeOf(key) }));
    const sent: Promise<unknown>[] = [];
    for (const key of [...keys, { key: 'Enter', text: '\r', code: 'Enter' }]) {
      timestamp += SCANNER_GAP_SECONDS;
      sent.push(session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key, windowsVirtualKeyCode: virtualKeyOf(key.key), timestamp }));
      sent.push(session.send('Input.dispatchKeyEvent', { type: 'keyUp', key: key.key, code: key.code, windowsVirtualKeyCode: virtualKeyOf(key.key), timestamp }));
    }
    await Promise.all(sent);
  } finally {
    await session.detach();
  }
}

function codeOf(key: string): string {
  if (/^[0-9]$/.test(key)) return `Digit${key}`;
  if (/^[a-z]$/i.test(key)) return `Key${key.toUpperCase()}`;
  return key === ' ' ? 'Space' : '';
}

function virtualKeyOf(key: string): number {
  return key === 'Enter' ? 13 : key.toUpperCase().charCodeAt(0);
}

/** A person's key: held for as long as fingers take, so that a scan right behind it does not swallow it. */
export async function press(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key, { delay: 45 });
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
