/** The line between desks and HQ: it loses, delays, doubles, cuts and falsifies what the weather of the hour says. */
import { NONCE_HEADER, type UploadReply } from '../../domain/sync/messages.ts';
import type { SimDesk } from './desk.ts';
import type { Headquarters, HqReply, HqRequest } from './headquarters.ts';
import type { Chance } from './random.ts';
import type { VirtualTime } from './virtualTime.ts';

export const LINE_FAULTS = [
  'name or certificate wrong', 'portal', 'forged receipt', 'request lost', 'request late', 'request twice', 'request bent', 'reply lost', 'reply late', 'reply cut',
  'connection cut after the commit', 'reply bent', 'reply slow', 'reply of before', 'says busy', 'HQ is newer', 'HQ is older',
] as const;

export type LineFault = (typeof LINE_FAULTS)[number];

/** How likely each fault is for one request, 0 to 1. */
export type Weather = Partial<Record<LineFault, number>>;

export interface Flight {
  readonly desk: SimDesk;
  readonly life: number;
  readonly lane: 'upload' | 'download';
  readonly request: HqRequest;
  readonly resolve: (response: Response) => void;
  readonly reject: (error: Error) => void;
  isOver: boolean;
  /** Ends the reply's body with an error, once it has begun. */
  cutBody: (() => void) | null;
}

export interface NetworkPorts {
  readonly time: VirtualTime;
  readonly chance: Chance;
  readonly hq: Headquarters;
  readonly say: (words: string) => void;
  /** A reply left HQ: whatever became of it, HQ has done its part. */
  readonly onHandled: (request: HqRequest, reply: HqReply) => void;
}

const FAST: readonly [number, number] = [20, 200];

export type Network = ReturnType<typeof makeNetwork>;

