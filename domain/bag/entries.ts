/** The payloads of the ledger entries about a bag: it was opened for examination, it was finished. */
import { z } from 'zod';

const count = z.int().min(0);

/** `bag.opened`. bagId: of this opening, not of the bag. receptacleId: 29 characters (UPU S9-9); raw: what the scanner sent. */
export const bagOpenedSchema = z.object({
  bagId: z.uuid(),
  receptacleId: z.string().regex(/^[A-Z0-9]{29}$/),
  raw: z.string().max(1_000),
});

/**
 * `bag.closed`. The counts are what the officer saw: itemCount distinct items, examCount exams, heldCount items whose band said HOLD.
 * They are stated, never taken as the truth: the fold counts again and shows a difference.
 */
export const bagClosedSchema = z.object({
  bagId: z.uuid(),
  itemCount: count,
  examCount: count,
  heldCount: count,
  note: z.string().max(2_000).nullable(),
});
