/** Which version of each posting's AED HQ has sent last. */
import { z } from 'zod';
import type { Reads, Tx } from './database.ts';
import { inPieces, KEYS_PER_STATEMENT, ROWS_PER_STATEMENT } from './inPieces.ts';

const headRow = z.object({ itemId: z.string(), postedOn: z.string(), version: z.int(), contentHash: z.string() });

export type AedHead = Readonly<z.infer<typeof headRow>>;

/** Of every posting of these items. */
export async function aedHeadsOf(db: Reads, itemIds: Iterable<string>): Promise<readonly AedHead[]> {
  const heads: AedHead[] = [];
  for (const piece of inPieces([...new Set(itemIds)], KEYS_PER_STATEMENT)) {
    const rows = await db.selectFrom('aed_head').select(['item_id as itemId', 'posted_on as postedOn', 'version', 'content_hash as contentHash'])
      .where('item_id', 'in', piece).execute();
    heads.push(...z.array(headRow).parse(rows));
  }
  return heads;
}

/** One of each posting. */
export async function putAedHeads(tx: Tx, heads: readonly AedHead[]): Promise<void> {
  const rows = heads.map(({ itemId, postedOn, version, contentHash }) => ({ item_id: itemId, posted_on: postedOn, version, content_hash: contentHash }));
  for (const piece of inPieces(rows, ROWS_PER_STATEMENT)) {
    await tx.insertInto('aed_head').values(piece)
      .onConflict((conflict) => conflict.columns(['item_id', 'posted_on'])
        .doUpdateSet((eb) => ({ version: eb.ref('excluded.version'), content_hash: eb.ref('excluded.content_hash') }))).execute();
  }
}
