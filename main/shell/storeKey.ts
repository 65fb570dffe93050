/** The store's 256-bit key: made once, wrapped by the system's key store, never written unwrapped outside the demo profile. */
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { writeDurably } from './durableFile.ts';

/** The part of Electron's safeStorage that is needed; backend is null where the platform has only one (Windows, macOS). */
export interface KeyWrapper {
  readonly isAvailable: () => boolean;
  readonly backend: () => string | null;
  readonly wrap: (text: string) => Buffer;
  readonly unwrap: (wrapped: Buffer) => string;
}

export type StoreKey = { readonly key: Buffer; readonly protection: 'os' | 'demo' };

export type StoreKeyFault =
  | 'no-key-store' //       the system offers none that protects anything: the product does not start on it
  | 'key-store-locked' //   the key is there, but the system does not unwrap it now
  | 'key-unreadable' //     the key file is there but damaged: it is left as it is
  | 'key-missing'; //       there is a store but no key for it: a new key would not open it

export type StoreKeyResult = { readonly ok: true; readonly value: StoreKey } | { readonly ok: false; readonly fault: StoreKeyFault };

const keyFileSchema = z.discriminatedUnion('protection', [
  z.object({ protection: z.literal('os'), wrapped: z.string() }),
  z.object({ protection: z.literal('demo'), key: z.string() }),
]);

/**
 * Reads the key, or makes it when this is a new profile. demo allows an unwrapped key, which the sign-in screen then says.
 * A key is never made beside an existing store, and an unreadable key file is never replaced.
 */
export function obtainStoreKey(keyFile: string, storeFolder: string, wrapper: KeyWrapper, demo: boolean): StoreKeyResult {
  if (existsSync(keyFile)) return readKey(keyFile, wrapper, demo);
  if (existsSync(storeFolder) && readdirSync(storeFolder).length > 0) return { ok: false, fault: 'key-missing' };
  const key = randomBytes(32);
  if (protects(wrapper)) {
    writeDurably(keyFile, JSON.stringify({ protection: 'os', wrapped: wrapper.wrap(key.toString('base64')).toString('base64') }));
    return { ok: true, value: { key, protection: 'os' } };
  }
  if (!demo) return { ok: false, fault: 'no-key-store' };
  writeDurably(keyFile, JSON.stringify({ protection: 'demo', key: key.toString('base64') }));
  return { ok: true, value: { key, protection: 'demo' } };
}

function readKey(keyFile: string, wrapper: KeyWrapper, demo: boolean): StoreKeyResult {
  const file = readKeyFile(keyFile);
  if (file === null) return { ok: false, fault: 'key-unreadable' };
  if (file.protection === 'demo') {
    // A demo profile opened as a real one would keep real records under a key that protects nothing.
    if (!demo) return { ok: false, fault: 'no-key-store' };
    return { ok: true, value: { key: Buffer.from(file.key, 'base64'), protection: 'demo' } };
  }
  if (!protects(wrapper)) return { ok: false, fault: 'key-store-locked' };
  try {
    return { ok: true, value: { key: Buffer.from(wrapper.unwrap(Buffer.from(file.wrapped, 'base64')), 'base64'), protection: 'os' } };
  } catch {
    return { ok: false, fault: 'key-store-locked' };
  }
}

function readKeyFile(keyFile: string): z.infer<typeof keyFileSchema> | null {
  try {
    return keyFileSchema.parse(JSON.parse(readFileSync(keyFile, 'utf8')));
  } catch {
    return null;
  }
}

/** basic_text is a fixed key that every copy of Chromium knows (Electron's own word for "no key store found"). */
function protects(wrapper: KeyWrapper): boolean {
  return wrapper.isAvailable() && wrapper.backend() !== 'basic_text';
}
