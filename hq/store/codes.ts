/** One-time enrolment codes, kept as hashes. */
import { z } from 'zod';
import type { Tx } from './database.ts';

const codeRow = z.object({
  codeHash: z.string(),
  facilityId: z.string(),
  deskName: z.string().nullable(),
  expiresAt: z.string(),
  usedAt: z.string().nullable(),
  deviceId: z.string().nullable(),
  /** Whoever enrols with it is approved by that. */
  isApproved: z.int().transform((stored) => stored === 1),
});

export type CodeRow = Readonly<z.infer<typeof codeRow>>;

export async function insertCode(tx: Tx, code: Pick<CodeRow, 'codeHash' | 'facilityId' | 'deskName' | 'expiresAt' | 'isApproved'>, createdAt: string): Promise<void> {
  const { codeHash, facilityId, deskName, expiresAt, isApproved } = code;
  await tx.insertInto('enrolment_code')
    .values({ code_hash: codeHash, facility_id: facilityId, desk_name: deskName, created_at: createdAt, expires_at: expiresAt, is_approved: isApproved ? 1 : 0 }).execute();
}

/** Nobody else uses this code until the transaction ends. */
export async function lockCode(tx: Tx, codeHash: string): Promise<CodeRow | null> {
  const row = await tx.selectFrom('enrolment_code')
    .select(['code_hash as codeHash', 'facility_id as facilityId', 'desk_name as deskName', 'expires_at as expiresAt', 'used_at as usedAt', 'device_id as deviceId', 'is_approved as isApproved'])
    .where('code_hash', '=', codeHash).forUpdate().executeTakeFirst();
  return row === undefined ? null : codeRow.parse(row);
}

export async function markUsed(tx: Tx, codeHash: string, deviceId: string, at: string): Promise<void> {
  await tx.updateTable('enrolment_code').set({ used_at: at, device_id: deviceId }).where('code_hash', '=', codeHash).execute();
}
