/** Which holds HQ has placed and which of them are still open; only what admin commands must know, the desks derive the rest. */
import { z } from 'zod';
import type { Db } from './driver.ts';

const holdRow = z.object({
  id: z.string(),
  itemId: z.string(),
  facilityId: z.string(),
  placedAt: z.string(),
  closedAt: z.string().nullable(),
  closedAs: z.enum(['released', 'cancelled']).nullable(),
});

export type Hold = Readonly<z.infer<typeof holdRow>>;

const COLUMNS = 'id, item_id AS itemId, facility_id AS facilityId, placed_at AS placedAt, closed_at AS closedAt, closed_as AS closedAs';

export function findHold(db: Db, holdId: string): Hold | null {
  const row = db.prepare(`SELECT ${COLUMNS} FROM hold WHERE id = ?`).get(holdId);
  return row === undefined ? null : holdRow.parse(row);
}

export function openHolds(db: Db): readonly Hold[] {
  return z.array(holdRow).parse(db.prepare(`SELECT ${COLUMNS} FROM hold WHERE closed_at IS NULL ORDER BY placed_at, id`).all());
}

export function insertHold(db: Db, hold: Pick<Hold, 'id' | 'itemId' | 'facilityId' | 'placedAt'>): void {
  db.prepare('INSERT INTO hold (id, item_id, facility_id, placed_at) VALUES (@id, @itemId, @facilityId, @placedAt)').run(hold);
}

export function markClosed(db: Db, holdId: string, as: 'released' | 'cancelled', at: string): void {
  db.prepare('UPDATE hold SET closed_at = ?, closed_as = ? WHERE id = ?').run(at, as, holdId);
}
