/** The loader, but killed in the middle of the import named "dies", as a crash of its thread would. */
import { parentPort } from 'node:worker_threads';

const port = parentPort;
if (port === null) throw new Error('the loader runs as a worker thread');
const post = port.postMessage.bind(port);

port.postMessage = (message: { kind: string; progress?: { importId: string; rows: number } }) => {
  post(message);
  // The message must be out before the thread is gone, and the import must not go on meanwhile.
  if (message.kind === 'progress' && message.progress?.importId === 'dies' && message.progress.rows > 0) {
    setImmediate(() => process.exit(9));
  }
};

await import('../../../main/loader/index.ts');