export function makeNetwork({ time, chance, hq, say, onHandled }: NetworkPorts) {
  let leaving: Flight[] = [];
  const flights = new Set<Flight>();
  const before = new Map<string, HqReply>();
  const cutOff = new Set<SimDesk>();
  let weather: Weather = {};

  const strikes = (fault: LineFault) => chance.happens(weather[fault] ?? 0);
  const soon = () => chance.int(...FAST);

  function fetch(desk: SimDesk, life: number, url: URL, init: RequestInit): Promise<Response> {
    const { promise, resolve, reject } = withResolvers<Response>();
    const path = url.pathname + url.search;
    const flight: Flight = {
      desk, life, lane: path.startsWith('/v1/feed') ? 'download' : 'upload', resolve, reject, isOver: false, cutBody: null,
      request: {
        method: init.method === 'POST' ? 'POST' : 'GET', path, headers: init.headers as Record<string, string>,
        body: init.body instanceof Uint8Array ? init.body : new Uint8Array(),
      },
    };
    init.signal?.addEventListener('abort', () => fail(flight, 'silence'));
    leaving.push(flight);
    flights.add(flight);
    return promise;
  }

  function nameOf({ desk, lane }: Flight): string {
    return `${desk.name} ${lane}`;
  }

  function over(flight: Flight): boolean {
    if (flight.isOver) return true;
    flight.isOver = true;
    flights.delete(flight);
    return false;
  }

  function fail(flight: Flight, why: string): void {
    if (over(flight)) return;
    say(`${nameOf(flight)}: no answer (${why})`);
    if (flight.cutBody === null) flight.reject(new TypeError('fetch failed'));
    else flight.cutBody();
  }

  /** In the same order whatever thread was done first. */
  function sendOff(): void {
    const going = leaving.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
    leaving = [];
    for (const flight of going) depart(flight);
  }

  function depart(flight: Flight): void {
    if (flight.isOver) return;
    const { request } = flight;
    say(`${nameOf(flight)}: asks ${request.body.length > 0 ? `with ${request.body.length > 1_400 ? 'many' : 'few'} bytes` : ''}`);
    if (cutOff.has(flight.desk)) return void time.in(soon(), 'no line', () => fail(flight, 'no line'));
    if (strikes('name or certificate wrong')) return void time.in(soon(), 'no name', () => fail(flight, 'name or certificate'));
    if (strikes('portal')) return answerLater(flight, portalReply(chance), 'a portal');
    if (flight.lane === 'upload' && strikes('forged receipt')) return answerLater(flight, forgedReceipt(request, hq, chance), 'a forged receipt');
    if (strikes('says busy')) return answerLater(flight, busyReply(hq, chance), 'busy');
    if (strikes('reply of before') && before.has(keyOf(request))) return answerLater(flight, before.get(keyOf(request)) as HqReply, 'the reply of before');
    if (strikes('request twice')) time.in(chance.happens(0.5) ? soon() : chance.int(1_000, 900_000), 'a second time', () => arrive(bent(request, false), null));
    if (strikes('request lost')) return say(`${nameOf(flight)}: the request is lost`);
    const sent = bent(request, strikes('request bent'));
    time.in(strikes('request late') ? chance.int(1_000, 40_000) : soon(), 'arrives', () => arrive(sent, flight));
  }

  /** As a cache sees it that heeds neither `no-store` nor who asks. */
  function keyOf({ method, path, body }: HqRequest): string {
    return `${method} ${path} ${body.length}`;
  }

  function bent(request: HqRequest, isBent: boolean): HqRequest {
    if (!isBent || request.body.length === 0) return request;
    return { ...request, body: withFlippedByte(request.body, chance) };
  }

  /** flight: null for a second copy, whose reply nobody waits for. */
  async function arrive(request: HqRequest, flight: Flight | null): Promise<void> {
    if (!hq.isUp()) {
      if (flight !== null) fail(flight, 'HQ is down');
      return;
    }
    const reply = await hq.handle(request);
    onHandled(request, reply);
    const name = flight === null ? `a second copy of ${request.path.slice(0, 11)}` : nameOf(flight);
    say(`${name}: HQ says ${reply.status} ${codeIn(reply)}`);
    if (flight === null) return;
    if (reply.status === 200) before.set(keyOf(request), reply);
    goBack(flight, reply);
  }

  function goBack(flight: Flight, reply: HqReply): void {
    if (strikes('connection cut after the commit')) return void time.in(soon(), 'cut', () => fail(flight, 'cut after the commit'));
    if (strikes('reply lost')) return say(`${nameOf(flight)}: the reply is lost`);
    let told = reply;
    if (reply.status === 200 && strikes('HQ is newer')) told = newerReply(flight.lane, reply, hq);
    if (reply.status === 200 && strikes('HQ is older')) told = olderReply(reply);
    const delay = strikes('reply late') ? chance.int(1_000, 40_000) : soon();
    if (strikes('reply cut')) return void time.in(delay, 'cut reply', () => answer(flight, { ...told, body: told.body.subarray(0, chance.int(0, Math.max(0, told.body.length - 1))) }, chance.happens(0.5)));
    if (strikes('reply bent')) {
      // Feed pages carry no signature: that not a byte of them changes is what TLS is for, and it cuts the connection.
      if (flight.lane === 'download') return void time.in(delay, 'bent page', () => answer(flight, { ...told, body: told.body.subarray(0, told.body.length >> 1) }, true));
      return void time.in(delay, 'bent reply', () => answer(flight, { ...told, body: Buffer.from(withFlippedByte(told.body, chance)) }, false));
    }
    if (strikes('reply slow')) return void time.in(delay, 'slow reply', () => answerSlowly(flight, told));
    time.in(delay, 'reply', () => answer(flight, told, false));
  }

  function answerLater(flight: Flight, reply: HqReply, words: string): void {
    time.in(soon(), words, () => {
      say(`${nameOf(flight)}: ${words} answers ${reply.status}`);
      answer(flight, reply, false);
    });
  }

  /** isCut: the connection breaks where the body ends. */
  function answer(flight: Flight, reply: HqReply, isCut: boolean): void {
    if (flight.desk.isAsleep) return fail(flight, 'asleep');
    if (over(flight)) return;
    say(`${nameOf(flight)}: hears ${reply.status}${isCut ? ' and a cut' : ''}`);
    if (!isCut) return flight.resolve(responseOf(reply, reply.body.length === 0 ? null : new Uint8Array(reply.body)));
    flight.resolve(responseOf(reply, new ReadableStream({
      start: (stream) => { if (reply.body.length > 0) stream.enqueue(new Uint8Array(reply.body)); },
      pull: (stream) => stream.error(new TypeError('terminated')),
    })));
  }

  function answerSlowly(flight: Flight, reply: HqReply): void {
    if (flight.isOver || flight.desk.isAsleep) return fail(flight, 'asleep');
    const cuts = [0, chance.int(0, reply.body.length), reply.body.length].sort((a, b) => a - b);
    flight.resolve(responseOf(reply, new ReadableStream<Uint8Array>({
      start: (stream) => {
        flight.cutBody = () => stream.error(new TypeError('terminated'));
        let at = 0;
        for (let piece = 1; piece < cuts.length; piece += 1) {
          at += chance.int(1_000, 25_000);
          time.in(at, 'a piece', () => {
            if (flight.isOver) return;
            if (flight.desk.isAsleep) return fail(flight, 'asleep');
            const bytes = new Uint8Array(reply.body.subarray(cuts[piece - 1], cuts[piece]));
            if (bytes.length > 0) stream.enqueue(bytes);
            if (piece < cuts.length - 1) return;
            over(flight);
            say(`${nameOf(flight)}: hears ${reply.status} at last`);
            stream.close();
          });
        }
      },
    })));
  }

  return {
    fetch,
    sendOff,
    setWeather: (next: Weather) => { weather = next; },
    /** Flights of the desk's process that still wait for an answer. */
    waiting: (desk: SimDesk, life: number, lane: Flight['lane']) => [...flights].filter((flight) => flight.desk === desk && flight.life === life && flight.lane === lane).length,
    forget(desk: SimDesk): void {
      for (const flight of flights) if (flight.desk === desk) over(flight);
    },
    cutOff: (desk: SimDesk, isCut: boolean) => { if (isCut) cutOff.add(desk); else cutOff.delete(desk); },
    /** HQ's process ends: every connection to it does. */
    cutAll(why: string): void {
      for (const flight of [...flights].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))) if (!leaving.includes(flight) && chance.happens(0.7)) fail(flight, why);
    },
    /** So long ago that nothing of before is on its way any more. */
    forgetThePast(why: string): void {
      before.clear();
      for (const flight of [...flights].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))) if (!leaving.includes(flight)) fail(flight, why);
    },
  };
}

