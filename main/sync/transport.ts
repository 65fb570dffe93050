/** HTTPS to HQ: signs requests, believes only answers that are HQ's own, and turns everything else into a failure value. */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { httpbis } from 'http-message-signatures';
import type { z } from 'zod';
import { parsedJson } from '../../domain/json.ts';
import type { SyncFailure, SyncFailureKind } from '../../domain/sync/engine.ts';
import {
  bucketsReplySchema, DEVICE_HEADER, enrolReplySchema, hqErrorSchema, NONCE_HEADER, PROTOCOL_VERSION, relayReplySchema, SIGNED_FIELDS, uploadReplySchema,
  type EnrolReply, type HqErrorCode, type RelayReply, type Upload, type UploadReply,
} from '../../domain/sync/messages.ts';
import { photoReplySchema, type PhotoReply } from '../../domain/photo/messages.ts';
import { snapshotReplySchema, type ChunkEntry } from '../../domain/snapshot/manifest.ts';
import type { BucketSource } from './bucketCheck.ts';
import { signWith } from './deviceKey.ts';
import type { SnapshotSource } from './snapshotFetch.ts';

/** Who signs. privateKey: PKCS#8, base64. */
export interface Sender {
  readonly hqUrl: string;
  readonly deviceId: string;
  readonly privateKey: string;
}

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: SyncFailure; readonly code: HqErrorCode | null; readonly expectedSeq: number | null };

const compressed = promisify(gzip);

/** A request's body as it goes over the line. */
interface Body {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly encoding: 'gzip' | null;
  /** Default: JSON. */
  readonly type?: 'application/octet-stream';
}

/** Smaller bodies gain nothing by it. */
const COMPRESS_FROM_BYTES = 1_400;

const NO_BODY: Body = { bytes: new Uint8Array(), encoding: null };

/** How long HQ may be silent; a slow line that still brings bytes is not cut. */
const SILENCE_MS = 20_000;

type WholeTransport = ReturnType<typeof makeTransport>;
type Extra = 'snapshots' | 'buckets' | 'prepare' | 'photos';

/** Over a line that has no snapshots, the feed is read from its beginning; over one that has no buckets, nothing is compared; over one that has no photos, they stay on the desk; one that cannot prepare makes each body when its turn comes. */
export type Transport = Omit<WholeTransport, Extra> & Partial<Pick<WholeTransport, Extra>>;

/** A photo as HQ is asked about it: its name, its size, and the entry that names it. */
export interface PhotoAtHq {
  readonly photoId: string;
  readonly bytes: number;
  readonly deviceId: string;
  readonly seq: number;
}

export interface PhotoLine {
  ask(photo: PhotoAtHq): Promise<Answer<PhotoReply>>;
  /** offset: where in the photo the chunk begins. */
  send(photo: PhotoAtHq, offset: number, chunk: Uint8Array): Promise<Answer<PhotoReply>>;
}

/** Calls back after so many ms; the answer calls it off. */
export type After = (ms: number, work: () => void) => () => void;

export const after: After = (ms, work) => {
  const timer = setTimeout(work, ms);
  return () => clearTimeout(timer);
};

/** The network and the time; the simulation of sync puts its own in their place. */
export interface TransportPorts {
  readonly fetch: typeof fetch;
  readonly after: After;
}

