/** A whole desk loads a snapshot from a real HQ, whatever happens on the way, and ends with what the feed alone would have given it. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeSnapshot } from '../../../hq/snapshot/makeSnapshot.ts';
import { openHqStore } from '../../../hq/store/store.ts';
import { openDatabase } from '../../../main/store/driver.ts';
import { demoAedRows, type DemoAedRow } from '../../../scripts/demo/aedRows.ts';
import { fetchUntil, openFacility, type Facility } from '../../support/facility.ts';
import { openNodeDesk, valueOf, type NodeDesk, type NodeDeskPlace } from '../../support/nodeDesk.ts';

const ROWS = 20_000;
const LONG_MS = 120_000;

let facility: Facility;
let line: Server;
let lineUrl: string;
let asked: string[];
/** What happens to a request on its way; null: nothing. */
let mischief: (path: string) => 'cut' | 'change' | null;
const open: NodeDesk[] = [];
/** A desk that has read the feed from its beginning, before there was a snapshot. */
let byFeed: NodeDesk;
let byFeedPlace: NodeDeskPlace;

beforeAll(async () => {
  facility = await openFacility();
  await facility.hq.admin('load-aed', fileOf('aed.ndjson', [...demoAedRows(1, ROWS)]));
  await facility.hq.admin('place-hold', 'RR 473 124 829 CN', '--facility', 'JFK');
  await facility.hq.admin('publish-list', 'waiver', '--as-of', '2026-01-01', '--countries', 'NR,TV');
  line = createServer(passOn).listen(0, '127.0.0.1');
  await new Promise((resolve) => line.once('listening', resolve));
  lineUrl = `http://127.0.0.1:${(line.address() as AddressInfo).port}`;
  [asked, mischief] = [[], () => null];
  byFeedPlace = newPlace();
  byFeed = await enrolled(byFeedPlace);
  await byFeed.until(isAtTheEnd, LONG_MS);
}, LONG_MS);
beforeEach(() => { [asked, mischief] = [[], () => null]; });
afterEach(async () => { for (const desk of open.splice(0)) await desk.stop(); });
afterAll(async () => {
  await byFeed.stop();
  line.closeAllConnections();
  line.close();
  await facility.stop();
});

function fileOf(name: string, rows: readonly DemoAedRow[]): string {
  const file = join(facility.files, name);
  writeFileSync(file, rows.map(({ itemId, postedOn, fields }) => `${JSON.stringify({ itemId, postedOn, ...fields })}\n`).join(''));
  return file;
}

function newPlace(): NodeDeskPlace {
  return { folder: mkdtempSync(join(tmpdir(), 'desk-')), key: randomBytes(32).toString('base64') };
}

async function enrolled(place: NodeDeskPlace): Promise<NodeDesk> {
  const desk = openNodeDesk(place);
  valueOf(await desk.desk.handlers['desk/enrol']({ hqUrl: lineUrl, code: await facility.code(), deskName: 'Bench 07' }));
  return desk;
}

const isAtTheEnd = (status: { readonly feedAsOf: string | null; readonly firstLoad: unknown }) => status.feedAsOf !== null && status.firstLoad === null;

/** Between desks and HQ: notes what is asked for, and does mischief. */
function passOn(incoming: IncomingMessage, outgoing: ServerResponse): void {
  const path = incoming.url ?? '/';
  asked.push(path);
  const does = mischief(path);
  if (does === 'cut') return void incoming.socket.destroy();
  const onward = request(new URL(path, facility.hq.url), { method: incoming.method, headers: incoming.headers, agent: false }, (reply) => {
    outgoing.writeHead(reply.statusCode ?? 500, reply.headers);
    let isFirst = does === 'change';
    reply.on('data', (piece: Buffer) => {
      outgoing.write(isFirst ? Buffer.from(piece.map((byte, at) => (at === 0 ? byte ^ 1 : byte))) : piece);
      isFirst = false;
    });
    reply.on('end', () => outgoing.end());
  });
  onward.on('error', () => incoming.socket.destroy());
  incoming.pipe(onward);
}

const chunksAsked = () => asked.filter((path) => path.startsWith('/v1/chunks/')).map((path) => path.slice('/v1/chunks/'.length));
const feedAsked = () => asked.filter((path) => path.startsWith('/v1/feed'));

/** Chunks of few rows, so that there are several. */
async function makeManyChunks(): Promise<void> {
  const store = await openHqStore({ folder: facility.hq.data });
  const made = await makeSnapshot(store, { facilityId: 'JFK', folder: chunkFolder(), baseUrl: null, rowsPerChunk: 4_000 });
  await store.close();
  if (!made.ok) throw new Error(made.fault.message);
}

const chunkFolder = () => join(facility.hq.data, 'chunks');

