/** The facilities HQ serves. */
import { z } from 'zod';
import type { Db } from './driver.ts';

const facilityRow = z.object({ id: z.string(), name: z.string() });

export type FacilityRow = Readonly<z.infer<typeof facilityRow>>;

export function findFacility(db: Db, facilityId: string): FacilityRow | null {
  const row = db.prepare('SELECT id, name FROM facility WHERE id = ?').get(facilityId);
  return row === undefined ? null : facilityRow.parse(row);
}

export function facilityIds(db: Db): readonly string[] {
  return z.array(facilityRow).parse(db.prepare('SELECT id, name FROM facility ORDER BY id').all()).map((row) => row.id);
}

export function putFacility(db: Db, { id, name }: FacilityRow): void {
  db.prepare('INSERT INTO facility (id, name) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name').run(id, name);
}
