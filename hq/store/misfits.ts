/** Entries whose hash does not fit their content: append-only evidence beside the chain, one row for each content that came. */
import type { Db } from './driver.ts';
import type { StoredEntry } from './entries.ts';

/** The same one again is kept once. */
export function insertMisfits(db: Db, misfits: readonly StoredEntry[]): void {
  const insert = db.prepare(`INSERT INTO misfit (device_id, seq, text, id, kind, hash, received_at, sent_by, detail)
    VALUES (@deviceId, @seq, @text, @id, @kind, @hash, @receivedAt, @sentBy, @detail) ON CONFLICT DO NOTHING`);
  for (const misfit of misfits) insert.run(misfit);
}
