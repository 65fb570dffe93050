/** The ledger on disk: appends sealed entries, keeps receipts and refusals, answers what is waiting. */
import { EMPTY_CHAIN, type ChainHead } from '../../../domain/ledger/chain.ts';
import { canonicalText, seal, type Entry, type EntryBody } from '../../../domain/ledger/entry.ts';
import type { Database } from '../driver.ts';
import { migrate } from '../migrate.ts';
import { copiedStore, LedgerCopied } from './copied.ts';
import { LEDGER_MIGRATIONS, PROJECTION_STEPS } from './migrations.ts';
import { entriesOfExam, entriesOfItem, examById, projectEntry, rebuildProjections } from './projections.ts';
import { receiptStore } from './receipts.ts';
import { entryOf, utcOf, type StoredEntry } from './stored.ts';

/** What makes this desk itself: given once at enrolment, never changed. Keys are base64; the private key never leaves this file. */
export interface Identity {
  readonly deviceId: string;
  readonly facilityId: string;
  readonly facilityName: string;
  readonly deskName: string;
  readonly hqUrl: string;
  readonly hqId: string;
  readonly hqPublicKey: string;
  readonly privateKey: string;
}

/** When a fact was recorded: see EntryBody for the three clocks. */
export interface Stamp {
  readonly recordedAt: string;
  readonly monotonicMs: number;
  readonly hqHeardAt: string | null;
}

export interface EntryDraft {
  /** UUIDv7, made by the caller. */
  readonly id: string;
  readonly kind: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly officerId: string | null;
  readonly sessionId: string | null;
  readonly stamp: Stamp;
}

export interface Waiting {
  readonly waiting: number;
  readonly oldestAt: string | null;
}

export type Ledger = ReturnType<typeof openLedger>;

