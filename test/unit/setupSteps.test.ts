// Checks the setup's promises about what it leaves behind: whole folders, one at a time, and a true answer to "is it all here?".
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

interface SetupModules {
  'staging.mjs': { stage(target: string, fill: (folder: string) => unknown): Promise<string> };
  'lock.mjs': { withLock<T>(file: string, onWait: () => void, work: () => Promise<T>): Promise<T> };
  'dependencies.mjs': { dependenciesAgree(root: string): boolean };
  'places.mjs': { cacheParent(platform: string, env: Record<string, string>, home: string): string };
  'fallback-runtime.mjs': { runtimeFile(entryName: string): string | null };
  'registry-package.mjs': { integrityOf(file: string): Promise<string> };
  'libraries.mjs': { missingLibraries(needs: { file: string; packages: string[] }[]): { file: string }[] };
}

/** The setup is plain JavaScript, because it runs before anything is installed. */
async function load<Name extends keyof SetupModules>(name: Name): Promise<SetupModules[Name]> {
  return (await import(new URL(`../../scripts/setup/${name}`, import.meta.url).href)) as SetupModules[Name];
}

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'setup-test-')); });
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

describe('staging', () => {
  it('shows a folder only when it is complete', async () => {
    const { stage } = await load('staging.mjs');
    const target = join(folder, 'runtime');
    await stage(target, (work) => {
      writeFileSync(join(work, 'first'), '');
      expect(existsSync(target)).toBe(false);
      writeFileSync(join(work, 'second'), '');
    });
    expect(readdirSync(target).sort()).toEqual(['first', 'second']);
  });

  it('leaves nothing behind when filling fails, and works at the next try', async () => {
    const { stage } = await load('staging.mjs');
    const target = join(folder, 'runtime');
    const fail = (work: string): void => {
      writeFileSync(join(work, 'half'), '');
      throw new Error('no space left');
    };
    await expect(stage(target, fail)).rejects.toThrow('no space left');
    expect(readdirSync(folder)).toEqual([]);
    await stage(target, (work) => { writeFileSync(join(work, 'whole'), ''); });
    expect(readdirSync(target)).toEqual(['whole']);
  });

  it('clears what a killed setup left an hour ago and spares what is being filled now', async () => {
    const { stage } = await load('staging.mjs');
    const [old, young] = [join(folder, '.part-old'), join(folder, '.part-young')];
    mkdirSync(old);
    mkdirSync(young);
    const twoHoursAgo = new Date(Date.now() - 7_200_000);
    utimesSync(old, twoHoursAgo, twoHoursAgo);
    await stage(join(folder, 'runtime'), () => undefined);
    expect(existsSync(old)).toBe(false);
    expect(existsSync(young)).toBe(true);
  });
});

describe('the lock', () => {
  it('lets the second setup begin only after the first has ended', async () => {
    const { withLock } = await load('lock.mjs');
    const file = join(folder, 'setup.lock');
    const seen: string[] = [];
    const first = withLock(file, () => undefined, async () => {
      seen.push('first begins');
      await new Promise((resolve) => setTimeout(resolve, 300));
      seen.push('first ends');
    });
    const second = withLock(file, () => { seen.push('second waits'); }, async () => { seen.push('second begins'); });
    await Promise.all([first, second]);
    expect(seen).toEqual(['first begins', 'second waits', 'first ends', 'second begins']);
    expect(existsSync(file)).toBe(false);
  });

  it('is taken over from an owner that has died', async () => {
    const { withLock } = await load('lock.mjs');
    const file = join(folder, 'setup.lock');
    writeFileSync(file, '99999999');
    expect(await withLock(file, () => undefined, async () => 'done')).toBe('done');
  });

  it('is taken over when another program bears the number of an owner that died', async () => {
    const { withLock } = await load('lock.mjs');
    const file = join(folder, 'setup.lock');
    writeFileSync(file, String(process.pid));
    const longAgo = new Date(Date.now() - 120_000);
    utimesSync(file, longAgo, longAgo);
    expect(await withLock(file, () => undefined, async () => 'done')).toBe('done');
  });
});

