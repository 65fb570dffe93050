/** Reading symbols on frames of a camera and on photos, in a worker of its own. */
import { startDecoding, type DecodingClient, type WorkerHandle, type StartWorker } from './client.ts';

export type { Decoded, DecodeFault, DecodingClient } from './client.ts';
export { photoFrame, pictureFrame, type PhotoFault } from './pixels.ts';

export function openDecoding(): DecodingClient {
  return startDecoding(startWorker);
}

/** Its script is one of the page's own files and is loaded by the first frame, so a desk without a camera never loads it. */
const startWorker: StartWorker = ({ said, died }): WorkerHandle => {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'decoding' });
  worker.onmessage = ({ data }: MessageEvent<unknown>) => said(data);
  worker.onmessageerror = died;
  worker.onerror = (event) => {
    event.preventDefault();
    died();
  };
  return { send: (request, handedOver) => worker.postMessage(request, handedOver), end: () => worker.terminate() };
};
