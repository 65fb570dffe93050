/** The facilities HQ serves. */
import { z } from 'zod';
import type { Reads, Tx } from './database.ts';

const facilityRow = z.object({ id: z.string(), name: z.string() });

export type FacilityRow = Readonly<z.infer<typeof facilityRow>>;

export async function findFacility(db: Reads, facilityId: string): Promise<FacilityRow | null> {
  const row = await db.selectFrom('facility').select(['id', 'name']).where('id', '=', facilityId).executeTakeFirst();
  return row === undefined ? null : facilityRow.parse(row);
}

/** Nobody else enrols a device of this facility until the transaction ends. */
export async function lockFacility(tx: Tx, facilityId: string): Promise<void> {
  await tx.selectFrom('facility').select('id').where('id', '=', facilityId).forNoKeyUpdate().executeTakeFirst();
}

/** By id. */
export async function allFacilities(db: Reads): Promise<readonly FacilityRow[]> {
  return z.array(facilityRow).parse(await db.selectFrom('facility').select(['id', 'name']).orderBy('id').execute());
}

export async function putFacilities(tx: Tx, facilities: readonly FacilityRow[]): Promise<void> {
  await tx.insertInto('facility').values(facilities)
    .onConflict((conflict) => conflict.column('id').doUpdateSet((eb) => ({ name: eb.ref('excluded.name') }))).execute();
}
