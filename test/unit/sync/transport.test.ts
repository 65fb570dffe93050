/** Whose answer a desk believes to have got. */
import { describe, expect, test } from 'vitest';
import { DEVICE_HEADER, NONCE_HEADER } from '../../../domain/sync/messages.ts';
import { makeDeviceKey } from '../../../main/sync/deviceKey.ts';
import { after, makeTransport } from '../../../main/sync/transport.ts';

const SENDER = { hqUrl: 'https://hq.example', deviceId: 'JFK-07-AAAA', privateKey: makeDeviceKey().privateKey };
const PAGE = '{"protocol":1}';

describe('An answer', () => {
  test.each([
    ['names the desk that asked', 'JFK-07-AAAA', { ok: true, value: PAGE }],
    ['names nobody, as an older HQ does', null, { ok: true, value: PAGE }],
    ['names another desk, for a cache has kept it', 'JFK-08-BBBB', { ok: false, failure: { kind: 'not-hq' } }],
  ])('that %s', async (_, named, expected) => {
    const headers = { 'content-type': 'application/json', [NONCE_HEADER]: 'n1', ...(named === null ? {} : { [DEVICE_HEADER]: named }) };
    const transport = makeTransport(1_000, { after, fetch: () => Promise.resolve(new Response(PAGE, { headers })) });
    expect(await transport.feedPage(SENDER, null, 10)).toMatchObject(expected);
  });
});
