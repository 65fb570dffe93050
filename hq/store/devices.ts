/** Enrolled devices and how far the entries of each have come. */
import { z } from 'zod';
import type { Reads, Tx } from './database.ts';

const deviceRow = z.object({
  id: z.string(),
  facilityId: z.string(),
  publicKey: z.string(),
  deskName: z.string(),
  enrolledAt: z.string(),
  /** Null: nobody at HQ has said yet that this desk is one of theirs. */
  approvedAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
  /** Every entry up to here was received; one whose hash does not fit its content has left its place open. */
  lastSeq: z.int(),
});

export type Device = Readonly<z.infer<typeof deviceRow>>;

const COLUMNS = [
  'id', 'facility_id as facilityId', 'public_key as publicKey', 'desk_name as deskName', 'enrolled_at as enrolledAt', 'approved_at as approvedAt',
  'revoked_at as revokedAt', 'last_seq as lastSeq',
] as const;

export async function findDevice(db: Reads, deviceId: string): Promise<Device | null> {
  const row = await db.selectFrom('device').select(COLUMNS).where('id', '=', deviceId).executeTakeFirst();
  return row === undefined ? null : deviceRow.parse(row);
}

/** Nobody else takes in entries of this device until the transaction ends, in whatever process. */
export async function lockDevice(tx: Tx, deviceId: string): Promise<Device | null> {
  const row = await tx.selectFrom('device').select(COLUMNS).where('id', '=', deviceId).forNoKeyUpdate().executeTakeFirst();
  return row === undefined ? null : deviceRow.parse(row);
}

export async function allDevices(db: Reads): Promise<readonly Device[]> {
  const rows = await db.selectFrom('device').select(COLUMNS).orderBy('facility_id').orderBy('enrolled_at').orderBy('id').execute();
  return z.array(deviceRow).parse(rows);
}

export async function countDevices(db: Reads, facilityId: string): Promise<number> {
  const { n } = await db.selectFrom('device').select((eb) => eb.fn.countAll().as('n')).where('facility_id', '=', facilityId).executeTakeFirstOrThrow();
  return z.int().parse(n);
}

export async function insertDevice(tx: Tx, device: Pick<Device, 'id' | 'facilityId' | 'publicKey' | 'deskName' | 'enrolledAt' | 'approvedAt'>): Promise<void> {
  const { id, facilityId, publicKey, deskName, enrolledAt, approvedAt } = device;
  await tx.insertInto('device')
    .values({ id, facility_id: facilityId, public_key: publicKey, desk_name: deskName, enrolled_at: enrolledAt, approved_at: approvedAt, revoked_at: null }).execute();
}

export async function moveLastSeq(tx: Tx, deviceId: string, lastSeq: number): Promise<void> {
  await tx.updateTable('device').set({ last_seq: lastSeq }).where('id', '=', deviceId).execute();
}

/** False when there is no such device, or it is approved already. */
export async function markApproved(tx: Tx, deviceId: string, at: string): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('device').set({ approved_at: at }).where('id', '=', deviceId).where('approved_at', 'is', null).executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** False when there is no such device, or it is revoked already. */
export async function markRevoked(tx: Tx, deviceId: string, at: string): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('device').set({ revoked_at: at }).where('id', '=', deviceId).where('revoked_at', 'is', null).executeTakeFirst();
  return numUpdatedRows === 1n;
}
