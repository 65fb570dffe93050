/** Enrolled devices and how far the entries of each have come. */
import { z } from 'zod';
import type { Db } from './driver.ts';

const deviceRow = z.object({
  id: z.string(),
  facilityId: z.string(),
  publicKey: z.string(),
  deskName: z.string(),
  enrolledAt: z.string(),
  revokedAt: z.string().nullable(),
  /** Every entry up to here was received; one whose hash does not fit its content has left its place open. */
  lastSeq: z.int(),
});

export type Device = Readonly<z.infer<typeof deviceRow>>;

const COLUMNS = `id, facility_id AS facilityId, public_key AS publicKey, desk_name AS deskName, enrolled_at AS enrolledAt,
  revoked_at AS revokedAt, last_seq AS lastSeq`;

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
  db.prepare('INSERT INTO device (id, facility_id, public_key, desk_name, enrolled_at) VALUES (@id, @facilityId, @publicKey, @deskName, @enrolledAt)')
    .run(device);
}

export function moveLastSeq(db: Db, deviceId: string, lastSeq: number): void {
  db.prepare('UPDATE device SET last_seq = ? WHERE id = ?').run(lastSeq, deviceId);
}

/** False when there is no such device, or it is revoked already. */
export function markRevoked(db: Db, deviceId: string, at: string): boolean {
  return db.prepare('UPDATE device SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL').run(at, deviceId).changes === 1;
}