export function makeTransport(silenceMs = SILENCE_MS, ports: TransportPorts = { fetch, after }) {
  /** HQ's newest nonce; a request signed with an old one is refused once and tried again with the one in the refusal. */
  let nonce = '';
  /** HQ says in each reply what it can read (RFC 9110 §12.5.3); an older HQ says nothing and gets plain JSON. */
  let readsGzip = false;
  /** Bodies of uploads whose turn had not come. */
  const prepared = new WeakMap<Upload, Promise<Body>>();

  async function signed(sender: Sender, method: 'GET' | 'POST', path: string, body: Body): Promise<Answer<string>> {
    const first = await request(method, sender.hqUrl, path, body, await signatureHeaders(sender, method, path, body, nonce));
    if (first.ok || first.code !== 'nonce-stale') return first;
    return request(method, sender.hqUrl, path, body, await signatureHeaders(sender, method, path, body, nonce));
  }

  async function request(method: 'GET' | 'POST', hqUrl: string, path: string, body: Body, headers: Record<string, string>): Promise<Answer<string>> {
    return requestFor(method, hqUrl, path, body, headers, readAnswer);
  }

  async function requestFor<T>(
    method: 'GET' | 'POST', hqUrl: string, path: string, body: Body, headers: Record<string, string>,
    read: (response: Response, heard: () => void) => Promise<Answer<T>>,
  ): Promise<Answer<T>> {
    const silence = watchSilence(silenceMs, ports.after);
    try {
      const response = await ports.fetch(new URL(path, hqUrl), {
        method,
        headers: {
          accept: 'application/json',
          ...(method === 'POST' ? { 'content-type': body.type ?? 'application/json' } : {}),
          ...(body.encoding === null ? {} : { 'content-encoding': body.encoding }),
          ...headers,
        },
        ...(method === 'POST' ? { body: body.bytes } : {}),
        // A redirect is how a captive portal answers; HQ never redirects.
        redirect: 'manual',
        signal: silence.signal,
      });
      // A cache that keeps what it may not keep hands out another desk's answer. An older HQ does not say whose it is.
      const answered = response.headers.get(DEVICE_HEADER);
      if (answered !== null && answered !== (headers[DEVICE_HEADER] ?? answered)) return failure('not-hq');
      nonce = response.headers.get(NONCE_HEADER) ?? nonce;
      if (response.headers.has(NONCE_HEADER)) readsGzip = acceptsGzip(response.headers.get('accept-encoding'));
      return await read(response, silence.heard);
    } catch {
      return failure('unreachable');
    } finally {
      silence.end();
    }
  }

  /** A chunk is checked by its name, so any 200 is heard out; `bytes` is the most it can have. */
  async function chunkFromHq(sender: Sender, { sha256, bytes }: ChunkEntry): Promise<Answer<Uint8Array<ArrayBuffer>>> {
    const path = `/v1/chunks/${sha256}`;
    const ask = async () => requestFor('GET', sender.hqUrl, path, NO_BODY, await signatureHeaders(sender, 'GET', path, NO_BODY, nonce), chunkReader(bytes));
    const first = await ask();
    return first.ok || first.code !== 'nonce-stale' ? first : ask();
  }

  /** A cache, a folder on a server, an S3-compatible store: it is told nothing of this desk. */
  async function chunkFrom(at: string, { sha256, bytes }: ChunkEntry): Promise<Answer<Uint8Array<ArrayBuffer>>> {
    if (!isAllowedHqUrl(at)) return failure('refused');
    const silence = watchSilence(silenceMs, ports.after);
    try {
      const response = await ports.fetch(new URL(sha256, at.endsWith('/') ? at : `${at}/`), { redirect: 'manual', signal: silence.signal });
      return await chunkReader(bytes)(response, silence.heard);
    } catch {
      return failure('unreachable');
    } finally {
      silence.end();
    }
  }

  async function bodyOf(message: object): Promise<Body> {
    const plain = new TextEncoder().encode(JSON.stringify(message));
    if (!readsGzip || plain.length < COMPRESS_FROM_BYTES) return { bytes: plain, encoding: null };
    // Not on this thread: scanning must not wait for it.
    return { bytes: new Uint8Array(await compressed(plain, { level: 1 })), encoding: 'gzip' };
  }

  return {
    /** One-time: gives HQ this desk's public key. Unsigned, because HQ does not know the key yet; the code stands in for it. */
    async enrol(hqUrl: string, code: string, publicKey: string, deskName: string): Promise<Answer<EnrolReply>> {
      const body = await bodyOf({ protocol: PROTOCOL_VERSION, code, publicKey, deskName });
      return parsed(await request('POST', hqUrl, '/v1/enrol', body, {}), enrolReplySchema);
    },

    /** Makes this upload's body beforehand; `upload` of the same object then sends it at once. */
    prepare(upload: Upload): void {
      prepared.set(upload, bodyOf(upload));
    },

    async upload(sender: Sender, upload: Upload): Promise<Answer<UploadReply>> {
      return parsed(await signed(sender, 'POST', '/v1/entries', await (prepared.get(upload) ?? bodyOf(upload))), uploadReplySchema);
    },

    /** One part of another desk's relay file, as it lies in the file. */
    async relay(sender: Sender, part: Uint8Array): Promise<Answer<RelayReply>> {
      const body = await bodyOf({ protocol: PROTOCOL_VERSION, part: Buffer.from(part).toString('base64') });
      return parsed(await signed(sender, 'POST', '/v1/relay', body), relayReplySchema);
    },

    /** The page's text: the loader parses it where it is applied, off the scanning path. */
    async feedPage(sender: Sender, cursor: string | null, limit: number): Promise<Answer<string>> {
      const query = new URLSearchParams({ ...(cursor === null ? {} : { cursor }), limit: String(limit) });
      return signed(sender, 'GET', `/v1/feed?${query.toString()}`, NO_BODY);
    },

    snapshots: (sender: Sender): SnapshotSource => ({
      async manifest() {
        const reply = parsed(await signed(sender, 'GET', '/v1/snapshot', NO_BODY), snapshotReplySchema);
        return reply.ok ? { ok: true, value: reply.value.snapshot } : reply;
      },
      chunk: (entry, at) => (at === null ? chunkFromHq(sender, entry) : chunkFrom(at, entry)),
    }),

    buckets: (sender: Sender): BucketSource => ({
      async sums(cursor) {
        return parsed(await signed(sender, 'GET', `/v1/buckets?${new URLSearchParams({ cursor }).toString()}`, NO_BODY), bucketsReplySchema);
      },
      page: (bucket, cursor) => signed(sender, 'GET', `/v1/buckets/${bucket}?${new URLSearchParams({ cursor }).toString()}`, NO_BODY),
    }),

    photos: (sender: Sender): PhotoLine => ({
      async ask(photo) {
        return parsed(await signed(sender, 'GET', photoPath(photo, {}), NO_BODY), photoReplySchema);
      },
      async send(photo, offset, chunk) {
        const body: Body = { bytes: new Uint8Array(chunk), encoding: null, type: 'application/octet-stream' };
        return parsed(await signed(sender, 'POST', photoPath(photo, { offset: String(offset) }), body), photoReplySchema);
      },
    }),
  };
}

