/** Forked chains: the same device and seq with two hashes (sync rule 2); rows wait for a person. */
import { z } from 'zod';
import type { Db } from './driver.ts';

const forkRow = z.object({
  deviceId: z.string(),
  seq: z.int(),
  knownHash: z.string(),
  otherHash: z.string(),
  seenAt: z.string(),
  sentBy: z.string(),
});

export type Fork = Readonly<z.infer<typeof forkRow>>;

export function recordFork(db: Db, fork: Fork): void {
  db.prepare(`INSERT INTO fork (device_id, seq, known_hash, other_hash, seen_at, sent_by)
    VALUES (@deviceId, @seq, @knownHash, @otherHash, @seenAt, @sentBy) ON CONFLICT DO NOTHING`).run(fork);
}

export function allForks(db: Db): readonly Fork[] {
  return z.array(forkRow).parse(db.prepare(`SELECT device_id AS deviceId, seq, known_hash AS knownHash, other_hash AS otherHash,
    seen_at AS seenAt, sent_by AS sentBy FROM fork ORDER BY seen_at, device_id, seq`).all());
}
