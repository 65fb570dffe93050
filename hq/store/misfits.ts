/** Entries whose hash does not fit their content: append-only evidence beside the chain, one row for each content that came. */
import type { Tx } from './database.ts';
import type { StoredEntry } from './entries.ts';
import { inPieces, ROWS_PER_STATEMENT } from './inPieces.ts';

/** The same one again is kept once. */
export async function insertMisfits(tx: Tx, misfits: readonly StoredEntry[]): Promise<void> {
  const rows = misfits.map(({ deviceId, seq, text, id, kind, hash, receivedAt, sentBy, detail }) => (
    { device_id: deviceId, seq, text, id, kind, hash, received_at: receivedAt, sent_by: sentBy, detail: detail ?? '' }));
  for (const piece of inPieces(rows, ROWS_PER_STATEMENT)) {
    await tx.insertInto('misfit').values(piece).onConflict((conflict) => conflict.doNothing()).execute();
  }
}