function photoPath({ photoId, bytes, deviceId, seq }: PhotoAtHq, more: Readonly<Record<string, string>>): string {
  return `/v1/photos/${photoId}?${new URLSearchParams({ device: deviceId, seq: String(seq), bytes: String(bytes), ...more }).toString()}`;
}

/** Plain HTTP tells everyone on the wire what is examined; only the machine itself is let off. */
export function isAllowedHqUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return false;
  if (url.protocol === 'https:') return true;
  return url.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
}

/** The digest is of the bytes as they are sent, compressed or not (RFC 9530 §2). */
async function signatureHeaders(sender: Sender, method: string, path: string, body: Body, nonce: string): Promise<Record<string, string>> {
  const digest = `sha-256=:${createHash('sha256').update(body.bytes).digest('base64')}:`;
  const message = await httpbis.signMessage(
    {
      key: { id: sender.deviceId, alg: 'ed25519', sign: (data) => Promise.resolve(signWith(sender.privateKey, data)) },
      fields: [...SIGNED_FIELDS],
      params: ['keyid', 'alg', 'nonce'],
      paramValues: { nonce },
    },
    { method, url: new URL(path, sender.hqUrl).href, headers: { 'content-digest': digest, [DEVICE_HEADER]: sender.deviceId } },
  );
  return message.headers;
}

