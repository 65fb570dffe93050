/** Takes in a part of a relay file: HQ's own table says whose signature it must have, then its entries go the way of any upload (sync rule 9). */
import { verify } from 'node:crypto';
import { openPart } from '../../domain/relay/open.ts';
import { decodePart } from '../../domain/relay/part.ts';
import { PROTOCOL_VERSION, type HqErrorCode, type RelayRefusal, type RelayReply } from '../../domain/sync/messages.ts';
import { done, type HqFault, type Outcome } from '../fault.ts';
import { publicKeyOf } from '../keys.ts';
import { openPortsOf } from '../sealingKey.ts';
import { findDevice, type Device } from '../store/devices.ts';
import type { HqStore } from '../store/store.ts';
import { takeIn } from './ingest.ts';

export interface PartTaken {
  /** Whose entries they are, as the part says; null when it says nothing. */
  readonly origin: string | null;
  readonly outcome: Outcome<RelayReply>;
}

export async function takeInPart(store: HqStore, carrier: Device, bytes: Uint8Array, now: Date): Promise<PartTaken> {
  const part = decodePart(bytes);
  if (part?.header.hqId !== store.hqId) return { origin: null, outcome: refused('not-readable') };
  const origin = part.header.deviceId;
  return { origin, outcome: await takeInFrom(store, origin, carrier, bytes, now) };
}

async function takeInFrom(store: HqStore, originId: string, carrier: Device, bytes: Uint8Array, now: Date): Promise<Outcome<RelayReply>> {
  const origin = await findDevice(store.reads, originId);
  if (origin === null || origin.approvedAt === null) return refused('origin-unknown');
  const opened = openPart(bytes, { hqId: store.hqId, verify: isSignedBy, originOf: () => origin, ...openPortsOf(store.sealingPair) });
  if (!opened.ok) return refused(opened.reason);
  const taken = await takeIn(store, { protocol: PROTOCOL_VERSION, deviceId: origin.id, entries: [...opened.entries] }, carrier.id, now);
  return taken.ok ? taken : refusedFor(taken.fault);
}

/** What an upload would be told of the entries is told of the part. Everything else concerns the request and stays an error. */
const REFUSAL_FOR: Partial<Record<HqErrorCode, RelayRefusal>> = {
  gap: 'gap',
  fork: 'fork',
  'bad-request': 'invalid',
  'device-unknown': 'origin-unknown',
  'device-revoked': 'origin-revoked',
};

function refusedFor(fault: HqFault): Outcome<RelayReply> {
  const reason = REFUSAL_FOR[fault.code];
  return reason === undefined ? { ok: false, fault } : refused(reason, fault.expectedSeq);
}

function refused(reason: RelayRefusal, expectedSeq?: number): Outcome<RelayReply> {
  return done({ refused: { reason, ...(expectedSeq === undefined ? {} : { expectedSeq }) } });
}

/** A key in HQ's own table that is none would be a fault of HQ's; nothing is signed by it. */
function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  const key = publicKeyOf(publicKey);
  return key !== null && verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64'));
}
