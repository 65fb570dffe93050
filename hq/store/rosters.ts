/** Rosters by facility, version after version, and everyone who ever stood on one. */
import { z } from 'zod';
import { rosterOfficerSchema, type RosterOfficer } from '../../domain/sync/messages.ts';
import type { Reads, Tx } from './database.ts';
import { inPieces, KEYS_PER_STATEMENT, ROWS_PER_STATEMENT } from './inPieces.ts';

export interface Roster {
  readonly version: number;
  readonly officers: readonly RosterOfficer[];
}

export async function latestRoster(db: Reads, facilityId: string): Promise<Roster | null> {
  const found = await db.selectFrom('roster_version').select(['version', 'text'])
    .where('facility_id', '=', facilityId).orderBy('version', 'desc').limit(1).executeTakeFirst();
  if (found === undefined) return null;
  return { version: z.int().parse(found.version), officers: z.array(rosterOfficerSchema).parse(JSON.parse(found.text)) };
}

export async function insertRoster(tx: Tx, facilityId: string, { version, officers }: Roster): Promise<void> {
  await tx.insertInto('roster_version').values({ facility_id: facilityId, version, text: JSON.stringify(officers) }).execute();
  const rows = officers.map(({ officerId }) => ({ facility_id: facilityId, id: officerId }));
  for (const piece of inPieces(rows, ROWS_PER_STATEMENT)) {
    await tx.insertInto('officer').values(piece).onConflict((conflict) => conflict.doNothing()).execute();
  }
}

/** Those of these officers who never stood on a roster. A facility that never had one from HQ has officers HQ cannot know: then nobody is unknown. */
export async function unknownOfficers(db: Reads, facilityId: string, officerIds: Iterable<string>): Promise<ReadonlySet<string>> {
  const unknown = new Set(officerIds);
  for (const piece of inPieces([...unknown], KEYS_PER_STATEMENT)) {
    const rows = await db.selectFrom('officer').select('id').where('facility_id', '=', facilityId).where('id', 'in', piece).execute();
    for (const { id } of rows) unknown.delete(id);
  }
  return unknown.size > 0 && await hasRoster(db, facilityId) ? unknown : new Set();
}

async function hasRoster(db: Reads, facilityId: string): Promise<boolean> {
  return await db.selectFrom('officer').select('id').where('facility_id', '=', facilityId).limit(1).executeTakeFirst() !== undefined;
}
