/** Nonces and cursors: small values that HQ hands out without keeping them, closed by an HMAC so that only HQ can make one. */
import { createHmac, timingSafeEqual, type KeyObject } from 'node:crypto';

/** By HQ's clock only: the clock of a desk may be years off (sync rule 8). */
export const NONCE_LIFETIME_MS = 10 * 60_000;

const CURSOR_VERSION = 'c1';

export function makeNonce(secret: KeyObject, now: Date): string {
  const time = now.getTime().toString(36);
  return `${time}.${seal(secret, `nonce.${time}`)}`;
}

/** A nonce that HQ made in the last ten minutes. One from the future counts as old: HQ's clock was set back. */
export function isFreshNonce(secret: KeyObject, nonce: string, now: Date): boolean {
  const [time = '', mac = '', ...rest] = nonce.split('.');
  if (rest.length > 0 || !isSealed(secret, `nonce.${time}`, mac)) return false;
  const age = now.getTime() - Number.parseInt(time, 36);
  return age >= 0 && age <= NONCE_LIFETIME_MS;
}

/** What tells the feed row with this seq from any other, '' for seq 0, null when there is none. */
export type RowMarkAt = (seq: number) => Promise<string | null>;

/**
 * A cursor covers every feed row up to seq. The row's mark is closed in too: when HQ was restored from an older copy and has given its seqs
 * to other rows since, the cursor no longer opens, instead of hiding those rows for ever.
 */
export async function makeCursor(secret: KeyObject, seq: number, rowMarkAt: RowMarkAt): Promise<string> {
  return `${CURSOR_VERSION}.${seq}.${seal(secret, cursorText(seq, await rowMarkAt(seq) ?? ''))}`;
}

/** The seq of a cursor that HQ made for the feed it has now, or null. */
export async function readCursor(secret: KeyObject, cursor: string, rowMarkAt: RowMarkAt): Promise<number | null> {
  const [version = '', seq = '', mac = '', ...rest] = cursor.split('.');
  if (rest.length > 0 || version !== CURSOR_VERSION || !/^\d{1,15}$/.test(seq)) return null;
  const rowMark = await rowMarkAt(Number(seq));
  return rowMark !== null && isSealed(secret, cursorText(Number(seq), rowMark), mac) ? Number(seq) : null;
}

function cursorText(seq: number, rowMark: string): string {
  return `${CURSOR_VERSION}.${seq}.${rowMark}`;
}

function seal(secret: KeyObject, text: string): string {
  return createHmac('sha256', secret).update(text).digest().subarray(0, 16).toString('base64url');
}

function isSealed(secret: KeyObject, text: string, mac: string): boolean {
  const expected = Buffer.from(seal(secret, text));
  const given = Buffer.from(mac);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
