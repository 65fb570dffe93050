/** Takes HQ's feed pages into reference.db: rows and the cursor that covers them in one transaction (sync rule 4). */
import { createHash } from 'node:crypto';
import type { ExamDigest } from '../../../domain/exam/digest.ts';
import { normalise } from '../../../domain/identifier/normalise.ts';
import { itemKeyOf } from '../../../domain/item/key.ts';
import { feedRowSchema, unknownRowSchema } from '../../../domain/sync/messages.ts';
import type { CountryList, FeedPage, FeedRow, RosterOfficer } from '../../../domain/sync/messages.ts';
import type { HoldEvent } from '../../../domain/hold/events.ts';
import type { UspsEvent } from '../../../domain/hold/uspsEvents.ts';
import { isLargeRemoval, REMOVAL_POLICY, type RemovalPolicy } from '../../../domain/snapshot/removal.ts';
import type { Database } from '../driver.ts';
import { aedRows } from './aedRows.ts';

export type ReferenceWriter = ReturnType<typeof referenceWriter>;

/** Why a feed row lies in parked_row instead of being used. */
export const PARK_REASONS = ['unknown-kind', 'does-not-parse', 'no-item-id', 'roster-names-nobody'] as const;

export type ParkReason = (typeof PARK_REASONS)[number];

/** What became of a page's rows. */
export interface AppliedPage {
  readonly applied: number;
  readonly parked: number;
}

/** The page would take so many rows away that a person must agree first (sync rule 6). before: rows when this reading of the feed began. */
export interface RemovalAsked {
  readonly removed: number;
  readonly before: number;
}

const KNOWN_KINDS = new Set<string>(feedRowSchema.options.map((option) => option.shape.kind.value));

