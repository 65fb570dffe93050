/** A desk whose HQ is a stand-in behind the transport: it signs real receipts and refuses what it is told to. For tests of refusals and of clocks. */
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { canonicalText } from '../../../domain/ledger/entry.ts';
import type { REFUSAL_REASONS, Upload, UploadReply, Verdict } from '../../../domain/sync/messages.ts';
import { localStamp } from '../../../main/service/clock.ts';
import { makeDesk, type Desk } from '../../../main/service/desk.ts';
import { openDeskStores, type DeskStores } from '../../../main/service/openStores.ts';
import type { OpenSession } from '../../../main/service/session.ts';
import { makeDeviceKey } from '../../../main/sync/deviceKey.ts';
import { makeTransport, type Transport } from '../../../main/sync/transport.ts';
import type { DeliveryStatus } from '../../../preload/contract/views.ts';
import { valueOf } from '../../support/nodeDesk.ts';
import { threadProgram } from '../../support/threadPrograms.ts';

export const SUPERVISOR: OpenSession = { sessionId: 'session-2', officer: { officerId: 's-1', name: 'Supple, V.', role: 'supervisor' } };
export const OFFICER: OpenSession = { sessionId: 'session-1', officer: { officerId: 'o-1', name: 'Ortiz, R.', role: 'officer' } };

const UNREACHABLE = { ok: false, failure: { kind: 'unreachable', retryAfterMs: null }, code: null, expectedSeq: null } as const;

export interface StandInHq {
  /** Why an entry is refused, or null; asked again whenever HQ judges it. */
  judge: (entry: Upload['entries'][number]) => (typeof REFUSAL_REASONS)[number] | null;
  /** false: as an HQ of before, which does not know `again`. */
  knowsAgain: boolean;
  /** What is wrong with its answer to an upload just now. */
  mischief: 'away' | 'lostReply' | 'forged' | null;
  /** When its receipts say that it received; null: now. */
  receivedAt: string | null;
  isFeedAway: boolean;
  readonly uploads: Upload[];
  /** Uploads wait here as long as this is a promise. */
  gate: Promise<void> | null;
}

export interface StandInDesk {
  readonly desk: Desk;
  readonly stores: DeskStores;
  readonly folder: string;
  readonly hq: StandInHq;
  readonly events: string[];
  /** How far this computer's clock is off, in ms. */
  clockOff: number;
  /** Records this many exams: one entry each. */
  seal(count: number): Promise<void>;
  status(): Promise<DeliveryStatus>;
  until(what: (status: DeliveryStatus) => boolean): Promise<DeliveryStatus>;
  /** Closes the desk and opens it again, with somebody else signed in. */
  reopen(session: OpenSession): Promise<void>;
  stop(): Promise<void>;
}

