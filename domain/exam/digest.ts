/** An exam of another desk as HQ's feed tells it: enough to warn an officer, and no more than that. */
import { z } from 'zod';
import { BANDS } from '../band/bands.ts';
import { OUTCOME_CODES } from '../outcome/outcomes.ts';

/**
 * The exam as amended so far; HQ sends it anew when it is amended, under the same examId. Findings and officers are left out: what a
 * colleague at another IMF needs is that there was an exam and how it ended. itemKey: normalised identifier, or a desk-made id.
 * postedOn: YYYY-MM-DD of the posting that was examined, as the post sent it and so not always a real day; null when it is not known.
 * recordedAt: RFC 3339 with zone offset.
 */
export const examDigestSchema = z.object({
  examId: z.uuid(),
  deviceId: z.string().min(1).max(64),
  facilityId: z.string().min(1).max(16),
  itemKey: z.string().min(1).max(200),
  postedOn: z.string().regex(/^\d{4}-\d{2}-\d{2}$/).nullable(),
  outcome: z.enum(OUTCOME_CODES),
  band: z.enum(BANDS),
  recordedAt: z.iso.datetime({ offset: true }),
  isWithdrawn: z.boolean(),
});

export type ExamDigest = Readonly<z.infer<typeof examDigestSchema>>;
