/** A desk whose AED is not HQ's, over real HTTP: it finds the buckets that differ, brings these and no others, and reads the feed all the while. */
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AedVersion } from '../../../domain/aed/record.ts';
import { aedLineOf, aedLineText } from '../../../domain/snapshot/aedLine.ts';
import { bucketOf, BucketSums } from '../../../domain/snapshot/buckets.ts';
import { SYNC_POLICY } from '../../../domain/sync/engine.ts';
import { startLoader, type LoaderClient } from '../../../main/loader/client.ts';
import { openReferenceReader, prepareReference } from '../../../main/store/reference/open.ts';
import type { ReferenceReader } from '../../../main/store/reference/reader.ts';
import { makeDeviceKey } from '../../../main/sync/deviceKey.ts';
import { makeSyncRunner, type SyncRunner } from '../../../main/sync/runner.ts';
import { makeTransport } from '../../../main/sync/transport.ts';
import { threadProgram } from '../../support/threadPrograms.ts';
import { aed, contents, fields, newPlace, page, type Place } from './referenceFiles.ts';
import { HQ_KEY, sha256Of, signedBody } from './snapshotFiles.ts';

let place: Place;
let loader: LoaderClient;
let reader: ReferenceReader;
let server: Server;
let url: string;
let runner: SyncRunner | null;
let asked: string[];
/** Hours that the test lets pass beside the real time. */
let hours: number;

/** HQ: its AED, the place of its feed, and what it answers in the place of its own answer. */
let theirs: readonly AedVersion[];
let hqCursor: string;
let answer: (path: string, reply: ServerResponse) => boolean;

const idOf = (n: number) => `RB${String(n).padStart(9, '0')}GB`;
const versions = (count: number) => Array.from({ length: count }, (_, n) => aed(idOf(n)));
const MINE = versions(40);
const bucketsOf = (...numbers: number[]) => [...new Set(numbers.map((n) => bucketOf(idOf(n))))].toSorted((a, b) => a - b);
/** HQ's rows with other words in these. */
const changedIn = (...numbers: number[]) => MINE.map((row, n) => (numbers.includes(n) ? { ...row, fields: fields({ contents: 'as HQ has it' }) } : row));

