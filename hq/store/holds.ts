/** Which holds HQ has placed and which of them are still open; only what admin commands must know, the desks derive the rest. */
import { z } from 'zod';
import type { Reads, Tx } from './database.ts';

const holdRow = z.object({
  id: z.string(),
  itemId: z.string(),
  facilityId: z.string(),
  placedAt: z.string(),
  closedAt: z.string().nullable(),
  closedAs: z.enum(['released', 'cancelled']).nullable(),
});

export type Hold = Readonly<z.infer<typeof holdRow>>;

const COLUMNS = [
  'id', 'item_id as itemId', 'facility_id as facilityId', 'placed_at as placedAt', 'closed_at as closedAt', 'closed_as as closedAs',
] as const;

/** Nobody else closes this hold until the transaction ends. */
export async function lockHold(tx: Tx, holdId: string): Promise<Hold | null> {
  const row = await tx.selectFrom('hold').select(COLUMNS).where('id', '=', holdId).forUpdate().executeTakeFirst();
  return row === undefined ? null : holdRow.parse(row);
}

export async function openHolds(db: Reads): Promise<readonly Hold[]> {
  const rows = await db.selectFrom('hold').select(COLUMNS).where('closed_at', 'is', null).orderBy('placed_at').orderBy('id').execute();
  return z.array(holdRow).parse(rows);
}

export async function insertHold(tx: Tx, { id, itemId, facilityId, placedAt }: Pick<Hold, 'id' | 'itemId' | 'facilityId' | 'placedAt'>): Promise<void> {
  await tx.insertInto('hold').values({ id, item_id: itemId, facility_id: facilityId, placed_at: placedAt }).execute();
}

export async function markClosed(tx: Tx, holdId: string, as: 'released' | 'cancelled', at: string): Promise<void> {
  await tx.updateTable('hold').set({ closed_at: at, closed_as: as }).where('id', '=', holdId).execute();
}
