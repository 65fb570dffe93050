/** Bodies on the line: compressed both ways for those who can read it, never larger than they look, and one upload of a desk at a time. */
import { request } from 'node:http';
import { brotliCompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { canonicalText } from '../../../domain/ledger/entry.ts';
import { feedPageSchema } from '../../../domain/sync/messages.ts';
import { publishRoster } from '../../../hq/admin/publishRoster.ts';
import { storedEntries } from '../../../hq/store/entries.ts';
import { allOf } from '../../support/allOf.ts';
import { enrolledDesk, errorOf, receiptIn, type TestDesk } from '../../support/deskClient.ts';
import { openHqInside, type HqInside } from '../../support/hqInside.ts';

let hq: HqInside;
let desk: TestDesk;
beforeEach(async () => {
  hq = await openHqInside();
  desk = await enrolledDesk(hq.url, await hq.code());
  await desk.feed();
});
afterEach(() => hq.stop());

const gzip = ['gzip', (text: string) => gzipSync(text)] as const;
const uploadOf = (count: number) => JSON.stringify({ protocol: 1, deviceId: desk.enrolled?.deviceId, entries: desk.seal(count) });
const storedTexts = async () => (await allOf(storedEntries(hq.store.reads, null))).map((row) => row.text);

describe('an upload on the line', () => {
  it('is told in every reply that gzip is read', async () => {
    expect((await desk.feed()).headers.get('accept-encoding')).toBe('gzip');
    expect((await desk.send('GET', '/v1/nothing', null)).headers.get('accept-encoding')).toBe('gzip');
  });

  it('is taken compressed as it is taken plain, the digest being of the bytes that were sent', async () => {
    const entries = desk.seal(40);
    const reply = await desk.send('POST', '/v1/entries', JSON.stringify({ protocol: 1, deviceId: desk.enrolled?.deviceId, entries }), { coding: gzip });
    expect(receiptIn(reply).receipt.body).toMatchObject({ fromSeq: 1, toSeq: 40 });
    expect(await storedTexts()).toEqual(entries.map(canonicalText));
  });

  it.each([
    ['cut short', (text: string) => gzipSync(text).subarray(0, -9)],
    ['that is no gzip', (text: string) => Buffer.from(text)],
  ])('%s under the name of gzip is refused, and nothing of it is taken', async (_words, pack) => {
    const reply = await desk.send('POST', '/v1/entries', uploadOf(2), { coding: ['gzip', pack] });
    expect([reply.status, errorOf(reply)?.code]).toEqual([400, 'bad-request']);
    expect(await storedTexts()).toEqual([]);
  });

  it('in a coding HQ has not named is refused', async () => {
    const reply = await desk.send('POST', '/v1/entries', uploadOf(2), { coding: ['br', (text) => brotliCompressSync(text)] });
    expect([reply.status, errorOf(reply)?.code]).toEqual([400, 'bad-request']);
  });

  it('that is small packed and huge unpacked is refused as too large', async () => {
    const bomb = gzipSync(Buffer.alloc(9 * 1024 * 1024, ' '));
    expect(bomb.length).toBeLessThan(20_000);
    const reply = await desk.send('POST', '/v1/entries', '', { coding: ['gzip', () => bomb] });
    expect([reply.status, errorOf(reply)?.code]).toEqual([413, 'too-large']);
  });

  it.each([
    ['plain', {}],
    ['packed', { coding: gzip }],
  ])('of somewhat less than eight million bytes is taken %s', async (_words, mischief) => {
    const entries = desk.seal(8, (body) => ({ ...body, kind: 'of.tomorrow', payload: { note: 'x'.repeat(1_000_000) } }));
    const reply = await desk.send('POST', '/v1/entries', JSON.stringify({ protocol: 1, deviceId: desk.enrolled?.deviceId, entries }), mischief);
    expect(receiptIn(reply).receipt.body).toMatchObject({ toSeq: 8, refused: [] });
  });

  it('is told to come again while another one of the same desk is at work, and no other desk is', async () => {
    const other = await enrolledDesk(hq.url, await hq.code());
    await other.feed();
    const body = uploadOf(2);
    // Whoever writes now makes uploads wait in the middle of their work.
    let endWriting: () => void = () => undefined;
    const written = hq.store.inTransaction(() => new Promise<null>((resolve) => { endWriting = () => resolve(null); }));
    const first = desk.send('POST', '/v1/entries', body);
    const others = other.upload(other.seal(1));
    const again = await until(() => desk.send('POST', '/v1/entries', body), (reply) => errorOf(reply) !== null);
    expect([again.status, errorOf(again)?.code, again.headers.get('retry-after')]).toEqual([503, 'busy', '2']);
    endWriting();
    await written;
    expect([(await first).status, (await others).status]).toEqual([200, 200]);
    expect(await storedTexts()).toHaveLength(3);
  });

  it('gives its turn back when HQ could not take it', async () => {
    vi.spyOn(hq.store, 'inTransaction').mockRejectedValueOnce(new Error('the disk is full'));
    const body = uploadOf(1);
    const reply = await desk.send('POST', '/v1/entries', body);
    expect([reply.status, errorOf(reply)?.code]).toEqual([500, 'internal']);
    expect((await desk.send('POST', '/v1/entries', body)).status).toBe(200);
  });

  it('gives its turn back when it could not be read', async () => {
    await desk.send('POST', '/v1/entries', '{"no":"upload"}');
    expect((await desk.send('POST', '/v1/entries', uploadOf(1))).status).toBe(200);
  });
});

describe('a page of the feed', () => {
  beforeEach(async () => {
    await publishRoster(hq.store, { facilityId: 'JFK', officers: [{ officerId: 'o-1', badge: '4711', name: 'Ortiz, R.', role: 'officer', pin: '135790' }] });
  });

  it.each([
    ['compressed to who can read it', 'br, gzip;q=0.5', 'gzip'],
    ['plain to who asks for nothing', undefined, undefined],
    ['plain to who reads other codings only', 'br', undefined],
  ])('comes %s', async (_words, accept, coding) => {
    let headers: Record<string, string> = {};
    await desk.send('GET', '/v1/feed?limit=1000', null, { afterSigning: (outgoing) => { headers = outgoing.headers; } });
    const reply = await rawGet(`${hq.url}/v1/feed?limit=1000`, { ...headers, ...(accept === undefined ? {} : { 'accept-encoding': accept }) });
    expect(reply.coding).toBe(coding);
    const text = coding === 'gzip' ? gunzipSync(reply.bytes) : reply.bytes;
    expect(feedPageSchema.parse(JSON.parse(text.toString('utf8'))).rows.map((row) => row.kind)).toContain('roster');
  });
});

async function until<T>(ask: () => Promise<T>, isSo: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (isSo(answer)) return answer;
  }
}

/** Without the unpacking that fetch does. */
function rawGet(url: string, headers: Record<string, string>): Promise<{ coding: string | undefined; bytes: Buffer }> {
  return new Promise((resolve, reject) => {
    request(url, { headers }, (reply) => {
      const pieces: Buffer[] = [];
      reply.on('data', (piece: Buffer) => pieces.push(piece));
      reply.on('end', () => resolve({ coding: reply.headers['content-encoding'], bytes: Buffer.concat(pieces) }));
    }).on('error', reject).end();
  });
}
