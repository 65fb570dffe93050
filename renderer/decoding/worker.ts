/** The decoding worker: one frame at a time through the readers, away from the thread that the officer types into. */
import './withoutEval.ts';
import { startDecoder } from '../../domain/decoding/decoder.ts';
import { answering } from './answering.ts';
import { wasmBinary } from './wasmBinary.ts';

// Only what a worker's own scope has of a window's: the compiler knows this file as part of the page.
const { addEventListener, postMessage, close } = globalThis as unknown as {
  readonly addEventListener: (kind: 'message', listener: (event: MessageEvent<unknown>) => void) => void;
  readonly postMessage: (message: unknown) => void;
  readonly close: () => void;
};

const answer = answering(async () => startDecoder(wasmBinary()));

addEventListener('message', ({ data }) => {
  void answer(data).then((reply) => {
    if (reply === null) return;
    postMessage(reply);
    if (reply.kind === 'broken') close();
  });
});
