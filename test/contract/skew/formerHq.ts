/** Makes HQ look as the version before this one did: routes, members and headers that it did not have are taken away on the line. */
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DEVICE_HEADER } from '../../../domain/sync/messages.ts';
import { FORMER_PATHS, formerEnrolReply, formerFeedPage } from './formerMessages.ts';

export interface FormerHq {
  readonly url: string;
  /** Paths as they were asked for, one after the other. */
  readonly asked: readonly string[];
  /** Content codings that requests came in; it read none. */
  readonly codings: ReadonlySet<string>;
  stop(): Promise<void>;
}

export async function startFormerHq(hqUrl: string): Promise<FormerHq> {
  const [asked, codings]: [string[], Set<string>] = [[], new Set()];
  const server = createServer((incoming, outgoing) => {
    const path = new URL(incoming.url ?? '/', hqUrl).pathname;
    const coding = incoming.headers['content-encoding'];
    if (coding !== undefined) codings.add(coding);
    const isKnown = FORMER_PATHS.has(path);
    asked.push(path);
    // Whatever is asked, a reply of HQ itself comes back, with its nonce.
    void forward(incoming, outgoing, isKnown ? new URL(incoming.url ?? '/', hqUrl) : new URL('/v1/no-such-message', hqUrl), path);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked, codings,
    stop: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };
}

async function forward(incoming: IncomingMessage, outgoing: ServerResponse, to: URL, path: string): Promise<void> {
  const body = await bytesOf(incoming);
  const { 'accept-encoding': _plainOnly, ...headers } = incoming.headers;
  const onward = request(to, { method: incoming.method, headers, agent: false }, (reply) => {
    void bytesOf(reply).then((bytes) => {
      const { 'accept-encoding': _notSaid, [DEVICE_HEADER]: _notNamed, 'content-length': _changed, ...replyHeaders } = reply.headers;
      outgoing.writeHead(reply.statusCode ?? 500, replyHeaders).end(reply.statusCode === 200 ? asBefore(path, bytes.toString('utf8')) : bytes);
    });
  });
  onward.on('error', () => incoming.socket.destroy());
  onward.end(body);
}

/** Members that a reply did not have are left out; rows of the feed pass as they are. */
function asBefore(path: string, text: string): string {
  if (path === '/v1/enrol') return JSON.stringify(formerEnrolReply.parse(JSON.parse(text)));
  if (path === '/v1/feed') return JSON.stringify(formerFeedPage.parse(JSON.parse(text)));
  return text;
}

async function bytesOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
}
