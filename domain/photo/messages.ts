/** The messages by which photos reach HQ, as schemas that both ends parse with: GET and POST /v1/photos/<photoId> (hq/PROTOCOL.md, "Photos"). */
import { z } from 'zod';
import { PROTOCOL_VERSION } from '../sync/messages.ts';
import { MAX_PHOTO_BYTES, PHOTO_ID } from './photo.ts';

/** Bytes in one request, at most; a desk sends fewer where the line is thin. */
export const MAX_PHOTO_CHUNK_BYTES = 256 * 1024;

const wholeNumber = z.string().regex(/^\d{1,15}$/).transform(Number);

/**
 * What stands in the query, and so under the signature. device, seq: the entry that names the photo, of the desk itself or of a former
 * device of it. bytes: of the whole photo.
 */
export const photoQuerySchema = z.object({
  device: z.string().min(1).max(64),
  seq: wholeNumber.pipe(z.int().min(1)),
  bytes: wholeNumber.pipe(z.int().min(1)),
});

/** offset: where in the photo the body begins. */
export const photoChunkQuerySchema = photoQuerySchema.extend({ offset: wholeNumber });

/**
 * HQ's word that it holds a photo, whole and as its name says. `statement` keeps it from passing as another signed text. What a newer HQ
 * adds stays in it: the signature is over every member.
 */
export const photoReceiptSchema = z.object({
  body: z.looseObject({
    statement: z.literal('photo'),
    protocol: z.literal(PROTOCOL_VERSION),
    hqId: z.string().min(1).max(64),
    photoId: z.string().regex(PHOTO_ID),
    bytes: z.int().min(1),
    receivedAt: z.iso.datetime(),
  }),
  /** Ed25519 by HQ over the canonical text of body. */
  signature: z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/),
});

/** Why HQ does not take a photo. The request itself was right: the desk goes on with its other photos. */
export const PHOTO_REFUSALS = [
  'not-named', //     HQ holds no such entry of this desk, or the entry names no photo of this id and size
  'too-large', //     more bytes than a photo may have
  'hash-mismatch', // all bytes came, and they are not the photo of this name: HQ has dropped them, and the desk starts anew
] as const;

/** held: so many bytes are here, and the next chunk begins there. */
export const photoReplySchema = z.union([
  z.object({ receipt: photoReceiptSchema }),
  z.object({ refused: z.object({ reason: z.enum(PHOTO_REFUSALS) }) }),
  z.object({ held: z.int().min(0).max(MAX_PHOTO_BYTES) }),
]);

export type PhotoQuery = Readonly<z.infer<typeof photoQuerySchema>>;
export type PhotoReceipt = z.infer<typeof photoReceiptSchema>;
export type PhotoReply = z.infer<typeof photoReplySchema>;
export type PhotoRefusal = (typeof PHOTO_REFUSALS)[number];
