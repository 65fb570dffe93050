/** Signed requests: HQ believes only what a device signed with HQ's own nonce, whatever the desk's clock says. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NONCE_HEADER } from '../../../domain/sync/messages.ts';
import { revokeDevice } from '../../../hq/admin/revokeDevice.ts';
import { storedEntries } from '../../../hq/store/entries.ts';
import { allOf } from '../../support/allOf.ts';
import { digestOf, enrolledDesk, errorOf, newDesk, type Outgoing, type TestDesk } from '../../support/deskClient.ts';
import { openHqInside, type HqInside } from '../../support/hqInside.ts';

let hq: HqInside;
let desk: TestDesk;
beforeEach(async () => {
  hq = await openHqInside();
  desk = await enrolledDesk(hq.url, await hq.code());
  await desk.feed();
});
afterEach(() => hq.stop());

const body = () => JSON.stringify({ protocol: 1, deviceId: desk.enrolled?.deviceId, entries: desk.seal(1) });
const upload = (afterSigning: (request: Outgoing) => void) => desk.send('POST', '/v1/entries', body(), { afterSigning });
const storedCount = async () => (await allOf(storedEntries(hq.store.reads, null))).length;

describe('a request', () => {
  it.each<[string, (request: Outgoing) => void]>([
    ['whose body and digest were changed', (request) => {
      request.body = (request.body ?? '').replace('idle', 'busy');
      request.headers['content-digest'] = digestOf(request.body);
    }],
    ['without a digest', (request) => { delete request.headers['content-digest']; }],
    ['without a signature', (request) => { delete request.headers.Signature; delete request.headers['Signature-Input']; }],
    ['with half a signature', (request) => { delete request.headers['Signature-Input']; }],
    ['with words for a signature', (request) => { request.headers.Signature = 'sig=hello'; }],
    ['sent to another path', (request) => { request.url = request.url.replace('/v1/entries', '/v1/entries?x=1'); }],
    ['that names no device', (request) => { delete request.headers['desk-device']; }],
  ])('%s is not believed', async (_words, afterSigning) => {
    const reply = await upload(afterSigning);
    expect([reply.status, errorOf(reply)?.code]).toEqual([401, 'signature-invalid']);
    expect(await storedCount()).toBe(0);
  });

  it.each<[string, (request: Outgoing) => void]>([
    ['whose body was changed', (request) => { request.body = (request.body ?? '').replace('idle', 'busy'); }],
    ['with two digests', (request) => { request.headers['content-digest'] = `${digestOf(request.body ?? '')}, ${digestOf('')}`; }],
  ])('%s counts as damaged on the way, which is no word against the device', async (_words, afterSigning) => {
    const reply = await upload(afterSigning);
    expect([reply.status, errorOf(reply)?.code]).toEqual([400, 'bad-request']);
    expect(await storedCount()).toBe(0);
  });

  it('signed by another device\'s key is not believed', async () => {
    const thief = newDesk(hq.url);
    thief.enrolled = desk.enrolled;
    thief.nonce = desk.nonce;
    expect(errorOf(await thief.feed())?.code).toBe('signature-invalid');
  });

  it('in the name of another device is not believed', async () => {
    const other = await enrolledDesk(hq.url, await hq.code());
    const reply = await upload((request) => { request.headers['desk-device'] = other.enrolled?.deviceId ?? ''; });
    expect(errorOf(reply)?.code).toBe('signature-invalid');
  });

  it('whose signature covers less than the protocol asks for is not believed', async () => {
    const reply = await desk.send('POST', '/v1/entries', body(), { fields: ['@method', '@path', '@query', 'desk-device'] });
    expect(errorOf(reply)?.code).toBe('signature-invalid');
  });

  it('of a device that never enrolled is refused', async () => {
    const reply = await newDesk(hq.url).feed();
    expect([reply.status, errorOf(reply)?.code]).toEqual([403, 'device-unknown']);
  });

  it('of a revoked device is refused', async () => {
    await revokeDevice(hq.store, desk.enrolled?.deviceId ?? '');
    const reply = await desk.feed();
    expect([reply.status, errorOf(reply)?.code]).toEqual([403, 'device-revoked']);
  });
});

describe('a nonce', () => {
  it('comes with every reply, errors too', async () => {
    for (const path of ['/v1/health', '/v1/feed', '/v1/nothing-here']) {
      expect((await fetch(hq.url + path)).headers.get(NONCE_HEADER)).not.toBeNull();
    }
  });

  it('is good for ten minutes of HQ\'s clock', async () => {
    hq.clock = new Date(hq.clock.getTime() + 10 * 60_000);
    expect((await desk.send('GET', '/v1/feed', null)).status).toBe(200);
  });

  it.each<[string, (nonce: string) => string]>([
    ['made up', () => 'abc.def'],
    ['none at all', () => ''],
    ['with its time moved', (nonce) => `z${nonce.slice(1)}`],
  ])('that is %s is stale', async (_words, change) => {
    const reply = await desk.send('GET', '/v1/feed', null, { nonce: change(desk.nonce) });
    expect([reply.status, errorOf(reply)?.code]).toEqual([401, 'nonce-stale']);
  });

  it('that is stale is renewed by the refusal, and the second try works', async () => {
    hq.clock = new Date(hq.clock.getTime() + 10 * 60_000 + 1);
    const entries = JSON.parse(body()) as object;
    const first = await desk.send('POST', '/v1/entries', JSON.stringify(entries));
    expect(errorOf(first)?.code).toBe('nonce-stale');
    expect((await desk.send('POST', '/v1/entries', JSON.stringify(entries))).status).toBe(200);
    expect(await storedCount()).toBe(1);
  });

  it('from before HQ\'s clock was set back is stale', async () => {
    hq.clock = new Date(hq.clock.getTime() - 60_000);
    expect(errorOf(await desk.send('GET', '/v1/feed', null))?.code).toBe('nonce-stale');
  });
});

describe('a message', () => {
  it('that is no JSON by its content type is refused', async () => {
    const reply = await upload((request) => { request.headers['content-type'] = 'text/plain'; });
    expect([reply.status, errorOf(reply)?.code]).toEqual([400, 'bad-request']);
  });

  it('that is no JSON by its content is refused', async () => {
    expect(errorOf(await desk.send('POST', '/v1/entries', 'not json'))?.code).toBe('bad-request');
  });

  it('over eight megabytes is too large', async () => {
    const reply = await desk.send('POST', '/v1/entries', JSON.stringify('x'.repeat(8 * 1024 * 1024)));
    expect([reply.status, errorOf(reply)?.code]).toEqual([413, 'too-large']);
  });

  it('to an address that is none is refused in HQ\'s own form', async () => {
    const reply = await fetch(`${hq.url}/v2/feed`);
    expect(reply.headers.get('content-type')).toContain('application/json');
    expect(await reply.json()).toEqual({ error: { code: 'bad-request', message: 'no such message' } });
  });
});