function responseOf({ status, headers }: HqReply, body: Uint8Array<ArrayBuffer> | ReadableStream | null): Response {
  return new Response([204, 304].includes(status) ? null : body, { status, headers });
}

function withFlippedByte(bytes: Uint8Array, chance: Chance): Uint8Array<ArrayBuffer> {
  const flipped = new Uint8Array(bytes);
  const at = chance.int(0, Math.max(0, bytes.length - 1));
  flipped[at] = (flipped[at] ?? 0) ^ (1 << chance.int(0, 7));
  return flipped;
}

function portalReply(chance: Chance): HqReply {
  const html = { 'content-type': 'text/html; charset=utf-8' };
  const json = { 'content-type': 'application/json' };
  return chance.pick<HqReply>([
    { status: 200, headers: html, body: Buffer.from('<h1>Welcome to Hotel Example</h1>') },
    { status: 302, headers: { location: 'http://portal.example/' }, body: Buffer.alloc(0) },
    { status: 204, headers: {}, body: Buffer.alloc(0) },
    { status: 511, headers: html, body: Buffer.from('log in') },
    { status: 200, headers: json, body: Buffer.from('{"ok":true}') },
    { status: 200, headers: { ...json, [NONCE_HEADER]: 'x' }, body: Buffer.from('{"ok":true}') },
    { status: 200, headers: { ...json, [NONCE_HEADER]: 'x' }, body: Buffer.from('[]') },
    { status: 503, headers: { ...json, 'retry-after': '3600' }, body: Buffer.from('{"error":{"code":"busy","message":"proxy"}}') },
    { status: 404, headers: json, body: Buffer.from('{}') },
    { status: 500, headers: { ...json, [NONCE_HEADER]: 'x' }, body: Buffer.from('oops') },
  ]);
}