/** Everything HQ told a desk, as it lies in its reference store. */
function referenceOf({ folder, key }: NodeDeskPlace): Record<string, unknown> {
  const db = openDatabase(join(folder, 'reference.db'), { key: Buffer.from(key, 'base64'), binding: null, synchronous: 'NORMAL' });
  try {
    const all = (table: string) => db.prepare(`SELECT * FROM ${table}`).all().map((row) => JSON.stringify(row)).sort();
    const tables = ['aed', 'aed_bucket', 'tally', 'hold_event', 'usps_event', 'country_list', 'roster_officer', 'detention_policy', 'exam_digest', 'parked_row'];
    return { ...Object.fromEntries(tables.map((table) => [table, all(table)])), cursor: db.prepare('SELECT cursor FROM sync_cursor').all() };
  } finally {
    db.close();
  }
}

/** The other desk reads on until it stands where this one does. */
async function expectTheSame(desk: NodeDesk, place: NodeDeskPlace): Promise<void> {
  await fetchUntil(byFeed, () => byFeed.stores.reference.cursor() === desk.stores.reference.cursor());
  const [mine, theirs] = [referenceOf(place), referenceOf(byFeedPlace)];
  expect((mine.aed as string[]).length).toBeGreaterThanOrEqual(ROWS);
  for (const [table, rows] of Object.entries(theirs)) expect(mine[table], table).toEqual(rows);
}

describe('a desk of a facility that has a snapshot', { timeout: LONG_MS }, () => {
  it('loads it and not the feed, gets by the feed what came after it, and holds what the feed alone gives', async () => {
    await facility.hq.admin('snapshot', '--facility', 'JFK');
    await facility.hq.admin('load-aed', fileOf('later.ndjson', [...demoAedRows(2, 40)]));
    await facility.hq.admin('place-hold', 'EE 876 543 216 CA', '--facility', 'JFK');
    const place = newPlace();
    const desk = await enrolled(place);
    open.push(desk);
    await desk.until((status) => isAtTheEnd(status) && desk.stores.reference.counts().holdEvents === 2, LONG_MS);
    expect(new Set(chunksAsked())).toEqual(new Set(readdirSync(chunkFolder())));
    expect(feedAsked().every((path) => path.includes('cursor=c1.'))).toBe(true);
    expect(feedAsked().length).toBeGreaterThan(0);
    await expectTheSame(desk, place);
  });

  it('refuses a chunk that was changed on the way, and takes the right one', async () => {
    await makeManyChunks();
    let changes = 0;
    mischief = (path) => (path.startsWith('/v1/chunks/') && (changes += 1) <= 2 ? 'change' : null);
    const place = newPlace();
    const desk = await enrolled(place);
    open.push(desk);
    await desk.until(isAtTheEnd, LONG_MS);
    const [first] = chunksAsked();
    expect(chunksAsked().filter((name) => name === first)).toHaveLength(3);
    expect(feedAsked().every((path) => path.includes('cursor=c1.'))).toBe(true);
    await expectTheSame(desk, place);
  });

  it('reads the feed when the disk of HQ has changed a chunk, and has no row of the others twice or wrong', async () => {
    await makeManyChunks();
    const before = new Set(readdirSync(chunkFolder()));
    await facility.hq.admin('snapshot', '--facility', 'JFK', '--keep', '1');
    const [name = ''] = readdirSync(chunkFolder()).filter((one) => !before.has(one)).slice(-1);
    writeFileSync(join(chunkFolder(), name), readFileSync(join(chunkFolder(), name)).map((byte, at) => (at === 100 ? byte ^ 1 : byte)));
    const place = newPlace();
    const desk = await enrolled(place);
    open.push(desk);
    await desk.until(isAtTheEnd, LONG_MS);
    expect(chunksAsked()).toContain(name);
    expect(feedAsked().some((path) => !path.includes('cursor='))).toBe(true);
    await expectTheSame(desk, place);
  });

  it('goes on where it stood when it is cut off and closed in the middle', async () => {
    await makeManyChunks();
    mischief = (path) => (path.startsWith('/v1/chunks/') && new Set(chunksAsked()).size > 3 ? 'cut' : null);
    const place = newPlace();
    let desk = await enrolled(place);
    await desk.until(({ firstLoad }) => (firstLoad?.rows ?? 0) >= 8_000 && new Set(chunksAsked()).size > 3, LONG_MS);
    const [first, second, third] = chunksAsked();
    expect(desk.stores.reference.counts().aed).toBe(0);
    mischief = () => null;
    asked = [];
    desk = await desk.reopen();
    open.push(desk);
    await desk.until(isAtTheEnd, LONG_MS);
    expect(chunksAsked().length).toBeGreaterThan(2);
    expect(chunksAsked().filter((one) => [first, second, third].includes(one))).toEqual([]);
    expect(feedAsked().every((path) => path.includes('cursor=c1.'))).toBe(true);
    await expectTheSame(desk, place);
  });
});
