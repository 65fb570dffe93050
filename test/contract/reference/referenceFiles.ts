/** Makes reference databases, feed pages and rows for tests. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AED_FIELDS } from '../../../domain/aed/record.ts';
import type { AedFields, AedVersion } from '../../../domain/aed/record.ts';
import type { ExamDigest } from '../../../domain/exam/digest.ts';
import type { HoldEvent } from '../../../domain/hold/events.ts';
import type { UspsEvent } from '../../../domain/hold/uspsEvents.ts';
import type { FeedPage } from '../../../domain/sync/messages.ts';
import { openDatabase } from '../../../main/store/driver.ts';
import type { Database } from '../../../main/store/driver.ts';
import type { ReferenceFile } from '../../../main/store/reference/open.ts';

export interface Place extends ReferenceFile {
  readonly folder: string;
  readonly remove: () => void;
}

/** An encrypted database in a folder of its own. */
export function newPlace(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'reference-'));
  return { folder, file: join(folder, 'reference.db'), key: randomBytes(32), binding: null, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export function fields(more: Partial<AedFields> = {}): AedFields {
  return { ...(Object.fromEntries(AED_FIELDS.map((field) => [field, null])) as AedFields), senderName: 'Jane Doe', ...more };
}

export function aed(itemId: string, more: Partial<AedVersion> = {}): AedVersion {
  return { itemId, postedOn: '2026-03-01', version: 1, receivedAt: '2026-03-02T00:00:00Z', fields: fields(), ...more };
}

export function hold(eventId: string, more: Partial<HoldEvent> = {}): HoldEvent {
  return { eventId, holdId: 'H1', itemId: 'RB000000001GB', kind: 'placed', at: '2026-03-02T00:00:00Z', facilityId: 'JFK', by: 'NTC', reason: null, ...more };
}

export function usps(eventId: string, more: Partial<UspsEvent> = {}): UspsEvent {
  return { eventId, itemId: 'RB000000001GB', code: 'EMD', at: '2026-03-02T06:00:00Z', office: 'USJFKA', ...more };
}

export function digest(n: number, more: Partial<ExamDigest> = {}): ExamDigest {
  return {
    examId: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`, deviceId: 'JFK-08-TEST', facilityId: 'JFK', itemKey: 'RB000000001GB', postedOn: '2026-03-01',
    outcome: 'DETAINED', band: 'HOLD', recordedAt: '2026-03-02T09:00:00-05:00', isWithdrawn: false, ...more,
  };
}

export function officer(badge: string, name = 'Ortiz, R.') {
  return { officerId: `O-${badge}`, badge, name, role: 'officer' as const, pinSalt: 'AAAAAAAAAAAAAAAAAAAAAA==', pinHash: 'AAAA' };
}

export function page(rows: readonly Record<string, unknown>[], cursor = 'c1', hqTime = '2026-03-04T10:00:00Z', more = false): FeedPage {
  return { protocol: 1, rows: rows as FeedPage['rows'], cursor, more, hqTime };
}

const TABLES = [
  'aed', 'hold_event', 'usps_event', 'exam_digest', 'country_list', 'roster_officer', 'parked_row', 'sync_cursor', 'import_log', 'tally', 'aed_bucket',
] as const;

/** Everything that is stored, for "changes nothing". */
export function contents(place: ReferenceFile): Record<string, unknown[]> {
  const db = openDatabase(place.file, { key: place.key, binding: null, readonly: true, synchronous: 'NORMAL' });
  try {
    return tables(db);
  } finally {
    db.close();
  }
}

export function tables(db: Database): Record<string, unknown[]> {
  return Object.fromEntries(TABLES.map((table) => [table, db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all()]));
}
