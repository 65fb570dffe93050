/** A very small desk for tests of HQ: its own key, a chain in memory, requests signed as the protocol says, and every step open to tampering. */
import { createHash, createPublicKey, generateKeyPairSync, randomUUID, verify, type KeyObject } from 'node:crypto';
import { createSigner, httpbis } from 'http-message-signatures';
import { EMPTY_CHAIN, type ChainHead } from '../../domain/ledger/chain.ts';
import { canonicalText, seal, type Entry, type EntryBody } from '../../domain/ledger/entry.ts';
import {
  DEVICE_HEADER, NONCE_HEADER, SIGNED_FIELDS, enrolReplySchema, feedPageSchema, hqErrorSchema, uploadReplySchema,
  type EnrolReply, type FeedPage, type Receipt, type UploadReply,
} from '../../domain/sync/messages.ts';

export interface RawReply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface Outgoing {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string | null;
  /** What is sent instead of the body's text. */
  packed?: Buffer<ArrayBuffer>;
}

/** Tampering: after signing, or the nonce to sign with. */
export interface Mischief {
  readonly nonce?: string;
  readonly fields?: readonly string[];
  /** A content coding and the body in it. */
  readonly coding?: readonly [name: string, pack: (text: string) => Buffer<ArrayBuffer>];
  readonly afterSigning?: (request: Outgoing) => void;
}

export interface TestDesk {
  /** May be changed: HQ on a new port is the same HQ. */
  hqUrl: string;
  readonly publicKey: string;
  enrolled: EnrolReply | null;
  nonce: string;
  /** Seals entries onto the desk's chain. */
  seal(count: number, change?: (body: EntryBody) => EntryBody): Entry[];
  head: ChainHead;
  enrol(code: string, change?: Record<string, unknown>): Promise<RawReply>;
  /** One request, signed, without a second try. */
  send(method: 'GET' | 'POST', path: string, body: string | Buffer<ArrayBuffer> | null, mischief?: Mischief): Promise<RawReply>;
  /** As a real desk does it: a stale nonce is renewed once. */
  request(method: 'GET' | 'POST', path: string, body: string | Buffer<ArrayBuffer> | null): Promise<RawReply>;
  upload(entries: readonly Entry[], deviceId?: string): Promise<RawReply>;
  feed(cursor?: string | null, limit?: number): Promise<RawReply>;
}

export function newDesk(hqUrl: string): TestDesk {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const id = () => desk.enrolled?.deviceId ?? 'not-enrolled';
  const desk: TestDesk = {
    hqUrl,
    publicKey: rawKey(publicKey),
    enrolled: null,
    nonce: '',
    head: EMPTY_CHAIN,
    seal: (count, change = (body) => body) => Array.from({ length: count }, () => {
      const entry = seal(change(plainBody(id(), desk.head, desk.enrolled?.facilityId ?? 'JFK')));
      desk.head = { seq: entry.seq, hash: entry.hash };
      return entry;
    }),
    enrol: async (code, change = {}) => {
      const body = JSON.stringify({ protocol: 1, code, publicKey: desk.publicKey, deskName: 'Bench 07', ...change });
      const reply = await exchange({ method: 'POST', url: `${desk.hqUrl}/v1/enrol`, headers: { 'content-type': 'application/json' }, body });
      if (reply.status === 200) desk.enrolled = enrolReplySchema.parse(JSON.parse(reply.text));
      return reply;
    },
    send: async (method, path, given, mischief = {}) => {
      const url = desk.hqUrl + path;
      const [coding, pack] = mischief.coding ?? [];
      const body = typeof given === 'string' ? given : null;
      const packed = given instanceof Buffer ? given : pack?.(body ?? '');
      const unsigned = {
        'content-digest': digestOf(packed ?? body ?? ''), [DEVICE_HEADER]: id(),
        ...(given === null ? {} : { 'content-type': body === null ? 'application/octet-stream' : 'application/json' }), ...(coding === undefined ? {} : { 'content-encoding': coding }),
      };
      const { headers } = await httpbis.signMessage({
        key: createSigner(privateKey, 'ed25519', id()),
        fields: [...(mischief.fields ?? SIGNED_FIELDS)],
        params: ['keyid', 'alg', 'nonce'],
        paramValues: { nonce: mischief.nonce ?? desk.nonce },
      }, { method, url, headers: unsigned });
      const outgoing: Outgoing = { method, url, headers, body, ...(packed === undefined ? {} : { packed }) };
      mischief.afterSigning?.(outgoing);
      const reply = await exchange(outgoing);
      desk.nonce = reply.headers.get(NONCE_HEADER) ?? desk.nonce;
      return reply;
    },
    request: async (method, path, body) => {
      const first = await desk.send(method, path, body);
      return errorOf(first)?.code === 'nonce-stale' ? desk.send(method, path, body) : first;
    },
    upload: (entries, deviceId = id()) => desk.request('POST', '/v1/entries', JSON.stringify({ protocol: 1, deviceId, entries })),
    feed: (cursor = null, limit = 1_000) => {
      const query = new URLSearchParams({ ...(cursor === null ? {} : { cursor }), limit: String(limit) });
      return desk.request('GET', `/v1/feed?${query.toString()}`, null);
    },
  };
  return desk;
}

/** A desk that is enrolled already. */
export async function enrolledDesk(hqUrl: string, code: string): Promise<TestDesk> {
  const desk = newDesk(hqUrl);
  const reply = await desk.enrol(code);
  if (desk.enrolled === null) throw new Error(`enrolment failed: ${reply.text}`);
  return desk;
}

export function receiptIn(reply: RawReply): UploadReply {
  return uploadReplySchema.parse(JSON.parse(reply.text));
}

export function pageIn(reply: RawReply): FeedPage {
  return feedPageSchema.parse(JSON.parse(reply.text));
}

/** The error of a reply, or null when it is none. */
export function errorOf(reply: RawReply): { code: string; message: string; expectedSeq?: number | undefined } | null {
  return reply.status === 200 ? null : hqErrorSchema.parse(JSON.parse(reply.text)).error;
}

export function isReceiptOf(receipt: Receipt, hqPublicKey: string): boolean {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(hqPublicKey, 'base64').toString('base64url') }, format: 'jwk' });
  return verify(null, Buffer.from(canonicalText(receipt.body)), key, Buffer.from(receipt.signature, 'base64'));
}

export function digestOf(body: string | Buffer): string {
  return `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
}

/** An entry of a kind with the plainest payload. */
function plainBody(deviceId: string, head: ChainHead, facilityId: string): EntryBody {
  return {
    deviceId, seq: head.seq + 1, id: randomUUID(), kind: 'session.locked', version: 1, facilityId, officerId: null, sessionId: null,
    recordedAt: '2026-03-02T09:00:00-05:00', monotonicMs: head.seq * 1_000, hqHeardAt: null, payload: { reason: 'idle' }, prevHash: head.hash,
  };
}

async function exchange({ method, url, headers, body, packed }: Outgoing): Promise<RawReply> {
  const response = await fetch(url, { method, headers, body: packed ?? body });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

function rawKey(key: KeyObject): string {
  return Buffer.from(String(key.export({ format: 'jwk' }).x), 'base64url').toString('base64');
}
