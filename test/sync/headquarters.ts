/** HQ in the simulation: the real server over its real store, without a socket. The only file here that knows HQ from the inside. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import pino from 'pino';
import { aedFieldsSchema } from '../../domain/aed/record.ts';
import { canonicalText, type Entry } from '../../domain/ledger/entry.ts';
import type { FeedRow, ReceiptBody, RosterOfficer } from '../../domain/sync/messages.ts';
import { loadAed } from '../../hq/admin/loadAed.ts';
import { publishList } from '../../hq/admin/publishList.ts';
import { revokeDevice } from '../../hq/admin/revokeDevice.ts';
import { readCursor } from '../../hq/http/token.ts';
import { signText } from '../../hq/keys.ts';
import { createHq } from '../../hq/server.ts';
import { openSqliteFile, openSqliteReader, type SqliteFile } from '../../hq/store/dialects/sqliteFile.ts';
import { insertDevice } from '../../hq/store/devices.ts';
import { feedMarkAt, feedWriter } from '../../hq/store/feed.ts';
import { insertRoster, latestRoster } from '../../hq/store/rosters.ts';
import { openHqStore, type HqStore } from '../../hq/store/store.ts';
import { keyPairOf } from './keys.ts';

export const DEVICES = [
  { deviceId: 'JFK-01-AAAA', facilityId: 'JFK' }, { deviceId: 'JFK-02-BBBB', facilityId: 'JFK' },
  { deviceId: 'ORD-01-CCCC', facilityId: 'ORD' }, { deviceId: 'JFK-03-DDDD', facilityId: 'JFK' },
] as const;

export const HQ_KEY = keyPairOf('HQ');

export interface HqRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface HqReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface HeldEntry {
  readonly seq: number;
  readonly text: string;
  readonly reason: string | null;
}

export interface FeedLine {
  readonly seq: number;
  readonly text: string;
}

/** What a mutant changes of HQ. */
export interface HqChanges {
  /** Run on the template database. */
  readonly schema?: string;
  /** Where the rows of entries really are then. */
  readonly entryTable?: string;
  readonly store?: (store: HqStore) => HqStore;
}

/** In memory where the system has such a folder: worlds are made by the thousand. */
const PLACE = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
const START = Date.parse('2026-03-02T14:00:00.000Z');
const templates = new Map<string, Promise<Buffer>>();

export type Headquarters = Awaited<ReturnType<typeof openHeadquarters>>;

