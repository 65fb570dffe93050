/** An enrolled desk for tests of HQ's side of the relay: the desk's own client and keys, a chain in memory, parts as a desk makes them. */
import { EMPTY_CHAIN, type ChainHead } from '../../domain/ledger/chain.ts';
import { seal, type Entry, type EntryBody } from '../../domain/ledger/entry.ts';
import type { RelayOrigin } from '../../domain/relay/make.ts';
import { encodePart, type RelayPart } from '../../domain/relay/part.ts';
import { PROTOCOL_VERSION, type EnrolReply, type HqKeys, type RelayReply, type UploadReply } from '../../domain/sync/messages.ts';
import { makeDeviceKey, type DeviceKey } from '../../main/sync/deviceKey.ts';
import { makeTransport, type Answer } from '../../main/sync/transport.ts';
import { uuidOf } from './entries.ts';
import { EXPORT_ID, partsFor } from './relayFile.ts';

export interface RelayOriginDesk {
  readonly key: DeviceKey;
  readonly reply: EnrolReply;
  readonly keys: HqKeys;
  readonly deviceId: string;
  head: ChainHead;
  seal(count: number, change?: (body: EntryBody) => EntryBody): Entry[];
  /** changes: what it writes of itself into the headers. */
  parts(entries: readonly Entry[], most?: number, changes?: Partial<RelayOrigin>): RelayPart[];
  upload(entries: readonly Entry[]): Promise<Answer<UploadReply>>;
  carry(part: RelayPart | Uint8Array): Promise<Answer<RelayReply>>;
  page(): Promise<Answer<string>>;
}

/** Ids of entries are told apart across all desks of a test. */
let nextId = 500_000;

export async function openRelayOrigin(hqUrl: string, code: string, key = makeDeviceKey()): Promise<RelayOriginDesk> {
  const transport = makeTransport(5_000);
  const enrolled = await transport.enrol(hqUrl, code, key.publicKey, 'Bench 03');
  if (!enrolled.ok) throw new Error(`not enrolled: ${enrolled.failure.kind}`);
  const { deviceId, facilityId, hqId, hqKeys: keys } = enrolled.value;
  if (keys === undefined) throw new Error('HQ said no keys');
  const sender = { hqUrl, deviceId, privateKey: key.privateKey };
  const self: RelayOriginDesk = {
    key, reply: enrolled.value, keys, deviceId,
    head: EMPTY_CHAIN,
    seal: (count, change = (body) => body) => Array.from({ length: count }, () => {
      const entry = seal(change({
        deviceId, seq: self.head.seq + 1, id: uuidOf(nextId += 1), kind: 'session.locked', version: 1, facilityId, officerId: null, sessionId: null,
        recordedAt: '2026-03-02T09:00:00-05:00', monotonicMs: self.head.seq, hqHeardAt: null, payload: { reason: 'idle' }, prevHash: self.head.hash,
      }));
      self.head = { seq: entry.seq, hash: entry.hash };
      return entry;
    }),
    parts: (entries, most, changes = {}) => partsFor({
      key,
      origin: {
        hqId, deviceId, facilityId, exportId: EXPORT_ID, madeAt: '2026-03-02T13:00:00.000Z', certificate: keys.certificate,
        sealingKeyId: keys.sealingKey.body.keyId, sealingKey: Buffer.from(keys.sealingKey.body.publicKey, 'base64'), ...changes,
      },
    }, entries, most),
    upload: (entries) => transport.upload(sender, { protocol: PROTOCOL_VERSION, deviceId, entries: [...entries] }),
    carry: (part) => transport.relay(sender, part instanceof Uint8Array ? part : encodePart(part)),
    page: () => transport.feedPage(sender, null, 10),
  };
  return self;
}
