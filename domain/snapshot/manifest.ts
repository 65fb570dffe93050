/** What HQ signs about a snapshot: which chunks it is made of, at which place of the feed it stands, and what must be there in the end. */
import { z } from 'zod';
import { PROTOCOL_VERSION } from '../sync/messages.ts';
import { bucketListSchema } from './buckets.ts';

/** Rows of a chunk that HQ makes: some megabytes of text, a second of a slow line, and little to fetch again after a cut. */
export const ROWS_PER_CHUNK = 20_000;
export const MAX_ROWS_PER_CHUNK = 100_000;
export const MAX_CHUNK_BYTES = 16 * 1024 * 1024;
/** What a chunk may become when it is unpacked; more is no chunk but an attack on the desk's memory. */
export const MAX_CHUNK_TEXT_BYTES = 64 * 1024 * 1024;

/** `feed`: rows as on feed pages, one JSON object a line. `aed`: lines as in aedLine.ts. */
export const CHUNK_KINDS = ['feed', 'aed'] as const;

/** sha256: of the sealed bytes, and the chunk's name. Whoever brings it need not be trusted. */
export const chunkEntrySchema = z.looseObject({
  index: z.int().min(0),
  kind: z.enum(CHUNK_KINDS),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().min(1).max(MAX_CHUNK_BYTES),
  rows: z.int().min(1).max(MAX_ROWS_PER_CHUNK),
});

/**
 * facilityId: whose roster, exams and policy are in it; null: those of nobody. cursor: the feed goes on from there once everything is
 * loaded. rows, buckets: of the AED. key: opens the chunks (seal.ts), base64; only enrolled desks get it. chunksAt: where chunks may be had beside HQ, as folders' addresses; HQ itself always has them.
 * statement: keeps one kind of signed statement from passing as another.
 */
export const snapshotBodySchema = z
  .looseObject({
    statement: z.literal('snapshot'),
    protocol: z.literal(PROTOCOL_VERSION),
    hqId: z.string().min(1).max(64),
    snapshotId: z.string().min(1).max(64),
    facilityId: z.string().min(1).max(16).nullable(),
    cursor: z.string().min(1).max(200),
    key: z.string().regex(/^[A-Za-z0-9+/]{43}=$/),
    madeAt: z.iso.datetime(),
    chunks: z.array(chunkEntrySchema).max(20_000),
    rows: z.int().min(0),
    buckets: bucketListSchema,
    chunksAt: z.array(z.url().max(300)).max(8).default([]),
  })
  .refine(({ chunks }) => chunks.every(({ index }, place) => index === place), { error: 'chunks are numbered from 0 without gaps' })
  .refine(({ chunks, rows }) => sumOf(chunks.filter(({ kind }) => kind === 'aed')) === rows, { error: 'the chunks have the rows' })
  .refine(({ buckets, rows }) => sumOf(buckets) === rows, { error: 'the buckets have the rows' });

/** signature: Ed25519 by HQ over the canonical text (RFC 8785) of body as it came, with every member it has. */
export const signedSnapshotSchema = z.object({ body: z.looseObject({}), signature: z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/) });

/** GET /v1/snapshot. null: HQ has none for this desk, which then reads the feed from its beginning. */
export const snapshotReplySchema = z.object({ snapshot: signedSnapshotSchema.nullable() });

export type ChunkEntry = z.infer<typeof chunkEntrySchema>;
export type SnapshotBody = z.infer<typeof snapshotBodySchema>;
export type SignedSnapshot = z.infer<typeof signedSnapshotSchema>;

function sumOf(parts: readonly { readonly rows: number }[]): number {
  return parts.reduce((sum, { rows }) => sum + rows, 0);
}
