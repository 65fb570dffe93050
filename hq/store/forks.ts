/** Forked chains: the same device and seq with two hashes (sync rule 2); rows wait for a person. */
import { z } from 'zod';
import type { Reads, Tx } from './database.ts';

const forkRow = z.object({
  deviceId: z.string(),
  seq: z.int(),
  knownHash: z.string(),
  otherHash: z.string(),
  seenAt: z.string(),
  sentBy: z.string(),
});

export type Fork = Readonly<z.infer<typeof forkRow>>;

export async function recordFork(tx: Tx, { deviceId, seq, knownHash, otherHash, seenAt, sentBy }: Fork): Promise<void> {
  await tx.insertInto('fork').values({ device_id: deviceId, seq, known_hash: knownHash, other_hash: otherHash, seen_at: seenAt, sent_by: sentBy })
    .onConflict((conflict) => conflict.doNothing()).execute();
}

export async function allForks(db: Reads): Promise<readonly Fork[]> {
  const rows = await db.selectFrom('fork')
    .select(['device_id as deviceId', 'seq', 'known_hash as knownHash', 'other_hash as otherHash', 'seen_at as seenAt', 'sent_by as sentBy'])
    .orderBy('seen_at').orderBy('device_id').orderBy('seq').execute();
  return z.array(forkRow).parse(rows);
}
