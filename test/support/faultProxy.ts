/** Stands between a desk and HQ as a bad network does: real HTTP on both sides, one fault at a time. */
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const NETWORK_FAULTS = [
  'captivePortal', //   200 with a log-in page
  'portalRedirect', //  302 to a log-in page
  'jsonOfSomeoneElse', // 200 with JSON that is no receipt
  'serverError', //     500 from something on the way
  'cut', //             the connection breaks before HQ hears anything
  'lostReply', //       HQ takes the request in, its answer never arrives
  'halfReply', //       HQ's answer breaks off in the middle
  'alteredReceipt', //  HQ's answer, with a receipt that its key did not sign
] as const;

export type NetworkFault = (typeof NETWORK_FAULTS)[number];

export interface FaultProxy {
  readonly url: string;
  /** null passes everything through. */
  set(fault: NetworkFault | null): void;
  /** Where requests go on to; HQ may come back on another port. */
  pointTo(hqUrl: string): void;
  /** Requests that met a fault since the last call. */
  takeFaulted(): number;
  stop(): Promise<void>;
}

export async function startFaultProxy(hqUrl: string): Promise<FaultProxy> {
  let target = hqUrl;
  let fault: NetworkFault | null = null;
  let faulted = 0;
  const server = createServer((incoming, outgoing) => {
    void bodyOf(incoming).then((body) => {
      if (fault !== null) faulted += 1;
      answer(incoming, body, outgoing, fault, target);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    set: (next) => (fault = next),
    pointTo: (next) => (target = next),
    takeFaulted: () => {
      const count = faulted;
      faulted = 0;
      return count;
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function answer(incoming: IncomingMessage, body: Buffer, outgoing: ServerResponse, fault: NetworkFault | null, target: string): void {
  switch (fault) {
    case 'captivePortal':
      outgoing.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Please accept the terms of this network</body></html>');
      return;
    case 'portalRedirect':
      outgoing.writeHead(302, { location: 'http://127.0.0.1:9/login' }).end();
      return;
    case 'jsonOfSomeoneElse':
      outgoing.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true,"receipt":null}');
      return;
    case 'serverError':
      outgoing.writeHead(500, { 'content-type': 'text/plain' }).end('Internal Server Error');
      return;
    case 'cut':
      incoming.socket.destroy();
      return;
    case null:
    case 'lostReply':
    case 'halfReply':
    case 'alteredReceipt':
      forward(incoming, body, outgoing, fault, target);
  }
}

function forward(incoming: IncomingMessage, body: Buffer, outgoing: ServerResponse, fault: NetworkFault | null, target: string): void {
  const onward = request(new URL(incoming.url ?? '/', target), { method: incoming.method, headers: incoming.headers, agent: false }, (reply) => {
    void bodyOf(reply).then((received) => {
      const replyBody = fault === 'alteredReceipt' ? withOtherSignature(received) : received;
      if (fault === 'lostReply') {
        incoming.socket.destroy();
        return;
      }
      outgoing.writeHead(reply.statusCode ?? 500, { ...reply.headers, 'content-length': replyBody.length });
      if (fault === 'halfReply') outgoing.write(replyBody.subarray(0, Math.floor(replyBody.length / 2)), () => incoming.socket.destroy());
      else outgoing.end(replyBody);
    });
  });
  onward.on('error', () => incoming.socket.destroy());
  onward.end(body);
}

/** The same receipt, well-formed, but as somebody else would have signed it. */
function withOtherSignature(body: Buffer): Buffer {
  const altered = body.toString('utf8').replace(/"signature":"(.)/, (_, first: string) => `"signature":"${first === 'A' ? 'B' : 'A'}`);
  return Buffer.from(altered, 'utf8');
}

async function bodyOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of stream) chunks.push(chunk);
  } catch {
    // The other side broke off; what came is what there is.
  }
  return Buffer.concat(chunks);
}
