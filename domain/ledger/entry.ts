/** One entry of a desk's ledger: a fact that originated here, sealed into a hash chain. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import { z } from 'zod';

const hex64 = z.string().regex(/^[0-9a-f]{64}$/);

const jsonObject = z.record(z.string(), z.json());

/** Checked, and handed on as it came: a record that is parsed loses a member of the name `__proto__`, and with it the hash. */
const payloadSchema = z.custom<z.infer<typeof jsonObject>>((value) => jsonObject.safeParse(value).success, 'the payload is no JSON object');

/**
 * What is hashed. Unknown extra members of a newer desk are kept (loose), because dropping one would break its hash.
 * recordedAt: wall clock, RFC 3339 with zone offset, for people only; order comes from (deviceId, seq).
 * monotonicMs: ms since the service started; hqHeardAt: HQ's own clock when last heard. Both let a wrong wall clock be seen.
 */
export const entryBodySchema = z.looseObject({
  deviceId: z.string().min(1).max(64),
  seq: z.int().min(1),
  id: z.uuid(),
  kind: z.string().min(1).max(80),
  version: z.int().min(1),
  facilityId: z.string().min(1).max(16),
  officerId: z.string().max(64).nullable(),
  sessionId: z.string().max(64).nullable(),
  recordedAt: z.iso.datetime({ offset: true }),
  monotonicMs: z.int().min(0),
  hqHeardAt: z.iso.datetime().nullable(),
  payload: payloadSchema,
  prevHash: hex64,
});

export const entrySchema = entryBodySchema.extend({ hash: hex64 });

export type EntryBody = z.infer<typeof entryBodySchema>;
export type Entry = z.infer<typeof entrySchema>;

/** prevHash of a device's first entry: there is nothing before it. */
export const GENESIS_HASH = '0'.repeat(64);

/** RFC 8785 text of a JSON value: the same value gives the same bytes on every machine. Throws on NaN, Infinity and undefined. */
export function canonicalText(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('not a JSON value');
  return text;
}

/** SHA-256 in lower-case hex over the UTF-8 bytes of a text. */
export function sha256Hex(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

export function hashOfBody(body: EntryBody): string {
  return sha256Hex(canonicalText(body));
}

/** Closes an entry: from here on any change to it shows. */
export function seal(body: EntryBody): Entry {
  return { ...body, hash: hashOfBody(body) };
}