export function openStandInDesk(session: OpenSession): StandInDesk {
  const folder = mkdtempSync(join(tmpdir(), 'stand-in-'));
  const storeKey = randomBytes(32).toString('base64');
  const hqKey = generateKeyPairSync('ed25519');
  const judged = new Map<number, (typeof REFUSAL_REASONS)[number] | null>();
  const hq: StandInHq = { judge: () => null, knowsAgain: true, mischief: null, receivedAt: null, isFeedAway: false, uploads: [], gate: null };

  const { enrol, relay } = makeTransport();
  // Without snapshots: the feed is read from its beginning.
  const transport: Transport = {
    enrol,
    relay,
    async upload(_sender, upload) {
      hq.uploads.push(upload);
      await hq.gate;
      if (hq.mischief === 'lostReply') answerTo(upload);
      if (hq.mischief === 'away' || hq.mischief === 'lostReply') return UNREACHABLE;
      return { ok: true, value: answerTo(upload) };
    },
    feedPage: () => Promise.resolve(hq.isFeedAway ? UNREACHABLE : { ok: true, value: JSON.stringify({ protocol: 1, rows: [], cursor: 'c', more: false, hqTime: new Date().toISOString() }) }),
  };

  function answerTo({ deviceId, entries, again }: Upload): UploadReply {
    const verdicts = entries.map((entry): Verdict => {
      const wasKnown = judged.has(entry.seq) && !(again === true && hq.knowsAgain && judged.get(entry.seq) !== null);
      const reason = wasKnown ? (judged.get(entry.seq) ?? null) : hq.judge(entry);
      judged.set(entry.seq, reason);
      if (reason !== null) return { seq: entry.seq, verdict: 'refused', reason, detail: 'said by the stand-in' };
      return { seq: entry.seq, verdict: wasKnown ? 'duplicate' : 'accepted' };
    });
    const refused = verdicts.filter(({ verdict }) => verdict === 'refused').map(({ seq }) => seq);
    const body = {
      protocol: 1 as const, hqId: 'HQ', deviceId, fromSeq: entries[0]?.seq ?? 0, toSeq: entries.at(-1)?.seq ?? 0, head: entries.at(-1)?.hash ?? '', refused,
      receivedAt: hq.receivedAt ?? new Date().toISOString(),
    };
    const signature = sign(null, Buffer.from(canonicalText(body)), hqKey.privateKey).toString('base64');
    return { receipt: { body: hq.mischief === 'forged' ? { ...body, refused: [] } : body, signature }, verdicts: hq.mischief === 'forged' ? verdicts.map(({ seq }) => ({ seq, verdict: 'accepted' })) : verdicts };
  }

  function start(who: OpenSession): { desk: Desk; stores: DeskStores } {
    const stores = openDeskStores({ storeFolder: folder, key: storeKey, sqliteBinding: null, loaderFile: threadProgram('LOADER') });
    if (!stores.ok) throw new Error(stores.why);
    if (stores.value.ledger.identity() === null) {
      stores.value.ledger.enrol(
        {
          deviceId: 'JFK-07', facilityId: 'JFK', facilityName: 'New York JFK', deskName: 'Bench 07', hqUrl: 'http://127.0.0.1:9', hqId: 'HQ',
          hqPublicKey: Buffer.from(String(hqKey.publicKey.export({ format: 'jwk' }).x), 'base64url').toString('base64'), privateKey: makeDeviceKey().privateKey,
        },
        { id: uuidv7(), kind: 'device.enrolled', payload: { hqId: 'HQ', deskName: 'Bench 07' }, officerId: null, sessionId: null, stamp: { recordedAt: localStamp(new Date()), monotonicMs: 0, hqHeardAt: null } },
      );
    }
    const wall = (): Date => new Date(Date.now() + self.clockOff);
    const desk = makeDesk(
      { keyProtection: 'os', appVersion: 'test', demo: null, resume: who },
      stores.value,
      {
        clock: { stamp: () => localStamp(wall()), utc: () => wall().toISOString(), monotonicMs: () => Math.floor(performance.now()) },
        random: { id: () => uuidv7(), bytes: (count) => randomBytes(count), fraction: () => 0.02 },
        transport,
        loader: stores.value.loader,
      },
      (event) => void self.events.push(event),
      () => undefined,
    );
    return { desk, stores: stores.value };
  }

  const self: { -readonly [Member in keyof StandInDesk]: StandInDesk[Member] } = {
    desk: null as unknown as Desk,
    stores: null as unknown as DeskStores,
    folder, hq, events: [], clockOff: 0,
    async seal(count) {
      for (let n = 0; n < count; n += 1) {
        const { scanId } = valueOf(await self.desk.handlers['item/scan']({ raw: 'RB123456785GB', source: 'wedge' }));
        valueOf(await self.desk.handlers['exam/record']({
          scanId, methods: ['xray'], reasons: [], finding: null, findings: [], outcome: 'RELEASED_TO_USPS', outcomeFields: {}, label: null, posting: null,
        }));
      }
    },
    status: async () => valueOf(await self.desk.handlers['delivery/status'](undefined)),
    async until(what) {
      const end = Date.now() + 10_000;
      for (;;) {
        const facts = await self.status();
        if (what(facts)) return facts;
        if (Date.now() > end) throw new Error(`not so: ${JSON.stringify(facts)}`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    async reopen(who) {
      await self.desk.close();
      Object.assign(self, start(who));
    },
    async stop() {
      await self.desk.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  Object.assign(self, start(session));
  return self;
}
