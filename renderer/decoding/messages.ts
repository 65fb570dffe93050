/** Every message between the page and its decoding worker; each end parses what arrives. */
import './withoutEval.ts';
import { z } from 'zod';
import { isWhole } from '../../domain/decoding/frame.ts';
import { EFFORTS, readSchema } from '../../domain/decoding/read.ts';

const frameSchema = z.object({
  width: z.int().positive(),
  height: z.int().positive(),
  data: z.union([z.instanceof(Uint8ClampedArray), z.instanceof(Uint8Array)]),
}).refine(isWhole, 'the bytes are not as many as width and height say');

export const decodeRequestSchema = z.object({ id: z.int(), effort: z.enum(EFFORTS), frame: frameSchema });

/** broken: the reader did not start, or will not read again; the worker ends itself after it. why: for a log, never shown. */
export const decodeReplySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('reads'), id: z.int(), reads: z.array(readSchema) }),
  z.object({ kind: z.literal('broken'), id: z.int(), why: z.string() }),
]);

export type DecodeRequest = z.infer<typeof decodeRequestSchema>;
export type DecodeReply = z.infer<typeof decodeReplySchema>;
