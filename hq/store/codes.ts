/** One-time enrolment codes, kept as hashes. */
import { z } from 'zod';
import type { Db } from './driver.ts';

const codeRow = z.object({
  codeHash: z.string(),
  facilityId: z.string(),
  deskName: z.string().nullable(),
  expiresAt: z.string(),
  usedAt: z.string().nullable(),
  deviceId: z.string().nullable(),
});

export type CodeRow = Readonly<z.infer<typeof codeRow>>;

export function insertCode(db: Db, code: Pick<CodeRow, 'codeHash' | 'facilityId' | 'deskName' | 'expiresAt'>, createdAt: string): void {
  db.prepare(`INSERT INTO enrolment_code (code_hash, facility_id, desk_name, created_at, expires_at)
    VALUES (@codeHash, @facilityId, @deskName, @createdAt, @expiresAt)`).run({ ...code, createdAt });
}

export function findCode(db: Db, codeHash: string): CodeRow | null {
  const row = db.prepare(`SELECT code_hash AS codeHash, facility_id AS facilityId, desk_name AS deskName, expires_at AS expiresAt,
    used_at AS usedAt, device_id AS deviceId FROM enrolment_code WHERE code_hash = ?`).get(codeHash);
  return row === undefined ? null : codeRow.parse(row);
}

export function markUsed(db: Db, codeHash: string, deviceId: string, at: string): void {
  db.prepare('UPDATE enrolment_code SET used_at = ?, device_id = ? WHERE code_hash = ?').run(at, deviceId, codeHash);
}
