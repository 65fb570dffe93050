/** Enrolled devices and where the chain of each stands. */
import { z } from 'zod';
import { EMPTY_CHAIN, type ChainHead } from '../../domain/ledger/chain.ts';
import type { Db } from './driver.ts';

const deviceRow = z.object({
  id: z.string(),
  facilityId: z.string(),
  publicKey: z.string(),
  deskName: z.string(),
  enrolledAt: z.string(),
  revokedAt: z.string().nullable(),
  lastSeq: z.int(),
  headHash: z.string(),
});

export type Device = Readonly<z.infer<typeof deviceRow>>;

const COLUMNS = `id, facility_id AS facilityId, public_key AS publicKey, desk_name AS deskName, enrolled_at AS enrolledAt,
  revoked_at AS revokedAt, last_seq AS lastSeq, head_hash AS headHash`;

export function findDevice(db: Db, deviceId: string): Device | null {
  const row = db.prepare(`SELECT ${COLUMNS} FROM device WHERE id = ?`).get(deviceId);
  return row === undefined ? null : deviceRow.parse(row);
}

export function allDevices(db: Db): readonly Device[] {
  return z.array(deviceRow).parse(db.prepare(`SELECT ${COLUMNS} FROM device ORDER BY facility_id, enrolled_at, id`).all());
}

export function countDevices(db: Db, facilityId: string): number {
  return z.object({ n: z.int() }).parse(db.prepare('SELECT count(*) AS n FROM device WHERE facility_id = ?').get(facilityId)).n;
}

export function insertDevice(db: Db, device: Pick<Device, 'id' | 'facilityId' | 'publicKey' | 'deskName' | 'enrolledAt'>): void {
  db.prepare(`INSERT INTO device (id, facility_id, public_key, desk_name, enrolled_at, last_seq, head_hash)
    VALUES (@id, @facilityId, @publicKey, @deskName, @enrolledAt, @lastSeq, @headHash)`)
    .run({ ...device, lastSeq: EMPTY_CHAIN.seq, headHash: EMPTY_CHAIN.hash });
}

export function moveHead(db: Db, deviceId: string, head: ChainHead): void {
  db.prepare('UPDATE device SET last_seq = ?, head_hash = ? WHERE id = ?').run(head.seq, head.hash, deviceId);
}

/** False when there is no such device, or it is revoked already. */
export function markRevoked(db: Db, deviceId: string, at: string): boolean {
  return db.prepare('UPDATE device SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL').run(at, deviceId).changes === 1;
}