async function readAnswer(response: Response, heard: () => void): Promise<Answer<string>> {
  const isJson = (response.headers.get('content-type') ?? '').startsWith('application/json');
  // No nonce, no JSON: a portal or proxy speaks, whatever its status says (sync rule 1).
  if (!isJson || !response.headers.has(NONCE_HEADER)) return failure('not-hq');
  const text = await textOf(response, heard);
  if (response.status === 200) return { ok: true, value: text };
  const error = hqErrorSchema.safeParse(parsedJson(text));
  if (!error.success) return failure('not-hq');
  const { code, expectedSeq } = error.data.error;
  return { ok: false, failure: { kind: FAILURE_OF[code], retryAfterMs: retryAfterOf(response) }, code, expectedSeq: expectedSeq ?? null };
}

/** Reads at most so many bytes: whoever answers with more has not the chunk. What is no 200 is read as any other answer of HQ. */
function chunkReader(bytes: number): (response: Response, heard: () => void) => Promise<Answer<Uint8Array<ArrayBuffer>>> {
  return async (response, heard) => {
    if (response.status !== 200) {
      const answer = await readAnswer(response, heard);
      return answer.ok ? failure('not-hq') : answer;
    }
    const chunk = new Uint8Array(bytes);
    let length = 0;
    for await (const piece of response.body ?? []) {
      heard();
      const part = piece as Uint8Array;
      if (length + part.length > bytes) return failure('not-hq');
      chunk.set(part, length);
      length += part.length;
    }
    return { ok: true, value: length === bytes ? chunk : chunk.slice(0, length) };
  };
}

/** Aborts when nothing was heard for so long; every piece that comes starts the wait anew. */
function watchSilence(silenceMs: number, after: After): { readonly signal: AbortSignal; readonly heard: () => void; readonly end: () => void } {
  const control = new AbortController();
  const silent = () => control.abort();
  let cancel = after(silenceMs, silent);
  const heard = () => {
    cancel();
    cancel = after(silenceMs, silent);
  };
  return { signal: control.signal, heard, end: () => cancel() };
}

async function textOf(response: Response, heard: () => void): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of response.body ?? []) {
    heard();
    text += decoder.decode(piece as Uint8Array, { stream: true });
  }
  return text + decoder.decode();
}

const FAILURE_OF: Record<HqErrorCode, SyncFailureKind> = {
  'bad-request': 'refused',
  'code-not-valid': 'refused',
  'signature-invalid': 'device-refused',
  'nonce-stale': 'hq-error',
  'device-unknown': 'device-refused',
  'device-revoked': 'device-refused',
  'device-pending': 'awaiting-approval',
  gap: 'refused',
  fork: 'fork',
  'cursor-unknown': 'refused',
  'too-large': 'refused',
  busy: 'busy',
  internal: 'hq-error',
};

/** Retry-After in seconds or as a date (RFC 9110 §10.2.3); capped at an hour, so that a wrong header cannot silence a desk. */
function retryAfterOf(response: Response): number | null {
  const header = response.headers.get('retry-after');
  if (header === null) return null;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(header) - Date.parse(response.headers.get('date') ?? '');
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), 3_600_000) : null;
}

function acceptsGzip(header: string | null): boolean {
  return (header ?? '').split(',').some((coding) => /^\s*gzip\s*(;(?!\s*q=0(\.0*)?\s*$).*)?$/i.test(coding));
}

function parsed<T>(answer: Answer<string>, schema: z.ZodType<T>): Answer<T> {
  if (!answer.ok) return answer;
  const value = schema.safeParse(parsedJson(answer.value));
  return value.success ? { ok: true, value: value.data } : failure('not-hq');
}

function failure(kind: SyncFailureKind): { ok: false; failure: SyncFailure; code: null; expectedSeq: null } {
  return { ok: false, failure: { kind, retryAfterMs: null }, code: null, expectedSeq: null };
}