/** Everything fits but the signature: by another key, or none. */
function forgedReceipt({ body }: HqRequest, hq: Headquarters, chance: Chance): HqReply {
  const entries = entriesIn(body);
  const reply: UploadReply = {
    receipt: {
      body: {
        protocol: 1, hqId: hq.hqId, deviceId: entries[0]?.deviceId ?? '', fromSeq: entries[0]?.seq ?? 1, toSeq: entries.at(-1)?.seq ?? 1, head: entries.at(-1)?.hash ?? '',
        refused: [], receivedAt: hq.now().toISOString(),
      },
      signature: chance.pick([Buffer.alloc(64, 1).toString('base64'), 'AAAA']),
    },
    verdicts: entries.map(({ seq }) => ({ seq, verdict: 'accepted' })),
  };
  return { status: 200, headers: { 'content-type': 'application/json', [NONCE_HEADER]: 'x' }, body: Buffer.from(JSON.stringify(reply)) };
}

function entriesIn(body: Uint8Array): { readonly deviceId: string; readonly seq: number; readonly hash: string }[] {
  try {
    return (JSON.parse(Buffer.from(body).toString('utf8')) as { entries: { deviceId: string; seq: number; hash: string }[] }).entries;
  } catch {
    return [];
  }
}

function busyReply(hq: Headquarters, chance: Chance): HqReply {
  const retryAfter = chance.pick(['1', '30', '120', '0', 'soon', new Date(hq.now().getTime() + 20_000).toUTCString()]);
  return {
    status: 503, headers: { 'content-type': 'application/json', [NONCE_HEADER]: 'x', 'retry-after': retryAfter, date: hq.now().toUTCString() },
    body: Buffer.from('{"error":{"code":"busy","message":"HQ is busy; come again"}}'),
  };
}

/** With members that this version does not know, everywhere where a newer HQ may have some. */
function newerReply(lane: Flight['lane'], reply: HqReply, hq: Headquarters): HqReply {
  const said = JSON.parse(reply.body.toString('utf8')) as Record<string, unknown>;
  if (lane === 'download') return { ...reply, body: Buffer.from(JSON.stringify({ ...said, mood: 'fine', rows: (said['rows'] as { kind: string }[]).map((row) => (row.kind === 'list' || row.kind === 'hold' ? { ...row, since: 2031 } : row)) })) };
  const { receipt, verdicts } = said as unknown as UploadReply;
  const newer = { ...said, mood: 'fine', receipt: { ...hq.signedAgain({ ...receipt.body, auditor: 'GAO' }), keyId: 'k2' }, verdicts: verdicts.map((verdict) => ({ ...verdict, weight: 1 })) };
  return { ...reply, body: Buffer.from(JSON.stringify(newer)) };
}

/** Without the members that came later. */
function olderReply(reply: HqReply): HqReply {
  const { lastSeq: _, hqKeys: __, ...said } = JSON.parse(reply.body.toString('utf8')) as Record<string, unknown>;
  return { ...reply, body: Buffer.from(JSON.stringify(said)) };
}

function codeIn(reply: HqReply): string {
  return reply.status === 200 ? '' : /"code":"([a-z-]+)"/.exec(reply.body.toString('utf8'))?.[1] ?? '';
}

/** Node 20 has no Promise.withResolvers. */
function withResolvers<T>(): { promise: Promise<T>; resolve: (value: T) => void; reject: (error: Error) => void } {
  let [resolve, reject]: [(value: T) => void, (error: Error) => void] = [() => undefined, () => undefined];
  const promise = new Promise<T>((yes, no) => { [resolve, reject] = [yes, no]; });
  return { promise, resolve, reject };
}
