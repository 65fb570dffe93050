/** HQ as the relay needs it, in memory: signs keys, opens parts by the very functions HQ calls, and gives receipts. */
import { createDecipheriv, createPublicKey, diffieHellman, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { canonicalText, type Entry } from '../../domain/ledger/entry.ts';
import { openPart, type OpenedPart, type OpenPartPorts } from '../../domain/relay/open.ts';
import { PROTOCOL_VERSION, type DeviceCertificate, type HqKeys, type ReceiptBody, type RelayReply, type SealingKey, type UploadReply } from '../../domain/sync/messages.ts';
import { isSignedBy } from '../../main/sync/deviceKey.ts';

export interface RelayHq {
  readonly hqId: string;
  /** Raw Ed25519, base64. */
  readonly publicKey: string;
  readonly sealingKey: SealingKey;
  /** What it took in, by device. */
  readonly taken: Map<string, Entry[]>;
  /** Makes a device known, and gives what HQ tells it of keys. */
  enrol(deviceId: string, facilityId: string, devicePublicKey: string): HqKeys;
  certificate(body: DeviceCertificate['body']): DeviceCertificate;
  sealingKeyAs(body: SealingKey['body']): SealingKey;
  open(part: Uint8Array): OpenedPart;
  receive(part: Uint8Array): RelayReply;
  /** Entries that fit behind what it holds of the device; the same again is a duplicate. */
  take(deviceId: string, entries: readonly Entry[]): UploadReply;
  receipt(body: Pick<ReceiptBody, 'deviceId' | 'fromSeq' | 'toSeq' | 'head' | 'refused'>): UploadReply['receipt'];
}

const SPKI_HEAD_BYTES = 12;

export function makeRelayHq(hqId = 'hq-test', keyId = 'seal-1'): RelayHq {
  const signing = generateKeyPairSync('ed25519');
  const sealing = generateKeyPairSync('x25519');
  const origins = new Map<string, { facilityId: string; publicKey: string }>();
  const taken = new Map<string, Entry[]>();
  const signed = (body: unknown): string => sign(null, Buffer.from(canonicalText(body)), signing.privateKey).toString('base64');
  const sealingBody = { statement: 'sealing-key' as const, hqId, keyId, version: 1, publicKey: rawOf(sealing.publicKey).toString('base64') };

  const certificate = (body: DeviceCertificate['body']): DeviceCertificate => ({ body, signature: signed(body) });
  const receipt: RelayHq['receipt'] = (facts) => {
    const body = { protocol: PROTOCOL_VERSION as 1, hqId, ...facts, receivedAt: '2026-11-24T10:00:00.000Z' };
    return { body, signature: signed(body) };
  };
  const open = (part: Uint8Array): OpenedPart =>
    openPart(part, { hqId, verify: isSignedBy, originOf: (id) => origins.get(id) ?? null, ...openPortsFor(keyId, sealing.privateKey) });

  function take(deviceId: string, entries: readonly Entry[]): UploadReply {
    const known = taken.get(deviceId) ?? [];
    const [first, last] = [entries.at(0), entries.at(-1)];
    if (first === undefined || last === undefined) throw new Error('nothing to take');
    taken.set(deviceId, [...known, ...entries.slice(known.length - first.seq + 1)]);
    const verdicts = entries.map(({ seq }) => ({ seq, verdict: seq <= known.length ? 'duplicate' as const : 'accepted' as const }));
    return { receipt: receipt({ deviceId, fromSeq: first.seq, toSeq: last.seq, head: last.hash, refused: [] }), verdicts };
  }

  return {
    hqId,
    publicKey: rawOf(signing.publicKey).toString('base64'),
    sealingKey: { body: sealingBody, signature: signed(sealingBody) },
    taken,
    enrol(deviceId, facilityId, publicKey) {
      origins.set(deviceId, { facilityId, publicKey });
      return { sealingKey: { body: sealingBody, signature: signed(sealingBody) }, certificate: certificate({ statement: 'device', hqId, deviceId, facilityId, publicKey }) };
    },
    certificate,
    sealingKeyAs: (body) => ({ body, signature: signed(body) }),
    open,
    receipt,
    receive(part) {
      const opened = open(part);
      if (!opened.ok) return { refused: { reason: opened.reason } };
      const { header, entries } = opened;
      const known = taken.get(header.deviceId) ?? [];
      if (header.fromSeq > known.length + 1) return { refused: { reason: 'gap', expectedSeq: known.length + 1 } };
      return take(header.deviceId, entries);
    },
    take,
  };
}

function openPortsFor(keyId: string, privateKey: KeyObject): Pick<OpenPartPorts, 'agree' | 'decrypt' | 'inflate'> {
  const publicKey = rawOf(createPublicKey(privateKey.export({ format: 'pem', type: 'pkcs8' })));
  return {
    agree(wanted, ephemeral) {
      if (wanted !== keyId) return null;
      try {
        const other = createPublicKey({ key: Buffer.concat([Buffer.from('302a300506032b656e032100', 'hex'), ephemeral]), format: 'der', type: 'spki' });
        return { publicKey, shared: diffieHellman({ privateKey, publicKey: other }) };
      } catch {
        return null;
      }
    },
    decrypt(key, nonce, sealed, bound) {
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, nonce);
        decipher.setAAD(bound);
        decipher.setAuthTag(sealed.subarray(-16));
        return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
      } catch {
        return null;
      }
    },
    inflate(packed, limit) {
      try {
        return inflateSync(packed, { maxOutputLength: limit });
      } catch {
        return null;
      }
    },
  };
}

function rawOf(key: KeyObject): Buffer {
  return key.export({ format: 'der', type: 'spki' }).subarray(SPKI_HEAD_BYTES);
}
