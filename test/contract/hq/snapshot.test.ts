/** Snapshots as HQ makes and serves them: one place of the feed, sealed, whole before anybody sees them, and cleared away when nobody needs them. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aedFieldsSchema } from '../../../domain/aed/record.ts';
import { canonicalText } from '../../../domain/ledger/entry.ts';
import { readAedLine } from '../../../domain/snapshot/aedLine.ts';
import { BUCKETS, BucketSums } from '../../../domain/snapshot/buckets.ts';
import { snapshotBodySchema, snapshotReplySchema, type ChunkEntry, type SnapshotBody } from '../../../domain/snapshot/manifest.ts';
import { bucketsReplySchema, feedRowSchema } from '../../../domain/sync/messages.ts';
import { placeHold } from '../../../hq/admin/holds.ts';
import { loadAed } from '../../../hq/admin/loadAed.ts';
import { publishRoster } from '../../../hq/admin/publishRoster.ts';
import { revokeDevice } from '../../../hq/admin/revokeDevice.ts';
import { sha256OfText } from '../../../hq/hashes.ts';
import { writeChunk } from '../../../hq/snapshot/chunkFolder.ts';
import { makeSnapshot, type SnapshotOrder } from '../../../hq/snapshot/makeSnapshot.ts';
import { linesOfBucket } from '../../../hq/store/aedOfFeed.ts';
import { feedWriter, lastFeedSeq, textsWithoutAed } from '../../../hq/store/feed.ts';
import { unpackChunk } from '../../../main/loader/unpackChunk.ts';
import { isSignedBy } from '../../../main/sync/deviceKey.ts';
import { allOf } from '../../support/allOf.ts';
import { enrolledDesk, errorOf, pageIn, type Outgoing, type TestDesk } from '../../support/deskClient.ts';
import { HQ_HOMES } from '../../support/hqHomes.ts';
import { openHqInside, type HqInside } from '../../support/hqInside.ts';

const aedRow = (n: number, contents = 'shirts') => (
  { itemId: `RB${String(n).padStart(9, '0')}GB`, postedOn: '2026-02-20', fields: aedFieldsSchema.parse({ recipientName: `Pat Example ${n}`, contents }) });
const aedRows = (from: number, to: number, contents = 'shirts') => Array.from({ length: to - from }, (_, n) => aedRow(from + n, contents));

describe.each(HQ_HOMES)('on %s', (_name, newHome) => {
  let hq: HqInside;
  let desk: TestDesk;
  beforeEach(async () => {
    hq = await openHqInside({ home: await newHome() });
    desk = await enrolledDesk(hq.url, await hq.code());
  });
  afterEach(() => hq.stop());

  async function make(more: Partial<SnapshotOrder> = {}): Promise<void> {
    const made = await makeSnapshot(hq.store, { facilityId: 'JFK', folder: hq.chunks, baseUrl: null, rowsPerChunk: 4, ...more }, hq.clock);
    if (!made.ok) throw new Error(made.fault.message);
  }

  async function snapshotFor(one: TestDesk): Promise<SnapshotBody | null> {
    const reply = await one.request('GET', '/v1/snapshot', null);
    const { snapshot } = snapshotReplySchema.parse(JSON.parse(reply.text));
    if (snapshot === null) return null;
    expect(isSignedBy(one.enrolled?.hqPublicKey ?? '', canonicalText(snapshot.body), snapshot.signature)).toBe(true);
    return snapshotBodySchema.parse(snapshot.body);
  }

  async function existing(): Promise<SnapshotBody> {
    const body = await snapshotFor(desk);
    if (body === null) throw new Error('HQ has a snapshot');
    return body;
  }

  async function linesOf(body: SnapshotBody, kind: ChunkEntry['kind']): Promise<string[]> {
    const lines: string[] = [];
    for (const entry of body.chunks.filter((chunk) => chunk.kind === kind)) {
      const { sha256, text } = await unpackChunk(readFileSync(join(hq.chunks, entry.sha256)), () => ({ ...entry, key: Buffer.from(body.key, 'base64') }));
      expect(sha256).toBe(entry.sha256);
      const found = (text ?? '').split('\n').slice(0, -1);
      expect(found).toHaveLength(entry.rows);
      lines.push(...found);
    }
    return lines;
  }

  const roster = (facilityId: string) => publishRoster(hq.store, { facilityId, officers: [{ officerId: `o-${facilityId}`, badge: '1', name: 'Ann Example', role: 'officer', pin: '123456' }] });
  const inFolder = () => readdirSync(hq.chunks).sort();

  describe('a snapshot', () => {
    it('is none for a desk until one is made, and none of another facility', async () => {
      await loadAed(hq.store, aedRows(0, 3));
      expect(await snapshotFor(desk)).toBeNull();
      await make({ facilityId: 'ORD' });
      expect(await snapshotFor(desk)).toBeNull();
      await make();
      expect(await snapshotFor(desk)).toMatchObject({ facilityId: 'JFK', rows: 3, hqId: hq.store.hqId });
    });

    it('holds what the feed would have told the facility up to its place, and the feed goes on from there', async () => {
      await roster('JFK');
      await roster('ORD');
      await loadAed(hq.store, aedRows(0, 9));
      await placeHold(hq.store, { itemId: 'RR473124829CN', facilityId: 'JFK', by: 'NTC', reason: null });
      await loadAed(hq.store, aedRows(5, 7, 'books'));
      await make();
      const page = pageIn(await desk.feed());
      await loadAed(hq.store, aedRows(20, 21));

      const body = await existing();
      const told = page.rows.slice(1).map((row) => feedRowSchema.parse(row));
      expect((await linesOf(body, 'feed')).map((line) => JSON.parse(line) as unknown)).toEqual(told.filter(({ kind }) => kind !== 'aed'));
      const versions = (await linesOf(body, 'aed')).map((line) => readAedLine(line)).map((row) => `${row?.itemId ?? ''} ${row?.version ?? 0}`);
      expect(versions.sort()).toEqual(told.flatMap((row) => (row.kind === 'aed' ? [`${row.aed.itemId} ${row.aed.version}`] : [])).sort());
      expect(body.rows).toBe(11);
      expect(body.cursor).toBe(page.cursor);
      expect(pageIn(await desk.feed(body.cursor)).rows).toMatchObject([{ kind: 'aed', aed: { itemId: 'RB000000020GB' } }]);
    });

    it('leaves out AED that was taken away, and has what was sent again after that', async () => {
      await loadAed(hq.store, aedRows(0, 3));
      await remove(1);
      await remove(2);
      await hq.store.inTransaction(async (tx) => (await feedWriter(tx)).append([{ facilityId: null, row: { kind: 'aed', aed: { ...aedRow(2), version: 7, receivedAt: '2026-03-02T00:00:00Z' } } }]));
      await make();
      expect((await linesOf(await existing(), 'aed')).map((line) => readAedLine(line)).map((row) => [row?.itemId, row?.version]).sort())
        .toEqual([['RB000000000GB', 1], ['RB000000002GB', 7]]);
    });

    it('says in its buckets what its chunks hold', async () => {
      await loadAed(hq.store, aedRows(0, 30));
      await make();
      const body = await existing();
      const sums = new BucketSums(sha256OfText);
      for (const line of await linesOf(body, 'aed')) sums.add(line.slice(0, line.indexOf('\t')), line);
      expect(body.buckets).toEqual(sums.list());
      const told = async () => bucketsReplySchema.parse(JSON.parse((await desk.request('GET', '/v1/buckets', null)).text)).body;
      expect(await told()).toMatchObject({ cursor: body.cursor, buckets: body.buckets });
      await loadAed(hq.store, aedRows(30, 31));
      expect((await told()).buckets.reduce((rows, bucket) => rows + bucket.rows, 0)).toBe(31);
    });

    it('is empty of an HQ that has nothing yet, and is one all the same', async () => {
      await make();
      expect(await existing()).toMatchObject({ rows: 0, chunks: [], cursor: pageIn(await desk.feed()).cursor });
    });

    it('is refused for a facility that HQ does not serve', async () => {
      expect(await makeSnapshot(hq.store, { facilityId: 'XXX', folder: hq.chunks, baseUrl: null })).toMatchObject({ ok: false, fault: { kind: 'unknown-facility' } });
    });

    it('is what a desk gets only when all its chunks are here', async () => {
      await loadAed(hq.store, aedRows(0, 9));
      await make();
      const before = await existing();
      const withoutFolder = { ...hq.store, inTransaction: () => Promise.reject(new Error('the program ends here')) };
      await expect(makeSnapshot(withoutFolder, { facilityId: 'JFK', folder: hq.chunks, baseUrl: null, rowsPerChunk: 4 })).rejects.toThrow('ends here');
      expect((await existing()).snapshotId).toBe(before.snapshotId);
      rmSync(join(hq.chunks, before.chunks[1]?.sha256 ?? ''));
      expect(await snapshotFor(desk)).toBeNull();
    });

    it('names where else its chunks are, and is one also where this HQ has not got them', async () => {
      await loadAed(hq.store, aedRows(0, 1));
      await make({ baseUrl: 'https://cache.example/imf/' });
      rmSync(hq.chunks, { recursive: true });
      expect(await existing()).toMatchObject({ chunksAt: ['https://cache.example/imf/'] });
    });
  });

  async function remove(n: number): Promise<void> {
    const { itemId, postedOn } = aedRow(n);
    await hq.store.inTransaction(async (tx) => (await feedWriter(tx)).append([{ facilityId: null, row: { kind: 'aedRemoved', itemId, postedOn, reason: 'sent in error' } }]));
  }

  describe('a chunk', () => {
    it('says nothing to whoever has no key: no name, no gzip, and not the same twice', async () => {
      await loadAed(hq.store, aedRows(0, 4));
      await make();
      await make();
      const files = inFolder().map((name) => readFileSync(join(hq.chunks, name)));
      expect(files).toHaveLength(2);
      for (const bytes of files) {
        expect(bytes.includes('Pat Example')).toBe(false);
        expect(() => gunzipSync(bytes)).toThrow();
      }
    });

    it('opens under the key of its snapshot in its own place only', async () => {
      await loadAed(hq.store, aedRows(0, 8));
      await make();
      const { chunks: [first, second], key } = await existing();
      const bytes = readFileSync(join(hq.chunks, first?.sha256 ?? ''));
      const raw = Buffer.from(key, 'base64');
      const open = async (seal: { index: number; kind: 'aed' | 'feed'; key: Buffer }) => (await unpackChunk(bytes, () => seal)).text;
      expect(await open({ index: 0, kind: 'aed', key: raw })).toMatch(/^RB/);
      expect(await open({ index: second?.index ?? 1, kind: 'aed', key: raw })).toBeNull();
      expect(await open({ index: 0, kind: 'feed', key: raw })).toBeNull();
      expect(await open({ index: 0, kind: 'aed', key: Buffer.from(raw.map((byte, at) => (at === 0 ? byte ^ 1 : byte))) })).toBeNull();
    });

    it('is served under its hash, and caches may keep it for ever', async () => {
      await loadAed(hq.store, aedRows(0, 1));
      await make();
      const { chunks: [entry] } = await existing();
      const sent: Outgoing[] = [];
      const reply = await desk.send('GET', `/v1/chunks/${entry?.sha256 ?? ''}`, null, { afterSigning: (request) => { sent.push(request); } });
      expect([reply.status, reply.headers.get('cache-control'), reply.headers.get('content-length')]).toEqual([200, 'public, max-age=31536000, immutable', String(entry?.bytes)]);
      // A cache would hand out a nonce for as long as it keeps the chunk.
      expect(reply.headers.has('hq-nonce')).toBe(false);
      for (const { url, headers } of sent) {
        const bytes = await (await fetch(url, { headers })).arrayBuffer();
        expect(createHash('sha256').update(Buffer.from(bytes)).digest('hex')).toBe(entry?.sha256);
      }
    });

    it('is not served when the disk has changed it, and somebody hears of it', async () => {
      await loadAed(hq.store, aedRows(0, 1));
      await make();
      const { chunks: [entry] } = await existing();
      const path = join(hq.chunks, entry?.sha256 ?? '');
      writeFileSync(path, readFileSync(path).map((byte, at) => (at === 40 ? byte ^ 1 : byte)));
      expect(errorOf(await desk.request('GET', `/v1/chunks/${entry?.sha256 ?? ''}`, null))?.code).toBe('bad-request');
      expect(hq.log.filter((line) => line.includes('chunk-damaged'))).toHaveLength(1);
    });

    it.each(['0'.repeat(64), 'A'.repeat(64), '..%2fhq.db', 'hq.db'])('%s is not there', async (name) => {
      mkdirSync(hq.chunks, { recursive: true });
      writeFileSync(join(hq.chunks, 'hq.db'), 'secret');
      expect(errorOf(await desk.request('GET', `/v1/chunks/${name}`, null))?.code).toBe('bad-request');
    });

    it('and its snapshot are for devices that work', async () => {
      await loadAed(hq.store, aedRows(0, 1));
      await make();
      const { chunks: [entry] } = await existing();
      await revokeDevice(hq.store, desk.enrolled?.deviceId ?? '');
      for (const path of ['/v1/snapshot', `/v1/chunks/${entry?.sha256 ?? ''}`]) {
        expect(errorOf(await desk.request('GET', path, null))?.code).toBe('device-revoked');
        expect((await fetch(hq.url + path)).status).toBe(401);
      }
    });
  });

  describe('the folder', () => {
    it('keeps the chunks of the last two snapshots of each facility, and no more', async () => {
      await loadAed(hq.store, aedRows(0, 9));
      await make({ facilityId: 'ORD' });
      const ofOther = inFolder();
      const bodies: SnapshotBody[] = [];
      for (let n = 0; n < 3; n += 1) {
        await make();
        bodies.push(await existing());
      }
      const kept = bodies.slice(1).flatMap(({ chunks }) => chunks.map(({ sha256 }) => sha256));
      expect(inFolder()).toEqual([...ofOther, ...kept].sort());
      await make({ keep: 1 });
      expect(inFolder()).toEqual([...ofOther, ...(await existing()).chunks.map(({ sha256 }) => sha256)].sort());
    });

    it('is cleared of what a snapshot left that was ended, but not of one that may be under way, nor of files of others', async () => {
      const [old, young, part, other] = ['a'.repeat(64), 'b'.repeat(64), `.${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}.part`, 'notes.txt'];
      for (const name of [old, young, part, other]) writeFileSync(join(hq.chunks, name), 'x');
      const yesterday = new Date(hq.clock.getTime() - 25 * 3_600_000);
      for (const name of [old, part, other]) utimesSync(join(hq.chunks, name), yesterday, yesterday);
      utimesSync(join(hq.chunks, young), hq.clock, hq.clock);
      await make();
      expect(inFolder()).toEqual([young, other].sort());
    });

    it('has a chunk under its name only when it is whole, and leaves one alone that is there', async () => {
      await loadAed(hq.store, aedRows(0, 4));
      await make();
      expect(inFolder().every((name) => existsSync(join(hq.chunks, name)) && /^[0-9a-f]{64}$/.test(name))).toBe(true);
      const [name = ''] = inFolder();
      const before = statSync(join(hq.chunks, name)).mtimeMs;
      await writeChunk(hq.chunks, name, new Uint8Array([1]));
      expect(statSync(join(hq.chunks, name)).mtimeMs).toBe(before);
    });
  });

  it('reads nothing that stands behind its place', async () => {
    await loadAed(hq.store, aedRows(0, 2));
    const hold = await placeHold(hq.store, { itemId: 'RR473124829CN', facilityId: 'JFK', by: 'NTC', reason: null });
    const place = await lastFeedSeq(hq.store.reads);
    await loadAed(hq.store, aedRows(2, 4));
    await placeHold(hq.store, { itemId: 'EE876543216CA', facilityId: 'JFK', by: 'NTC', reason: null });
    expect((await allOf(textsWithoutAed(hq.store.reads, 'JFK', place))).map((text) => JSON.parse(text) as unknown)).toMatchObject([{ event: { holdId: hold.ok ? hold.value.holdId : '' } }]);
    const lines = await Promise.all(Array.from({ length: BUCKETS }, (_, bucket) => linesOfBucket(hq.store.reads, bucket, place)));
    expect(lines.flat().map(({ itemId }) => itemId).sort()).toEqual(aedRows(0, 2).map(({ itemId }) => itemId));
  });

  it('reads one place of the feed, whatever comes while it reads', async () => {
    await loadAed(hq.store, aedRows(0, 9));
    const making = makeSnapshot(hq.store, { facilityId: 'JFK', folder: hq.chunks, baseUrl: null, rowsPerChunk: 4 }, hq.clock);
    await Promise.all([making, loadAed(hq.store, aedRows(9, 12)), loadAed(hq.store, aedRows(0, 3, 'books'))]);
    const body = await existing();
    const told = pageIn(await desk.feed(body.cursor)).rows.length;
    expect(body.rows + told).toBe(15);
    expect(await linesOf(body, 'aed')).toHaveLength(body.rows);
  });
});