/** Wraps an open ledger.db; brings its schema up to date first, unless it was opened for reading only. */
export function openLedger(db: Database) {
  if (!db.readonly) bringUpToDate(db);

  const selectHead = db.prepare<[], { seq: number; hash: string }>('SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1');
  const insertEntry = db.prepare<[number, string, string, string, string | null, string, string]>(
    'INSERT INTO entry (seq, id, kind, recorded_utc, officer_id, hash, canonical) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const selectAfter = db.prepare<[number, number], StoredEntry>('SELECT hash, canonical FROM entry WHERE seq > ? ORDER BY seq LIMIT ?');
  const selectSince = db.prepare<[string], StoredEntry>('SELECT hash, canonical FROM entry WHERE recorded_utc >= ? ORDER BY seq');
  const selectOldest = db.prepare<[number], { recorded_utc: string }>('SELECT recorded_utc FROM entry WHERE seq > ? ORDER BY seq LIMIT 1');
  const selectIdentity = db.prepare<[], IdentityRow>('SELECT * FROM identity');
  const insertIdentity = db.prepare<[string, string, string, string, string, string, string, string]>(
    `INSERT INTO identity (one, device_id, facility_id, facility_name, desk_name, hq_url, hq_id, hq_public_key, private_key)
     VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const selectNewestOfKinds = db.prepare<[string, number], StoredEntry>(
    'SELECT hash, canonical FROM entry WHERE kind IN (SELECT value FROM json_each(?)) ORDER BY seq DESC LIMIT ?',
  );
  const selectRoster = db.prepare<[], { officers: string }>('SELECT officers FROM known_roster');
  const putRoster = db.prepare<[string]>('INSERT INTO known_roster (one, officers) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET officers = excluded.officers');
  const receipts = receiptStore(db);
  const copies = copiedStore(db);

  // better-sqlite3's immediate(): the write lock is taken before the head is read, so two writers can never seal the same sequence.
  const appendInOneTransaction = db.transaction((identity: Identity, draft: EntryDraft): Entry => {
    if (copies.copied() !== null) throw new LedgerCopied();
    const head = readHead();
    const entry = seal(bodyOf(identity, draft, head));
    const { hash, ...body } = entry;
    insertEntry.run(entry.seq, entry.id, entry.kind, utcOf(entry.recordedAt), entry.officerId, hash, canonicalText(body));
    projectEntry(db, entry);
    return entry;
  });

  const enrolInOneTransaction = db.transaction((identity: Identity, draft: EntryDraft): Entry => {
    const { deviceId, facilityId, facilityName, deskName, hqUrl, hqId, hqPublicKey, privateKey } = identity;
    insertIdentity.run(deviceId, facilityId, facilityName, deskName, hqUrl, hqId, hqPublicKey, privateKey);
    return appendInOneTransaction(identity, draft);
  });

  function readHead(): ChainHead {
    return selectHead.get() ?? EMPTY_CHAIN;
  }

  function identity(): Identity | null {
    const row = selectIdentity.get();
    return row ? identityOf(row) : null;
  }

  return {
    ...receipts,
    ...copies,
    db,
    head: readHead,
    identity,

    /** Makes this the desk `identity` names and seals the first entry, in one transaction. Throws when already enrolled. */
    enrol(newIdentity: Identity, draft: EntryDraft): Entry {
      return enrolInOneTransaction.immediate(newIdentity, draft);
    },

    /** Seals one entry. When this returns, the entry is on disk (WAL, synchronous=FULL); when it throws, nothing was written. Throws LedgerCopied for a copy. */
    append(draft: EntryDraft): Entry {
      const self = identity();
      if (self === null) throw new Error('a desk that is not enrolled has no ledger');
      return appendInOneTransaction.immediate(self, draft);
    },

    /** Entries after a sequence, in order. */
    after(seq: number, limit: number): readonly Entry[] {
      return selectAfter.all(seq, limit).map(entryOf);
    },

    /** Entries whose wall clock stood at or after an instant (RFC 3339), in ledger order. */
    recordedSince(instant: string): readonly Entry[] {
      return selectSince.all(utcOf(instant)).map(entryOf);
    },

    /** Every entry about an item, in order: exams, amendments, presentations, marks, links. */
    ofItem(itemKey: string): readonly Entry[] {
      return entriesOfItem(db, itemKey);
    },

    /** Every entry about an exam and its item, in order; none when the exam is not here. */
    ofExam(examId: string): readonly Entry[] {
      const row = examById(db, examId);
      return row === null ? [] : entriesOfExam(db, row);
    },

    /** The newest entries of some kinds, newest first. */
    newestOf(kinds: readonly string[], limit: number): readonly Entry[] {
      return selectNewestOfKinds.all(JSON.stringify(kinds), limit).map(entryOf);
    },

    /** The last roster that was kept, as it was given; null before the first. */
    roster(): string | null {
      return selectRoster.get()?.officers ?? null;
    },

    keepRoster(officers: string): void {
      putRoster.run(officers);
    },

    waiting(): Waiting {
      const through = receipts.delivered().throughSeq;
      const oldest = selectOldest.get(through);
      return { waiting: readHead().seq - through, oldestAt: oldest?.recorded_utc ?? null };
    },

    /** Empties and refills every projection from the entries; returns how many entries were read. */
    rebuild(): number {
      return rebuildProjections(db);
    },

    close(): void {
      db.close();
    },
  };
}

/**
 * All steps and the projections that follow from them are one transaction: a process that ends, or a disk that is full, between the last
 * step and the folding would leave projections that no later start makes again, because no step is due then.
 */
function bringUpToDate(db: Database): void {
  db.transaction(() => {
    if (migrate(db, LEDGER_MIGRATIONS).some((step) => PROJECTION_STEPS.includes(step))) rebuildProjections(db);
  }).immediate();
}

function bodyOf(identity: Identity, draft: EntryDraft, head: ChainHead): EntryBody {
  return {
    deviceId: identity.deviceId,
    seq: head.seq + 1,
    id: draft.id,
    kind: draft.kind,
    version: 1,
    facilityId: identity.facilityId,
    officerId: draft.officerId,
    sessionId: draft.sessionId,
    recordedAt: draft.stamp.recordedAt,
    monotonicMs: draft.stamp.monotonicMs,
    hqHeardAt: draft.stamp.hqHeardAt,
    payload: draft.payload as EntryBody['payload'],
    prevHash: head.hash,
  };
}

interface IdentityRow {
  readonly device_id: string;
  readonly facility_id: string;
  readonly facility_name: string;
  readonly desk_name: string;
  readonly hq_url: string;
  readonly hq_id: string;
  readonly hq_public_key: string;
  readonly private_key: string;
}

function identityOf(row: IdentityRow): Identity {
  return {
    deviceId: row.device_id,
    facilityId: row.facility_id,
    facilityName: row.facility_name,
    deskName: row.desk_name,
    hqUrl: row.hq_url,
    hqId: row.hq_id,
    hqPublicKey: row.hq_public_key,
    privateKey: row.private_key,
  };
}
