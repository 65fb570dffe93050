/** One desk of the simulation: its real ledger, reference store, runner and transport; what is around them is not real. */
import SqliteModule from 'better-sqlite3';
import { parsedJson } from '../../domain/json.ts';
import type { Entry } from '../../domain/ledger/entry.ts';
import type { CopyNotice } from '../../domain/sync/copied.ts';
import { feedPageSchema } from '../../domain/sync/messages.ts';
import type { Database } from '../../main/store/driver.ts';
import { LedgerCopied } from '../../main/store/ledger/copied.ts';
import { openLedger, type EntryDraft, type Identity, type Ledger } from '../../main/store/ledger/ledger.ts';
import { migrate } from '../../main/store/migrate.ts';
import { REFERENCE_MIGRATIONS } from '../../main/store/reference/migrations.ts';
import { referenceReader, type ReferenceReader } from '../../main/store/reference/reader.ts';
import { referenceWriter, type ReferenceWriter } from '../../main/store/reference/writer.ts';
import { makeSyncRunner, type FeedPageFacts, type RunnerPorts, type SyncRunner } from '../../main/sync/runner.ts';
import { makeTransport, type Transport } from '../../main/sync/transport.ts';
import { DEVICES, HQ_KEY, textOf } from './headquarters.ts';
import { keyPairOf } from './keys.ts';
import type { Chance } from './random.ts';
import type { VirtualTime } from './virtualTime.ts';

/** What a mutant puts in the place of a desk's ports. */
export interface DeskChanges {
  readonly ports?: (ports: RunnerPorts, desk: SimDesk) => RunnerPorts;
}

interface OpenStores {
  readonly ledger: Ledger;
  readonly reference: ReferenceReader;
  readonly writer: ReferenceWriter;
}

export interface DeskSurroundings {
  readonly time: VirtualTime;
  readonly chance: Chance;
  readonly hqId: string;
  readonly fetch: (desk: SimDesk, life: number, url: URL, init: RequestInit) => Promise<Response>;
  readonly say: (words: string) => void;
  readonly changes: DeskChanges;
}

