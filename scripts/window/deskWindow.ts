/** Starts the real desk program and gives its window to a driver: used by the demo story and by the end-to-end tests. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { _electron, errors, type CDPSession, type ElectronApplication, type Page } from '@playwright/test';
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

/** profile: the desk's own folder; demoFile: null for a desk that is enrolled by hand; more: arguments of the program or of Chromium. */
export async function openDeskWindow(profile: string, demoFile: string | null, more: readonly string[] = []): Promise<DeskWindow> {
  const app = await launch(profile, demoFile, more).catch((error: unknown) => {
    if (!(error instanceof errors.TimeoutError)) throw error;
    // Once in some hundred launches the driver has connected to the program, which is up and at work, and waits for ever. It has ended it by now.
    return launch(profile, demoFile, more);
  });
  const page = await app.firstWindow();
  await page.waitForLoadState('domcontentloaded');
  return { app, page, close: () => app.close() };
}

/** A launch takes one to three seconds; on a very busy machine ten. */
const LAUNCH_TIMEOUT_MS = 30_000;

function launch(profile: string, demoFile: string | null, more: readonly string[]): Promise<ElectronApplication> {
  const runtime = electronRuntime();
  return _electron.launch({
    executablePath: runtime.executable,
    args: [...electronArguments(), process.cwd(), `--profile=${profile}`, ...(demoFile === null ? [] : [`--demo=${demoFile}`]), ...more],
    env: { ...process.env, ...(runtime.sqliteBinding === null ? {} : { DESK_SQLITE_BINDING: runtime.sqliteBinding }) },
    timeout: LAUNCH_TIMEOUT_MS,
  });
}

/** A scanner's keys come this far apart. */
const SCANNER_GAP_SECONDS = 0.004;

/**
 * What this computer's keyboard layout makes of a scanner that plays a US keyboard. The scanner presses Shift for a capital, as it does where
 * nobody has pressed Caps Lock.
 */
export type DeskKeyboard = 'us' | 'us, Caps Lock on' | 'german';

/**
 * A wedge scanner: a burst of keys and Enter, wherever the focus is. All keys are handed to the browser at once, each with the time at which a
 * scanner would have sent it, so that a busy machine does not turn the scanner into a slow typist.
 */
export async function scan(page: Page, text: string, keyboard: DeskKeyboard = 'us'): Promise<void> {
  const session = await page.context().newCDPSession(page);
  try {
    await sendScan(session, text, keyboard);
  } finally {
    await session.detach();
  }
}

/** The same over a line to the browser that stays open, for scans in quick succession. */
export async function sendScan(session: CDPSession, text: string, keyboard: DeskKeyboard = 'us'): Promise<void> {
  let timestamp = Date.now() / 1_000;
  const sent: Promise<void>[] = [];
  for (const key of keysOf(text, keyboard)) {
    timestamp += SCANNER_GAP_SECONDS;
    sent.push(pressKey(session, { ...key, timestamp }));
  }
  await Promise.all(sent);
}

/** The same as it happens, each key when it is due: for measuring what follows the last one. On a busy machine the scanner is slower then. */
export async function playScan(session: CDPSession, text: string): Promise<void> {
  for (const key of keysOf(text, 'us')) {
    void pressKey(session, { ...key, timestamp: Date.now() / 1_000 });
    await setTimeout(SCANNER_GAP_SECONDS * 1_000);
  }
}

function keysOf(text: string, keyboard: DeskKeyboard): readonly ScannerKey[] {
  return [...Array.from(text, (character) => keyOf(character, keyboard)), { key: 'Enter', code: 'Enter', shift: false }];
}

async function pressKey(session: CDPSession, { key, code, shift, timestamp }: ScannerKey & { readonly timestamp: number }): Promise<void> {
  const event = { key, code, modifiers: shift ? SHIFT : 0, windowsVirtualKeyCode: virtualKeyOf(code), timestamp };
  await Promise.all([
    session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...textOf(key), ...event }),
    session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event }),
  ]);
}

/** A key with a name makes no text, apart from Enter. */
function textOf(key: string): { readonly text?: string } {
  if (key === 'Enter') return { text: '\r' };
  return Array.from(key).length === 1 ? { text: key } : {};
}

const SHIFT = 8;

/** Signs by the place that makes them on a US keyboard, and whether with Shift. */
const SIGN_PLACES: Readonly<Record<string, readonly [code: string, shift: boolean]>> = {
  ' ': ['Space', false], '-': ['Minus', false], '/': ['Slash', false], '+': ['Equal', true], ']': ['BracketRight', false], '[': ['BracketLeft', false],
  '.': ['Period', false], ',': ['Comma', false], ':': ['Semicolon', true], '#': ['Digit3', true], _: ['Minus', true],
};

/** What the same place makes with a German layout, without and with Shift. */
const GERMAN: Readonly<Record<string, readonly [plain: string, shifted: string]>> = {
  KeyY: ['z', 'Z'], KeyZ: ['y', 'Y'], Minus: ['ß', '?'], Slash: ['-', '_'], Equal: ['Dead', 'Dead'], BracketRight: ['+', '*'], BracketLeft: ['ü', 'Ü'],
  Semicolon: ['ö', 'Ö'], Digit3: ['3', '§'], Period: ['.', ':'], Comma: [',', ';'],
};

interface ScannerKey {
  readonly key: string;
  readonly code: string;
  readonly shift: boolean;
}

function keyOf(character: string, keyboard: DeskKeyboard): ScannerKey {
  const [code, shift] = placeOf(character);
  const german = keyboard === 'german' ? GERMAN[code] : undefined;
  if (german !== undefined) return { key: german[shift ? 1 : 0], code, shift };
  const isTurned = keyboard === 'us, Caps Lock on' && code.startsWith('Key');
  return { key: isTurned ? turned(character) : character, code, shift };
}

function placeOf(character: string): readonly [code: string, shift: boolean] {
  if (/^[0-9]$/.test(character)) return [`Digit${character}`, false];
  if (/^[a-z]$/i.test(character)) return [`Key${character.toUpperCase()}`, character !== character.toLowerCase()];
  return SIGN_PLACES[character] ?? ['', false];
}

function turned(letter: string): string {
  return letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
}

function virtualKeyOf(code: string): number {
  return code === 'Enter' ? 13 : code.startsWith('Key') || code.startsWith('Digit') ? code.charCodeAt(code.length - 1) : 0;
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
