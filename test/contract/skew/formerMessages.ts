/** The messages as the version before this one knew them, frozen: what must still pass between it and this one, in both directions. */
import { z } from 'zod';

const base64 = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/);
const hex64 = z.string().regex(/^[0-9a-f]{64}$/);

export const formerEnrolReply = z.object({
  deviceId: z.string().min(1).max(64), facilityId: z.string().min(1).max(16), facilityName: z.string().min(1).max(80),
  hqId: z.string().min(1).max(64), hqPublicKey: base64, hqTime: z.iso.datetime(),
});

const formerVerdict = z.discriminatedUnion('verdict', [
  z.object({ seq: z.int().min(1), verdict: z.literal('accepted') }),
  z.object({ seq: z.int().min(1), verdict: z.literal('duplicate') }),
  z.object({ seq: z.int().min(1), verdict: z.literal('refused'), reason: z.enum(['hash-mismatch', 'invalid-entry', 'unknown-officer', 'policy']), detail: z.string().max(500) }),
]);

export const formerUploadReply = z.object({
  receipt: z.object({
    body: z.object({
      protocol: z.literal(1), hqId: z.string(), deviceId: z.string(), fromSeq: z.int().min(1), toSeq: z.int().min(1), head: hex64,
      refused: z.array(z.int().min(1)), receivedAt: z.iso.datetime(),
    }),
    signature: base64,
  }),
  verdicts: z.array(formerVerdict),
});

export const FORMER_ROW_KINDS = ['aed', 'aedRemoved', 'hold', 'usps', 'examDigest', 'list', 'detentionPolicy', 'roster'] as const;

export const formerFeedPage = z.object({
  protocol: z.literal(1), rows: z.array(z.looseObject({ kind: z.string() })).max(5_000), cursor: z.string().min(1).max(200), more: z.boolean(),
  hqTime: z.iso.datetime(), lastSeq: z.int().min(0).optional(),
});

export const formerError = z.object({
  error: z.object({
    code: z.enum([
      'bad-request', 'code-not-valid', 'signature-invalid', 'nonce-stale', 'device-unknown', 'device-revoked', 'gap', 'fork', 'cursor-unknown',
      'too-large', 'busy', 'internal',
    ]),
    message: z.string(),
    expectedSeq: z.int().min(1).optional(),
  }),
});

export const FORMER_PATHS: ReadonlySet<string> = new Set(['/v1/health', '/v1/enrol', '/v1/entries', '/v1/feed']);
