/** Whole desks with real stores whose line leads to the stand-in HQ of relayHq.ts; each desk's line can be cut. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { canonicalText } from '../../domain/ledger/entry.ts';
import type { SyncFailureKind } from '../../domain/sync/engine.ts';
import { PROTOCOL_VERSION, type HqKeys, type RelayReply } from '../../domain/sync/messages.ts';
import type { Identity } from '../../main/store/ledger/ledger.ts';
import { systemClock } from '../../main/service/clock.ts';
import { makeDesk, type Desk } from '../../main/service/desk.ts';
import { openDeskStores, type DeskStores } from '../../main/service/openStores.ts';
import { makeDeviceKey } from '../../main/sync/deviceKey.ts';
import type { Answer, Transport } from '../../main/sync/transport.ts';
import type { Result } from '../../preload/contract/result.ts';
import { valueOf } from './nodeDesk.ts';
import type { RelayHq } from './relayHq.ts';
import { threadProgram } from './threadPrograms.ts';

/** The line between one desk and HQ, as a test wants it. */
export interface Line {
  isCut: boolean;
  /** What HQ tells of keys; null: an older HQ. */
  keys: HqKeys | null;
  /** In the place of HQ's own answer to a part. */
  onPart: ((part: Uint8Array) => Answer<RelayReply> | null) | null;
  /** Everything that was sent, in order. */
  readonly sent: ('upload' | 'relay')[];
  /** Pages of the feed that were taken in. */
  pages: number;
}

export interface RelayDesk {
  readonly desk: Desk;
  readonly stores: DeskStores;
  readonly line: Line;
  readonly deviceId: string;
  /** A new file of this name in the desk's own folder. */
  place(name: string): string;
  /** A token for a path, as a system dialog gives it. */
  token(path: string): string;
  /** Seals entries without telling the running desk; it hears of them with its next own one. */
  lock(times: number): void;
  export(name?: string): Promise<string>;
  takeIn(path: string): Promise<Result<unknown>>;
  until(isSo: () => boolean): Promise<void>;
  reopen(): Promise<RelayDesk>;
  stop(): Promise<void>;
}

export interface RelayDeskPlace {
  readonly folder: string;
  readonly key: string;
}

export function failing(kind: SyncFailureKind): { ok: false; failure: { kind: SyncFailureKind; retryAfterMs: null }; code: null; expectedSeq: null } {
  return { ok: false, failure: { kind, retryAfterMs: null }, code: null, expectedSeq: null };
}

export function openRelayDesk(
  hq: RelayHq, deviceId: string, place: RelayDeskPlace = { folder: mkdtempSync(join(tmpdir(), 'relay-')), key: randomBytes(32).toString('base64') },
): RelayDesk {
  const stores = openDeskStores({ storeFolder: place.folder, key: place.key, sqliteBinding: null, loaderFile: threadProgram('LOADER') });
  if (!stores.ok) throw new Error(`the stores do not open: ${stores.fault}, ${stores.why}`);
  const { ledger } = stores.value;
  const line: Line = { isCut: true, keys: null, onPart: null, sent: [], pages: 0 };
  if (ledger.identity() === null) line.keys = enrolIn(ledger, hq, deviceId);

  const desk = makeDesk(
    { keyProtection: 'os', appVersion: 'test', demo: null, resume: { sessionId: 'session-1', officer: { officerId: 'o-1', name: 'Ortiz, R.', role: 'officer' } } },
    stores.value,
    {
      clock: systemClock,
      random: { id: () => uuidv7(), bytes: (count) => randomBytes(count), fraction: () => Math.random() * 0.02 },
      transport: lineTo(hq, line),
      loader: stores.value.loader,
    },
    (event) => {
      if (event === 'reference/changed') line.pages += 1;
    },
    () => undefined,
  );

  const self: RelayDesk = {
    desk, stores: stores.value, line, deviceId,
    place: (name) => join(place.folder, name),
    token(path) {
      const token = uuidv7();
      desk.chosenFile(token, path);
      return token;
    },
    lock(times) {
      for (let n = 0; n < times; n += 1) {
        ledger.append({
          id: uuidv7(), kind: 'session.locked', payload: { reason: `test ${n}` }, officerId: null, sessionId: null,
          stamp: { recordedAt: systemClock.stamp(), monotonicMs: 1, hqHeardAt: null },
        });
      }
    },
    async export(name = `${uuidv7()}.imfrelay`) {
      valueOf(await desk.handlers['relay/export']({ fileToken: self.token(self.place(name)) }));
      return self.place(name);
    },
    async takeIn(path) {
      return desk.handlers['relay/import']({ fileToken: self.token(path) });
    },
    async until(isSo) {
      for (const end = Date.now() + 10_000; !isSo();) {
        if (Date.now() > end) throw new Error(`not within ten seconds: ${JSON.stringify(await desk.handlers['relay/view'](undefined))}`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    async reopen() {
      await desk.close();
      return openRelayDesk(hq, deviceId, place);
    },
    async stop() {
      await desk.close();
      rmSync(place.folder, { recursive: true, force: true });
    },
  };
  return self;
}

function enrolIn(ledger: DeskStores['ledger'], hq: RelayHq, deviceId: string): HqKeys {
  const key = makeDeviceKey();
  const identity: Identity = {
    deviceId, facilityId: 'JFK', facilityName: 'New York JFK', deskName: deviceId, hqUrl: 'https://hq.test', hqId: hq.hqId, hqPublicKey: hq.publicKey,
    privateKey: key.privateKey,
  };
  ledger.enrol(identity, {
    id: uuidv7(), kind: 'device.enrolled', payload: { hqId: hq.hqId, deskName: deviceId }, officerId: null, sessionId: null,
    stamp: { recordedAt: systemClock.stamp(), monotonicMs: 1, hqHeardAt: null },
  });
  return hq.enrol(deviceId, 'JFK', key.publicKey);
}

function lineTo(hq: RelayHq, line: Line): Transport {
  const answer = <T>(value: T): Answer<T> => (line.isCut ? failing('unreachable') : { ok: true, value });
  return {
    enrol: () => Promise.resolve(failing('refused')),
    async upload(sender, { entries }) {
      line.sent.push('upload');
      await Promise.resolve();
      if (line.isCut) return failing('unreachable');
      return answer(hq.take(sender.deviceId, entries));
    },
    async relay(_sender, part) {
      line.sent.push('relay');
      await Promise.resolve();
      if (line.isCut) return failing('unreachable');
      return line.onPart?.(part) ?? answer(hq.receive(part));
    },
    feedPage: () => Promise.resolve(answer(canonicalText({
      protocol: PROTOCOL_VERSION, rows: [], cursor: 'c1', more: false, hqTime: '2026-11-24T10:00:00.000Z', ...(line.keys === null ? {} : { hqKeys: line.keys }),
    }))),
  };
}
