// Tells which Electron this checkout runs on, as the last setup found it, and the arguments it is started with.
import fs from 'node:fs';
import path from 'node:path';

export interface ElectronRuntime {
  readonly executable: string;
  /** `fallback` is for development and tests on networks where the real Electron cannot be downloaded. */
  readonly kind: 'electron' | 'fallback';
  readonly version: string;
  /** SQLite built for the fallback, for better-sqlite3's `nativeBinding`; null where its packaged binary works. */
  readonly sqliteBinding: string | null;
}

const recordFile = path.join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'imf-exam-desk', 'setup.json');

/** Reads what `npm run setup` left; `file` is given by tests only. */
export function electronRuntime(file: string = recordFile): ElectronRuntime {
  const runtime = runtimeOf(readJson(file));
  if (runtime === null) throw new Error('No Electron is prepared in this checkout. Run: npm run setup');
  return runtime;
}

/** What every start of Electron gets before the app's folder. The program must not phone anywhere that we did not choose. */
export function electronArguments(env: NodeJS.ProcessEnv = process.env): string[] {
  const words = [
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-domain-reliability',
    '--disable-quic',
    '--disable-sync',
    '--no-first-run',
  ];
  // Chromium refuses its sandbox to the superuser, and nobody but a test machine runs as one.
  if (process.getuid?.() === 0) words.push('--no-sandbox');
  if (process.platform !== 'linux') return words;
  // Electron looks for Wayland first, and a virtual screen has none.
  if (env['DISPLAY'] && !env['WAYLAND_DISPLAY']) words.push('--ozone-platform=x11');
  if (env['DESK_KEYRING'] === 'gnome-libsecret') words.push('--password-store=gnome-libsecret');
  return words;
}

/** The variables that the app and the tools around it read to use this runtime. */
export function electronEnvironment(runtime: ElectronRuntime): Record<string, string> {
  return {
    // Without it, `require('electron')` in a tool would begin to download.
    ELECTRON_OVERRIDE_DIST_PATH: path.dirname(runtime.executable),
    ELECTRON_EXEC_PATH: runtime.executable,
    ...(runtime.sqliteBinding === null ? {} : { DESK_SQLITE_BINDING: runtime.sqliteBinding }),
  };
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return null; // Not there or cut off: the caller says what to do.
  }
}

function runtimeOf(record: unknown): ElectronRuntime | null {
  if (!isObject(record) || !isObject(record['runtime'])) return null;
  const { executable, kind, version, sqliteBinding } = record['runtime'];
  if (typeof executable !== 'string' || typeof version !== 'string') return null;
  if (kind !== 'electron' && kind !== 'fallback') return null;
  if (typeof sqliteBinding !== 'string' && sqliteBinding !== null) return null;
  return { executable, kind, version, sqliteBinding };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
