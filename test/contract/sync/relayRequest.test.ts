/** One part on the real line: signed by the desk that carries, as base64 in JSON, its answer read as HQ's and as nobody else's. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { encodePart } from '../../../domain/relay/part.ts';
import { DEVICE_HEADER, NONCE_HEADER, relayRequestSchema } from '../../../domain/sync/messages.ts';
import { makeDeviceKey } from '../../../main/sync/deviceKey.ts';
import { makeTransport } from '../../../main/sync/transport.ts';
import { chainOf } from '../../support/entries.ts';
import { originOf, partsFor } from '../../support/relayFile.ts';
import { makeRelayHq } from '../../support/relayHq.ts';

let server: Server | null = null;

afterEach(() => server?.close());

interface Heard {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** Answers every request with the same text; keeps what it heard. */
async function listen(status: number, answer: (body: unknown) => unknown, heard: Heard[]): Promise<string> {
  server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const body = Buffer.concat(pieces);
      heard.push({ path: request.url ?? '', headers: request.headers, body });
      const plain = request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
      response.writeHead(status, { 'content-type': 'application/json', [NONCE_HEADER]: 'n1', 'accept-encoding': 'gzip' });
      response.end(JSON.stringify(answer(JSON.parse(plain.toString('utf8')))));
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('a part on the line', () => {
  const hq = makeRelayHq();
  const [part] = partsFor(originOf(hq, 'JFK-03-AAAA'), chainOf(400, 'JFK-03-AAAA'));
  if (part === undefined) throw new Error('no part');
  const bytes = encodePart(part);

  it('is signed by the desk that carries it and arrives byte for byte, plain or compressed', async () => {
    const heard: Heard[] = [];
    const hqUrl = await listen(200, (body) => hq.receive(Buffer.from(relayRequestSchema.parse(body).part, 'base64')), heard);
    const transport = makeTransport(5_000);
    const sender = { hqUrl, deviceId: 'JFK-07-BBBB', privateKey: makeDeviceKey().privateKey };
    const first = await transport.relay(sender, bytes);
    const again = await transport.relay(sender, bytes);
    expect(first).toMatchObject({ ok: true, value: { receipt: { body: { deviceId: 'JFK-03-AAAA', fromSeq: 1, toSeq: 400 } } } });
    expect(again).toMatchObject({ ok: true, value: { verdicts: expect.arrayContaining([{ seq: 1, verdict: 'duplicate' }]) as unknown } });
    for (const { path, headers, body } of heard) {
      expect(path).toBe('/v1/relay');
      expect(headers[DEVICE_HEADER]).toBe('JFK-07-BBBB');
      expect(headers['signature-input']).toContain('keyid="JFK-07-BBBB"');
      expect(headers['content-digest']).toBe(`sha-256=:${createHash('sha256').update(body).digest('base64')}:`);
    }
    expect(heard[1]?.headers['content-encoding']).toBe('gzip');
  });

  it.each([
    ['an HQ that does not know the message', 400, { error: { code: 'bad-request', message: 'no such message' } }, 'refused'],
    ['an HQ that has revoked the carrier', 403, { error: { code: 'device-revoked', message: 'revoked' } }, 'device-refused'],
    ['something that answers for HQ', 200, { welcome: 'to the hotel' }, 'not-hq'],
  ])('is not taken by %s', async (_words, status, answer, kind) => {
    const hqUrl = await listen(status, () => answer, []);
    expect(await makeTransport(5_000).relay({ hqUrl, deviceId: 'JFK-07-BBBB', privateKey: makeDeviceKey().privateKey }, bytes)).toMatchObject({ ok: false, failure: { kind } });
  });
});
