/** hq/PROTOCOL.md is true: its examples are replayed against HQ, its table of errors is compared with the program. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AED_FIELDS, aedFieldsSchema } from '../../../domain/aed/record.ts';
import { canonicalText, hashOfBody, type Entry } from '../../../domain/ledger/entry.ts';
import { encodePart } from '../../../domain/relay/part.ts';
import { feedRowSchema, HQ_ERROR_CODES, hqKeysSchema } from '../../../domain/sync/messages.ts';
import { placeHold } from '../../../hq/admin/holds.ts';
import { loadAed } from '../../../hq/admin/loadAed.ts';
import { publishList } from '../../../hq/admin/publishList.ts';
import { publishRoster } from '../../../hq/admin/publishRoster.ts';
import { publishUspsEvents } from '../../../hq/admin/publishUsps.ts';
import { STATUS } from '../../../hq/http/reply.ts';
import { makeSnapshot } from '../../../hq/snapshot/makeSnapshot.ts';
import { newDesk, type RawReply, type TestDesk } from '../../support/deskClient.ts';
import { openHqInside, type HqInside } from '../../support/hqInside.ts';
import { photoBytes, photoIdOf } from '../../support/photos.ts';
import { openRelayOrigin } from '../../support/relayOrigin.ts';

const page = readFileSync(new URL('../../../hq/PROTOCOL.md', import.meta.url), 'utf8');

interface Example {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headerNames: readonly string[];
  readonly body: string | null;
  readonly status: number;
  readonly reply: unknown;
}

const examples: readonly Example[] = [...page.matchAll(/```http\n(GET|POST) (\S+)\n([\s\S]*?)```\n```http\n(\d{3})\n([\s\S]*?)```/g)]
  .map(([, method = '', path = '', rest = '', status = '', reply = '']) => {
    const [head = '', body] = rest.split(/\n?\n(?=[{<])/);
    return {
      method: z.enum(['GET', 'POST']).parse(method), path, status: Number(status), reply: JSON.parse(reply) as unknown, body: body ?? null,
      headerNames: head.split('\n').filter((line) => line !== '').map((line) => line.split(':')[0] ?? ''),
    };
  });

/** As long as the page says. */
const PHOTO = photoBytes(50);

let hq: HqInside;
let desk: TestDesk;
/** What the `{words}` of the page stand for, learnt from example to example. */
const words = new Map<string, string>();

beforeAll(async () => {
  hq = await openHqInside();
  desk = newDesk(hq.url);
  words.set('code', await hq.code()).set('publicKey', desk.publicKey).set('otherPublicKey', newDesk(hq.url).publicKey);
  await publishRoster(hq.store, { facilityId: 'JFK', officers: [{ officerId: 'o-1001', badge: '1001', name: 'Ann Example', role: 'officer', pin: '123456' }] });
  await placeHold(hq.store, { itemId: 'RR473124829CN', facilityId: 'JFK', by: 'NTC', reason: 'look inside' });
  await publishList(hq.store, { listId: 'waiver', asOf: '2026-01-01', countries: ['NR', 'TV'] });
  const sent = { senderName: 'Lin Example', senderCountry: 'CN', recipientName: 'Pat Example', contents: 'shirts', pieces: '2', weightGrams: '480' };
  await loadAed(hq.store, [{ itemId: 'RR473124829CN', postedOn: '2026-02-20', fields: aedFieldsSchema.parse(sent) }]);
  await publishUspsEvents(hq.store, [{ eventId: 'E-20260302-0001', itemId: 'RR473124829CN', code: 'EMD', at: '2026-03-02T11:20:00Z', office: 'USJFKA' }]);
  const made = await makeSnapshot(hq.store, { facilityId: 'JFK', folder: hq.chunks, baseUrl: 'https://cache.example/imf/' }, hq.clock);
  expect(made).toMatchObject({ ok: true });
  const origin = await openRelayOrigin(hq.url, await hq.code());
  const [part = '', , laterPart = ''] = origin.parts(origin.seal(6), 2).map((one) => Buffer.from(encodePart(one)).toString('base64'));
  words.set('part', part).set('laterPart', laterPart);
  words.set('photoId', photoIdOf(PHOTO)).set('otherPhotoId', photoIdOf(photoBytes(50, 2)));
});
afterAll(() => hq.stop());

