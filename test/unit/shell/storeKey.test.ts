/** The store's key: made once, never beside an existing store, never replaced, never unwrapped outside the demo. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { obtainStoreKey, type KeyWrapper } from '../../../main/shell/storeKey.ts';

let folder: string;
let keyFile: string;
let store: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'key-'));
  keyFile = join(folder, 'store-key.json');
  store = join(folder, 'store');
});

afterEach(() => rmSync(folder, { recursive: true }));

// The end-to-end tests run the same code on the system's real key store.
const SECRET = 'wrapped:';
const system: KeyWrapper = {
  isAvailable: () => true,
  backend: () => 'gnome_libsecret',
  wrap: (text) => Buffer.from(SECRET + text),
  unwrap: (wrapped) => {
    const text = wrapped.toString();
    if (!text.startsWith(SECRET)) throw new Error('not wrapped here');
    return text.slice(SECRET.length);
  },
};
const none: KeyWrapper = { ...system, isAvailable: () => false };
const basicText: KeyWrapper = { ...system, backend: () => 'basic_text' };
const locked: KeyWrapper = { ...system, unwrap: () => { throw new Error('locked'); } };

describe('the store key', () => {
  it('is made once, wrapped, and the same ever after', () => {
    const first = obtainStoreKey(keyFile, store, system, false);
    expect(first).toMatchObject({ ok: true, value: { protection: 'os' } });
    const again = obtainStoreKey(keyFile, store, system, false);
    expect(again).toEqual(first);
    const plain = first.ok ? first.value.key.toString('base64') : '';
    expect(plain).toHaveLength(44);
    expect(readFileSync(keyFile, 'utf8')).not.toContain(plain);
    if (process.platform !== 'win32') expect(statSync(keyFile).mode & 0o077).toBe(0);
  });

  it.each([
    ['no key store at all', none],
    ['a key store whose key every copy of Chromium knows', basicText],
  ])('is refused on %s', (_what, wrapper) => {
    expect(obtainStoreKey(keyFile, store, wrapper, false)).toEqual({ ok: false, fault: 'no-key-store' });
    expect(() => statSync(keyFile)).toThrow();
  });

  it.each([
    ['no key store at all', none],
    ['a key store that protects nothing', basicText],
  ])('lies open in the demo profile on %s, and says so', (_what, wrapper) => {
    expect(obtainStoreKey(keyFile, store, wrapper, true)).toMatchObject({ ok: true, value: { protection: 'demo' } });
    // What was made as a demo never becomes a real desk.
    expect(obtainStoreKey(keyFile, store, system, false)).toEqual({ ok: false, fault: 'no-key-store' });
  });

  it('is never made beside an existing store', () => {
    mkdirSync(store);
    writeFileSync(join(store, 'ledger.db'), 'records');
    expect(obtainStoreKey(keyFile, store, system, false)).toEqual({ ok: false, fault: 'key-missing' });
    expect(() => statSync(keyFile)).toThrow();
  });

  it.each([
    ['a key store that is locked now', locked, 'key-store-locked'],
    ['a key store that is gone', none, 'key-store-locked'],
    ['a key store that has become worthless', basicText, 'key-store-locked'],
  ])('stays as it is under %s', (_what, wrapper, fault) => {
    obtainStoreKey(keyFile, store, system, false);
    const before = readFileSync(keyFile, 'utf8');
    expect(obtainStoreKey(keyFile, store, wrapper, true)).toEqual({ ok: false, fault });
    expect(readFileSync(keyFile, 'utf8')).toBe(before);
  });

  it.each(['', '{', '{"protection":"none"}', '\u0000\u0000'])('is not replaced when its file is damaged (%j)', (text) => {
    writeFileSync(keyFile, text);
    expect(obtainStoreKey(keyFile, store, system, true)).toEqual({ ok: false, fault: 'key-unreadable' });
    expect(readFileSync(keyFile, 'utf8')).toBe(text);
  });
});
