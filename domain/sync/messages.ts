/** Every message between a desk and HQ (protocol version 1), as schemas that both ends parse with. */
import { z } from 'zod';
import { aedVersionSchema } from '../aed/record.ts';
import { detentionPolicySchema } from '../detention/policy.ts';
import { examDigestSchema } from '../exam/digest.ts';
import { holdEventSchema } from '../hold/events.ts';
import { uspsEventSchema } from '../hold/uspsEvents.ts';
import { entrySchema } from '../ledger/entry.ts';
import { bucketListSchema, BUCKETS } from '../snapshot/buckets.ts';

export const PROTOCOL_VERSION = 1;

/** Entries in one upload, at most; larger backlogs go in several uploads. */
export const MAX_ENTRIES_PER_UPLOAD = 500;
/** Rows in one feed page, at most. */
export const MAX_ROWS_PER_PAGE = 5_000;

const base64 = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/);
const hex64 = z.string().regex(/^[0-9a-f]{64}$/);

// --- enrolment: POST /v1/enrol -------------------------------------------------------------------------------------------

/** publicKey: raw 32-byte Ed25519 key, base64; made on the desk, the private half never leaves it. */
export const enrolRequestSchema = z.object({
  protocol: z.literal(PROTOCOL_VERSION),
  code: z.string().min(8).max(64),
  publicKey: base64,
  deskName: z.string().min(1).max(60),
});

// --- what HQ signs about keys: in the enrolment reply and on every feed page ------------------------------------------------

/** `statement` keeps one kind of signed statement from passing as another: the same key signs receipts too. */
export const deviceCertificateSchema = z.object({
  /** publicKey: the device's raw Ed25519 key. With it a desk that is offline can check who made a relay file (sync rule 9). */
  body: z.looseObject({
    statement: z.literal('device'),
    hqId: z.string().min(1).max(64),
    deviceId: z.string().min(1).max(64),
    facilityId: z.string().min(1).max(16),
    publicKey: base64,
  }),
  /** Ed25519 by HQ over the canonical text of body. */
  signature: base64,
});

export const sealingKeySchema = z.object({
  /** publicKey: HQ's raw X25519 key, 32 bytes; keyId: HQ's name for it. A later key has a higher version. */
  body: z.looseObject({
    statement: z.literal('sealing-key'),
    hqId: z.string().min(1).max(64),
    keyId: z.string().min(1).max(64),
    version: z.int().min(1),
    publicKey: base64,
  }),
  signature: base64,
});

/** An older HQ says nothing of them; what does not parse counts as not said, so that it can never hold up the feed. */
export const hqKeysSchema = z.object({ sealingKey: sealingKeySchema, certificate: deviceCertificateSchema });

export const enrolReplySchema = z.object({
  deviceId: z.string().min(1).max(64),
  facilityId: z.string().min(1).max(16),
  facilityName: z.string().min(1).max(80),
  hqId: z.string().min(1).max(64),
  /** HQ's raw Ed25519 public key, base64: receipts are checked against it for ever after. */
  hqPublicKey: base64,
  /** HQ's clock, RFC 3339 UTC. */
  hqTime: z.iso.datetime(),
  hqKeys: hqKeysSchema.optional().catch(undefined),
});

// --- upload: POST /v1/entries --------------------------------------------------------------------------------------------

/**
 * again: these entries were all delivered before, and those among them that were refused are to be judged anew, because something was put
 * right at HQ. An HQ that does not know the word refuses them as before.
 */
export const uploadSchema = z.object({
  protocol: z.literal(PROTOCOL_VERSION),
  deviceId: z.string().min(1).max(64),
  entries: z.array(entrySchema).min(1).max(MAX_ENTRIES_PER_UPLOAD),
  again: z.literal(true).optional(),
});

export const REFUSAL_REASONS = ['hash-mismatch', 'invalid-entry', 'unknown-officer', 'policy'] as const;

/** One verdict an entry. `duplicate` (same device, seq and hash again) is a success. */
export const verdictSchema = z.discriminatedUnion('verdict', [
  z.object({ seq: z.int().min(1), verdict: z.literal('accepted') }),
  z.object({ seq: z.int().min(1), verdict: z.literal('duplicate') }),
  z.object({ seq: z.int().min(1), verdict: z.literal('refused'), reason: z.enum(REFUSAL_REASONS), detail: z.string().max(500) }),
]);

