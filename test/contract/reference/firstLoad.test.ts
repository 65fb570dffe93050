/** A desk without a place in the feed, over real HTTP: it loads HQ's snapshot, goes on with the feed from there, and needs neither to work. */
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLoader } from '../../../main/loader/client.ts';
import type { LoaderClient } from '../../../main/loader/client.ts';
import { openReferenceReader, prepareReference } from '../../../main/store/reference/open.ts';
import type { ReferenceReader } from '../../../main/store/reference/reader.ts';
import { makeDeviceKey } from '../../../main/sync/deviceKey.ts';
import { makeSyncRunner, type SyncRunner } from '../../../main/sync/runner.ts';
import { makeTransport } from '../../../main/sync/transport.ts';
import { threadProgram } from '../../support/threadPrograms.ts';
import { aed, hold, newPlace, page } from './referenceFiles.ts';
import type { Place } from './referenceFiles.ts';
import { HQ_KEY, makeSnapshot, type MadeSnapshot } from './snapshotFiles.ts';

let place: Place;
let loader: LoaderClient;
let reader: ReferenceReader;
let server: Server;
let url: string;
let runner: SyncRunner | null;
let asked: string[];

/** What the HQ of a test answers; the rest is as HQ does it. */
let answer: (path: string, reply: ServerResponse) => boolean;
let snapshot: MadeSnapshot | null;

const idOf = (n: number) => `RB${String(n).padStart(9, '0')}GB`;
const versions = (count: number) => Array.from({ length: count }, (_, n) => aed(idOf(n)));

