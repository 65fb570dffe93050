// Runs a command where it can open windows and keep secrets: on the desktop that is there, or on a hidden one made for it.
import type { ChildProcess, StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ownsSecrets, startKeyring } from './keyringSession.ts';
import { spawnTied, stop } from './tiedProcess.ts';
import { startScreen } from './virtualScreen.ts';

export interface DesktopOptions {
  readonly cwd?: string;
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly stdio?: StdioOptions;
  /** Size of the hidden screen, when one is made. */
  readonly screen?: `${number}x${number}`;
}

const endingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Resolves with the exit code of the command (128 when a signal ended it), after everything that was started for it has ended. */
export async function withDesktop(command: string, args: readonly string[], options: DesktopOptions = {}): Promise<number> {
  const helpers: ChildProcess[] = [];
  // Short, because a socket's path may have 108 characters.
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'desk-session-'));
  try {
    const env = { ...process.env, ...options.env, ...(await prepareDesktop(folder, helpers, options)) };
    return await runToEnd(command, args, { cwd: options.cwd, env, stdio: options.stdio ?? 'inherit' });
  } finally {
    for (const helper of helpers) await stop(helper);
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** Makes what is missing and returns the variables that lead to it. Windows and macOS always have both. */
async function prepareDesktop(folder: string, helpers: ChildProcess[], options: DesktopOptions): Promise<Record<string, string>> {
  const added: Record<string, string> = {};
  if (process.platform !== 'linux') return added;
  if (!hasScreen(process.env)) {
    const { display, server } = await startScreen(options.screen ?? '1600x1000');
    helpers.unshift(server);
    added['DISPLAY'] = display;
  }
  if (process.env['DBUS_SESSION_BUS_ADDRESS'] && (await ownsSecrets(process.env))) return added;
  return {
    ...added,
    DBUS_SESSION_BUS_ADDRESS: await startKeyring(folder, helpers),
    // Electron chooses its keyring by the name of the desktop; electronArguments() reads the second one.
    XDG_CURRENT_DESKTOP: 'GNOME',
    DESK_KEYRING: 'gnome-libsecret',
    // Our bus offers no settings and no accessibility service; without these GTK waits for them.
    GSETTINGS_BACKEND: 'memory',
    NO_AT_BRIDGE: '1',
  };
}

/** A variable left over from a session that ended names a screen that nobody serves. */
export function hasScreen(env: NodeJS.ProcessEnv): boolean {
  const wayland = env['WAYLAND_DISPLAY'];
  const runtime = env['XDG_RUNTIME_DIR'];
  if (wayland && runtime && fs.existsSync(path.resolve(runtime, wayland))) return true;
  const display = env['DISPLAY'];
  if (!display) return false;
  const local = /^(?:unix)?:(\d+)/.exec(display);
  return local === null || fs.existsSync(`/tmp/.X11-unix/X${local[1]}`);
}

interface RunOptions {
  readonly cwd: string | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly stdio: StdioOptions;
}

/** The command gets our ending signals, and we end after it: otherwise its windows would lose their screen while they close. */
async function runToEnd(command: string, args: readonly string[], options: RunOptions): Promise<number> {
  const child = spawnTied(command, args, options);
  const pass = (signal: NodeJS.Signals): void => { child.kill(signal); };
  for (const signal of endingSignals) process.on(signal, pass);
  try {
    const ended: unknown[] = await once(child, 'exit');
    return typeof ended[0] === 'number' ? ended[0] : 128;
  } finally {
    for (const signal of endingSignals) process.off(signal, pass);
  }
}