beforeEach(async () => {
  place = newPlace();
  prepareReference(place);
  openDesk();
  [asked, runner, theirs, hqCursor, hours, answer] = [[], null, MINE, 'c1', 0, () => false];
  await loader.applyPage(JSON.stringify(page(MINE.map((row) => ({ kind: 'aed', aed: row })), 'c1')));
  server = createServer((request, reply) => {
    const path = request.url ?? '';
    asked.push(path.replace(/&?limit=\d+/, ''));
    if (!answer(path, reply)) hqAnswers(path, reply);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await closeDesk();
  place.remove();
});

function openDesk(): void {
  loader = startLoader({ ...place, workerFile: threadProgram('LOADER') });
  reader = openReferenceReader(place);
}

async function closeDesk(): Promise<void> {
  runner?.stop();
  await loader.close();
  reader.close();
}

function hqAnswers(path: string, reply: ServerResponse): void {
  const bucket = /^\/v1\/buckets\/(\d+)/.exec(path)?.[1];
  if (bucket !== undefined) return json(reply, 200, bucketPage(Number(bucket)));
  if (path.startsWith('/v1/buckets')) return json(reply, 200, sums());
  json(reply, 200, page([], hqCursor));
}

function sums(more: object = {}): object {
  const counted = new BucketSums(sha256Of);
  for (const row of theirs) counted.add(row.itemId, aedLineText(aedLineOf(row)));
  return signedBody({ statement: 'buckets', protocol: 1, hqId: 'HQ', cursor: hqCursor, buckets: counted.list(), ...more });
}

const bucketPage = (bucket: number) =>
  ({ protocol: 1, bucket, cursor: hqCursor, lines: theirs.filter(({ itemId }) => bucketOf(itemId) === bucket).map((row) => aedLineText(aedLineOf(row))) });

function json(reply: ServerResponse, status: number, body: object): void {
  reply.writeHead(status, { 'content-type': 'application/json', 'hq-nonce': 'n' }).end(JSON.stringify(body));
}

const refuse = (reply: ServerResponse, code: string) => json(reply, code === 'busy' ? 503 : 404, { error: { code, message: 'x' } });

function start(): SyncRunner {
  runner = makeSyncRunner({ hqUrl: url, deviceId: 'D', privateKey: makeDeviceKey().privateKey, hqId: 'HQ', hqPublicKey: HQ_KEY }, {
    transport: makeTransport(2_000),
    ledger: { headSeq: () => 0, deliveredSeq: () => 0, after: () => [], receive: () => undefined },
    reference: { cursor: reader.cursor, applyPage: loader.applyPage, buckets: loader },
    monotonicMs: () => Math.floor(performance.now()) + hours * 3_600_000, wallClock: () => new Date().toISOString(), random: () => 0.001,
    onChange: () => undefined,
  });
  runner.start();
  return runner;
}

async function until(what: () => boolean): Promise<void> {
  for (const end = Date.now() + 10_000; !what(); await new Promise((resolve) => setTimeout(resolve, 5))) if (Date.now() > end) throw new Error(`not within 10 s: ${asked.join(' ')}`);
}

const rests = () => runner?.facts().download.phase === 'waiting';

/** Until HQ has been asked for everything that this run asks for, and the desk waits for its next poll. */
async function run(): Promise<SyncRunner> {
  const started = start();
  await until(() => asked.length > 0 && rests());
  return started;
}

/** The feed is read once more, and what follows from it. */
async function poll(): Promise<void> {
  const before = asked.length;
  runner?.wake('officer');
  await until(() => asked.length > before && rests());
}

const feedAsks = () => asked.filter((path) => path.startsWith('/v1/feed')).length;
const sumsAsks = () => asked.filter((path) => path.startsWith('/v1/buckets?')).length;
const fetched = () => asked.flatMap((path) => /^\/v1\/buckets\/(\d+)/.exec(path)?.[1] ?? []).map(Number);
const wordsOf = (n: number) => reader.aedOf(idOf(n)).map((row) => row.fields.contents);

describe('a desk whose AED is not as HQ’s', () => {
  it('finds one damaged bucket, brings this one and no other, and says so', async () => {
    theirs = changedIn(7);
    const { facts } = await run();
    expect(fetched()).toEqual(bucketsOf(7));
    expect(wordsOf(7)).toEqual(['as HQ has it']);
    expect(facts().aedCheck).toMatchObject({ repaired: 1, notRepaired: 0, failedAt: null });
    expect((await loader.heldBuckets()).buckets).toEqual((sums() as { body: { buckets: object[] } }).body.buckets);
  });

  it('brings rows it never had, and takes away one that HQ does not have', async () => {
    theirs = [...MINE.slice(1), aed(idOf(90))];
    await run();
    expect(fetched()).toEqual(bucketsOf(0, 90));
    expect([reader.counts().aed, reader.aedOf(idOf(0)).length, reader.aedOf(idOf(90)).length]).toEqual([MINE.length, 0, 1]);
  });

  it('reads the feed before every step, and asks for the sums once', async () => {
    theirs = changedIn(1, 2, 3);
    await run();
    const buckets = bucketsOf(1, 2, 3);
    expect(asked.map((path) => path.split('?')[0])).toEqual([
      '/v1/feed', '/v1/buckets', `/v1/buckets/${buckets[0]}`, ...buckets.slice(1).flatMap((bucket) => ['/v1/feed', `/v1/buckets/${bucket}`]),
    ]);
    expect(asked.filter((path) => path.startsWith('/v1/buckets')).every((path) => path.endsWith('?cursor=c1'))).toBe(true);
  });

  it('keeps each bucket whole when it is killed between two, and after a restart brings only what is left', async () => {
    theirs = changedIn(1, 2, 3);
    const [first, second, third] = bucketsOf(1, 2, 3);
    // The line hangs at the second bucket; there the desk is ended.
    answer = (path) => path.startsWith(`/v1/buckets/${second}`);
    start();
    await until(() => fetched().length === 2);
    await closeDesk();
    const halfway = contents(place)['aed'] as { item_id: string; fields: string }[];
    const isTheirs = halfway.filter((row) => row.fields.includes('as HQ has it')).map((row) => bucketOf(row.item_id));
    expect(isTheirs).toEqual([first]);
    expect(halfway.length).toBe(MINE.length);
    openDesk();
    [asked, answer] = [[], () => false];
    await run();
    expect(fetched()).toEqual([second, third]);
    expect([1, 2, 3].flatMap(wordsOf)).toEqual(['as HQ has it', 'as HQ has it', 'as HQ has it']);
  });

  it('goes on with the comparison when the feed moves under it', async () => {
    theirs = changedIn(1, 2);
    const [first, second] = bucketsOf(1, 2);
    answer = (path, reply) => {
      if (!path.startsWith(`/v1/buckets/${first}`)) return false;
      json(reply, 200, bucketPage(first ?? 0));
      hqCursor = 'c2';
      return true;
    };
    const { facts } = await run();
    expect([reader.cursor(), sumsAsks(), fetched()]).toEqual(['c2', 2, [first, second]]);
    expect(facts().aedCheck).toMatchObject({ repaired: 2 });
  });
});

describe('a desk whose AED is HQ’s', () => {
  it('fetches nothing, and compares again only after six hours', async () => {
    const { facts } = await run();
    expect(facts().aedCheck).toMatchObject({ repaired: 0, notRepaired: 0, failedAt: null });
    expect(facts().aedCheck?.comparedAt).not.toBeNull();
    hours = SYNC_POLICY.bucketCheckMs / 3_600_000 - 0.1;
    await poll();
    expect([sumsAsks(), fetched()]).toEqual([1, []]);
    hours += 0.2;
    await poll();
    expect([sumsAsks(), fetched()]).toEqual([2, []]);
  });
});

describe('HQ that does not answer as hoped', () => {
  it('is asked again only after the next page when it stands at another place of the feed', async () => {
    theirs = changedIn(7);
    answer = (path, reply) => path.startsWith('/v1/buckets?cursor=c1') && (json(reply, 200, sums({ cursor: 'c2' })), true);
    await run();
    await poll();
    expect([sumsAsks(), fetched(), wordsOf(7)]).toEqual([1, [], [null]]);
    hqCursor = 'c2';
    await poll();
    expect([sumsAsks(), fetched(), wordsOf(7)]).toEqual([2, bucketsOf(7), ['as HQ has it']]);
  });

  it('is not asked again until a restart when it is older', async () => {
    answer = (path, reply) => path.startsWith('/v1/buckets') && (refuse(reply, 'bad-request'), true);
    const { facts } = await run();
    hours = 24;
    await poll();
    expect([sumsAsks(), feedAsks()]).toEqual([1, 2]);
    expect(facts()).toMatchObject({ download: { failure: null }, aedCheck: { comparedAt: null, failedAt: null } });
    runner?.stop();
    await run();
    expect(sumsAsks()).toBe(2);
  });

  it.each(['busy', 'internal'])('%s: the feed is read as ever, and the comparison comes later', async (code) => {
    theirs = changedIn(7);
    answer = (path, reply) => path.startsWith('/v1/buckets/') && (refuse(reply, code), true);
    const { facts } = await run();
    expect(facts()).toMatchObject({ download: { phase: 'waiting', failure: null }, aedCheck: { comparedAt: null } });
    expect(facts().aedCheck?.failedAt).not.toBeNull();
    answer = () => false;
    hours = 1;
    await poll();
    expect([sumsAsks(), wordsOf(7)]).toEqual([1, ['as HQ has it']]);
    expect(facts().aedCheck).toMatchObject({ repaired: 1, failedAt: null });
  });

  it('waits as long as HQ asks it to, and the feed does not', async () => {
    answer = (path, reply) => path.startsWith('/v1/buckets') && (reply.setHeader('retry-after', '1800'), refuse(reply, 'busy'), true);
    await run();
    hours = 0.4;
    await poll();
    expect([sumsAsks(), feedAsks()]).toEqual([1, 2]);
    hours = 0.6;
    await poll();
    expect([sumsAsks(), feedAsks()]).toEqual([2, 3]);
  });

  it.each([
    ['sums that HQ has not signed', () => ({ ...sums(), signature: Buffer.alloc(64).toString('base64') })],
    ['sums of another HQ', () => sums({ hqId: 'ANOTHER' })],
  ])('%s take nothing away', async (_words, wrong) => {
    theirs = MINE.slice(1);
    answer = (path, reply) => path.startsWith('/v1/buckets?') && (json(reply, 200, wrong()), true);
    const { facts } = await run();
    expect([fetched(), reader.counts().aed]).toEqual([[], MINE.length]);
    expect(facts().aedCheck?.failedAt).not.toBeNull();
  });

  it('a page that is not as signed changes nothing and does not hold up the others', async () => {
    theirs = changedIn(1, 2);
    const [first = 0, second = 0] = bucketsOf(1, 2);
    answer = (path, reply) => path.startsWith(`/v1/buckets/${first}?`) && (json(reply, 200, { ...bucketPage(second), bucket: first }), true);
    const { facts } = await run();
    expect(fetched()).toEqual([first, second]);
    expect([1, 2].flatMap(wordsOf).filter((words) => words === 'as HQ has it').length).toBe(1);
    expect(facts().aedCheck).toMatchObject({ repaired: 1, notRepaired: 1 });
  });
});

describe('buckets that would take much AED away', () => {
  it('wait for a supervisor while the feed is read and the others are repaired, and go on when one agrees', async () => {
    const many = Array.from({ length: 150 }, (_, n) => aed('LARGE', { version: n + 1 }));
    await loader.applyPage(JSON.stringify(page(many.map((row) => ({ kind: 'aed', aed: row })), 'c1')));
    theirs = changedIn(7);
    const { facts, allowRemoval } = await run();
    const before = MINE.length + many.length;
    expect(facts()).toMatchObject({ removalAsked: { removed: 150, before }, download: { phase: 'waiting', failure: null }, aedCheck: { repaired: 1, notRepaired: 1 } });
    expect([reader.counts().aed, wordsOf(7)]).toEqual([before, ['as HQ has it']]);
    await poll();
    expect(fetched().length).toBe(2);
    expect(allowRemoval()).toEqual({ removed: 150, before });
    await until(() => fetched().length === 3 && rests());
    expect([reader.counts().aed, facts().removalAsked, allowRemoval()]).toEqual([MINE.length, null, null]);
  });
});
