/** Answers from reference.db: AED, hold and USPS events, exams elsewhere, lists and roster as HQ told them. Reads only. */
import { z } from 'zod';
import { aedFieldsSchema } from '../../../domain/aed/record.ts';
import type { AedVersion } from '../../../domain/aed/record.ts';
import { examDigestSchema } from '../../../domain/exam/digest.ts';
import type { ExamDigest } from '../../../domain/exam/digest.ts';
import type { DetentionPolicy } from '../../../domain/detention/clocks.ts';
import { detentionPolicySchema } from '../../../domain/detention/policy.ts';
import { holdEventSchema } from '../../../domain/hold/events.ts';
import type { HoldEvent } from '../../../domain/hold/events.ts';
import { uspsEventSchema } from '../../../domain/hold/uspsEvents.ts';
import type { UspsEvent } from '../../../domain/hold/uspsEvents.ts';
import { fieldsByName } from '../../../domain/snapshot/aedLine.ts';
import { countryListSchema, rosterOfficerSchema } from '../../../domain/sync/messages.ts';
import type { CountryList, RosterOfficer } from '../../../domain/sync/messages.ts';
import type { Database } from '../driver.ts';
import * as sql from './queries.ts';

export type ReferenceReader = ReturnType<typeof referenceReader>;

export interface ReferenceCounts {
  /** Versions of AED, not items. */
  readonly aed: number;
  readonly holdEvents: number;
  readonly officers: number;
  /** Feed rows that this version of the program could not use. */
  readonly parked: number;
}

export interface ListSummary {
  readonly listId: string;
  readonly version: number;
  readonly asOf: string;
  readonly countries: number;
}

export function referenceReader(db: Database) {
  const selectAed = db.prepare<[string], AedRow>(sql.AED_OF_ITEM);
  const selectHoldEvents = db.prepare<[string], HoldRow>(sql.HOLD_EVENTS_OF_ITEM);
  const selectAllHoldEvents = db.prepare<[], HoldRow>(sql.ALL_HOLD_EVENTS);
  const selectUspsEvents = db.prepare<[string], UspsRow>(sql.USPS_EVENTS_OF_ITEM);
  const selectAllUspsEvents = db.prepare<[], UspsRow>(sql.ALL_USPS_EVENTS);
  const selectExamDigests = db.prepare<[string], DigestRow>(sql.EXAM_DIGESTS_OF_ITEM);
  const selectList = db.prepare<[string], ListRow>(sql.COUNTRY_LIST);
  const selectPolicy = db.prepare<[], { policy: string }>(sql.DETENTION_POLICY);
  const selectLists = db.prepare<[], ListRow>(sql.COUNTRY_LISTS);
  const selectByBadge = db.prepare<[string], OfficerRow>(sql.OFFICER_BY_BADGE);
  const selectOfficers = db.prepare<[], OfficerRow>(sql.OFFICERS);
  const selectCursor = db.prepare<[], { cursor: string; as_of: string | null }>(sql.CURSOR);
  const selectCounts = db.prepare<[], ReferenceCounts>(sql.COUNTS);

  return {
    /** Newest posting first, newest version of each first; a posting without a date comes last. */
    aedOf(itemId: string): readonly AedVersion[] {
      return selectAed.all(itemId).map(aedOfRow);
    },

    /** In no order that means anything: the fold sorts. */
    holdEventsOf(itemId: string): readonly HoldEvent[] {
      return selectHoldEvents.all(itemId).map(holdEventOfRow);
    },

    allHoldEvents(): readonly HoldEvent[] {
      return selectAllHoldEvents.all().map(holdEventOfRow);
    },

    /** In no order, as above. */
    uspsEventsOf(itemId: string): readonly UspsEvent[] {
      return selectUspsEvents.all(itemId).map(uspsEventOfRow);
    },

    allUspsEvents(): readonly UspsEvent[] {
      return selectAllUspsEvents.all().map(uspsEventOfRow);
    },

    /** Exams of this facility, this desk's own among them. itemKey: `itemKeyOf`. */
    examDigestsOf(itemKey: string): readonly ExamDigest[] {
      return selectExamDigests.all(itemKey).map(digestOfRow);
    },

    countryList(listId: CountryList['listId']): CountryList | null {
      const row = selectList.get(listId);
      return row === undefined ? null : listOfRow(row);
    },

    /** As this site's HQ set it; null when it never did. */
    detentionPolicy(): DetentionPolicy | null {
      const row = selectPolicy.get();
      return row === undefined ? null : detentionPolicySchema.parse(JSON.parse(row.policy));
    },

    lists(): readonly ListSummary[] {
      return selectLists.all().map((row) => {
        const { listId, version, asOf, countries } = listOfRow(row);
        return { listId, version, asOf, countries: countries.length };
      });
    },

    officerByBadge(badge: string): RosterOfficer | null {
      const row = selectByBadge.get(badge);
      return row === undefined ? null : officerOfRow(row);
    },

    officers(): readonly RosterOfficer[] {
      return selectOfficers.all().map(officerOfRow);
    },

    /** HQ's clock when the feed was last read to its end; null while the first load is not complete. */
    feedAsOf(): string | null {
      return selectCursor.get()?.as_of ?? null;
    },

    /** Where the feed goes on; null before the first page. */
    cursor(): string | null {
      return selectCursor.get()?.cursor ?? null;
    },

    counts(): ReferenceCounts {
      const counts = selectCounts.get();
      if (counts === undefined) throw new Error('a select of counts has one row');
      return counts;
    },

    close(): void {
      db.close();
    },
  };
}

