/** What the page may use of the machine, which scanners it may open, and what is kept of a bench. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keptFile } from '../../../main/shell/keptFile.ts';
import { knownMakesSchema, makeOf, mayUse } from '../../../main/shell/scanners/permissions.ts';
import { benchSettingsSchema, FIRST_SETTINGS } from '../../../preload/contract/benchSettings.ts';

describe('a permission', () => {
  it.each([
    ['serial', 'app://desk/index.html', true],
    ['hid', 'app://desk', true],
    ['serial', 'app://desk.example/index.html', false],
    ['serial', 'app://label/', false],
    ['hid', 'https://desk/', false],
    ['serial', 'file:///index.html', false],
    ['serial', '', false],
    ['hid', undefined, false],
    ['usb', 'app://desk/', false],
    ['geolocation', 'app://desk/', false],
    ['media', 'app://desk/', false],
    ['notifications', 'app://desk/', false],
    ['clipboard-read', 'app://desk/', false],
  ])('%s for %s: %s', (permission, address, expected) => {
    expect(mayUse(permission, address)).toBe(expected);
  });
});

describe('the make of a scanner', () => {
  it.each([
    ['the same make on the same line', makeOf('hid', { vendorId: 1504, productId: 2 }), makeOf('hid', { vendorId: 1504, productId: 2, portName: 'x' }), true],
    ['another product', makeOf('hid', { vendorId: 1504, productId: 2 }), makeOf('hid', { vendorId: 1504, productId: 3 }), false],
    ['the other line', makeOf('hid', { vendorId: 1504, productId: 2 }), makeOf('serial', { vendorId: 1504, productId: 2 }), false],
    ['another port without numbers', makeOf('serial', { portName: 'COM3' }), makeOf('serial', { portName: 'COM4' }), false],
  ])('is known by %s', (_what, one, other, isSame) => {
    expect(one === other).toBe(isSame);
  });
});

describe('the files of a bench', () => {
  let folder = '';
  const settingsIn = (file: string) => keptFile(file, benchSettingsSchema, FIRST_SETTINGS);
  const scannersIn = (file: string) => keptFile(file, knownMakesSchema, []);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'bench-settings-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('give back what was set', () => {
    const settings = { ...FIRST_SETTINGS, volume: 0, scanner: { layout: 'byKey' as const, prefix: '~', suffix: '#' } };
    expect(settingsIn(join(folder, 'new', 'settings.json')).write(settings)).toBe(true);
    expect(settingsIn(join(folder, 'new', 'settings.json')).read()).toEqual(settings);
    scannersIn(join(folder, 'scanners.json')).write(['hid usb 1504:2']);
    expect(scannersIn(join(folder, 'scanners.json')).read()).toEqual(['hid usb 1504:2']);
  });

  it.each([
    ['missing', null],
    ['no JSON', '{"volume":'],
    ['of another shape', '{"volume":"loud"}'],
    ['out of range', '{"volume":1000}'],
  ])('are the first ones where the file is %s', (_how, text) => {
    const file = join(folder, 'settings.json');
    if (text !== null) writeFileSync(file, text);
    expect(settingsIn(file).read()).toEqual(FIRST_SETTINGS);
    expect(scannersIn(file).read()).toEqual([]);
  });

  it('say so when they cannot be written, and leave what is there', () => {
    const file = join(folder, 'settings.json');
    mkdirSync(file);
    expect(settingsIn(file).write(FIRST_SETTINGS)).toBe(false);
    expect(() => readFileSync(file)).toThrow();
  });

  it('keep what an older version set, and take the first value for what it did not know', () => {
    const file = join(folder, 'settings.json');
    writeFileSync(file, '{"volume":20}');
    expect(settingsIn(file).read()).toEqual({ ...FIRST_SETTINGS, volume: 20 });
  });
});