beforeEach(async () => {
  place = newPlace();
  prepareReference(place);
  loader = startLoader({ ...place, workerFile: threadProgram('LOADER') });
  reader = openReferenceReader(place);
  [asked, runner, snapshot, answer] = [[], null, makeSnapshot({ aed: versions(20), feed: [{ kind: 'hold', event: hold('E1') }] }), () => false];
  server = createServer((request, reply) => {
    const path = request.url ?? '';
    asked.push(path.replace(/&?limit=\d+/, ''));
    if (!answer(path, reply)) hqAnswers(path, reply);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  runner?.stop();
  server.closeAllConnections();
  server.close();
  await loader.close();
  reader.close();
  place.remove();
});

function hqAnswers(path: string, reply: ServerResponse): void {
  if (path === '/v1/snapshot') return json(reply, 200, { snapshot: snapshot?.signed ?? null });
  const chunk = snapshot?.chunks.get(path.replace('/v1/chunks/', ''));
  if (chunk !== undefined) return void reply.writeHead(200, { 'content-type': 'application/octet-stream', 'hq-nonce': 'n' }).end(chunk);
  if (path.startsWith('/v1/feed')) {
    const goesOn = path.includes('cursor=c-snapshot');
    return json(reply, 200, page(goesOn ? [{ kind: 'aed', aed: aed(idOf(90)) }] : versions(3).map((one) => ({ kind: 'aed', aed: one })), 'c-feed', '2026-03-05T00:00:00Z'));
  }
  json(reply, 404, { error: { code: 'bad-request', message: 'no such message' } });
}

function json(reply: ServerResponse, status: number, body: object): void {
  reply.writeHead(status, { 'content-type': 'application/json', 'hq-nonce': 'n' }).end(JSON.stringify(body));
}

/** Runs until the feed has been read to its end. */
async function run(): Promise<void> {
  const { privateKey } = makeDeviceKey();
  await new Promise<void>((resolve) => {
    runner = makeSyncRunner({ hqUrl: url, deviceId: 'D', privateKey, hqId: 'HQ', hqPublicKey: HQ_KEY, facilityId: 'JFK' }, {
      transport: makeTransport(2_000),
      ledger: { headSeq: () => 0, deliveredSeq: () => 0, after: () => [], receive: () => undefined },
      reference: { cursor: reader.cursor, applyPage: loader.applyPage, snapshot: loader },
      monotonicMs: () => Math.floor(performance.now()), wallClock: () => new Date().toISOString(), random: () => 0.001,
      onChange: () => { if (reader.cursor() === 'c-feed') resolve(); },
    });
    runner.start();
  });
}

const chunksAsked = () => asked.filter((path) => path.startsWith('/v1/chunks/')).map((path) => path.slice('/v1/chunks/'.length));

describe('a feed that takes much AED away', () => {
  const count = 2_000;
  const removals = (from: number, to: number) => versions(count).slice(from, to).map(({ itemId, postedOn }) => ({ kind: 'aedRemoved', itemId, postedOn, reason: 'x' }));

  /** Pages of 90 removals each, 180 of 2,000 rows in all; then an end. */
  function removeInTwoPages(): void {
    answer = (path, reply) => {
      if (!path.startsWith('/v1/feed')) return false;
      if (path.includes('cursor=c-1')) json(reply, 200, page(removals(90, 180), 'c-feed', '2026-03-05T00:00:00Z'));
      else json(reply, 200, page(removals(0, 90), 'c-1', '2026-03-05T00:00:00Z', true));
      return true;
    };
  }

  async function until(what: () => boolean): Promise<void> {
    for (const end = Date.now() + 10_000; !what(); await new Promise((resolve) => setTimeout(resolve, 10))) if (Date.now() > end) throw new Error('not within 10 s');
  }

  it('stops before the page with which it is too much, and goes on when a supervisor agrees', async () => {
    snapshot = makeSnapshot({ aed: versions(count), rowsPerChunk: 1_000 });
    removeInTwoPages();
    const ended = run();
    await until(() => runner?.facts().removalAsked !== null && runner !== null);
    expect(runner?.facts()).toMatchObject({ removalAsked: { removed: 180, before: count }, download: { phase: 'halted', failure: { kind: 'large-removal' } } });
    expect([reader.counts().aed, reader.cursor()]).toEqual([count - 90, 'c-1']);
    const asks = asked.length;
    runner?.wake('officer');
    await until(() => asked.length > asks && runner?.facts().download.phase === 'halted');
    expect(reader.cursor()).toBe('c-1');
    expect(runner?.allowRemoval()).toEqual({ removed: 180, before: count });
    await ended;
    expect([reader.counts().aed, runner?.facts().removalAsked, runner?.allowRemoval()]).toEqual([count - 180, null, null]);
  });

  it('asks again for the next time: what was agreed to ends with the feed', async () => {
    snapshot = makeSnapshot({ aed: versions(count), rowsPerChunk: 1_000 });
    removeInTwoPages();
    const ended = run();
    await until(() => runner !== null && runner.facts().removalAsked !== null);
    runner?.allowRemoval();
    await ended;
    answer = (path, reply) => {
      if (!path.startsWith('/v1/feed')) return false;
      json(reply, 200, page(removals(180, 380), 'c-again', '2026-03-06T00:00:00Z'));
      return true;
    };
    runner?.wake('officer');
    await until(() => runner?.facts().removalAsked !== null);
    expect(runner?.facts().removalAsked).toEqual({ removed: 200, before: count - 180 });
    expect(reader.cursor()).toBe('c-feed');
  });
});

describe('a desk without a place in the feed', () => {
  it('loads the snapshot and goes on with the feed from there', async () => {
    await run();
    expect(chunksAsked()).toEqual(snapshot?.body.chunks.map(({ sha256 }) => sha256));
    expect(asked.filter((path) => path.startsWith('/v1/feed'))).toEqual(['/v1/feed?cursor=c-snapshot']);
    expect([reader.counts().aed, reader.counts().holdEvents, reader.feedAsOf()]).toEqual([21, 1, '2026-03-05T00:00:00Z']);
    expect(runner?.facts().firstLoad).toBeNull();
  });

  it('reads the feed from its beginning when HQ has no snapshot', async () => {
    snapshot = null;
    await run();
    expect(asked).toEqual(['/v1/snapshot', '/v1/feed?']);
    expect(reader.counts().aed).toBe(3);
  });

  it('reads the feed from its beginning when HQ is older and knows no snapshots', async () => {
    answer = (path, reply) => {
      if (path.startsWith('/v1/feed')) return false;
      json(reply, 404, { error: { code: 'bad-request', message: 'no such message' } });
      return true;
    };
    await run();
    expect(asked).toEqual(['/v1/snapshot', '/v1/feed?']);
  });

  it('goes on at the chunk that was cut in the middle, and fetches no other again', async () => {
    let cuts = 0;
    answer = (path, reply) => {
      if (!path.endsWith(snapshot?.body.chunks[3]?.sha256 ?? '') || cuts === 3) return false;
      cuts += 1;
      const bytes = snapshot?.chunks.get(snapshot.body.chunks[3]?.sha256 ?? '') ?? Buffer.alloc(0);
      reply.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': bytes.length, 'hq-nonce': 'n' });
      reply.write(bytes.subarray(0, 40), () => reply.destroy());
      return true;
    };
    await run();
    expect(cuts).toBe(3);
    const times = chunksAsked().reduce<Record<string, number>>((count, name) => ({ ...count, [name]: (count[name] ?? 0) + 1 }), {});
    expect(snapshot?.body.chunks.map(({ sha256 }) => times[sha256])).toEqual(snapshot?.body.chunks.map((_, index) => (index === 3 ? 4 : 1)));
    expect(reader.counts().aed).toBe(21);
  });

  it('takes nothing from a portal that answers in the place of a chunk', async () => {
    let portals = 0;
    answer = (path, reply) => {
      if (!path.startsWith('/v1/chunks/') || portals === 2) return false;
      portals += 1;
      reply.writeHead(200, { 'content-type': 'text/html' }).end('<html>Welcome to the airport Wi-Fi</html>'.repeat(100));
      return true;
    };
    await run();
    expect([portals, reader.counts().aed]).toEqual([2, 21]);
  });

  it('signs for a chunk again when its nonce was too old', async () => {
    let stale = 1;
    answer = (path, reply) => {
      if (!path.startsWith('/v1/chunks/') || stale === 0) return false;
      stale -= 1;
      json(reply, 401, { error: { code: 'nonce-stale', message: 'sign again' } });
      return true;
    };
    await run();
    expect(reader.counts().aed).toBe(21);
  });

  it('fetches chunks from the address that the snapshot names, and tells it nothing of itself', async () => {
    let headers: string[] = [];
    const cache = createServer((request, reply) => {
      headers = [...headers, ...Object.keys(request.headers)];
      const chunk = snapshot?.chunks.get((request.url ?? '').replace('/imf/', ''));
      reply.writeHead(chunk === undefined ? 404 : 200).end(chunk);
    }).listen(0, '127.0.0.1');
    await once(cache, 'listening');
    snapshot = makeSnapshot({ aed: versions(20), more: { chunksAt: [`http://127.0.0.1:${(cache.address() as AddressInfo).port}/imf`] } });
    await run();
    cache.closeAllConnections();
    cache.close();
    expect(chunksAsked()).toEqual([]);
    expect(reader.counts().aed).toBe(21);
    expect(headers.filter((name) => /desk|signature|digest/.test(name))).toEqual([]);
  });
});