export async function openHeadquarters(virtualNow: () => number, changes: HqChanges = {}) {
  const folder = mkdtempSync(join(PLACE, 'imf-sim-'));
  const file = join(folder, 'hq.db');
  const entryTable = changes.entryTable ?? 'entry';
  writeFileSync(file, await templateOf(changes.schema ?? ''));
  const errors: string[] = [];
  const log = pino({ base: null, level: 'error' }, { write: (line: string) => { errors.push(line); } });
  let clockOffset = 0;
  let failNextWrite = false;
  let lock: SqliteFile | null = null;
  let truth = openSqliteReader(file, 0);
  let running: { readonly app: FastifyInstance; readonly store: HqStore } | null = null;

  const now = () => new Date(START + virtualNow() + clockOffset);

  async function start(): Promise<void> {
    const store = await openHqStore({ folder }, { busyTimeoutMs: 0 });
    const changed = changes.store?.(store) ?? store;
    const failing: HqStore = {
      ...changed,
      inTransaction: (work) => changed.inTransaction(async (tx) => {
        const value = await work(tx);
        if (!failNextWrite) return value;
        failNextWrite = false;
        throw new Error('the disk of HQ fails');
      }),
    };
    const app = createHq({ store: failing, log, chunks: join(folder, 'chunks'), now });
    await app.ready();
    running = { app, store: failing };
  }

  async function stop(): Promise<void> {
    unlock();
    const { app, store } = up();
    running = null;
    await app.close();
    await store.close();
  }

  function up(): { readonly app: FastifyInstance; readonly store: HqStore } {
    if (running === null) throw new Error('HQ is down');
    return running;
  }

  function unlock(): void {
    lock?.close();
    lock = null;
  }

  function append(facilityId: string | null, row: FeedRow): Promise<void> {
    return up().store.inTransaction(async (tx) => (await feedWriter(tx)).append([{ facilityId, row }]));
  }

  const prepared = new Map<string, ReturnType<SqliteFile['prepare']>>();
  const covered = new Map<string, number | null>();

  function rowsOf<T>(sql: string, ...values: readonly unknown[]): T[] {
    const statement = prepared.get(sql) ?? truth.prepare(sql);
    prepared.set(sql, statement);
    return statement.all(...values) as T[];
  }

  const lastFeedSeq = () => rowsOf<{ seq: number | null }>('SELECT max(seq) AS seq FROM feed')[0]?.seq ?? 0;

  await start();

  return {
    hqId: up().store.hqId,
    errors,
    now,
    start,
    stop,
    isUp: () => running !== null,

    async handle({ method, path, headers, body }: HqRequest): Promise<HqReply> {
      const reply = await up().app.inject({ method, url: path, headers, ...(method === 'POST' ? { payload: Buffer.from(body) } : {}) });
      const texts = Object.entries(reply.headers).filter((pair): pair is [string, string] => typeof pair[1] === 'string');
      return { status: reply.statusCode, headers: Object.fromEntries(texts), body: reply.rawPayload };
    },

    /** HQ's answer to everybody while another program writes. */
    lock(): void {
      lock ??= openSqliteFile(file, 0);
      if (!lock.inTransaction) lock.exec('begin immediate');
    },
    unlock,
    failNextWrite: () => { failNextWrite = true; },
    moveClock: (ms: number) => { clockOffset += ms; },

    copy: (): Buffer => truth.serialize(),
    /** Starts it too. */
    async restore(bytes: Buffer): Promise<void> {
      if (running !== null) await stop();
      truth.close();
      prepared.clear();
      covered.clear();
      for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
      writeFileSync(file, bytes);
      truth = openSqliteReader(file, 0);
      await start();
    },

    publishAed: (itemId: string, postedOn: string, contents: string) =>
      loadAed(up().store, [{ itemId, postedOn, fields: aedFieldsSchema.parse({ contents }) }], now()),
    publishHold: (n: string, itemId: string, facilityId: string) => append(null, {
      kind: 'hold', event: { eventId: `e-${n}`, holdId: `h-${n}`, itemId, kind: 'placed', at: now().toISOString(), facilityId, by: 'NTC', reason: null },
    }),
    publishUsps: (n: string, itemId: string) => append(null, { kind: 'usps', event: { eventId: `u-${n}`, itemId, code: 'EMD', at: now().toISOString(), office: null } }),
    publishAedRemoved: (itemId: string, postedOn: string) => append(null, { kind: 'aedRemoved', itemId, postedOn, reason: 'a test of the sender' }),
    publishList: (countries: readonly string[]) => publishList(up().store, { listId: 'waiver', asOf: '2026-01-01', countries }),
    async publishRoster(facilityId: string, officerIds: readonly string[]): Promise<void> {
      await up().store.inTransaction(async (tx) => {
        const feed = await feedWriter(tx);
        const roster = { version: ((await latestRoster(tx, facilityId))?.version ?? 0) + 1, officers: officerIds.map(officerOf) };
        await insertRoster(tx, facilityId, roster);
        await feed.append([{ facilityId, row: { kind: 'roster', ...roster } }]);
      });
    },
    /** A row as a newer HQ would send it. */
    async publishUnknown(n: string): Promise<void> {
      await up().store.inTransaction(async (tx) => {
        const { seq } = await tx.selectFrom('feed').select((eb) => eb.fn.max('seq').as('seq')).executeTakeFirstOrThrow();
        await tx.insertInto('feed').values({ seq: seq + 1, facility_id: null, kind: 'dogReport', text: `{"kind":"dogReport","n":"${n}"}`, event_id: null, exam_id: null, mark: n }).execute();
      });
    },
    revoke: (deviceId: string) => revokeDevice(up().store, deviceId, now()),

    /** A newer HQ that says more in a receipt, under its own signature. */
    signedAgain: (body: ReceiptBody & { readonly [more: string]: unknown }) => ({ body, signature: signText(up().store.signingKey, canonicalText(body)) }),

    entriesOf: (deviceId: string) => rowsOf<HeldEntry>(`SELECT seq, text, reason FROM ${entryTable} WHERE device_id = ? ORDER BY seq`, deviceId),
    entriesIn: (deviceId: string, fromSeq: number, toSeq: number) =>
      rowsOf<HeldEntry>(`SELECT seq, text, reason FROM ${entryTable} WHERE device_id = ? AND seq BETWEEN ? AND ? ORDER BY seq`, deviceId, fromSeq, toSeq),
    misfitsOf: (deviceId: string) => rowsOf<{ seq: number }>('SELECT seq FROM misfit WHERE device_id = ?', deviceId).map(({ seq }) => seq),
    deviceOf: (deviceId: string) => rowsOf<{ lastSeq: number; revokedAt: string | null }>('SELECT last_seq AS lastSeq, revoked_at AS revokedAt FROM device WHERE id = ?', deviceId)[0] ?? { lastSeq: 0, revokedAt: null },
    hasFork: (deviceId: string) => rowsOf('SELECT 1 FROM fork WHERE device_id = ?', deviceId).length > 0,

    /** Rows a facility gets, in HQ's order. */
    feedOf: (facilityId: string, throughSeq: number) => rowsOf<FeedLine>('SELECT seq, text FROM feed WHERE seq <= ? AND (facility_id IS NULL OR facility_id = ?) ORDER BY seq', throughSeq, facilityId),
    lastFeedSeq,
    /** Null: no cursor of the feed as HQ has it now. */
    async coveredBy(cursor: string): Promise<number | null> {
      const known = covered.get(cursor);
      if (known !== undefined) return known;
      const { store } = up();
      const seq = await readCursor(store.tokenSecret, cursor, (at) => feedMarkAt(store.reads, at));
      // A cursor that is not one now may become one: HQ was restored and has not come so far again.
      if (seq !== null) covered.set(cursor, seq);
      return seq;
    },

    async close(): Promise<void> {
      if (running !== null) await stop();
      truth.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Unknown officers are those whose number is 9. */
function officerOf(officerId: string): RosterOfficer {
  return { officerId, badge: officerId.slice(2), name: `Officer ${officerId}`, role: 'officer', pinSalt: 'AAAAAAAAAAAAAAAAAAAAAA==', pinHash: 'AAAA' };
}

/** Made once: migrated, with HQ's keys, a roster and every device enrolled. */
function templateOf(schema: string): Promise<Buffer> {
  const made = templates.get(schema) ?? makeTemplate(schema);
  templates.set(schema, made);
  return made;
}

async function makeTemplate(schema: string): Promise<Buffer> {
  const folder = mkdtempSync(join(PLACE, 'imf-sim-template-'));
  try {
    await (await openHqStore({ folder })).close();
    const db = openSqliteFile(join(folder, 'hq.db'), 0);
    const setKey = db.prepare('UPDATE key SET secret = ? WHERE name = ?');
    setKey.run(HQ_KEY.pkcs8, 'signing');
    setKey.run(Buffer.alloc(32, 7), 'token');
    db.close();
    const store = await openHqStore({ folder });
    await store.inTransaction(async (tx) => {
      const feed = await feedWriter(tx);
      for (const { deviceId, facilityId } of DEVICES) {
        const { publicKey } = keyPairOf(deviceId);
        await insertDevice(tx, { id: deviceId, facilityId, publicKey, deskName: deviceId, enrolledAt: new Date(START).toISOString(), approvedAt: new Date(START).toISOString() });
      }
      for (const facilityId of ['JFK', 'ORD']) {
        const roster = { version: 1, officers: [officerOf('o-1'), officerOf('o-2')] };
        await insertRoster(tx, facilityId, roster);
        await feed.append([{ facilityId, row: { kind: 'roster', ...roster } }]);
      }
    });
    await store.close();
    const changed = openSqliteFile(join(folder, 'hq.db'), 0);
    if (schema !== '') changed.exec(schema);
    const bytes = changed.serialize();
    changed.close();
    return bytes;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function textOf(entry: Entry): string {
  return canonicalText(entry);
}