describe('installed packages', () => {
  const write = (file: string, packages: Record<string, unknown>): void => {
    writeFileSync(join(folder, file), JSON.stringify({ packages }));
  };
  const install = (...names: string[]): void => {
    for (const name of names) {
      mkdirSync(join(folder, 'node_modules', name), { recursive: true });
      writeFileSync(join(folder, 'node_modules', name, 'package.json'), '{}');
    }
  };
  const wanted = {
    '': { name: 'root' },
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/other-platform': { version: '1.0.0', integrity: 'sha512-o', optional: true },
  };

  it('agree when every package of the lockfile is there, except optional ones for other platforms', async () => {
    const { dependenciesAgree } = await load('dependencies.mjs');
    install('a');
    write('package-lock.json', wanted);
    write('node_modules/.package-lock.json', { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' } });
    expect(dependenciesAgree(folder)).toBe(true);
  });

  it.each([
    ['another version is there', { 'node_modules/a': { version: '0.9.0', integrity: 'sha512-a' } }],
    ['other bytes are there', { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-x' } }],
    ['it is not there', {}],
  ])('disagree when %s', async (_, present) => {
    const { dependenciesAgree } = await load('dependencies.mjs');
    install('a');
    write('package-lock.json', wanted);
    write('node_modules/.package-lock.json', present);
    expect(dependenciesAgree(folder)).toBe(false);
  });

  it('disagree when an install was killed before it wrote its own record', async () => {
    const { dependenciesAgree } = await load('dependencies.mjs');
    install('a');
    write('package-lock.json', wanted);
    expect(dependenciesAgree(folder)).toBe(false);
  });
});

describe('places and files', () => {
  it.each([
    ['linux', { XDG_CACHE_HOME: '/caches' }, '/home/ann', '/caches'],
    ['linux', { XDG_CACHE_HOME: 'relative' }, '/home/ann', '/home/ann/.cache'],
    ['linux', {}, '/home/ann', '/home/ann/.cache'],
    ['win32', { LOCALAPPDATA: 'C:\\Users\\Ann\\AppData\\Local' }, 'C:\\Users\\Ann', 'C:\\Users\\Ann\\AppData\\Local'],
    ['win32', {}, 'C:\\Users\\Ann', 'C:\\Users\\Ann\\AppData\\Local'],
    ['darwin', {}, '/Users/ann', '/Users/ann/Library/Caches'],
  ])('keeps its cache on %s with %o in the folder that the system means for it', async (platform, env, home, expected) => {
    const { cacheParent } = await load('places.mjs');
    expect(cacheParent(platform, env as Record<string, string>, home)).toBe(expected);
  });

  it('takes the runtime out of the archive and leaves the application that came with it', async () => {
    const { runtimeFile } = await load('fallback-runtime.mjs');
    expect(runtimeFile('Cypress/Cypress')).toBe('Cypress');
    expect(runtimeFile('Cypress/locales/en-US.pak')).toBe('locales/en-US.pak');
    expect(runtimeFile('Cypress/resources/app/index.js')).toBeNull();
    expect(runtimeFile('Cypress/browser_v8_context_snapshot.bin')).toBeNull();
    expect(runtimeFile('elsewhere/file')).toBeNull();
    expect(runtimeFile('Cypress/locales/')).toBeNull();
  });

  it('hashes a file as lockfiles do', async () => {
    const { integrityOf } = await load('registry-package.mjs');
    const file = join(folder, 'package.tgz');
    writeFileSync(file, 'bytes');
    expect(await integrityOf(file)).toBe(`sha512-${createHash('sha512').update('bytes').digest('base64')}`);
  });

  it.runIf(process.platform === 'linux')('names the system programs that are missing, and only those', async () => {
    const { missingLibraries } = await load('libraries.mjs');
    const needs = [{ file: 'sh', packages: ['dash'] }, { file: 'no-such-program', packages: ['none'] }, { file: 'libnone.so.9', packages: ['none'] }];
    expect(missingLibraries(needs).map((need) => need.file)).toEqual(['no-such-program', 'libnone.so.9']);
  });
});
