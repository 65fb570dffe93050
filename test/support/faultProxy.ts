/** Stands between a desk and HQ as a bad network does: real HTTP on both sides, one fault at a time. */
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FeedPage } from '../../domain/sync/messages.ts';

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
  /** What HQ's pages of the feed become on their way; they are not signed. null: what they are. */
  changePages(change: ((page: FeedPage) => FeedPage) | null): void;
  /** Where requests go on to; HQ may come back on another port. */
  pointTo(hqUrl: string): void;
  /** Requests that met a fault since the last call. */
  takeFaulted(): number;
  stop(): Promise<void>;
}

export async function startFaultProxy(hqUrl: string): Promise<FaultProxy> {
  let target = hqUrl;
  let fault: NetworkFault | null = null;
  let changePage: ((page: FeedPage) => FeedPage) | null = null;
  let faulted = 0;
  const server = createServer((incoming, outgoing) => {
    void bodyOf(incoming).then((body) => {
      if (fault !== null) faulted += 1;
      answer(incoming, body, outgoing, { fault, target, changePage });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    set: (next) => (fault = next),
    changePages: (next) => (changePage = next),
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

interface Weather {
  readonly fault: NetworkFault | null;
  readonly target: string;
  readonly changePage: ((page: FeedPage) => FeedPage) | null;
}

function answer(incoming: IncomingMessage, body: Buffer, outgoing: ServerResponse, weather: Weather): void {
  switch (weather.fault) {
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
      forward(incoming, body, outgoing, weather);
  }
}

function forward(incoming: IncomingMessage, body: Buffer, outgoing: ServerResponse, { fault, target, changePage }: Weather): void {
  const isChanged = changePage !== null && incoming.url?.startsWith('/v1/feed') === true;
  // A page that is to be changed must be readable.
  const headers = { ...incoming.headers, ...(isChanged ? { 'accept-encoding': 'identity' } : {}) };
  const onward = request(new URL(incoming.url ?? '/', target), { method: incoming.method, headers, agent: false }, (reply) => {
    void bodyOf(reply).then((received) => {
      const page = isChanged && reply.statusCode === 200 ? withChange(received, changePage) : received;
      const replyBody = fault === 'alteredReceipt' ? withOtherSignature(page) : page;
      if (fault === 'lostReply') {
        incoming.socket.destroy();
        return;
      }
      const { 'transfer-encoding': _whole, ...replyHeaders } = reply.headers;
      outgoing.writeHead(reply.statusCode ?? 500, { ...replyHeaders, 'content-length': replyBody.length });
      if (fault === 'halfReply') outgoing.write(replyBody.subarray(0, Math.floor(replyBody.length / 2)), () => incoming.socket.destroy());
      else outgoing.end(replyBody);
    });
  });
  onward.on('error', () => incoming.socket.destroy());
  onward.end(body);
}

function withChange(body: Buffer, change: (page: FeedPage) => FeedPage): Buffer {
  return Buffer.from(JSON.stringify(change(JSON.parse(body.toString('utf8')) as FeedPage)), 'utf8');
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
