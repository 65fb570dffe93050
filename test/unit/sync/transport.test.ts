/** What a desk sends and whose answer it believes to have got, over a line that the test holds in its hand. */
import { describe, expect, test } from 'vitest';
import { DEVICE_HEADER, NONCE_HEADER } from '../../../domain/sync/messages.ts';
import { makeDeviceKey } from '../../../main/sync/deviceKey.ts';
import { after, isAllowedHqUrl, makeTransport, type After } from '../../../main/sync/transport.ts';
import { chainOf } from '../../support/entries.ts';

const SENDER = { hqUrl: 'https://hq.example', deviceId: 'JFK-07-AAAA', privateKey: makeDeviceKey().privateKey };
const PAGE = '{"protocol":1}';
const CHUNK = { index: 0, kind: 'feed', sha256: 'a'.repeat(64), bytes: 4, rows: 1 } as const;

type Answer = () => Response;

/** HQ answers these one after the other, the last one for ever; what was asked of it is kept. */
function lineTo(answers: readonly Answer[], later: After = after) {
  const asked: { url: string; headers: Headers; redirect: string | undefined }[] = [];
  const transport = makeTransport(1_000, {
    after: later,
    fetch: (url, { headers, redirect } = {}) => {
      asked.push({ url: url instanceof Request ? url.url : url.toString(), headers: new Headers(headers), redirect });
      const answer = answers[asked.length - 1] ?? answers.at(-1);
      return answer === undefined ? Promise.reject(new Error('no line')) : Promise.resolve(answer());
    },
  });
  return { transport, asked };
}

const json = (text: string, more: Record<string, string> = {}, status = 200): Answer =>
  () => new Response(text, { status, headers: { 'content-type': 'application/json', [NONCE_HEADER]: 'n1', ...more } });
const error = (code: string, more: Record<string, string> = {}) => json(JSON.stringify({ error: { code, message: '' } }), more, 503);

describe('An answer', () => {
  test.each([
    ['names the desk that asked', 'JFK-07-AAAA', { ok: true, value: PAGE }],
    ['names nobody, as an older HQ does', null, { ok: true, value: PAGE }],
    ['names another desk, for a cache has kept it', 'JFK-08-BBBB', { ok: false, failure: { kind: 'not-hq' } }],
  ])('that %s', async (_, named, expected) => {
    const { transport } = lineTo([json(PAGE, named === null ? {} : { [DEVICE_HEADER]: named })]);
    expect(await transport.feedPage(SENDER, null, 10)).toMatchObject(expected);
  });

  test.each<[string, Answer]>([
    ['has no nonce', () => new Response(PAGE, { headers: { 'content-type': 'application/json' } })],
    ['is a page of a portal', json('<html>', { 'content-type': 'text/html' })],
    ['is an error of somebody else', json('{"error":"no"}', {}, 502)],
    ['is a redirect', () => Response.redirect('https://portal.example/', 302)],
  ])('that %s is not HQ’s', async (_, answer) => {
    const { transport, asked } = lineTo([answer]);
    expect(await transport.feedPage(SENDER, null, 10)).toMatchObject({ ok: false, failure: { kind: 'not-hq' } });
    expect(asked.map(({ redirect }) => redirect)).toEqual(['manual']);
  });

  test.each<[string, Record<string, string>, number | null]>([
    ['in seconds', { 'retry-after': '120' }, 120_000],
    ['as a date of HQ’s own clock', { 'retry-after': 'Mon, 02 Mar 2026 14:01:30 GMT', date: 'Mon, 02 Mar 2026 14:00:00 GMT' }, 90_000],
    ['that is over', { 'retry-after': 'Mon, 02 Mar 2026 13:00:00 GMT', date: 'Mon, 02 Mar 2026 14:00:00 GMT' }, 0],
    ['of a month, which would silence the desk', { 'retry-after': '2592000' }, 3_600_000],
    ['that says nothing', { 'retry-after': 'soon' }, null],
    ['at all', {}, null],
  ])('with a wait %s', async (_, headers, retryAfterMs) => {
    const { transport } = lineTo([error('busy', headers)]);
    expect(await transport.feedPage(SENDER, null, 10)).toMatchObject({ ok: false, failure: { kind: 'busy', retryAfterMs } });
  });
});