/**
 * What HQ signs: entries fromSeq..toSeq of the device are durable at HQ, their chain ends in head, and these were refused. What a newer HQ adds
 * stays in it: the signature is over every member.
 */
export const receiptBodySchema = z.looseObject({
  protocol: z.literal(PROTOCOL_VERSION),
  hqId: z.string(),
  deviceId: z.string(),
  fromSeq: z.int().min(1),
  toSeq: z.int().min(1),
  head: hex64,
  refused: z.array(z.int().min(1)),
  receivedAt: z.iso.datetime(),
});

/** signature: Ed25519 over the canonical text of body, base64. Nothing but this counts as delivered (sync rule 1). */
export const receiptSchema = z.object({ body: receiptBodySchema, signature: base64 });

export const uploadReplySchema = z.object({ receipt: receiptSchema, verdicts: z.array(verdictSchema) });

// --- download: GET /v1/feed?cursor=&limit= --------------------------------------------------------------------------------

/** One officer on the roster. pinHash: scrypt, base64, 32 bytes; salt: base64, 16 bytes; the PIN itself is never sent. */
export const rosterOfficerSchema = z.object({
  officerId: z.string().min(1).max(64),
  badge: z.string().min(1).max(32),
  name: z.string().min(1).max(80),
  role: z.enum(['officer', 'supervisor']),
  pinSalt: base64,
  pinHash: base64,
});

/** A dated, versioned list of countries: the waiver list (STOP Act, 19 U.S.C. 1415(a)(3)(K)) or the countries of interest. */
export const countryListSchema = z.object({
  listId: z.enum(['waiver', 'interest']),
  version: z.int().min(1),
  asOf: z.iso.date(),
  countries: z.array(z.string().regex(/^[A-Z]{2}$/)).max(300),
});

/** A kind that is added later is no change of the protocol: a desk that does not know it yet parks its rows (sync rule 4). */
export const feedRowSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('aed'), aed: aedVersionSchema }),
  z.object({ kind: z.literal('aedRemoved'), itemId: z.string(), postedOn: z.string(), reason: z.string() }),
  z.object({ kind: z.literal('hold'), event: holdEventSchema }),
  z.object({ kind: z.literal('usps'), event: uspsEventSchema }),
  /** The exam as amended so far: a later row of one examId takes the place of an earlier one. */
  z.object({ kind: z.literal('examDigest'), digest: examDigestSchema }),
  z.object({ kind: z.literal('list'), list: countryListSchema }),
  z.object({ kind: z.literal('detentionPolicy'), policy: detentionPolicySchema }),
  z.object({ kind: z.literal('roster'), version: z.int().min(1), officers: z.array(rosterOfficerSchema).max(2_000) }),
]);

/** A row of a kind this desk does not know yet: kept as it came, never dropped. */
export const unknownRowSchema = z.looseObject({ kind: z.string() });

/** cursor: opaque; covers the rows of this page and is stored in the same transaction with them (sync rule 4). */
export const feedPageSchema = z.object({
  protocol: z.literal(PROTOCOL_VERSION),
  rows: z.array(unknownRowSchema).max(MAX_ROWS_PER_PAGE),
  cursor: z.string().min(1).max(200),
  more: z.boolean(),
  hqTime: z.iso.datetime(),
  /**
   * Highest sequence HQ holds of the desk that asks. Lower than what the desk has a receipt for: HQ was restored from an older copy, and the
   * desk sends again from there. An older HQ does not say it.
   */
  lastSeq: z.int().min(0).optional(),
  hqKeys: hqKeysSchema.optional().catch(undefined),
});

// --- first load: GET /v1/snapshot and GET /v1/chunks/<sha256>: see domain/snapshot/manifest.ts ------------------------------------

// --- buckets: GET /v1/buckets and GET /v1/buckets/<number> -------------------------------------------------------------------

/**
 * Counts and checksums of HQ's AED by bucket (domain/snapshot/buckets.ts), at the place of the feed that cursor names: the very text that
 * a feed page ending there has. A desk that stands elsewhere compares nothing. signature: over the canonical text of body as it came; only
 * what is signed lets a desk remove rows (sync rule 6).
 */
export const bucketsReplySchema = z.object({
  body: z.looseObject({
    statement: z.literal('buckets'),
    protocol: z.literal(PROTOCOL_VERSION),
    hqId: z.string().min(1).max(64),
    cursor: z.string().min(1).max(200),
    buckets: bucketListSchema,
  }),
  signature: base64,
});

