// Checks what starts Electron: the record of the setup is read with suspicion, and the arguments fit the screen that is there.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasScreen } from '../../scripts/runtime/display.ts';
import { electronArguments, electronEnvironment, electronRuntime } from '../../scripts/runtime/electron.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'runtime-test-'));
  file = join(folder, 'setup.json');
});
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

const fallback = { executable: '/cache/electron', kind: 'fallback', version: '33.2.1', sqliteBinding: '/cache/sqlite.node' } as const;

describe('the recorded runtime', () => {
  it('is read as the setup left it', () => {
    writeFileSync(file, JSON.stringify({ lockfile: 'x', runtime: { ...fallback, retryAfter: 1 } }));
    expect(electronRuntime(file)).toEqual(fallback);
  });

  it.each(['', '{"runtime":', '{}', '{"runtime":{"executable":1}}', '{"runtime":{"executable":"e","kind":"other","version":"1","sqliteBinding":null}}'])(
    'says what to do when the record is %j',
    (content) => {
      writeFileSync(file, content);
      expect(() => electronRuntime(file)).toThrow('npm run setup');
    },
  );

  it('tells the app about its own SQLite only when there is one', () => {
    expect(electronEnvironment(fallback)['DESK_SQLITE_BINDING']).toBe('/cache/sqlite.node');
    expect(electronEnvironment({ ...fallback, sqliteBinding: null })).not.toHaveProperty('DESK_SQLITE_BINDING');
  });
});

describe('the arguments', () => {
  it('switch off every call home', () => {
    expect(electronArguments({})).toEqual(expect.arrayContaining(['--disable-background-networking', '--disable-component-update', '--disable-sync']));
  });

  it('give up the sandbox for the superuser alone', () => {
    expect(electronArguments({}).includes('--no-sandbox')).toBe(process.getuid?.() === 0);
  });

  it.runIf(process.platform === 'linux')('name the screen and the keyring that are there', () => {
    expect(electronArguments({ DISPLAY: ':7' })).toContain('--ozone-platform=x11');
    expect(electronArguments({ DISPLAY: ':7', WAYLAND_DISPLAY: 'wayland-0' })).not.toContain('--ozone-platform=x11');
    expect(electronArguments({ DESK_KEYRING: 'gnome-libsecret' })).toContain('--password-store=gnome-libsecret');
  });
});

describe('a screen', () => {
  it('is not there when nothing names one', () => {
    expect(hasScreen({})).toBe(false);
  });

  it('is not there when the session that a variable names has ended', () => {
    expect(hasScreen({ DISPLAY: ':64123' })).toBe(false);
    expect(hasScreen({ WAYLAND_DISPLAY: 'wayland-0', XDG_RUNTIME_DIR: folder })).toBe(false);
  });

  it('may be on another computer', () => {
    expect(hasScreen({ DISPLAY: 'bench-7:0' })).toBe(true);
  });
});
