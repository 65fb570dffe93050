/** Rosters by facility, version after version, and everyone who ever stood on one. */
import { z } from 'zod';
import { rosterOfficerSchema, type RosterOfficer } from '../../domain/sync/messages.ts';
import type { Db } from './driver.ts';

const rosterRow = z.object({ version: z.int(), text: z.string() });

export interface Roster {
  readonly version: number;
  readonly officers: readonly RosterOfficer[];
}

export function latestRoster(db: Db, facilityId: string): Roster | null {
  const found = db.prepare('SELECT version, text FROM roster_version WHERE facility_id = ? ORDER BY version DESC LIMIT 1').get(facilityId);
  if (found === undefined) return null;
  const { version, text } = rosterRow.parse(found);
  return { version, officers: z.array(rosterOfficerSchema).parse(JSON.parse(text)) };
}

export function insertRoster(db: Db, facilityId: string, roster: Roster): void {
  db.prepare('INSERT INTO roster_version (facility_id, version, text) VALUES (?, ?, ?)')
    .run(facilityId, roster.version, JSON.stringify(roster.officers));
  const officer = db.prepare('INSERT INTO officer (facility_id, id) VALUES (?, ?) ON CONFLICT DO NOTHING');
  for (const { officerId } of roster.officers) officer.run(facilityId, officerId);
}

/** A facility that never had a roster from HQ has officers HQ cannot know: then nobody is unknown. */
export function isOfficerKnown(db: Db, facilityId: string, officerId: string): boolean {
  return db.prepare('SELECT 1 FROM officer WHERE facility_id = ? AND id = ?').get(facilityId, officerId) !== undefined
    || db.prepare('SELECT 1 FROM officer WHERE facility_id = ? LIMIT 1').get(facilityId) === undefined;
}