describe('the protocol page', () => {
  it('has an example of every message, and of every error that it can show', () => {
    expect(new Set(examples.map(({ method, path }) => `${method} ${path.split('?')[0]?.replace(/(?<=chunks|buckets|photos)\/[\w{}]+$/, '/...') ?? ''}`)))
      .toEqual(new Set(['POST /v1/enrol', 'POST /v1/entries', 'POST /v1/relay', 'GET /v1/feed', 'GET /v1/snapshot', 'GET /v1/chunks/...', 'GET /v1/buckets', 'GET /v1/buckets/...', 'GET /v1/photos/...', 'POST /v1/photos/...', 'GET /v1/health']));
    expect(page.match(/```http/g)).toHaveLength(examples.length * 2);
  });

  it.each(examples.map((example, at) => [at + 1, example] as const))('is true in example %i', async (_number, example) => {
    const reply = await send(example);
    expect([reply.status, filledIn(example.reply, JSON.parse(reply.text) as unknown)]).toEqual([example.status, JSON.parse(reply.text)]);
  });

  it('lists every error code with its status', () => {
    const rows = [...page.matchAll(/^\| `([a-z-]+)` \| (\d{3}) \|/gm)].map(([, code, status]) => [code, Number(status)]);
    expect(rows).toEqual(HQ_ERROR_CODES.map((code) => [code, STATUS[code]]));
  });

  it('shows a row of every kind, or names it', () => {
    for (const { shape } of feedRowSchema.options) expect(page).toMatch(new RegExp(`"kind": "${shape.kind.value}"|\`${shape.kind.value}\``));
  });

  it('shows every AED field', () => {
    for (const field of AED_FIELDS) expect(page).toContain(`"${field}":`);
  });
});

async function send({ method, path, headerNames, body }: Example): Promise<RawReply> {
  const filledBody = body === null ? null : bytesIn(body) ?? sealed(withWords(body));
  const isSigned = headerNames.includes('signature');
  if (!isSigned) {
    const headers = headerNames.map((name): [string, string] => [name, 'application/json']);
    const response = await fetch(hq.url + path, { method, headers, body: filledBody });
    return { status: response.status, headers: response.headers, text: await response.text() };
  }
  desk.enrolled = { deviceId: words.get('deviceId') ?? '', facilityId: 'JFK', facilityName: '', hqId: '', hqPublicKey: '', hqTime: '' };
  return desk.send(method, withWords(path), filledBody, {
    afterSigning: ({ headers }) => { expect(Object.keys(headers).map((name) => name.toLowerCase()).sort()).toEqual([...headerNames].sort()); },
  });
}

/** `<bytes 0 to 30>`: of the page's photo. Null: the body is a message. */
function bytesIn(body: string): Buffer<ArrayBuffer> | null {
  const [, from, to] = /^<bytes (\d+) to (\d+)>\s*$/.exec(body) ?? [];
  return to === undefined ? null : PHOTO.subarray(Number(from), Number(to));
}

/** Known words are put in; `{hash...}` stays, until the entry around it is sealed. */
function withWords(text: string): string {
  return text.replace(/\{(\w+)\}/g, (whole, word: string) => words.get(word) ?? whole);
}

function sealed(body: string): string {
  const message = JSON.parse(body) as { entries?: Entry[] };
  for (const entry of message.entries ?? []) {
    const word = /^\{(\w+)\}$/.exec(entry.hash)?.[1];
    if (entry.prevHash.startsWith('{')) entry.prevHash = withWords(entry.prevHash);
    const { hash: _hash, ...sealedBody } = entry;
    if (word === undefined) continue;
    entry.hash = hashOfBody(sealedBody);
    words.set(word, entry.hash);
  }
  return JSON.stringify(message);
}

/** The page's reply with its `{words}` replaced by what really came; a word keeps its first meaning where it must. */
function filledIn(template: unknown, real: unknown): unknown {
  if (typeof template === 'string') return wordIn(template, real);
  if (Array.isArray(template)) return template.map((one, at) => filledIn(one, Array.isArray(real) ? real[at] : undefined));
  if (typeof template !== 'object' || template === null) return template;
  const members = typeof real === 'object' && real !== null ? new Map(Object.entries(real)) : new Map<string, unknown>();
  return Object.fromEntries(Object.entries(template).map(([name, one]) => [name, filledIn(one, members.get(name))]));
}

/** A whole object under a word, once it was shown. */
function sameAsBefore(word: string, real: unknown): unknown {
  const text = canonicalText(hqKeysSchema.parse(real));
  const known = words.get(word) ?? text;
  words.set(word, text);
  return known === text ? real : JSON.parse(known);
}

const TIMES = new Set(['hqTime', 'receivedAt', 'at']);
/** Numbers and long lists. */
const NO_TEXTS = new Set(['bytes', 'buckets']);

function wordIn(template: string, real: unknown): unknown {
  const word = /^\{(\w+)\}$/.exec(template)?.[1];
  if (word === undefined) return template;
  if (NO_TEXTS.has(word) && (typeof real === 'number' || Array.isArray(real))) return real;
  if (word === 'hqKeys') return sameAsBefore(word, real);
  const known = words.get(word);
  if (known !== undefined && !TIMES.has(word)) return known;
  words.set(word, z.string().min(1).parse(real));
  return real;
}