interface AedRow {
  readonly item_id: string;
  readonly posted_on: string;
  readonly version: number;
  readonly received_at: string;
  readonly fields: string;
}

interface HoldRow {
  readonly event_id: string;
  readonly hold_id: string;
  readonly item_id: string;
  readonly kind: string;
  readonly at: string;
  readonly facility_id: string;
  readonly by: string;
  readonly reason: string | null;
}

interface UspsRow {
  readonly event_id: string;
  readonly item_id: string;
  readonly code: string;
  readonly at: string;
  readonly office: string | null;
}

interface DigestRow {
  readonly exam_id: string;
  readonly device_id: string;
  readonly facility_id: string;
  readonly item_key: string;
  readonly posted_on: string | null;
  readonly outcome: string;
  readonly band: string;
  readonly recorded_at: string;
  readonly is_withdrawn: number;
}

interface ListRow {
  readonly list_id: string;
  readonly version: number;
  readonly as_of: string;
  readonly countries: string;
}

interface OfficerRow {
  readonly officer_id: string;
  readonly badge: string;
  readonly name: string;
  readonly role: string;
  readonly pin_salt: string;
  readonly pin_hash: string;
}

function aedOfRow(row: AedRow): AedVersion {
  const fields = aedFieldsSchema.parse(fieldsByName(row.fields));
  return { itemId: row.item_id, postedOn: row.posted_on, version: row.version, receivedAt: row.received_at, fields };
}

function holdEventOfRow({ event_id, hold_id, item_id, facility_id, ...same }: HoldRow): HoldEvent {
  return holdEventSchema.parse({ ...same, eventId: event_id, holdId: hold_id, itemId: item_id, facilityId: facility_id });
}

function uspsEventOfRow({ event_id, item_id, ...same }: UspsRow): UspsEvent {
  return uspsEventSchema.parse({ ...same, eventId: event_id, itemId: item_id });
}

function digestOfRow(row: DigestRow): ExamDigest {
  return examDigestSchema.parse({
    examId: row.exam_id, deviceId: row.device_id, facilityId: row.facility_id, itemKey: row.item_key, postedOn: row.posted_on,
    outcome: row.outcome, band: row.band, recordedAt: row.recorded_at, isWithdrawn: row.is_withdrawn === 1,
  });
}

function listOfRow({ list_id, version, as_of, countries }: ListRow): CountryList {
  return countryListSchema.parse({ listId: list_id, version, asOf: as_of, countries: z.array(z.string()).parse(JSON.parse(countries)) });
}

function officerOfRow({ officer_id, pin_salt, pin_hash, ...same }: OfficerRow): RosterOfficer {
  return rosterOfficerSchema.parse({ ...same, officerId: officer_id, pinSalt: pin_salt, pinHash: pin_hash });
}
