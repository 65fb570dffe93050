/** What a desk seals about relay files: that entries left it on a file, that it took another desk's in, and that receipts came back. */
import { z } from 'zod';

const seq = z.int().min(1);
const hex64 = z.string().regex(/^[0-9a-f]{64}$/);
const range = { exportId: z.uuid(), fromSeq: seq, toSeq: seq, count: seq, head: hex64, parts: z.int().min(1), sha256: hex64 };

/** sha256: of the file. Exported is not delivered: only a receipt is (sync rule 1). sealingKeyId: HQ's key that can open it. */
export const relayExportedSchema = z.object({ ...range, sealingKeyId: z.string().min(1).max(64) });

/** deviceId, facilityId: of the desk that made the file. */
export const relayTakenInSchema = z.object({ ...range, deviceId: z.string().min(1).max(64), facilityId: z.string().min(1).max(16) });

/** Receipts for this desk's own entries, brought back by a file. */
export const relayReceiptsTakenInSchema = z.object({ fromSeq: seq, toSeq: seq, receipts: z.int().min(1) });
