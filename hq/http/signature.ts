/** Checks that a request was signed by the device it names (sync rule 8): RFC 9421, Ed25519, HQ's own nonce. */
import type { FastifyRequest } from 'fastify';
import { createVerifier, httpbis, type Request, type SignatureParameters } from 'http-message-signatures';
import { DEVICE_HEADER, SIGNED_FIELDS } from '../../domain/sync/messages.ts';
import { done, faulty, type Outcome } from '../fault.ts';
import { publicKeyOf } from '../keys.ts';
import { findDevice, type Device } from '../store/devices.ts';
import type { HqStore } from '../store/store.ts';
import { fitsDigest } from './digest.ts';
import { isFreshNonce } from './token.ts';

/** Seconds. So large that `created` and `expires`, the desk's own clock, never decide: the nonce does. */
const ANY_CLOCK = 1e12;

/** Only path and query are signed; the library wants a whole address. */
const ORIGIN = 'http://hq.invalid';

/** The device that sent this request. Nothing of the body may be used before this says who it is. */
export async function authenticate(store: HqStore, request: FastifyRequest, body: Uint8Array, now: Date): Promise<Outcome<Device>> {
  const deviceId = request.headers[DEVICE_HEADER];
  if (typeof deviceId !== 'string') return faulty('signature-invalid', `header ${DEVICE_HEADER} is missing`);
  const device = await findDevice(store.reads, deviceId);
  if (device === null) return faulty('device-unknown', 'no such device is enrolled here');
  const digest = request.headers['content-digest'];
  if (typeof digest !== 'string') return faulty('signature-invalid', 'header content-digest is missing');
  // Bytes were damaged on the way: no word against the device, which sends them again.
  if (!fitsDigest(digest, body)) return faulty('bad-request', 'the content digest does not fit the body');
  const nonce = await verifiedNonce(request, device);
  if (nonce === null) return faulty('signature-invalid', 'the signature does not fit the request and the device');
  if (!isFreshNonce(store.tokenSecret, nonce, now)) return faulty('nonce-stale', 'sign again with the nonce of this reply');
  if (device.revokedAt !== null) return faulty('device-revoked', 'this device was revoked');
  if (device.approvedAt === null) return faulty('device-pending', 'nobody at HQ has approved this device yet');
  return done(device);
}

/** The nonce under a valid signature ('' when it has none), or null. */
async function verifiedNonce(request: FastifyRequest, device: Device): Promise<string | null> {
  const publicKey = publicKeyOf(device.publicKey);
  if (publicKey === null) return null;
  const verify = createVerifier(publicKey, 'ed25519');
  let covered: SignatureParameters | null = null;
  const keyLookup = async (parameters: SignatureParameters) => {
    // One signature, one meaning: a second one could name other fields or another nonce.
    if (covered !== null || parameters.keyid !== device.id) return null;
    covered = parameters;
    return { id: device.id, algs: ['ed25519'], verify };
  };
  try {
    const isValid = await httpbis.verifyMessage({ keyLookup, requiredFields: [...SIGNED_FIELDS], tolerance: ANY_CLOCK }, messageOf(request));
    return isValid === true ? nonceIn(covered) : null;
  } catch {
    // The library throws on headers that are no structured fields, and on missing fields: not signed, whatever the reason.
    return null;
  }
}

function nonceIn(parameters: SignatureParameters | null): string {
  return parameters?.nonce ?? '';
}

function messageOf(request: FastifyRequest): Request {
  const headers = Object.fromEntries(Object.entries(request.headers).filter((pair): pair is [string, string | string[]] => pair[1] !== undefined));
  return { method: request.method, url: ORIGIN + (request.raw.url ?? ''), headers };
}
