/** The clocks of a detention as a site sets them, as HQ sends them to its desks. */
import { z } from 'zod';

const days = z.int().min(1).max(366);

/** Members as in `DetentionPolicy` (clocks.ts); a site may grant itself no more than a year. closedDays: beside the legal holidays. */
export const detentionPolicySchema = z.object({
  decideDays: days,
  noticeDays: days,
  determineDays: days,
  closedDays: z.array(z.iso.date()).max(400),
});