/** All AED of one bucket, each version a line (domain/snapshot/aedLine.ts). Not signed: it must add up to the signed sum. */
export const bucketPageSchema = z.object({
  protocol: z.literal(PROTOCOL_VERSION),
  bucket: z.int().min(0).max(BUCKETS - 1),
  cursor: z.string().min(1).max(200),
  lines: z.array(z.string()),
});

// --- relay: POST /v1/relay, signed by the desk that carries ------------------------------------------------------------------

/** part: one part of a relay file as it lies in the file (domain/relay/part.ts), base64. */
export const relayRequestSchema = z.object({ protocol: z.literal(PROTOCOL_VERSION), part: base64 });

/** Why HQ does not take a part. The request itself was right: the carrier goes on with its other parts. */
export const RELAY_REFUSALS = [
  'not-readable', //      no part of a relay file, or sealed to a key HQ does not have
  'origin-unknown', //    no such device is enrolled here
  'origin-revoked', //    HQ takes nothing of this device any more
  'signature-invalid', // not signed by the device it names
  'invalid', //           what is inside does not fit its header
  'gap', //               entries before these are missing; `expectedSeq` says which comes next
  'fork', //              HQ holds another history of the origin: a person must look
] as const;

/** Taken: the very reply an upload of these entries by their own desk would get. */
export const relayReplySchema = z.union([
  uploadReplySchema,
  z.object({ refused: z.object({ reason: z.enum(RELAY_REFUSALS), expectedSeq: z.int().min(1).optional() }) }),
]);

// --- errors --------------------------------------------------------------------------------------------------------------

/** Codes of HQ's error replies; status in brackets. */
export const HQ_ERROR_CODES = [
  'bad-request', //       [400] the message is not of this protocol
  'code-not-valid', //    [403] the enrolment code is unknown, used or too old
  'signature-invalid', // [401] the request is not signed by this device
  'nonce-stale', //       [401] ask again with the nonce of this reply
  'device-unknown', //    [403]
  'device-revoked', //    [403]
  'device-pending', //    [403] nobody at HQ has approved this device yet
  'gap', //               [409] entries before these are missing; `expectedSeq` says which comes next
  'fork', //              [409] same device and seq, another hash: a person must look
  'cursor-unknown', //    [409] the feed cursor is not one of this HQ: ask without one
  'too-large', //         [413]
  'busy', //              [503] with Retry-After
  'internal', //          [500]
] as const;

export const hqErrorSchema = z.object({
  error: z.object({
    code: z.enum(HQ_ERROR_CODES),
    message: z.string(),
    expectedSeq: z.int().min(1).optional(),
  }),
});

/** Header of every HQ reply; the next request's signature carries it, so that a clock years off still syncs. */
export const NONCE_HEADER = 'hq-nonce';
/** Header that names the sending device. */
export const DEVICE_HEADER = 'desk-device';
/** What a request signature covers (RFC 9421): with the body by its digest (RFC 9530). */
export const SIGNED_FIELDS = ['@method', '@path', '@query', 'content-digest', DEVICE_HEADER] as const;

export type EnrolRequest = z.infer<typeof enrolRequestSchema>;
export type EnrolReply = z.infer<typeof enrolReplySchema>;
export type Upload = z.infer<typeof uploadSchema>;
export type UploadReply = z.infer<typeof uploadReplySchema>;
export type Verdict = z.infer<typeof verdictSchema>;
export type Receipt = z.infer<typeof receiptSchema>;
export type ReceiptBody = z.infer<typeof receiptBodySchema>;
export type FeedRow = z.infer<typeof feedRowSchema>;
export type FeedPage = z.infer<typeof feedPageSchema>;
export type BucketsReply = z.infer<typeof bucketsReplySchema>;
export type BucketPage = z.infer<typeof bucketPageSchema>;
export type RosterOfficer = z.infer<typeof rosterOfficerSchema>;
export type CountryList = z.infer<typeof countryListSchema>;
export type DeviceCertificate = z.infer<typeof deviceCertificateSchema>;
export type SealingKey = z.infer<typeof sealingKeySchema>;
export type HqKeys = z.infer<typeof hqKeysSchema>;
export type RelayReply = z.infer<typeof relayReplySchema>;
export type RelayRefusal = (typeof RELAY_REFUSALS)[number];
export type HqErrorCode = (typeof HQ_ERROR_CODES)[number];