describe('An answer that comes in pieces', () => {
  /** passes: so long that whatever was not heard anew meanwhile is given up. */
  function slowLine() {
    const timers = new Set<{ ms: number; work: () => void }>();
    let controller: ReadableStreamDefaultController<Uint8Array> | null = null;
    const transport = makeTransport(1_000, {
      after: (ms, work) => {
        const timer = { ms, work };
        timers.add(timer);
        return () => timers.delete(timer);
      },
      fetch: (_, init) => {
        const body = new ReadableStream<Uint8Array>({ start: (started) => { controller = started; } });
        init?.signal?.addEventListener('abort', () => controller?.error(new Error('aborted')));
        return Promise.resolve(new Response(body, { headers: { 'content-type': 'application/json', [NONCE_HEADER]: 'n1' } }));
      },
    });
    return {
      transport, timers,
      /** Time passes while this piece comes; null: nothing comes. */
      async piece(bytes: Uint8Array | null): Promise<void> {
        await settled();
        const before = [...timers];
        if (bytes !== null) controller?.enqueue(bytes);
        await settled();
        for (const timer of before) if (timers.has(timer) && timer.ms <= 1_000) timer.work();
      },
      end: () => controller?.close(),
    };
  }

  test('is heard out however slowly they come, and is the text that was sent', async () => {
    const line = slowLine();
    const answer = line.transport.feedPage(SENDER, null, 10);
    const bytes = new TextEncoder().encode('{"name":"Ångström"}');
    // Cut in the middle of a letter.
    for (const piece of [bytes.slice(0, 10), bytes.slice(10, 15), bytes.slice(15)]) await line.piece(piece);
    line.end();
    expect(await answer).toEqual({ ok: true, value: '{"name":"Ångström"}' });
    expect(line.timers.size).toBe(0);
  });

  test.each([['stop coming', ['{']], ['never come', []]])('is given up when they %s', async (_, pieces) => {
    const line = slowLine();
    const answer = line.transport.feedPage(SENDER, null, 10);
    for (const piece of pieces) await line.piece(new TextEncoder().encode(piece));
    await line.piece(null);
    expect(await answer).toMatchObject({ ok: false, failure: { kind: 'unreachable' } });
  });
});

describe('A request', () => {
  const nonceOf = (headers: Headers) => /nonce="([^"]*)"/.exec(headers.get('signature-input') ?? '')?.[1];

  test('is signed again with the nonce of the refusal, once', async () => {
    const { transport, asked } = lineTo([error('nonce-stale', { [NONCE_HEADER]: 'n2' })]);
    expect(await transport.feedPage(SENDER, null, 10)).toMatchObject({ ok: false, code: 'nonce-stale' });
    expect(asked.map(({ headers }) => nonceOf(headers))).toEqual([undefined, 'n2']);
  });

  test('keeps the nonce over a chunk, whose reply has none', async () => {
    const { transport, asked } = lineTo([json(PAGE), () => new Response('four'), json(PAGE)]);
    await transport.feedPage(SENDER, null, 10);
    expect(await transport.snapshots(SENDER).chunk(CHUNK, null)).toMatchObject({ ok: true });
    await transport.feedPage(SENDER, null, 10);
    expect(nonceOf(asked.at(-1)?.headers ?? new Headers())).toBe('n1');
  });

  test.each<[string, Record<string, string>[], string | null]>([
    ['plain before HQ was heard', [], null],
    ['packed for an HQ that reads gzip', [{ 'accept-encoding': 'gzip' }], 'gzip'],
    ['packed for an HQ that reads gzip beside others', [{ 'accept-encoding': 'br, GZIP;q=0.5' }], 'gzip'],
    ['plain for an HQ that says nothing', [{}], null],
    ['plain for an HQ that reads other codings', [{ 'accept-encoding': 'br' }], null],
    ['plain for an HQ that reads anything but gzip', [{ 'accept-encoding': 'br, gzip;q=0' }], null],
    ['plain for an HQ that was put back to an older version', [{ 'accept-encoding': 'gzip' }, {}], null],
  ])('has a body that is %s', async (_, heard, coding) => {
    const { transport, asked } = lineTo([...heard.map((headers) => json(PAGE, headers)), json(PAGE)]);
    for (const _said of heard) await transport.feedPage(SENDER, null, 10);
    await transport.upload(SENDER, { protocol: 1, deviceId: SENDER.deviceId, entries: chainOf(20, SENDER.deviceId) });
    expect(asked.at(-1)?.headers.get('content-encoding')).toBe(coding);
  });
});

describe('A chunk', () => {
  test('from a cache is asked for without a word about this desk', async () => {
    const { transport, asked } = lineTo([() => new Response('four')]);
    expect(await transport.snapshots(SENDER).chunk(CHUNK, 'https://cache.example/imf')).toMatchObject({ ok: true });
    expect(asked.map(({ url, headers, redirect }) => [url, [...headers], redirect])).toEqual([[`https://cache.example/imf/${CHUNK.sha256}`, [], 'manual']]);
  });

  test('is not asked for where everyone on the way can read along', async () => {
    const { transport, asked } = lineTo([() => new Response('four')]);
    expect(await transport.snapshots(SENDER).chunk(CHUNK, 'http://cache.example/imf/')).toMatchObject({ ok: false, failure: { kind: 'refused' } });
    expect(asked).toEqual([]);
  });

  test.each([
    ['longer than it can be', 'fifth', { ok: false, failure: { kind: 'not-hq' } }],
    ['shorter', 'abc', { ok: true, value: new TextEncoder().encode('abc') }],
  ])('that is %s', async (_, bytes, expected) => {
    expect(await lineTo([() => new Response(bytes)]).transport.snapshots(SENDER).chunk(CHUNK, null)).toMatchObject(expected);
  });
});

test.each([
  ['https://hq.example', true], ['http://127.0.0.1:8080', true], ['http://localhost', true], ['http://[::1]:1', true],
  ['http://hq.example', false], ['http://localhost.example', false], ['http://127.0.0.1.example', false], ['https://user@hq.example', false],
  ['https://:pw@hq.example', false], ['ftp://127.0.0.1/', false], ['hq.example', false], ['', false],
])('The address %j is allowed: %s', (url, isAllowed) => {
  expect(isAllowedHqUrl(url)).toBe(isAllowed);
});

function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5));
}
