/** What the decoding worker answers to a message; apart from the worker so that it can be tried without one. */
import type { Decoder } from '../../domain/decoding/decoder.ts';
import { decodeRequestSchema, type DecodeReply } from './messages.ts';

/** The reader is started by the first frame. Null for what is no request: there is nobody to answer to. */
export function answering(start: () => Promise<Decoder>): (message: unknown) => Promise<DecodeReply | null> {
  let decoder: Promise<Decoder> | null = null;
  return async (message) => {
    const request = decodeRequestSchema.safeParse(message);
    if (!request.success) return null;
    const { id, effort, frame } = request.data;
    try {
      decoder ??= start();
      return { kind: 'reads', id, reads: [...await (await decoder).read(frame, effort)] };
    } catch (error) {
      return { kind: 'broken', id, why: error instanceof Error ? error.message : String(error) };
    }
  };
}