export function referenceWriter(db: Database, policy: RemovalPolicy = REMOVAL_POLICY) {
  const aed = aedRows(db);
  const selectTally = db.prepare<[], { rows: number }>(`SELECT rows FROM tally WHERE name = 'aed'`);
  /** AED taken away since the feed was last read to its end: a page alone may be small. */
  let removedBefore = 0;
  let removedNow = 0;
  const putHoldEvent = db.prepare<[string, string, string, string, string, string, string, string | null]>(
    `INSERT INTO hold_event (event_id, hold_id, item_id, kind, at, facility_id, by, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (event_id) DO UPDATE SET hold_id = excluded.hold_id, item_id = excluded.item_id, kind = excluded.kind, at = excluded.at,
       facility_id = excluded.facility_id, by = excluded.by, reason = excluded.reason`,
  );
  const putUspsEvent = db.prepare<[string, string, string, string, string | null]>(
    'INSERT OR REPLACE INTO usps_event (event_id, item_id, code, at, office) VALUES (?, ?, ?, ?, ?)',
  );
  const putExamDigest = db.prepare<[string, string, string, string, string | null, string, string, string, number]>(
    `INSERT OR REPLACE INTO exam_digest (exam_id, device_id, facility_id, item_key, posted_on, outcome, band, recorded_at, is_withdrawn)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const putList = db.prepare<[string, number, string, string]>(
    `INSERT INTO country_list (list_id, version, as_of, countries) VALUES (?, ?, ?, ?)
     ON CONFLICT (list_id) DO UPDATE SET version = excluded.version, as_of = excluded.as_of, countries = excluded.countries
     WHERE excluded.version >= country_list.version`,
  );
  const selectRosterVersion = db.prepare<[], { version: number | null }>('SELECT max(roster_version) AS version FROM roster_officer');
  const emptyRoster = db.prepare('DELETE FROM roster_officer');
  const putOfficer = db.prepare<[string, string, string, string, string, string, number]>(
    `INSERT INTO roster_officer (officer_id, badge, name, role, pin_salt, pin_hash, roster_version) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (officer_id) DO NOTHING`,
  );
  /** REPLACE puts a row that comes again behind the others: an exam may be corrected back to what it was, and the last word counts. */
  const parkRow = db.prepare<[string, string, string, string, string, string]>(
    'INSERT OR REPLACE INTO parked_row (digest, kind, why, body, cursor, hq_time) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const selectParked = db.prepare<[], ParkedRow>(
    `SELECT digest, kind, body FROM parked_row WHERE why = 'unknown-kind' ORDER BY rowid`,
  );
  const putPolicy = db.prepare<[string]>(
    'INSERT INTO detention_policy (one, policy) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET policy = excluded.policy',
  );
  const unpark = db.prepare<[string]>('DELETE FROM parked_row WHERE digest = ?');
  const parkOtherwise = db.prepare<[ParkReason, string]>('UPDATE parked_row SET why = ? WHERE digest = ?');
  /** as_of stays where it was while more pages are to come: see migration 20. */
  const putCursor = db.prepare<[string, string, string | null]>(
    `INSERT INTO sync_cursor (one, cursor, hq_time, as_of) VALUES (1, ?, ?, ?)
     ON CONFLICT (one) DO UPDATE SET cursor = excluded.cursor, hq_time = excluded.hq_time, as_of = coalesce(excluded.as_of, sync_cursor.as_of)`,
  );

  const applyInOneTransaction = db.transaction((page: FeedPage, isRemovalAllowed: boolean): AppliedPage => {
    const before = (selectTally.get()?.rows ?? 0) + removedBefore;
    removedNow = 0;
    const applied = takeRows(page.rows, page);
    const removed = removedBefore + removedNow;
    if (!isRemovalAllowed && removedNow > 0 && isLargeRemoval(removed, before, policy)) throw new LargeRemoval({ removed, before });
    putCursor.run(page.cursor, page.hqTime, page.more ? null : page.hqTime);
    return applied;
  });

  function takeRows(rows: FeedPage['rows'], from: RowsFrom): AppliedPage {
    let parked = 0;
    for (const raw of rows) {
      const why = takeRow(raw);
      if (why === null) continue;
      park(raw, why, from);
      parked += 1;
    }
    aed.saveCount();
    return { applied: rows.length - parked, parked };
  }

  const replayInOneTransaction = db.transaction((rows: readonly ParkedRow[]): void => {
    for (const { digest, body } of rows) {
      const why = takeRow(unknownRowSchema.parse(JSON.parse(body)));
      if (why === null) unpark.run(digest);
      else parkOtherwise.run(why, digest);
    }
    aed.saveCount();
  });

  /** Applies one row, or says why it cannot be applied: a row that is wrong must hold up nothing behind it. */
  function takeRow(raw: FeedPage['rows'][number]): ParkReason | null {
    if (!KNOWN_KINDS.has(raw.kind)) return 'unknown-kind';
    const row = feedRowSchema.safeParse(raw);
    return row.success ? apply(row.data, raw) : 'does-not-parse';
  }

  function apply(row: FeedRow, raw: FeedPage['rows'][number]): ParkReason | null {
    switch (row.kind) {
      case 'aed':
        return withItemId(row.aed.itemId, (itemId) => aed.put({ ...row.aed, itemId, fields: { ...fieldsAsSent(raw), ...row.aed.fields } }));
      case 'aedRemoved':
        return withItemId(row.itemId, (itemId) => {
          removedNow += aed.removePosting(itemId, row.postedOn);
        });
      case 'hold':
        return withItemId(row.event.itemId, (itemId) => holdEvent({ ...row.event, itemId }));
      case 'usps':
        return withItemId(row.event.itemId, (itemId) => uspsEvent({ ...row.event, itemId }));
      case 'examDigest':
        return withItemId(row.digest.itemKey, (itemId) => examDigest({ ...row.digest, itemKey: itemKeyOf({ id: itemId, deskItemId: null }) }));
      case 'list':
        return list(row.list);
      case 'detentionPolicy':
        putPolicy.run(JSON.stringify(row.policy));
        return null;
      case 'roster':
        return roster(row.version, row.officers);
    }
  }

  function holdEvent({ eventId, holdId, itemId, kind, at, facilityId, by, reason }: HoldEvent): void {
    putHoldEvent.run(eventId, holdId, itemId, kind, at, facilityId, by, reason);
  }

  function uspsEvent({ eventId, itemId, code, at, office }: UspsEvent): void {
    putUspsEvent.run(eventId, itemId, code, at, office);
  }

  function examDigest({ examId, deviceId, facilityId, itemKey, postedOn, outcome, band, recordedAt, isWithdrawn }: ExamDigest): void {
    putExamDigest.run(examId, deviceId, facilityId, itemKey, postedOn, outcome, band, recordedAt, isWithdrawn ? 1 : 0);
  }

  function list({ listId, version, asOf, countries }: CountryList): null {
    putList.run(listId, version, asOf, JSON.stringify(countries));
    return null;
  }

  /** A roster is one dated list: who is not on it may not sign in. An empty one would lock every desk and is more likely a mistake. */
  function roster(version: number, officers: readonly RosterOfficer[]): ParkReason | null {
    if (officers.length === 0) return 'roster-names-nobody';
    if (version < (selectRosterVersion.get()?.version ?? 0)) return null;
    emptyRoster.run();
    for (const { officerId, badge, name, role, pinSalt, pinHash } of officers) {
      putOfficer.run(officerId, badge, name, role, pinSalt, pinHash, version);
    }
    return null;
  }

  function park(raw: FeedPage['rows'][number], why: ParkReason, { cursor, hqTime }: RowsFrom): void {
    const body = JSON.stringify(raw);
    const digest = createHash('sha256').update(body).digest('hex');
    parkRow.run(digest, raw.kind, why, body, cursor, hqTime);
  }

  function orForgetCount<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      aed.forgetCount();
      throw error;
    }
  }

  return {
    /** All or nothing; the same page again changes nothing. Deletes only what a row names (sync rule 6). Throws LargeRemoval. */
    applyPage(page: FeedPage, isRemovalAllowed = false): AppliedPage {
      const applied = orForgetCount(() => applyInOneTransaction.immediate(page, isRemovalAllowed));
      removedBefore = page.more ? removedBefore + removedNow : 0;
      return applied;
    },

    /** For a caller that has a transaction of its own, see orForgetCount. */
    takeRows,
    park,
    orForgetCount,

    /** Takes in the rows that an older version of this program parked because it did not know their kinds, in the order they came. */
    replayParked(): void {
      const rows = selectParked.all().filter(({ kind }) => KNOWN_KINDS.has(kind));
      if (rows.length > 0) orForgetCount(() => replayInOneTransaction.immediate(rows));
    },
  };
}

/** Rolls the page's transaction back: nothing of it was applied, and the cursor stays. */
export class LargeRemoval extends Error {
  override readonly name = 'LargeRemoval';
  readonly asked: RemovalAsked;

  constructor(asked: RemovalAsked) {
    super(`${asked.removed} of ${asked.before} rows would go`);
    this.asked = asked;
  }
}

/** Where in the feed rows stood: a parked row is kept with it. */
type RowsFrom = Pick<FeedPage, 'cursor' | 'hqTime'>;

/** With fields of a newer HQ that this version has no name for: they are kept beside the others. */
function fieldsAsSent(raw: FeedPage['rows'][number]): object {
  const { aed } = raw as { aed?: { fields?: object } };
  return aed?.fields ?? {};
}

interface ParkedRow {
  readonly digest: string;
  readonly kind: string;
  readonly body: string;
}

/** The id as a scan of it is normalised: a hold under another spelling would never be found. */
function withItemId(text: string, put: (itemId: string) => void): ParkReason | null {
  const itemId = normalise(text).id;
  if (itemId === '') return 'no-item-id';
  put(itemId);
  return null;
}
