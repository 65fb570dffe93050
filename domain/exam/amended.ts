/** The payload of an `exam.amended` entry: an exam that was sealed is corrected or withdrawn, and stays in the ledger as it was. */
import { z } from 'zod';
import { examPhotosSchema } from '../photo/photo.ts';
import { examValuesSchema } from './recorded.ts';

/** Longest explanation of an amendment. */
export const MAX_WHY = 2_000;

/** The explanation of an undo at the bench: the officer pressed the wrong key and says no more than that. */
export const UNDONE_AT_THE_DESK = 'undone at the desk';

/** examId: of the exam itself, also when an amendment is amended. why: for the supervisor, never blank. */
const base = { amendmentId: z.uuid(), examId: z.uuid(), why: z.string().max(MAX_WHY).regex(/\S/) };

/**
 * corrected: `values` are complete, not a difference, so that the exam can be read from its last correction alone. photos: added by it to
 * those the exam has; a desk that knows nothing of photos, and so says none, takes none away. withdrawn: the exam counts nowhere any more;
 * nothing brings it back, the item is examined anew instead.
 */
export const examAmendedSchema = z.discriminatedUnion('kind', [
  z.object({ ...base, kind: z.literal('corrected'), values: examValuesSchema, photos: examPhotosSchema.exactOptional() }),
  z.object({ ...base, kind: z.literal('withdrawn') }),
]);

export type ExamAmended = Readonly<z.infer<typeof examAmendedSchema>>;

/** The withdrawal that an undo at the bench writes. */
export function undo(amendmentId: string, examId: string): ExamAmended {
  return { amendmentId, examId, kind: 'withdrawn', why: UNDONE_AT_THE_DESK };
}