/** The desk's process ends here, as if by kill -9: what is committed stays, nothing else. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

const WALL_START = Date.parse('2026-03-02T14:00:00.000Z');
const PLENTY_OF_PAGES = 1_000_000;

export class SimDesk {
  readonly name: string;
  readonly deviceId: string;
  readonly facilityId: string;
  readonly #around: DeskSurroundings;
  readonly #ledgerBatch: number;
  readonly #pageRows: number;
  #ledgerDb: Database;
  #referenceDb: Database;
  /** As this life of the desk opened them; null: not opened yet. */
  #stores: OpenStores | null = null;
  runner: SyncRunner | null = null;
  /** Counts the processes; what belongs to an earlier one counts for nothing. */
  life = 0;
  /** Texts by seq of every entry of this ledger, kept beside it. */
  sealed: string[];
  wallOffset = 0;
  isAsleep = false;
  #bootedAt = 0;
  #uncountedSleep = 0;
  #callsToLive: number | null = null;
  backup: { readonly ledger: Buffer; readonly sealed: readonly string[] } | null = null;
  /** Another history than the one that went on may exist: from an old backup, or in a second desk. */
  mayFork = false;
  hasOfferedAgain = false;

  constructor(index: number, around: DeskSurroundings, from: SimDesk | null = null) {
    const device = DEVICES[index];
    if (device === undefined) throw new RangeError('no such desk');
    this.name = from === null ? `desk${index + 1}` : `${from.name}'`;
    this.deviceId = device.deviceId;
    this.facilityId = device.facilityId;
    this.#around = around;
    this.#ledgerBatch = around.chance.pick([1, 3, 10, 500]);
    this.#pageRows = around.chance.pick([2, 6, 25, 5_000]);
    this.sealed = from === null ? [] : [...from.sealed];
    this.#ledgerDb = databaseOf(from === null ? ledgerTemplate(index, around.hqId) : from.#ledgerDb.serialize());
    this.#referenceDb = databaseOf(from === null ? referenceTemplate() : from.#referenceDb.serialize());
    if (from === null) this.sealed = this.ledger.after(0, 10).map(textOf);
  }

  get ledger(): Ledger { return this.#opened().ledger; }
  get reference(): ReferenceReader { return this.#opened().reference; }
  get referenceDb(): Database { return this.#referenceDb; }
  get isRunning(): boolean { return this.runner !== null; }

  monotonicMs(): number {
    return this.#around.time.now - this.#bootedAt - this.#uncountedSleep;
  }

  wallClock(): string {
    return new Date(WALL_START + this.#around.time.now + this.wallOffset).toISOString();
  }

  start(): void {
    this.life += 1;
    this.#bootedAt = this.#around.time.now;
    this.#uncountedSleep = 0;
    this.#stores = null;
    const identity = this.ledger.identity();
    if (identity === null) throw new Error('the template is enrolled');
    this.runner = makeSyncRunner(identity, this.#portsOf(this.life));
    this.#dyingQuietly(() => this.runner?.start());
  }

  kill(words: string): void {
    if (this.runner === null) return;
    this.#around.say(`${this.name} is killed ${words}`);
    this.runner.stop();
    this.runner = null;
    this.life += 1;
    this.#callsToLive = null;
  }

  /** It dies at the n-th call of a port from now on. */
  doom(calls: number): void {
    this.#callsToLive = calls;
  }

  /** Null: the disk is full, or this ledger is a copy; nothing was sealed, and the officer is told so. */
  seal(draft: Omit<EntryDraft, 'stamp'>): Entry | null {
    const stamp = { recordedAt: this.wallClock(), monotonicMs: this.monotonicMs(), hqHeardAt: this.runner?.facts().hqHeardAt ?? null };
    try {
      const entry = this.ledger.append({ ...draft, stamp });
      this.sealed.push(textOf(entry));
      this.#dyingQuietly(() => this.runner?.entrySealed());
      return entry;
    } catch (error) {
      if (!isFullDisk(error) && !(error instanceof LedgerCopied)) throw error;
      return null;
    }
  }

  offerAgain(): void {
    const seqs = this.ledger.refusals().map(({ seq }) => seq);
    if (seqs.length === 0 || this.runner === null) return;
    try {
      this.ledger.askAgain(seqs, this.wallClock());
    } catch (error) {
      if (!isFullDisk(error)) throw error;
      return;
    }
    this.hasOfferedAgain = true;
    this.#dyingQuietly(() => this.runner?.offerAgain(seqs));
  }

  wake(by: 'resume' | 'network' | 'officer'): void {
    this.#dyingQuietly(() => this.runner?.wake(by));
  }

  sleep(): void {
    this.isAsleep = true;
  }

  /** isCounted: this system's monotonic clock goes on in sleep. */
  resume(sleptMs: number, isCounted: boolean): void {
    this.isAsleep = false;
    // It may have been started since it fell asleep.
    if (!isCounted) this.#uncountedSleep += Math.min(sleptMs, this.monotonicMs());
    this.wake('resume');
  }

  setDiskFull(which: 'ledger' | 'reference', isFull: boolean): void {
    const db = which === 'ledger' ? this.#ledgerDb : this.#referenceDb;
    db.pragma(`max_page_count = ${isFull ? Number(db.pragma('page_count', { simple: true })) : PLENTY_OF_PAGES}`);
  }

  backUp(): void {
    this.backup = { ledger: this.#ledgerDb.serialize(), sealed: [...this.sealed] };
  }

  restoreBackup(): void {
    if (this.backup === null) return;
    this.kill('to put an old ledger back');
    this.#ledgerDb.close();
    this.#ledgerDb = databaseOf(this.backup.ledger);
    this.#stores = null;
    if (this.backup.sealed.length < this.sealed.length) this.mayFork = true;
    this.sealed = [...this.backup.sealed];
  }

  /** Found damaged: emptied, to be fetched again. */
  loseReference(): void {
    this.kill('and finds its reference store damaged');
    this.#referenceDb.close();
    this.#referenceDb = databaseOf(referenceTemplate());
    this.#stores = null;
  }

  close(): void {
    this.runner?.stop();
    this.runner = null;
    this.#ledgerDb.close();
    this.#referenceDb.close();
  }

  /** The same checks and the same transaction as in main/loader/index.ts, without its thread. */
  applyText(text: string, apply: (writer: ReferenceWriter, page: Parameters<ReferenceWriter['applyPage']>[0]) => void): FeedPageFacts | null {
    const page = feedPageSchema.safeParse(parsedJson(text));
    if (!page.success) return null;
    apply(this.#opened().writer, page.data);
    const { more, hqTime, lastSeq } = page.data;
    return { more, hqTime, ...(lastSeq === undefined ? {} : { lastSeq }) };
  }

  /** One step of this life on which it may die; throws in a life that is over. */
  point(life: number, words: string): void {
    if (life !== this.life) throw new Killed();
    if (this.#callsToLive === null) return;
    this.#callsToLive -= 1;
    if (this.#callsToLive >= 0) return;
    this.kill(words);
    throw new Killed();
  }

  #portsOf(life: number): RunnerPorts {
    const { chance, changes } = this.#around;
    const at = <T>(words: string, work: () => T): T => {
      this.point(life, `before ${words}`);
      const value = work();
      this.point(life, `after ${words}`);
      return value;
    };
    const ports: RunnerPorts = {
      transport: this.#transportOf(life),
      ledger: {
        headSeq: () => at('reading its head', () => this.ledger.head().seq),
        deliveredSeq: () => at('reading what is delivered', () => this.ledger.delivered().throughSeq),
        after: (seq, limit) => at('reading a batch', () => this.ledger.after(seq, Math.min(limit, this.#ledgerBatch))),
        receive: (receipt, verdicts, again) => at('storing a receipt', () => this.ledger.receive(receipt, verdicts, again)),
        toOfferAgain: () => at('reading wishes', () => this.ledger.toOfferAgain()),
        isCopied: () => at('reading whether it is a copy', () => this.ledger.copied() !== null),
      },
      reference: {
        cursor: () => at('reading its cursor', () => this.reference.cursor()),
        applyPage: async (text) => {
          await Promise.resolve();
          return at('storing a page', () => this.applyText(text, (writer, page) => void writer.applyPage(page)));
        },
      },
      monotonicMs: () => this.monotonicMs(),
      after: (ms, work) => this.#after(life, ms, work),
      wallClock: () => this.wallClock(),
      random: () => chance.fraction(),
      onChange: () => undefined,
      onCopied: (notice) => this.#markCopied(life, notice),
    };
    return changes.ports?.(ports, this) ?? ports;
  }

  /** As main/service/delivery.ts does it. */
  #markCopied(life: number, notice: CopyNotice): void {
    if (life !== this.life) return;
    this.#around.say(`${this.name} is told that it is a copy, by ${notice.by}`);
    try {
      this.ledger.markCopied(notice, this.wallClock());
    } catch (error) {
      if (!isFullDisk(error)) throw error;
    }
  }

  #transportOf(life: number): Transport {
    const transport = makeTransport(undefined, {
      // A process that is gone asks nothing, whatever its threads were at.
      fetch: (input, init) => (life === this.life ? this.#around.fetch(this, life, addressOf(input), init ?? {}) : new Promise<Response>(() => undefined)),
      after: (ms, work) => this.#after(life, ms, work),
    });
    return { ...transport, feedPage: (sender, cursor, limit) => transport.feedPage(sender, cursor, Math.min(limit, this.#pageRows)) };
  }

  /** Timers of a desk that sleeps go off when it wakes, or later where its clock stood still. */
  #after(life: number, ms: number, work: () => void): () => void {
    const { time } = this.#around;
    let isOff = false;
    const dueAt = this.monotonicMs() + Math.ceil(ms);
    const goOff = () => {
      if (isOff || life !== this.life) return;
      if (this.isAsleep) return void time.in(1_000, '', goOff);
      const left = dueAt - this.monotonicMs();
      if (left > 0) return void time.in(left, '', goOff);
      this.#dyingQuietly(work);
    };
    time.in(ms, '', goOff);
    return () => { isOff = true; };
  }

  #dyingQuietly(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
    }
  }

  #opened(): OpenStores {
    if (this.#stores !== null) return this.#stores;
    const writer = referenceWriter(this.#referenceDb);
    writer.replayParked();
    this.#stores = { ledger: openLedger(this.#ledgerDb), reference: referenceReader(this.#referenceDb), writer };
    return this.#stores;
  }
}

export function databaseOf(bytes: Buffer): Database {
  const db = new SqliteModule(bytes);
  db.pragma('foreign_keys = ON');
  db.pragma('trusted_schema = OFF');
  return db;
}

const ledgers = new Map<number, Buffer>();

function ledgerTemplate(index: number, hqId: string): Buffer {
  const known = ledgers.get(index);
  if (known !== undefined) return known;
  const device = DEVICES[index];
  if (device === undefined) throw new RangeError('no such desk');
  const { deviceId, facilityId } = device;
  const identity: Identity = {
    deviceId, facilityId, facilityName: facilityId, deskName: deviceId, hqUrl: 'https://hq.example', hqId,
    hqPublicKey: HQ_KEY.publicKey, privateKey: keyPairOf(deviceId).pkcs8.toString('base64'),
  };
  const db = new SqliteModule(':memory:');
  const ledger = openLedger(db);
  ledger.enrol(identity, {
    id: `01900000-0000-7000-8000-00000000000${index}`, kind: 'device.enrolled', payload: { hqId, deskName: deviceId }, officerId: null, sessionId: null,
    stamp: { recordedAt: new Date(WALL_START).toISOString(), monotonicMs: 0, hqHeardAt: null },
  });
  const bytes = db.serialize();
  db.close();
  ledgers.set(index, bytes);
  return bytes;
}

let emptyReference: Buffer | null = null;

export function referenceTemplate(): Buffer {
  if (emptyReference !== null) return emptyReference;
  const db = new SqliteModule(':memory:');
  migrate(db, REFERENCE_MIGRATIONS);
  emptyReference = db.serialize();
  db.close();
  return emptyReference;
}

function addressOf(input: Parameters<typeof fetch>[0]): URL {
  return input instanceof URL ? input : new URL(typeof input === 'string' ? input : input.url);
}

function isFullDisk(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_FULL';
}
